import { ReviewedStack } from '../read/assembly';
import { Resolver } from '../read/resolver';

/** A condition: one operator on one key. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy in one shape: lists sorted, intrinsic functions replaced. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** By the kind of principal: AWS, Service, Federated; `*` stands under AWS. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  /** Whom the statement leaves out, by kind; empty unless it says `NotPrincipal`. */
  readonly notPrincipals: Readonly<Record<string, readonly string[]>>;
  readonly conditions: readonly Condition[];
}

export function statementsOf(resolver: Resolver, stack: ReviewedStack, document: any): Statement[] {
  const resolved = resolver.value(stack, typeof document === 'string' ? parse(document) : document ?? {});
  return many(resolved.Statement).map(toStatement);
}

/** A policy as it stands in the template, its intrinsic functions replaced. */
export function exactly(resolver: Resolver, stack: ReviewedStack, document: any): string {
  return JSON.stringify(resolver.value(stack, typeof document === 'string' ? parse(document) : document), undefined, 2);
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function toStatement(raw: any): Statement {
  return {
    sid: raw.Sid,
    effect: raw.Effect === 'Deny' ? 'Deny' : 'Allow',
    actions: texts(raw.Action),
    notActions: texts(raw.NotAction),
    resources: texts(raw.Resource),
    notResources: texts(raw.NotResource),
    principals: principalsOf(raw.Principal),
    notPrincipals: principalsOf(raw.NotPrincipal),
    conditions: Object.entries<any>(raw.Condition ?? {}).flatMap(([operator, keys]) => Object.entries<any>(keys)
      .map(([key, values]) => ({ operator, key, values: texts(values) })))
      .sort((a, b) => (`${a.key} ${a.operator}` < `${b.key} ${b.operator}` ? -1 : 1)),
  };
}

function principalsOf(raw: any): Record<string, string[]> {
  if (raw === undefined) {
    return {};
  }
  return typeof raw === 'string' ? { AWS: [raw] } : Object.fromEntries(Object.entries(raw).sort().map(([kind, values]) => [kind, texts(values)]));
}

function texts(value: any): string[] {
  return many(value).map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).sort();
}

function many(value: any): any[] {
  return value === undefined ? [] : [value].flat();
}

const EXPRESSIONS = new Map<string, RegExp>();

/** Whether a pattern of IAM, with `*` and `?`, covers a value. */
export function covers(pattern: string, value: string): boolean {
  if (!/[*?]/.test(pattern)) {
    return pattern === value;
  }
  const expression = EXPRESSIONS.get(pattern) ?? new RegExp(`^${pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
  EXPRESSIONS.set(pattern, expression);
  return expression.test(value);
}

/** Whether a statement is about an action; actions know no case. */
export function isAbout(statement: Statement, action: string): boolean {
  const matches = (patterns: readonly string[]): boolean => patterns.some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase()));
  return statement.actions.length > 0 ? matches(statement.actions) : !matches(statement.notActions);
}

/** Whether a statement is about a resource. */
export function reaches(statement: Statement, arn: string): boolean {
  const matches = (patterns: readonly string[]): boolean => patterns.some((pattern) => covers(pattern, arn));
  return statement.resources.length > 0 ? matches(statement.resources) : !matches(statement.notResources);
}
