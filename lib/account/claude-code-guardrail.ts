import { createHash } from 'node:crypto';
import { Aws, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';
import { RequiredGuardrail } from '../access/policies/guardrail-reference';
import { GuardrailOptions } from './guardrail-options';
import { guardrailPolicies } from './guardrail-policies';

/**
 * Properties of `ClaudeCodeGuardrail`.
 */
export interface ClaudeCodeGuardrailProps extends GuardrailOptions {
  /**
   * The name of the guardrail, unique in its account and region; people find it by this name in the console.
   */
  readonly guardrailName: string;

  /**
   * The id of the guardrail profile, as in `us.guardrail.v1:0`, through which the guardrail is applied in the regions
   * that serve calls through an inference profile.
   *
   * @default - the guardrail is applied in its own region
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-cross-region-support.html
   */
  readonly guardrailProfileId?: string;
}

/**
 * A guardrail with a published version.
 *
 * A change of its filters publishes another version and keeps the old one, so that machines with older settings go on
 * working. Every filter has a price for the text that it reads, each turn of the conversation again.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html
 */
export class ClaudeCodeGuardrail extends Construct {
  /** What policies and settings need to know of the guardrail. */
  public readonly reference: RequiredGuardrail;

  /**
   * @throws when there is no filter, or a filter does not have the shape that Bedrock takes
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeGuardrailProps) {
    super(scope, id);
    const message = props.blockedMessage ?? 'Blocked by the guardrail of your organization.';
    const policies = guardrailPolicies(props);
    const profileArn = (region: string): string =>
      `arn:${Aws.PARTITION}:bedrock:${region}:${Aws.ACCOUNT_ID}:guardrail-profile/${props.guardrailProfileId}`;
    const guardrail = new CfnGuardrail(this, 'Resource', {
      name: props.guardrailName,
      description: 'What Claude Code may not be asked and may not answer',
      blockedInputMessaging: message,
      blockedOutputsMessaging: message,
      ...policies,
      crossRegionConfig: props.guardrailProfileId === undefined ? undefined : { guardrailProfileArn: profileArn(Aws.REGION) },
    });
    const version = this.publish(guardrail, { message, policies, profile: props.guardrailProfileId });
    this.reference = {
      arn: guardrail.attrGuardrailArn,
      id: guardrail.attrGuardrailId,
      version: version.attrVersion,
      anyPublishedVersion: true,
      // The region is any: which regions a profile leads to depends on the source region, and AWS adds to them.
      profileArns: props.guardrailProfileId === undefined ? undefined : [profileArn('*')],
    };
  }

  /** A version is a copy of what the guardrail is at that moment, so another content needs another version. */
  private publish(guardrail: CfnGuardrail, content: object): CfnGuardrailVersion {
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8).toUpperCase();
    const version = new CfnGuardrailVersion(this, `Version${hash}`, { guardrailIdentifier: guardrail.attrGuardrailId });
    (version as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN);
    return version;
  }
}
