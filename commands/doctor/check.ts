import { Explanation, explain } from '../shared/explain';
import { CallContext } from '../shared/service-messages';
import { printable } from '../shared/printable';
import { ChosenTeam } from '../shared/team';
import { AwsCalls, Profile } from './aws-calls';

/** How a check ended. Only `fail` makes the command fail. */
export type Status = 'pass' | 'warn' | 'fail' | 'skip';

/** What a check found; `fix` is the command or the action that mends it. */
export interface Finding {
  readonly status: Status;
  readonly message: string;
  readonly fix?: string;
}

/** What checks share: the later ones use what the earlier ones found. */
export interface Patient {
  readonly chosen: ChosenTeam;
  readonly aws: AwsCalls;
  readonly invoke: boolean;
  /** Where Claude Code reads its managed settings. */
  readonly managedDirectory: string;
  /** The variables of the shell. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The profiles of the team's tiers, once the check of profiles has found them. */
  profiles?: Readonly<Record<string, Profile>>;
  /** Who is asking, once that is known. */
  callerArn?: string;
  /** The published settings, read once. */
  published?: Promise<string>;
}

/** One question of the doctor. */
export interface Check {
  readonly id: string;
  readonly title: string;
  run(patient: Patient): Promise<Finding[]>;
}

export const pass = (message: string): Finding => finding('pass', message);
export const warn = (message: string, fix?: string): Finding => finding('warn', message, fix);
export const fail = (message: string, fix: string): Finding => finding('fail', message, fix);
export const skip = (message: string, fix?: string): Finding => finding('skip', message, fix);

/** Findings repeat what AWS and files say: each is one line, with nothing unseen in it. */
function finding(status: Status, message: string, fix?: string): Finding {
  return { status, message: printable(message), ...(fix !== undefined && { fix: printable(fix) }) };
}

/** A failed call as a finding; a permission that only the platform team has is no fault of the team's set-up. */
export function fromError(error: unknown, attempt: string, options: { deniedIsSkipped?: boolean; context?: CallContext } = {}): Finding {
  const { kind, message, fix }: Explanation = explain(error, options.context);
  return kind === 'denied' && options.deniedIsSkipped === true
    ? skip(`${attempt} is not allowed to this session; the platform team's may see it.`)
    : fail(`${attempt}: ${message}`, fix);
}
