import { ApplicationInferenceProfile } from '../profiles/application-inference-profile';

/** What the parts of a team share. */
export interface TeamContext {
  readonly teamName: string;
  /** The beginning of the names that people type. */
  readonly namePrefix: string;
  /** The IAM path of the team's roles, users and policies: policies that act on them are confined to it. */
  readonly path: string;
  /** `team`, and `costCenter` where there is one. */
  readonly tags: { [key: string]: string };
  /** The profile of each tier, by the tier. */
  readonly profiles: { [tier: string]: ApplicationInferenceProfile };
}
