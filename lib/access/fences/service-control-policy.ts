import { Aws, Token } from 'aws-cdk-lib';
import * as organizations from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { problem, Problem, refuse } from '../../problem';
import { ServiceControlPolicyDocumentProps } from './guard-props';
import { guardStatements } from './service-control-statements';

/**
 * The most characters that a service control policy may have, without the spaces between its words.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const MAX_CHARACTERS = 10240;

/** A partition that is known at deployment only counts as the longest one. */
function sizeProblems(props: ServiceControlPolicyDocumentProps): Problem[] {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: guardStatements(props) });
  const size = (Token.isUnresolved(props.partition) ? document.replaceAll(props.partition!, 'aws-us-gov') : document).length;
  return size <= MAX_CHARACTERS ? [] : [problem('exemptPrincipals', `A service control policy may have ${MAX_CHARACTERS} characters; this one would have ${size}. ` +
    'Name fewer exempt principals, deployers or accounts, or let one pattern stand for several.')];
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
 * change them: whoever may assume one of those decides what the account holds (`operators`). Every principal that a statement
 * leaves out is protected by another one, look-alikes included.
 *
 * Bootstrap the CDK before you attach it: afterwards only the exempt principals change the bootstrap stack and its roles.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export class ClaudeCodeServiceControlPolicy extends Construct {
  /**
   * The policy as a document, ready for `JSON.stringify()`, for an organization that keeps its policies elsewhere.
   *
   * @throws when a property is out of range; the message says all of them
   */
  public static document(props: ServiceControlPolicyDocumentProps = {}): { [key: string]: any } {
    refuse(sizeProblems(props));
    return { Version: '2012-10-17', Statement: guardStatements(props) };
  }

  /** The id of the policy. */
  public readonly policyId: string;

  /**
   * @throws when a property is out of range; the message says all of them
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
