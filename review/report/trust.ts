import { openParts } from '../model/arn';
import { enumerate, literal, literals } from './document';
import { Condition, Statement } from '../model/statements';
import { conditionsWords } from './words';

/** A way into a role in words, and what a reviewer should look at first of it. */
export interface TrustWords {
  readonly text: string;
  readonly concern?: string;
}

const RESERVED_ROLE = /role\/aws-reserved\/sso\.amazonaws\.com\*?\/AWSReservedSSO_(.+)_\?{16}$/;

/** A statement of a trust policy in words: who comes in, and under which conditions. */
export function trustWords(statement: Statement, ownAccount: string): TrustWords[] {
  if (statement.effect === 'Deny') {
    return [{ text: `**never** ${enumerate(kinds(statement).map(([kind, value]) => who(kind, value).text))}${only(statement.conditions, 'if')}` }];
  }
  const left = Object.values(statement.notPrincipals).flat();
  if (left.length > 0) {
    const text = `**everybody but** ${literals(left)}`;
    return [{ text: `${text}${only(statement.conditions)}`, concern: `${text} may enter it` }];
  }
  const { permissionSets, rest } = splitConditions(statement.conditions);
  return kinds(statement).map(([kind, value]) => {
    if (permissionSets.length > 0 && isRoot(value)) {
      const where = accountOf(value) === ownAccount ? 'this account' : `account ${literal(accountOf(value))}`;
      return { text: `people with the Identity Center permission set ${literals(permissionSets)} in ${where}${only(rest)}` };
    }
    const found = who(kind, value);
    return { text: `${found.text}${only(statement.conditions)}`, concern: openWords(kind, statement) ?? (namesSomebody(statement) ? undefined : found.concern) };
  });
}

/** Claims of a token that say who it is for, not whose it is. */
const AUDIENCE = /:aud$/i;

/** Variables compare a value with one that the caller brings. */
const VARIABLE = /\$\{(?!AWS::|Fn::)[^}]*:[^}]*\}/;

/** Keys that say who comes in where the principal does not. */
const WHO = /^aws:(PrincipalArn|PrincipalAccount|PrincipalOrgID|PrincipalOrgPaths|SourceAccount|SourceArn)$/i;

/** Whether a condition narrows the principals themselves, rather than how or from where they come. */
function namesSomebody({ conditions }: Statement): boolean {
  return conditions.some(({ operator, key, values }) => /^(ForAnyValue:)?(String|Arn)(Equals|Like)$/.test(operator) && WHO.test(key)
    && values.length > 0 && values.every((value) => !/^[*?]/.test(value)));
}

/** Why a trust that has conditions is open all the same. */
function openWords(kind: string, { conditions }: Statement): string | undefined {
  const variable = conditions.flatMap(({ values }) => values).find((value) => VARIABLE.test(value));
  if (variable !== undefined) {
    return `its trust compares with ${literal(variable)}, which the caller brings along`;
  }
  // Only what has to be there, and to match, says who comes in.
  const claims = conditions.filter(({ key, operator }) => !AUDIENCE.test(key) && /^(ForAnyValue:)?(String|Arn)(Equals|EqualsIgnoreCase|Like)$/.test(operator));
  const open = (kind === 'Federated' ? claims : claims.filter(({ key }) => /^aws:PrincipalArn$/i.test(key)))
    .flatMap(({ key, values }) => values.filter((value) => /^[*?]/.test(value) || openParts(value).some((part) => /account|service|resource/.test(part)))
      .map((value) => `${literal(key)} may be ${literal(value)}`));
  if (open.length > 0) {
    return `its trust is open: ${enumerate(open)}`;
  }
  return kind === 'Federated' && !claims.some(({ key }) => key.includes(':') && !/^(aws|sts):/i.test(key)) ? 'any holder of a token of the provider may enter it' : undefined;
}

/** The names of the permission sets that a statement recognises by their reserved roles. */
export function permissionSetsOf(statement: Statement): string[] {
  return splitConditions(statement.conditions).permissionSets;
}

function splitConditions(conditions: readonly Condition[]): { permissionSets: string[]; rest: Condition[] } {
  const sets = conditions.filter(({ key, operator, values }) => key === 'aws:PrincipalArn' && operator === 'ArnLike'
    && values.every((value) => RESERVED_ROLE.test(value)));
  return {
    permissionSets: sets.flatMap(({ values }) => values.map((value) => RESERVED_ROLE.exec(value)![1]!)),
    rest: conditions.filter((condition) => !sets.includes(condition)),
  };
}

function kinds(statement: Statement): [string, string][] {
  return Object.entries(statement.principals).flatMap(([kind, values]) => values.map((value) => [kind, value] as [string, string]));
}

function who(kind: string, value: string): TrustWords {
  if (value === '*') {
    return { text: '**anybody**', concern: 'anybody may enter it' };
  }
  if (kind === 'Service') {
    return { text: `the AWS service ${literal(value)}` };
  }
  if (kind === 'Federated') {
    const provider = value.split('/').slice(1).join('/') || value;
    return { text: `${/:saml-provider\//.test(value) ? 'people signed in through the SAML provider' : 'holders of a token from'} ${literal(provider)}` };
  }
  if (isRoot(value)) {
    return {
      text: `**every principal** of account ${literal(accountOf(value))} that its administrators allow`,
      concern: `every principal of account ${literal(accountOf(value))} may enter it`,
    };
  }
  const [, account, type, name] = /^arn:[^:]*:(?:iam|sts)::([^:]*):(role|user|assumed-role)\/(.+)$/.exec(value) ?? [];
  return { text: name === undefined ? literal(value) : `the ${type} ${literal(name)} of account ${literal(account)}` };
}

function only(conditions: readonly Condition[], conjunction = 'only if'): string {
  const words = conditionsWords(conditions, []);
  return words === '' ? '' : `, ${conjunction} ${words}`;
}

function isRoot(value: string): boolean {
  return /:root$/.test(value) || /^\d{12}$/.test(value);
}

function accountOf(value: string): string {
  return /^arn:[^:]*:iam::(.+):root$/.exec(value)?.[1] ?? value;
}
