import { exportedCredentials } from '../shared/explain';
import { managedSources } from '../shared/managed-files';
import { Check, Finding, pass, Patient, warn } from './check';

/** What a variable that was left in a shell does to Claude Code. */
interface Leftover {
  readonly names: RegExp;
  readonly effect: string;
}

/** Variables of the client that choose a model, a provider or an address, whatever their value. */
const LEFTOVERS: readonly Leftover[] = [
  { names: /^ANTHROPIC_(MODEL|DEFAULT_MODEL|SMALL_FAST_MODEL)$/, effect: 'chooses the model that Claude Code starts with, before any settings of the person' },
  { names: /^ANTHROPIC_DEFAULT_[A-Z]+_MODEL$|^CLAUDE_CODE_(SUBAGENT|AUTO_MODE)_MODEL$/, effect: 'chooses a model in the place of the settings' },
  { names: /^ANTHROPIC_(BEDROCK_)?BASE_URL$|^AWS_ENDPOINT_URL(_[A-Z_]+)?$/, effect: 'sends calls to another address' },
  { names: /^CLAUDE_CODE_USE_(VERTEX|FOUNDRY|MANTLE|ANTHROPIC_AWS|ANTHROPIC_GOOGLE_CLOUD|GATEWAY)$/, effect: 'chooses another provider' },
  { names: /^ANTHROPIC_(API_KEY|AUTH_TOKEN)$/, effect: 'is a key of another provider' },
];

/** What the shell brings along: it reaches Claude Code wherever the managed settings do not say something themselves. */
export const environment: Check = {
  id: 'environment',
  title: 'Variables of this shell',
  async run({ managedDirectory, variables }: Patient): Promise<Finding[]> {
    const managed = managedVariables(managedDirectory);
    const set = Object.keys(variables).filter((name) => (variables[name] ?? '') !== '').sort();
    const left = set.filter((name) => !managed.has(name)).flatMap((name) => {
      const leftover = LEFTOVERS.find(({ names }) => names.test(name));
      return leftover === undefined ? [] : [warn(`${name} is set and ${leftover.effect}.`, `unset ${name}, unless that is what you want`)];
    });
    const findings = [...credentialFindings(variables), ...left];
    return findings.length === 0 ? [pass('none that changes what Claude Code calls')] : findings;
  },
};

/** Of several credentials one counts, and which one differs from tool to tool. */
function credentialFindings(variables: Patient['variables']): Finding[] {
  const keys = exportedCredentials(variables);
  return [
    ...(variables.AWS_BEARER_TOKEN_BEDROCK ? [warn('AWS_BEARER_TOKEN_BEDROCK is set: Claude Code uses that key instead of this session.',
      'unset AWS_BEARER_TOKEN_BEDROCK, unless the key is what you want to use')] : []),
    ...(keys.length > 0 && variables.AWS_PROFILE ? [warn(`${keys.join(', ')} and AWS_PROFILE are set: the AWS CLI takes the keys, Claude Code the profile.`,
      `unset ${keys.join(' ')}, or AWS_PROFILE`)] : []),
  ];
}

/** The variables that the managed files of this machine set or cancel. */
function managedVariables(directory: string): Set<string> {
  return new Set(managedSources(directory).flatMap(({ settings }) => {
    const env = settings?.env;
    return typeof env === 'object' && env !== null ? Object.keys(env) : [];
  }));
}
