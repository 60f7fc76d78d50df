import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * A guardrail as a call names it.
 */
export interface GuardrailReference {
  /**
   * The id of the guardrail, or its ARN where it is in another account.
   */
  readonly id: string;

  /**
   * Its published version, as in `1`.
   */
  readonly version: string;
}

/**
 * A guardrail that every call has to name, as policies need it.
 */
export interface RequiredGuardrail extends GuardrailReference {
  /**
   * The ARN of the guardrail, without a version.
   */
  readonly arn: string;

  /**
   * Whether a call may name any published version of the guardrail rather than this one alone: machines that have not
   * got the newest settings yet then go on working.
   *
   * @default false
   */
  readonly anyPublishedVersion?: boolean;

  /**
   * The guardrail profiles through which a guardrail is applied in several regions, by ARN.
   *
   * @default - the guardrail is applied in its own region only
   */
  readonly profileArns?: string[];
}

/**
 * The condition under which the models of a call are authorized. Draft versions carry no version in the key's value, so
 * neither form lets one pass.
 *
 * It stands on the statement about the models alone. A call is refused when any of its authorizations is, and the models
 * are the resource for which AWS documents this key.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html
 */
export function guardrailCondition(guardrail: RequiredGuardrail): { [operator: string]: { [key: string]: string } } {
  return guardrail.anyPublishedVersion === true
    ? { StringLike: { 'bedrock:GuardrailIdentifier': `${guardrail.arn}:*` } }
    : { StringEquals: { 'bedrock:GuardrailIdentifier': `${guardrail.arn}:${guardrail.version}` } };
}

/**
 * Lets a call apply the guardrail that it names. Guardrail profiles are listed where the guardrail is applied in several
 * regions.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrail-profiles-permissions.html
 */
export function applyGuardrail(guardrail: RequiredGuardrail): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'ApplyThisGuardrail',
    actions: ['bedrock:ApplyGuardrail'],
    resources: [guardrail.arn, ...(guardrail.profileArns ?? [])],
  });
}
