import { enumerate, literal, literals } from '../report/document';
import { tagsOf } from './profiles';
import { Located, readable, Resolver } from '../read/resolver';
import { statementsOf } from './statements';
import { actionWords } from '../report/words';

/** One thing that happens when a budget passes a threshold. */
export interface Consequence {
  readonly threshold: number;
  /** `%` of the limit, or `USD`. */
  readonly unit: string;
  readonly kind: 'spent' | 'forecast';
  readonly text: string;
  /** Whether it stops spending rather than telling somebody. */
  readonly stops: boolean;
}

export interface ReviewedBudget extends Located {
  readonly name: string;
  readonly amount: number;
  readonly unit: string;
  readonly period: string;
  /** What is counted, in words. */
  readonly scope: string;
  readonly consequences: readonly Consequence[];
}

const PERIODS: Readonly<Record<string, string>> = { DAILY: 'a day', MONTHLY: 'a month', QUARTERLY: 'a quarter', ANNUALLY: 'a year' };

export function budgetsOf(resolver: Resolver): ReviewedBudget[] {
  return resolver.resources('AWS::Budgets::Budget').map((located) => {
    const { stack, logicalId, properties } = located;
    const budget = resolver.value(stack, properties.Budget ?? {});
    return {
      ...located,
      name: `${stack.name}/${readable(logicalId)}`,
      amount: Number(budget.BudgetLimit?.Amount),
      unit: budget.BudgetLimit?.Unit ?? 'USD',
      period: PERIODS[budget.TimeUnit] ?? String(budget.TimeUnit),
      scope: scopeOf(budget),
      consequences: [...alerts(resolver, located), ...actions(resolver, located)]
        .sort((a, b) => a.kind.localeCompare(b.kind) * -1 || a.threshold - b.threshold || Number(a.stops) - Number(b.stops)),
    };
  });
}

function scopeOf(budget: any): string {
  const filters = { ...budget.CostFilters };
  if (Object.keys(filters).length === 0 && budget.FilterExpression === undefined) {
    return 'everything in the account';
  }
  const tags: string[] = filters.TagKeyValue ?? [];
  const named = tags.map((value) => `what carries the tag ${literal(value.replace(/^user:/, '').replace('$', ' = '))}`);
  const others = Object.entries(filters).filter(([key]) => key !== 'TagKeyValue').map(([key, values]) => `${literal(key)} ${literals([values].flat())}`);
  const expression = budget.FilterExpression === undefined ? [] : [literal(JSON.stringify(budget.FilterExpression))];
  return enumerate([...named, ...others, ...expression], 'or');
}

function alerts(resolver: Resolver, { stack, properties }: Located): Consequence[] {
  return (properties.NotificationsWithSubscribers ?? []).map(({ Notification: notification, Subscribers: subscribers = [] }: any) => ({
    ...occasion(notification.Threshold, notification.ThresholdType, notification.NotificationType),
    text: `an alert to ${enumerate(subscribers.map((subscriber: any) => recipient(resolver, stack, subscriber.Address))) || 'nobody'}`,
    stops: false,
  }));
}

function actions(resolver: Resolver, budget: Located): Consequence[] {
  return resolver.resources('AWS::Budgets::BudgetsAction')
    .filter(({ stack, properties }) => stack === budget.stack && resolver.target(stack, properties.BudgetName)?.logicalId === budget.logicalId)
    .map(({ stack, properties }) => ({
      ...occasion(properties.ActionThreshold.Value, properties.ActionThreshold.Type, properties.NotificationType),
      text: `${actionWordsOf(resolver, stack, properties)}${properties.ApprovalModel === 'MANUAL' ? ', **after a person approves it**' : ', without asking'}; ` +
        'it stays until a person lifts it',
      stops: true,
    }));
}

function actionWordsOf(resolver: Resolver, stack: Located['stack'], properties: Record<string, any>): string {
  const iam = properties.Definition?.IamActionDefinition;
  if (iam === undefined) {
    return `action ${literal(properties.ActionType)}`;
  }
  const targets = [...(iam.Roles ?? []), ...(iam.Users ?? []), ...(iam.Groups ?? [])]
    .map((reference) => readable(resolver.target(stack, reference)?.logicalId ?? resolver.text(stack, reference)));
  const policy = resolver.target(stack, iam.PolicyArn);
  const name = policy === undefined ? resolver.text(stack, iam.PolicyArn) : `${policy.stack.name}/${readable(policy.logicalId)}`;
  const denied = policy === undefined ? [] : statementsOf(resolver, policy.stack, policy.properties.PolicyDocument).filter(({ effect }) => effect === 'Deny');
  const words = denied.length === 0 ? 'get the policy' : `may no longer ${enumerate(denied.map(actionWords), 'or')}: they get the policy`;
  return `${literals(targets)} ${words} ${literal(name)}`;
}

function occasion(threshold: any, type: string, notification: string): Pick<Consequence, 'threshold' | 'unit' | 'kind'> {
  return {
    threshold: Number(threshold),
    unit: type === 'ABSOLUTE_VALUE' ? ' USD' : ' %',
    kind: notification === 'FORECASTED' ? 'forecast' : 'spent',
  };
}

/** Who receives what is sent to an address, with the people behind a topic. */
export function recipient(resolver: Resolver, stack: Located['stack'], address: any): string {
  const topic = resolver.target(stack, address);
  if (topic === undefined) {
    return literal(resolver.text(stack, address));
  }
  const people = subscriptionsOf(resolver, topic).map(({ properties, stack: home }) => resolver.text(home, properties.Endpoint));
  return `topic ${literal(readable(topic.logicalId))} (${people.length > 0 ? literals(people) : '**nobody is subscribed here**'})`;
}

export function subscriptionsOf(resolver: Resolver, topic: Located): Located[] {
  return resolver.resources('AWS::SNS::Subscription').filter(({ stack, properties }) => {
    const target = resolver.target(stack, properties.TopicArn);
    return target?.stack === topic.stack && target.logicalId === topic.logicalId;
  });
}

export interface ReviewedAlarm extends Located {
  readonly name: string;
  readonly description: string;
  readonly threshold: number;
  readonly consequences: readonly string[];
  /** Whether it starts something that acts, besides telling somebody. */
  readonly acts: boolean;
}

export function alarmsOf(resolver: Resolver): ReviewedAlarm[] {
  return resolver.resources('AWS::CloudWatch::Alarm').map((located) => {
    const { stack, logicalId, properties } = located;
    return {
      ...located,
      name: `${stack.name}/${readable(logicalId)}`,
      description: resolver.text(stack, properties.AlarmDescription ?? properties.AlarmName ?? properties.MetricName ?? ''),
      threshold: Number(properties.Threshold),
      consequences: [
        ...(properties.AlarmActions ?? []).map((action: any) => `an alert to ${recipient(resolver, stack, action)}`),
        ...startedBy(resolver, located),
      ],
      acts: startedBy(resolver, located).some((started) => started.startsWith('starts ')),
    };
  });
}

/** What an event rule starts when the alarm fires. */
function startedBy(resolver: Resolver, alarm: Located): string[] {
  return resolver.resources('AWS::Events::Rule')
    .filter(({ stack, properties }) => stack === alarm.stack && JSON.stringify(properties.EventPattern ?? {}).includes(`"${alarm.logicalId}"`))
    .flatMap(({ stack, properties }) => (properties.Targets ?? []).map((target: any) => {
      const started = resolver.target(stack, target.Arn);
      return started === undefined || started.type === 'AWS::SNS::Topic'
        ? `an event to ${recipient(resolver, stack, target.Arn)}`
        : `starts ${literal(readable(started.logicalId))} (${literal(properties.Description ?? started.type)})`;
    }));
}

/** The keys of tags that budgets count by, and those that profiles carry. */
export function costTagKeys(resolver: Resolver, profiles: readonly Located[]): string[] {
  const filtered = resolver.resources('AWS::Budgets::Budget')
    .flatMap(({ stack, properties }) => resolver.value(stack, properties.Budget?.CostFilters?.TagKeyValue ?? []))
    .map((value: string) => value.replace(/^user:/, '').split('$')[0]!);
  const carried = profiles.flatMap((profile) => Object.keys(tagsOf(resolver, profile))).filter((key) => key === 'costCenter');
  return [...new Set([...filtered, ...carried])].sort();
}
