import * as iam from 'aws-cdk-lib/aws-iam';
import { IInferenceProfile } from '../../profiles/inference-profile';
import { ModelDestinations } from '../../profiles/model-destinations';
import { RequiredGuardrail } from './guardrail-reference';
import { explicitStatements } from './explicit-statements';
import { documented2025Statements, documented2025WithModelsStatements } from './documented-2025-statements';
import { TagBasedPolicyProps, tagBasedStatements } from './tag-based-statements';

/**
 * Properties of `ClaudeCodePolicy.forProfiles()`.
 */
export interface ExplicitPolicyProps {
  /**
   * The profiles that may be called. Their order does not matter.
   */
  readonly profiles: IInferenceProfile[];

  /**
   * How the policy names the regions of the foundation models behind the profiles.
   *
   * @default ModelDestinations.ANY
   */
  readonly destinations?: ModelDestinations;

  /**
   * The guardrail that every call has to name: calls without it are refused, and `bedrock:ApplyGuardrail` on it is granted.
   *
   * @default - none
   */
  readonly requiredGuardrail?: RequiredGuardrail;
}

/**
 * What Claude Code needs on Amazon Bedrock, as statements that a role, a user or a permission set can carry.
 *
 * It is not a construct: it takes its place in a template through whatever carries its document.
 *
 * @example
 * new iam.ManagedPolicy(this, 'ClaudeCode', {
 *   document: ClaudeCodePolicy.forProfiles({ profiles: [profile] }).document(),
 * });
 */
export class ClaudeCodePolicy {
  /**
   * Calls through the named profiles, and nothing else.
   *
   * | Sid | grants | on |
   * |---|---|---|
   * | `InvokeTheseInferenceProfiles` | `bedrock:InvokeModel`, `bedrock:InvokeModelWithResponseStream` | the profiles |
   * | `InvokeModelsOnlyThroughTheseInferenceProfiles` | the same two | the foundation models behind them, only where `bedrock:InferenceProfileArn` is one of the profiles |
   * | `ReadTheseInferenceProfiles` | `bedrock:GetInferenceProfile` | the profiles, so that Claude Code learns which model is behind an ARN |
   * | `CountTokensOfTheseModels` | `bedrock:CountTokens` | those foundation models, in the source region |
   * | `ListInferenceProfiles` | `bedrock:ListInferenceProfiles` | `*`: the action takes no resource |
   * | `ApplyThisGuardrail` | `bedrock:ApplyGuardrail` | the guardrail, with `requiredGuardrail` only; the models are then invoked only where `bedrock:GuardrailIdentifier` names it |
   *
   * @throws when no profile is given, or with pinned destinations when they are not known
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
   */
  public static forProfiles(props: ExplicitPolicyProps): ClaudeCodePolicy {
    if (props.profiles.length === 0) {
      throw new Error('A policy needs at least one inference profile to allow; received none.');
    }
    return new ClaudeCodePolicy(() => explicitStatements(props.profiles, props.destinations, props.requiredGuardrail));
  }

  /**
   * Calls through the profiles whose tag `team` has the value of the caller's own: one policy of constant size for any
   * number of teams.
   *
   * | Sid | grants | on |
   * |---|---|---|
   * | `InvokeInferenceProfilesOfOnesOwnTag` | `bedrock:InvokeModel`, `bedrock:InvokeModelWithResponseStream` | application inference profiles of the account, where `aws:ResourceTag/team` is `${aws:PrincipalTag/team}` |
   * | `InvokeModelsOnlyThroughInferenceProfilesOfTheAccount` | the same two | every Claude model, only where `bedrock:InferenceProfileArn` is an application inference profile of the account |
   * | `ReadInferenceProfilesOfOnesOwnTag` | `bedrock:GetInferenceProfile` | the profiles of the first statement |
   * | `CountTokensOfClaude` | `bedrock:CountTokens` | every Claude model |
   * | `ListInferenceProfiles` | `bedrock:ListInferenceProfiles` | `*`: the action takes no resource |
   *
   * A model has no tag to ask for, so it is the profile that decides whose call it is; a call needs both. Whoever can tag
   * a profile or a role, or pass session tags, decides who calls what: hold them with `ClaudeCodeServiceControlPolicy`.
   *
   * @throws when the tag key has characters that a policy cannot name
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
   */
  public static byTag(props: TagBasedPolicyProps = {}): ClaudeCodePolicy {
    const statements = (): iam.PolicyStatement[] => tagBasedStatements(props);
    statements();
    return new ClaudeCodePolicy(statements);
  }

  /**
   * The policy that Claude Code's page on Bedrock showed in August 2025, word for word: three actions on every system and
   * application inference profile.
   *
   * Calls through a profile are also authorized on foundation models, which it does not name: today they are refused.
   * For those who have to show that document; `documented2025WithModels()` is the one that works.
   */
  public static documented2025(): ClaudeCodePolicy {
    return new ClaudeCodePolicy(documented2025Statements);
  }

  /**
   * The policy of August 2025 with what it lacks: the foundation models, reachable only through a profile of those two
   * kinds, and the two reading actions in the form that IAM evaluates.
   *
   * Allows every profile of the account and every shared system profile, so cost tags can be gone around.
   */
  public static documented2025WithModels(): ClaudeCodePolicy {
    return new ClaudeCodePolicy(documented2025WithModelsStatements);
  }

  private constructor(private readonly build: () => iam.PolicyStatement[]) {}

  /**
   * The statements, made anew at each call so that two documents never share one. Their Sids stand once in a document: pass
   * all profiles to one `forProfiles()` rather than the statements of two to one role.
   */
  public statements(): iam.PolicyStatement[] {
    return this.build();
  }

  /** A document of the statements. */
  public document(): iam.PolicyDocument {
    return new iam.PolicyDocument({ statements: this.statements() });
  }
}
