import { Annotations, App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRole } from 'aws-cdk-lib/aws-iam';

/** How many of something an account may have before AWS raises the quota. */
interface Quota {
  /** Part of the id of its warning; never changes. */
  readonly id: string;
  readonly what: string;
  readonly limit: number;
  /** Its code in Service Quotas, where it has one. */
  readonly code?: string;
}

/**
 * What is counted by resource type.
 *
 * - https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 * - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * - https://docs.aws.amazon.com/general/latest/gr/ssm.html
 * - https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html
 * - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
const BY_TYPE: Readonly<Record<string, Quota>> = {
  'AWS::Bedrock::ApplicationInferenceProfile': { id: 'inferenceProfileQuota', what: 'inference profiles in a region', limit: 1000, code: 'L-40EC9882' },
  'AWS::IAM::Role': { id: 'roleQuota', what: 'roles in an account', limit: 1000, code: 'L-FE177D64' },
  'AWS::IAM::User': { id: 'userQuota', what: 'users in an account', limit: 5000, code: 'L-F55AF5E4' },
  'AWS::IAM::ManagedPolicy': { id: 'managedPolicyQuota', what: 'customer managed policies in an account', limit: 1500, code: 'L-E95E4862' },
  'AWS::Budgets::Budget': { id: 'budgetQuota', what: 'budgets in an account', limit: 20000 },
  'AWS::SSM::Parameter': { id: 'parameterQuota', what: 'standard parameters in a region', limit: 10000 },
  'AWS::CloudWatch::Alarm': { id: 'alarmQuota', what: 'alarms in a region', limit: 5000 },
  'AWS::Events::Rule': { id: 'eventRuleQuota', what: 'rules on an event bus', limit: 300, code: 'L-244521F2' },
};

const STACKS: Quota = { id: 'stackQuota', what: 'stacks in a region', limit: 2000, code: 'L-0485CB21' };

const POLICIES_OF_A_ROLE: Quota = { id: 'policiesPerRoleQuota', what: 'managed policies on a role', limit: 10, code: 'L-0DA4ABF3' };

const WIDGETS: Quota = { id: 'dashboardWidgetQuota', what: 'widgets on a dashboard', limit: 500 };

/** Counts what the account will need, and warns where that is more than an account has unless it asked for more. */
export function warnOfQuotas(app: App): void {
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  const counts = new Map<Quota, number>();
  const add = (quota: Quota | undefined): void => { if (quota !== undefined) { counts.set(quota, (counts.get(quota) ?? 0) + 1); } };
  for (const stack of stacks) {
    add(STACKS);
    for (const resource of stack.node.findAll().filter((node) => CfnResource.isCfnResource(node))) {
      add(BY_TYPE[resource.cfnResourceType]);
      warnOfParts(resource);
    }
  }
  const [first] = stacks;
  for (const [quota, count] of counts) {
    warn(first!, quota, count, 'This configuration needs');
  }
}

function warnOfParts(resource: CfnResource): void {
  if (resource instanceof CfnRole) {
    warn(resource, POLICIES_OF_A_ROLE, Stack.of(resource).resolve(resource.managedPolicyArns)?.length ?? 0, 'This role needs');
  }
  if (resource instanceof CfnDashboard) {
    const body = JSON.stringify(Stack.of(resource).resolve(resource.dashboardBody));
    warn(resource, WIDGETS, body.match(/\\?"width\\?":/g)?.length ?? 0, 'This dashboard needs');
  }
}

function warn(scope: Stack | CfnResource, { id, what, limit, code }: Quota, count: number, subject: string): void {
  if (count > limit) {
    const remedy = code === undefined ? 'Split it over several accounts.' : `Ask for more in Service Quotas (${code}) before deploying, or split it over several accounts.`;
    Annotations.of(scope).addWarningV2(`cdk-claude-code-bedrock:${id}`, `${subject} ${count} ${what}; AWS allows ${limit} unless the account has more. ${remedy}`);
  }
}
