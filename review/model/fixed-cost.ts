import { Located, Resolver } from '../read/resolver';

/** What an account pays each month for what stands there, whether anybody calls a model or not. */
export interface FixedCost {
  readonly what: string;
  readonly count: number;
  /** US dollars a month for all of them; undefined where the report knows no price. */
  readonly monthlyUsd?: number;
  readonly note: string;
}

interface Price {
  readonly usd: number;
  readonly note: string;
  /** How many units a resource is billed as. */
  readonly units?: (resource: Located) => number;
  /** How many units an account has free. */
  readonly free?: number;
}

/** The days of a month on average, for prices by the day. */
const DAYS = 365 / 12;

/**
 * AWS list prices in US dollars, us-east-1, November 2026.
 *
 * - https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/
 * - https://aws.amazon.com/cloudwatch/pricing/
 * - https://aws.amazon.com/kms/pricing/
 * - https://aws.amazon.com/secrets-manager/pricing/
 */
const PRICES: Readonly<Record<string, Price>> = {
  'AWS::Budgets::BudgetsAction': { usd: 0.10 * DAYS, free: 2, note: '0.10 a day for each budget with actions; the first two are free' },
  'AWS::CloudWatch::Alarm': {
    usd: 0.10, note: '0.10 for each metric that an alarm reads',
    units: ({ properties }) => Math.max(1, (properties.Metrics ?? []).filter((metric: any) => metric.MetricStat !== undefined).length),
  },
  'AWS::CloudWatch::Dashboard': { usd: 3, note: '3.00 each; an account has three small ones free, which is not counted here' },
  'AWS::KMS::Key': { usd: 1, note: '1.00 each, and more with each rotation' },
  'AWS::SecretsManager::Secret': { usd: 0.40, note: '0.40 each' },
};

/** Types that cost nothing while nothing happens; what use of them costs is in the note. */
const FREE_WHEN_IDLE: Readonly<Record<string, string>> = {
  'AWS::BCMDataExports::Export': 'free; its files cost what S3 stores',
  'AWS::Bedrock::Guardrail': 'by the text that it checks',
  'AWS::Lambda::Function': 'by use',
  'AWS::Logs::LogGroup': 'by what is written and kept',
  'AWS::S3::Bucket': 'by what is stored',
  'AWS::SNS::Topic': 'by use; mails beyond 1,000 a month',
  'AWS::SQS::Queue': 'by use',
  'AWS::Scheduler::Schedule': 'by use, beyond 14 million calls a month',
  'AWS::StepFunctions::StateMachine': 'by use',
  'AWS::Events::Rule': 'free for events of AWS services',
};

const FREE = new Set([
  'AWS::Bedrock::ApplicationInferenceProfile', 'AWS::Bedrock::GuardrailVersion', 'AWS::Budgets::Budget', 'AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription',
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'AWS::Chatbot::SlackChannelConfiguration', 'AWS::CDK::Metadata', 'AWS::CloudFormation::Stack',
  'AWS::IAM::Group', 'AWS::IAM::GroupPolicy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::OIDCProvider', 'AWS::IAM::Policy', 'AWS::IAM::Role',
  'AWS::IAM::RolePolicy', 'AWS::IAM::SAMLProvider', 'AWS::IAM::User', 'AWS::IAM::UserPolicy', 'AWS::Lambda::Permission', 'AWS::Organizations::Policy',
  'AWS::S3::BucketPolicy', 'AWS::SNS::Subscription', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SSM::Parameter',
  'AWS::SSO::Assignment', 'AWS::SSO::PermissionSet', 'AWS::SecretsManager::ResourcePolicy', 'AWS::KMS::Alias',
]);

export function fixedCosts(resolver: Resolver): FixedCost[] {
  const byType = new Map<string, Located[]>();
  for (const resource of resolver.resources()) {
    byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  }
  return [...byType.entries()].sort().filter(([type, resources]) => !isFree(type, resources)).map(([type, resources]) => toCost(type, resources));
}

/** Whether the report knows what a type costs, including nothing. */
export function hasKnownPrice(type: string): boolean {
  return Object.hasOwn(PRICES, type) || Object.hasOwn(FREE_WHEN_IDLE, type) || FREE.has(type) || isCustom(type);
}

function toCost(type: string, resources: readonly Located[]): FixedCost {
  const price = Object.hasOwn(PRICES, type) ? PRICES[type] : undefined;
  if (price !== undefined) {
    const units = resources.reduce((sum, resource) => sum + (price.units?.(resource) ?? 1), 0);
    return { what: type, count: resources.length, monthlyUsd: Math.max(0, units - (price.free ?? 0)) * price.usd, note: price.note };
  }
  if (type === 'AWS::SSM::Parameter') {
    return { what: type, count: resources.length, monthlyUsd: advanced(resources).length * 0.05, note: '0.05 for each advanced parameter' };
  }
  const idle = isCustom(type) ? 'what its provider makes is listed where it stands' : Object.hasOwn(FREE_WHEN_IDLE, type) ? FREE_WHEN_IDLE[type] : undefined;
  return idle === undefined
    ? { what: type, count: resources.length, note: '**this report knows no price: look it up**' }
    : { what: type, count: resources.length, monthlyUsd: 0, note: idle };
}

function isFree(type: string, resources: readonly Located[]): boolean {
  return FREE.has(type) && !(type === 'AWS::SSM::Parameter' && advanced(resources).length > 0);
}

function advanced(resources: readonly Located[]): Located[] {
  return resources.filter(({ properties }) => properties.Tier === 'Advanced');
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
