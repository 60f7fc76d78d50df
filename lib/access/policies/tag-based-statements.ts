import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { accountProfileStatements } from './account-profile-statements';

/**
 * Properties of `ClaudeCodePolicy.byTag()`.
 */
export interface TagBasedPolicyProps {
  /**
   * The tag whose value has to be the same on the profile and on the caller.
   *
   * @default team
   */
  readonly tagKey?: string;

  /**
   * The regions of the profiles.
   *
   * @default - the region of the stack
   */
  readonly sourceRegions?: string[];
}

/**
 * The statements of a principal that may call the profiles that bear its own tag.
 *
 * A caller without the tag matches nothing: a variable without a value makes its condition false.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
 */
export function tagBasedStatements(props: TagBasedPolicyProps): iam.PolicyStatement[] {
  const tagKey = props.tagKey ?? 'team';
  if (!/^[\w.:/=+@-]{1,128}$/.test(tagKey)) {
    throw new Error(`A tag key in a policy is 1 to 128 letters, digits and _.:/=+@-; received '${tagKey}'.`);
  }
  return accountProfileStatements({
    regions: props.sourceRegions ?? [Aws.REGION],
    profileConditions: { StringEquals: { [`aws:ResourceTag/${tagKey}`]: `\${aws:PrincipalTag/${tagKey}}` } },
    whose: 'OnesOwnTag',
  });
}
