import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountProfileStatements } from './account-profile-statements';
import { acknowledgeWildcards } from './acknowledged-wildcards';

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
 * inference profiles of this account, read them, count tokens, and use Bedrock API keys on the `bedrock` endpoint.
 *
 * A boundary grants nothing. It holds the principals that carry it; a service control policy holds the others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class ClaudeCodePermissionsBoundary extends Construct {
  /** The boundary as a document, for an account or a tool that creates the policy itself. */
  public static document(): iam.PolicyDocument {
    return new iam.PolicyDocument({ statements: boundaryStatements() });
  }

  /** The boundary, to give to roles and users. */
  public readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: ClaudeCodePermissionsBoundaryProps = {}) {
    super(scope, id);
    this.policy = new iam.ManagedPolicy(this, 'Resource', {
      description: 'The most that principals for Claude Code may do: call Claude through inference profiles of this account',
      path: props.path ?? '/claude-code/',
      document: ClaudeCodePermissionsBoundary.document(),
    });
    acknowledgeWildcards(this.policy, boundaryStatements());
  }
}

/**
 * `UseApiKeys` names no kind of key: long-term keys are only ever held by users, and a user may use one only where its
 * own policy says so.
 */
function boundaryStatements(): iam.PolicyStatement[] {
  return [
    ...accountProfileStatements({ regions: ['*'], whose: 'ThisAccount' }),
    new iam.PolicyStatement({ sid: 'UseApiKeys', actions: ['bedrock:CallWithBearerToken'], resources: ['*'] }),
  ];
}
