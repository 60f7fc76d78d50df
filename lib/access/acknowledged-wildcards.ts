import { Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/**
 * Wildcards that stand in this library's statements on purpose, acknowledged for cdk-nag with their reason, finding by
 * finding: a wildcard that is not listed here stays a finding.
 */

const NO_RESOURCE = 'The action takes no resource: anything but * has no effect.';

const ANY_REGION = 'A foundation model in any region, under the condition that the call comes through the named inference ' +
  'profiles, which decide the regions.';

const ANY_REGION_OF_GUARDRAIL = 'A named guardrail profile in any region: the source region decides to which ones AWS leads, and AWS adds to them.';
const ANY_PROFILE = 'Any application inference profile of this account: the tag of the caller decides which, or the policy is a boundary, ' +
  'which grants nothing.';

const ROOM_OF_A_BOUNDARY = 'A boundary grants nothing: it leaves room for what the policies of teams name one by one.';

const ANY_CLAUDE_MODEL = 'Any Claude model, under the condition that the call comes through an application inference profile of this ' +
  'account; counting tokens is free.';

/** Acknowledges the wildcards of statements where they stand in a policy. */
export function acknowledgeWildcards(policy: IConstruct, statements: readonly iam.PolicyStatement[]): void {
  const resources = new Set(statements.flatMap((statement) => statement.resources).map((resource) => render(Stack.of(policy).resolve(resource))));
  for (const resource of [...resources].sort()) {
    const reason = reasonFor(resource);
    if (reason !== undefined) {
      Validations.of(policy).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
    }
  }
}

function reasonFor(resource: string): string | undefined {
  if (resource === '*') {
    return NO_RESOURCE;
  }
  if (/:bedrock:\*:[^:]*(:[^:]*)*:guardrail-profile\/[^*]+$/.test(resource)) {
    return ANY_REGION_OF_GUARDRAIL;
  }
  if (/:bedrock:.+:(<AWS::AccountId>|\d{12}):application-inference-profile\/\*$/.test(resource)) {
    return ANY_PROFILE;
  }
  if (/:(guardrail|guardrail-profile)\/\*$/.test(resource) || /:ssm:\*:.*\/managed-settings\.json$/.test(resource)) {
    return ROOM_OF_A_BOUNDARY;
  }
  if (resource.endsWith(':bedrock:*::foundation-model/anthropic.claude-*')) {
    return ANY_CLAUDE_MODEL;
  }
  return /:bedrock:\*::foundation-model\/[^*]+$/.test(resource) ? ANY_REGION : undefined;
}

/** A resolved ARN as cdk-nag writes it in the id of a finding: `<AWS::Partition>` for a reference. */
function render(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value?.['Fn::Join']) {
    const [separator, parts] = value['Fn::Join'];
    return parts.map(render).join(separator);
  }
  const [reference] = Object.values(value ?? {});
  return `<${[reference].flat().join('.')}>`;
}
