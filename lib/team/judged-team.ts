import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { ClaudeCodeTeamOptions } from './team-options';

/** A team as its rules see it: plain values, with those that it inherits. */
export interface JudgedTeam extends ClaudeCodeTeamOptions {
  readonly teamName: string;
  readonly namePrefix?: string;
  readonly models: { [tier: string]: ClaudeModel | undefined };
  /** Undefined where it is not known: what depends on it is passed over. */
  readonly geography?: Geography;
  /** Whether every role and user of the team carries a policy that teams share. */
  readonly sharedPolicy?: boolean;
  /** Whether somebody may come in besides those of `access`. */
  readonly othersComeIn?: boolean;
}
