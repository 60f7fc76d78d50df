import { FileTeams } from '../shared/team';
import { STOP_OUTPUTS } from '../shared/outputs';
import type { TeamStack } from './team-stacks';

/** A command to run, and when it may be left out. */
export interface Step {
  readonly command: string;
  readonly when?: string;
}

/** The teams of the file and the stacks of the account, side by side. */
export interface TeamInventory {
  readonly deployed: readonly { readonly team: string; readonly stackName: string; readonly status: string }[];
  readonly missing: readonly { readonly team: string; readonly deploy: string }[];
  /** Stacks of teams that the file does not have, each with the commands that delete it. */
  readonly left: readonly { readonly team: string; readonly stackName: string; readonly status: string; readonly commands: readonly Step[] }[];
}

/** Compares the teams of a file with the stacks of its account. */
export function inventory({ configuration, names, stackNameOf }: FileTeams, stacks: readonly TeamStack[]): TeamInventory {
  const sorted = [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ofFile = new Map(names.map((name) => [stackNameOf(name), name]));
  return {
    deployed: sorted.filter(({ name }) => ofFile.has(name)).map(({ name, status }) => ({ team: ofFile.get(name)!, stackName: name, status })),
    missing: names.filter((team) => !stacks.some(({ name }) => name === stackNameOf(team)))
      .map((team) => ({ team, deploy: `npx cdk deploy ${stackNameOf(team)}` })),
    left: sorted.filter(({ name }) => !ofFile.has(name)).map((stack) => ({
      team: stack.name.slice(stackNameOf('').length), stackName: stack.name, status: stack.status, commands: deletion(stack, configuration.region),
    })),
  };
}

/** A stop hangs a policy on the team's roles from outside the stack, and CloudFormation cannot delete such a role. */
function deletion({ name, protected: locked, outputs }: TeamStack, region: string): Step[] {
  const target = `--region ${region} --stack-name ${name}`;
  return [
    ...STOP_OUTPUTS.filter((output) => (outputs[output] ?? '') !== '')
      .map((output) => ({ command: outputs[output]!, when: 'only while the team is stopped: a stop keeps its roles from being deleted' })),
    ...(locked ? [{ command: `aws cloudformation update-termination-protection --no-enable-termination-protection ${target}` }] : []),
    { command: `aws cloudformation delete-stack ${target}` },
    { command: `aws cloudformation wait stack-delete-complete ${target}` },
  ];
}
