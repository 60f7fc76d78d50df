import { Located, readable, Resolver } from '../read/resolver';
import { tagsOf } from './profiles';
import { Recipient, recipientOf } from './recipients';
import { Statement, statementsOf } from './statements';

/** When something happens: at a share of the limit, or at an amount. */
export interface Occasion {
  readonly threshold: number;
  /** `%` of the limit, or `USD`. */
  readonly unit: '%' | 'USD';
  readonly kind: 'spent' | 'forecast';
}

/** People who are told. */
export interface Alert extends Occasion {
  readonly recipients: readonly Recipient[];
}

/** What an action does to principals, rather than telling somebody. */
export interface Stop extends Occasion {
  readonly actionType: string;
  /** Whether it waits until a person approves it. */
  readonly approved: boolean;
  /** Who gets the policy; undefined for an action that attaches none. */
  readonly targets?: readonly string[];
  readonly policy?: string;
  /** What the policy denies, where it is in the templates. */
  readonly denied: readonly Statement[];
}

export type Consequence = Alert | Stop;

export interface ReviewedBudget extends Located {
  readonly name: string;
  readonly amount: number;
  readonly unit: string;
  /** As the template says it, as in `MONTHLY`. */
  readonly period: string;
  readonly scope: BudgetScope;
  readonly consequences: readonly Consequence[];
}

/** What is counted: all of these filters at once; none is everything. */
export interface BudgetScope {
  /** As in `user:team$payments`. */
  readonly tags: readonly string[];
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly expression?: unknown;
}

export function stops(consequence: Consequence): consequence is Stop {
  return 'actionType' in consequence;
}

export function budgetsOf(resolver: Resolver): ReviewedBudget[] {
  return resolver.resources('AWS::Budgets::Budget').map((located) => {
    const { stack, logicalId, properties } = located;
    const budget = resolver.value(stack, properties.Budget ?? {});
    return {
      ...located,
      name: `${stack.name}/${readable(logicalId)}`,
      amount: Number(budget.BudgetLimit?.Amount),
      unit: String(budget.BudgetLimit?.Unit ?? 'USD'),
      period: String(budget.TimeUnit),
      scope: scopeOf(budget),
      consequences: [...alerts(resolver, located), ...actions(resolver, located)]
        .sort((a, b) => a.kind.localeCompare(b.kind) * -1 || a.threshold - b.threshold || Number(stops(a)) - Number(stops(b))),
    };
  });
}

function scopeOf(budget: any): BudgetScope {
  const { TagKeyValue: tags = [], ...filters } = { ...budget.CostFilters };
  return {
    tags: [tags].flat().map(String),
    filters: Object.fromEntries(Object.entries(filters).map(([key, values]) => [key, [values].flat().map(String)])),
    expression: budget.FilterExpression,
  };
}

function alerts(resolver: Resolver, { stack, properties }: Located): Alert[] {
  return (properties.NotificationsWithSubscribers ?? []).map(({ Notification: notification, Subscribers: subscribers = [] }: any) => ({
    ...occasion(notification.Threshold, notification.ThresholdType, notification.NotificationType),
    recipients: subscribers.map((subscriber: any) => recipientOf(resolver, stack, subscriber.Address)),
  }));
}

function actions(resolver: Resolver, budget: Located): Stop[] {
  return resolver.resources('AWS::Budgets::BudgetsAction')
    .filter(({ stack, properties }) => stack === budget.stack && resolver.target(stack, properties.BudgetName)?.logicalId === budget.logicalId)
    .map(({ stack, properties }) => ({
      ...occasion(properties.ActionThreshold.Value, properties.ActionThreshold.Type, properties.NotificationType),
      actionType: String(properties.ActionType),
      approved: properties.ApprovalModel === 'MANUAL',
      ...whom(resolver, stack, properties.Definition?.IamActionDefinition),
    }));
}

function whom(resolver: Resolver, stack: Located['stack'], iam: any): Pick<Stop, 'targets' | 'policy' | 'denied'> {
  if (iam === undefined) {
    return { denied: [] };
  }
  const policy = resolver.target(stack, iam.PolicyArn);
  return {
    targets: [...(iam.Roles ?? []), ...(iam.Users ?? []), ...(iam.Groups ?? [])]
      .map((reference) => readable(resolver.target(stack, reference)?.logicalId ?? resolver.text(stack, reference))),
    policy: policy === undefined ? resolver.text(stack, iam.PolicyArn) : `${policy.stack.name}/${readable(policy.logicalId)}`,
    denied: policy === undefined ? []
      : statementsOf(resolver, policy.stack, policy.properties.PolicyDocument).filter(({ effect }) => effect === 'Deny'),
  };
}

function occasion(threshold: any, type: string, notification: string): Occasion {
  return {
    threshold: Number(threshold),
    unit: type === 'ABSOLUTE_VALUE' ? 'USD' : '%',
    kind: notification === 'FORECASTED' ? 'forecast' : 'spent',
  };
}

/** The keys of tags that budgets count by, and those that profiles carry. */
export function costTagKeys(resolver: Resolver, profiles: readonly Located[]): string[] {
  const filtered = resolver.resources('AWS::Budgets::Budget')
    .flatMap(({ stack, properties }) => resolver.value(stack, properties.Budget?.CostFilters?.TagKeyValue ?? []))
    .map((value: string) => value.replace(/^user:/, '').split('$')[0]!);
  const carried = profiles.flatMap((profile) => Object.keys(tagsOf(resolver, profile))).filter((key) => key === 'costCenter');
  return [...new Set([...filtered, ...carried])].sort();
}
