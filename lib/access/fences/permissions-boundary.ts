import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountProfileStatements } from '../policies/account-profile-statements';
import { acknowledgeWildcards } from '../acknowledged-wildcards';
import { DEFAULT_PATH } from '../default-path';

/**
 * Properties of `ClaudeCodePermissionsBoundary`.
 */
export interface ClaudeCodePermissionsBoundaryProps {
  /**
   * The IAM path of the policy. Another path replaces it.
   *
   * @default /claude-code/
   */
  readonly path?: string;
}

/**
 * The most that a role or a user for Claude Code may ever do, whatever is attached to it: call Claude through application
 * inference profiles of this account, read them, count tokens, use Bedrock API keys on the `bedrock` endpoint, apply
 * guardrails, and read managed settings.
 *
 * A boundary grants nothing. It holds the principals that carry it; a service control policy holds the others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class ClaudeCodePermissionsBoundary extends Construct {
  /**
   * The boundary as a document, for an account or a tool that creates the policy itself.
   *
   * @param path the IAM path of the principals, which also begins the names of their settings; `/claude-code/` when left out
   */
  public static document(path = DEFAULT_PATH): iam.PolicyDocument {
    return new iam.PolicyDocument({ statements: boundaryStatements(path) });
  }

  /** The boundary, to give to roles and users. */
  public readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: ClaudeCodePermissionsBoundaryProps = {}) {
    super(scope, id);
    this.policy = new iam.ManagedPolicy(this, 'Resource', {
      description: 'The most that principals for Claude Code may do: call Claude through inference profiles of this account',
      path: props.path ?? DEFAULT_PATH,
      document: ClaudeCodePermissionsBoundary.document(props.path),
    });
    acknowledgeWildcards(this.policy, boundaryStatements(props.path ?? DEFAULT_PATH));
  }
}

/**
 * - `UseApiKeys` names no kind of key: long-term keys are only ever held by users, and a user may use one only where its
 *   own policy says so.
 * - `ReadManagedSettings` and `ApplyGuardrails` leave room for what the policies of teams say about settings and guardrails.
 */
function boundaryStatements(path: string): iam.PolicyStatement[] {
  return [
    ...accountProfileStatements({ regions: ['*'], whose: 'ThisAccount' }),
    new iam.PolicyStatement({ sid: 'UseApiKeys', actions: ['bedrock:CallWithBearerToken'], resources: ['*'] }),
    new iam.PolicyStatement({
      sid: 'ReadManagedSettings',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${Aws.PARTITION}:ssm:*:${Aws.ACCOUNT_ID}:parameter${path}*/managed-settings.json`],
    }),
    new iam.PolicyStatement({
      sid: 'ApplyGuardrails',
      actions: ['bedrock:ApplyGuardrail'],
      resources: ['guardrail', 'guardrail-profile'].map((type) => `arn:${Aws.PARTITION}:bedrock:*:${Aws.ACCOUNT_ID}:${type}/*`),
    }),
  ];
}
