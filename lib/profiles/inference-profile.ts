import { Annotations, IResource, Resource, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { invokeStatements } from './invoke-statements';
import { ModelDestinations } from './model-destinations';

/**
 * Options of `IInferenceProfile.grantInvoke()`.
 */
export interface GrantInvokeOptions {
  /**
   * How the policy names the regions that may serve the call.
   *
   * @default ModelDestinations.ANY
   */
  readonly destinations?: ModelDestinations;
}

/**
 * An inference profile: what a call to Claude on Amazon Bedrock names as its model.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles.html
 */
export interface IInferenceProfile extends IResource {
  /**
   * The ARN of the profile.
   *
   * @attribute
   */
  readonly inferenceProfileArn: string;

  /**
   * The last part of the ARN. For an application inference profile this is also the value of the `ModelId` dimension
   * of its CloudWatch metrics.
   *
   * @attribute
   */
  readonly inferenceProfileId: string;

  /**
   * The ARN of the foundation model in the source region: what actions name that know no profile, like counting tokens.
   */
  readonly sourceModelArn: string;

  /**
   * The ARNs of the foundation models behind the profile, on which every call is authorized besides the profile itself.
   *
   * @param destinations how the regions are named; `ModelDestinations.ANY` when left out
   * @throws with `ModelDestinations.PINNED` when the source region or its destinations are not known at synthesis
   */
  foundationModelArns(destinations?: ModelDestinations): string[];

  /**
   * Lets a principal call the model through this profile, streaming or not, and in no other way.
   *
   * Grants `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream` on the profile, and both on the foundation
   * models behind it under the condition that `bedrock:InferenceProfileArn` is this profile. The returned grant holds
   * both statements.
   *
   * Inference profiles have no resource policy: a principal of another account has to assume a role of this one.
   *
   * A grant to a role of another stack exports the ARN. Another model replaces the profile, and CloudFormation refuses to
   * change an export in use: keep the role in this stack, or use weak cross-stack references.
   *
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
   */
  grantInvoke(grantee: iam.IGrantable, options?: GrantInvokeOptions): iam.Grant;
}

/** What every inference profile shares, however it came into the app. */
export abstract class InferenceProfileBase extends Resource implements IInferenceProfile {
  public abstract readonly inferenceProfileArn: string;

  public abstract readonly inferenceProfileId: string;

  public abstract readonly sourceModelArn: string;

  public abstract foundationModelArns(destinations?: ModelDestinations): string[];

  public grantInvoke(grantee: iam.IGrantable, options: GrantInvokeOptions = {}): iam.Grant {
    this.warnOfOtherAccount(grantee);
    // The address is unique in the app, whatever the stacks are called.
    const name = this.node.id.replace(/[^A-Za-z0-9]/g, '').slice(0, 32) + this.node.addr.slice(-8);
    const pinned = options.destinations === ModelDestinations.PINNED ? 'Pinned' : '';
    const statements = invokeStatements([this], {
      destinations: options.destinations,
      profilesSid: `InvokeInferenceProfile${name}`,
      modelsSid: `Invoke${pinned}ModelsOnlyThrough${name}`,
    });
    return statements
      .map((statement) => grantStatement(grantee, statement))
      .reduce((all, grant) => all.combine(grant));
  }

  private warnOfOtherAccount(grantee: iam.IGrantable): void {
    const theirs = grantee.grantPrincipal.principalAccount;
    const ours = this.env.account;
    if (theirs !== undefined && !Token.isUnresolved(theirs) && !Token.isUnresolved(ours) && theirs !== ours) {
      Annotations.of(this).addWarningV2(
        'cdk-claude-code-bedrock:grantToOtherAccount',
        `The grant to a principal of account ${theirs} has no effect on a profile of account ${ours}: inference profiles have no ` +
        'resource policy. Grant to a role of the profile\'s account that the principal may assume.',
      );
    }
  }
}

/** `Grant` builds its statement itself, without a Sid: the Sid is added to the statement that it has placed. */
function grantStatement(grantee: iam.IGrantable, statement: iam.PolicyStatement): iam.Grant {
  const grant = iam.Grant.addToPrincipal({
    grantee,
    actions: statement.actions,
    resourceArns: statement.resources,
    conditions: statement.conditions,
  });
  grant.principalStatements.forEach((placed) => { placed.sid = statement.sid; });
  return grant;
}
