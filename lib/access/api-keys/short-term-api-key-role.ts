import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledged-wildcards';
import { ClaudeCodeRole, ClaudeCodeRoleProps } from '../roles/claude-code-role';

/**
 * Lets a principal use short-term Bedrock API keys that it has minted itself.
 *
 * Minting happens on the caller's machine and cannot be granted or denied; what IAM decides is the use. The action takes
 * no resource, and the condition leaves long-term keys refused. The action of the same name on the mantle endpoint is
 * not granted.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html
 */
function useShortTermApiKeys(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'UseShortTermApiKeys',
    actions: ['bedrock:CallWithBearerToken'],
    resources: ['*'],
    conditions: { StringEquals: { 'bedrock:BearerTokenType': 'SHORT_TERM' } },
  });
}

/**
 * A role whose sessions can mint Bedrock API keys (`AWS_BEARER_TOKEN_BEDROCK`).
 *
 * A short-term key acts with the rights of the session that minted it and ends with it, at most twelve hours later; a
 * key from a session that was entered from another role ends within the hour.
 *
 * Grants `bedrock:CallWithBearerToken` for `SHORT_TERM` keys besides what its policy grants.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
 */
export class ShortTermApiKeyRole extends ClaudeCodeRole {
  /**
   * @throws as `ClaudeCodeRole` does
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeRoleProps) {
    super(scope, id, props);
    const policy = new iam.Policy(this, 'ShortTermApiKeys', { statements: [useShortTermApiKeys()] });
    this.role.attachInlinePolicy(policy);
    acknowledgeWildcards(policy, [useShortTermApiKeys()]);
  }
}
