import { Aws } from 'aws-cdk-lib';
import * as organizations from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { guardStatements } from './service-control-statements';

/**
 * What a service control policy leaves open.
 */
export interface ServiceControlPolicyDocumentProps {
  /**
   * The IAM path of the roles, users and policies for Claude Code. Only what is created by the deployment roles stands
   * under it.
   *
   * @default /claude-code/
   */
  readonly path?: string;

  /**
   * The roles that CloudFormation deploys with, as ARN patterns: they alone create, tag and delete inference profiles and
   * change principals under the path.
   *
   * @default ['arn:<partition>:iam::*:role/cdk-*-cfn-exec-role-*'], the roles of the CDK's bootstrap stack
   */
  readonly deploymentRoles?: string[];

  /**
   * The roles that change stacks and hand a deployment role to CloudFormation, as ARN patterns: they alone do. Who may assume
   * them deploys, and so decides what the account holds; their trust policies say who may.
   *
   * @default ['arn:<partition>:iam::*:role/cdk-*-deploy-role-*', 'arn:<partition>:iam::*:role/stacksets-exec-*'], those of the
   * CDK's bootstrap stack and of CloudFormation's service-managed stack sets
   */
  readonly deployers?: string[];

  /**
   * Principals that no statement holds, as ARN patterns: an emergency role, say.
   *
   * @default - none
   */
  readonly exemptPrincipals?: string[];

  /**
   * The accounts that the policy holds, as twelve digits.
   *
   * @default - any: a profile can be called from its own account only
   */
  readonly accounts?: string[];

  /**
   * Whether calls may be served anywhere in the world, as calls through global profiles and their copies are.
   *
   * @default true
   */
  readonly globalInference?: boolean;

  /**
   * The longest life of a long-term Bedrock API key, in days.
   *
   * @default - there are no long-term keys: nobody creates or uses one
   */
  readonly longTermApiKeyMaxAgeDays?: number;

  /**
   * The partition of the ARNs in the document.
   *
   * @default aws
   */
  readonly partition?: string;
}

/**
 * Properties of `ClaudeCodeServiceControlPolicy`.
 */
export interface ClaudeCodeServiceControlPolicyProps extends ServiceControlPolicyDocumentProps {
  /**
   * The accounts, organizational units or roots that the policy holds, by id.
   *
   * @default - none: attach it where you choose
   */
  readonly targetIds?: string[];

  /**
   * The name of the policy in the organization.
   *
   * @default ClaudeCode
   */
  readonly policyName?: string;
}

/**
 * Holds everybody in an account for Claude Code, its administrators too: models run only through the account's own
 * application inference profiles, and nobody makes or retags those by hand. It belongs into the stack of the organization's
 * management account or of its delegated administrator; service control policies have to be enabled there.
 *
 * Service control policies hold neither the management account nor service-linked roles. Stacks change only as the deployers
 * change them: whoever may assume one of those decides what the account holds.
 *
 * Bootstrap the CDK before you attach it: afterwards only the exempt principals change the bootstrap stack and its roles.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export class ClaudeCodeServiceControlPolicy extends Construct {
  /**
   * The policy as a document, ready for `JSON.stringify()`, for an organization that keeps its policies elsewhere.
   *
   * @throws when the path or the age is out of range
   */
  public static document(props: ServiceControlPolicyDocumentProps = {}): { [key: string]: any } {
    return { Version: '2012-10-17', Statement: guardStatements(props) };
  }

  /** The id of the policy. */
  public readonly policyId: string;

  /**
   * @throws when the path or the age is out of range
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeServiceControlPolicyProps = {}) {
    super(scope, id);
    const policy = new organizations.CfnPolicy(this, 'Resource', {
      name: props.policyName ?? 'ClaudeCode',
      description: 'Claude runs only through application inference profiles of the account',
      type: 'SERVICE_CONTROL_POLICY',
      content: ClaudeCodeServiceControlPolicy.document({ ...props, partition: props.partition ?? Aws.PARTITION }),
      targetIds: props.targetIds && [...new Set(props.targetIds)].sort(),
    });
    this.policyId = policy.attrId;
  }
}
