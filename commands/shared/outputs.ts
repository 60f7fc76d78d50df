import { existsSync, readFileSync } from 'node:fs';
import { GUARDRAIL_ID_OUTPUT, GUARDRAIL_VERSION_OUTPUT, profileOutputName } from '../../app/stacks/output-names';
import { CommandError } from './command-error';
import { ChosenTeam } from './team';
import { settingsOf } from './team-settings';
import { ClaudeCodeSettings } from '../../lib/settings/claude-code-settings';

/** The outputs with the commands that lift a stop, in the order in which people run them. */
export const STOP_OUTPUTS = ['LiftBudgetStopCommand', 'LiftBurstStopCommand'] as const;

/** The outputs of one stack, by their names. */
export type StackOutputs = Readonly<Record<string, string>>;

/** ARNs, ids and versions: nothing that a shell, a settings file or a terminal would read as more than a word. */
const OUTPUT_VALUE = /^[\w+=,.@:/-]+$/;

const WRITE_OUTPUTS = (stackName: string): string => `npx cdk deploy ${stackName} --outputs-file cdk-outputs.json`;

/**
 * The outputs of a team's stack in the file that `cdk deploy --outputs-file` writes.
 *
 * @throws CommandError when there is no such file or stack
 */
export function readOutputs(file: string, { stackName }: ChosenTeam): StackOutputs {
  if (!existsSync(file)) {
    throw new CommandError(`There is no file ${file}.`, `write it with '${WRITE_OUTPUTS(stackName)}'`);
  }
  const content = parse(file, stackName);
  const outputs = Object.hasOwn(content, stackName) ? content[stackName] : undefined;
  if (typeof outputs !== 'object' || outputs === null || Array.isArray(outputs)) {
    throw new CommandError(`${file} has no outputs of ${stackName}; it has ${Object.keys(content).join(', ') || 'none'}.`,
      `write it with '${WRITE_OUTPUTS(stackName)}'`);
  }
  return outputs as StackOutputs;
}

/** One output, which has to be there. */
export function outputOf(outputs: StackOutputs, name: string, chosen: ChosenTeam): string {
  const value = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
  if (typeof value !== 'string' || value === '') {
    throw new CommandError(`The outputs of ${chosen.stackName} have no ${name}: they are older than this version or the configuration.`,
      `deploy again with '${WRITE_OUTPUTS(chosen.stackName)}'`);
  }
  if (!OUTPUT_VALUE.test(value)) {
    throw new CommandError(`${name} of the outputs of ${chosen.stackName} is not what the stack prints; received '${value.slice(0, 100)}'.`,
      `somebody has changed the file: deploy again with '${WRITE_OUTPUTS(chosen.stackName)}'`);
  }
  return value;
}

/**
 * The settings of a team, made of the outputs of its stack.
 *
 * @throws CommandError when an output is not what the stack would print
 */
export function settingsFromOutputs(outputs: StackOutputs, chosen: ChosenTeam): ClaudeCodeSettings {
  const arns = Object.fromEntries(Object.keys(chosen.team.models).map((tier) => [tier, outputOf(outputs, profileOutputName(tier), chosen)]));
  const guardrail = chosen.configuration.guardrail && {
    id: outputOf(outputs, GUARDRAIL_ID_OUTPUT, chosen), version: outputOf(outputs, GUARDRAIL_VERSION_OUTPUT, chosen),
  };
  try {
    return settingsOf(chosen, arns, guardrail);
  } catch (error) {
    throw new CommandError(`The outputs of ${chosen.stackName} are not those of a deployed team:`,
      `deploy again with '${WRITE_OUTPUTS(chosen.stackName)}'`, (error as Error).message.split('\n'));
  }
}

function parse(file: string, stackName: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null) {
      return content as Record<string, unknown>;
    }
  } catch {
    // Said below, as for any other content.
  }
  throw new CommandError(`${file} is not the JSON that the CDK writes.`, `write it with '${WRITE_OUTPUTS(stackName)}'`);
}
