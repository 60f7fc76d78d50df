import { GuardrailReference } from '../access/policies/guardrail-reference';
import { Token } from 'aws-cdk-lib';
import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { environmentProblems, headerProblems } from './environment-problems';
import { hasSecret } from './secrets';
import { PromptCacheDuration, TelemetryOptions } from './settings-options';

/** The smallest thinking budget that the client accepts. */
const MIN_THINKING_TOKENS = 1024;

/** The first client that reads `requiredMinimumVersion`. */
const FIRST_VERSION_WITH_MINIMUM = '2.1.163';

const PROFILE_ARN = /^arn:aws[\w-]*:bedrock:([a-z0-9-]+):\d{12}:(application-)?inference-profile\/[\w.:-]+$/;

/** Everything that is wrong with the settings; a token is taken as it is. */
export function settingsProblems(props: ClaudeCodeSettingsProps): string[] {
  return [
    ...tierProblems(Object.keys(props.tiers), props.defaultTier),
    ...Object.entries(props.tiers).flatMap(([tier, pin]) => pinProblems(tier, pin)),
    ...tokenProblems(props.maxOutputTokens, props.thinkingTokens),
    ...cacheProblems(props.promptCaching, props.promptCacheDuration),
    ...guardrailProblems(props.guardrail),
    ...headerProblems(props.customHeaders),
    ...telemetryProblems(props.telemetry),
    ...versionProblems(props.minimumClientVersion),
    ...endpointProblems(props.bedrockEndpoint, props.endpointSignsRequests),
    ...backgroundRegionProblems(props),
    ...environmentProblems(props.environment),
  ];
}

/** What is wrong with the tiers of a team, by their names. */
export function tierProblems(tiers: readonly string[], defaultTier?: string): string[] {
  const known: readonly string[] = MODEL_TIERS;
  const problems = tiers.filter((tier) => !known.includes(tier))
    .map((tier) => `A tier is one of ${known.join(', ')}; received '${tier}'.`);
  if (tiers.length === 0) {
    problems.push(`A team needs at least one tier (${known.join(', ')}); received none.`);
  } else if (defaultTier !== undefined && !tiers.includes(defaultTier)) {
    problems.push(`The default tier is one that the team has (${tiers.join(', ')}); received '${defaultTier}'.`);
  }
  return problems;
}

/** An alias or a model id as a pin would be resolved by the client, to a profile that every team shares. */
function pinProblems(tier: string, pin: TierPin): string[] {
  const problems: string[] = [];
  if (isKnown(pin.inferenceProfileArn) && !PROFILE_ARN.test(pin.inferenceProfileArn)) {
    problems.push(
      `Tier ${tier} is pinned to the ARN of an inference profile, because the client ignores a tier that is listed by an alias; ` +
      `received '${pin.inferenceProfileArn}'.`,
    );
  }
  if (isKnown(pin.displayName) && pin.displayName.trim() === '') {
    problems.push(`Tier ${tier} needs a name that people recognise in the model picker; received none.`);
  }
  if (pin.oneMillionContext === true && pin.model !== undefined) {
    problems.push(...largeContextProblems(pin.model.displayName, pin.model._oneMillionContext));
  }
  return problems;
}

/** Why `[1m]` cannot follow the id of a model, by what the catalogue says of it. */
export function largeContextProblems(model: string, support?: string): string[] {
  if (support === 'none') {
    return [`A context of a million tokens needs a model that has one; received ${model}, which has not.`];
  }
  return support === 'always' ? [`${model} always has a context of a million tokens; remove the setting that asks for it.`] : [];
}

/** What is wrong with the limits of a request, in tokens. */
export function tokenProblems(maxOutputTokens?: number, thinkingTokens?: number): string[] {
  const problems: string[] = [];
  if (isKnown(maxOutputTokens) && !(Number.isInteger(maxOutputTokens) && maxOutputTokens > 0)) {
    problems.push(`The most output tokens are a whole number above zero; received ${maxOutputTokens}.`);
  }
  if (isKnown(thinkingTokens) && !(Number.isInteger(thinkingTokens) && thinkingTokens >= MIN_THINKING_TOKENS)) {
    problems.push(`A thinking budget is a whole number of at least ${MIN_THINKING_TOKENS} tokens; received ${thinkingTokens}.`);
  }
  if (isKnown(maxOutputTokens) && isKnown(thinkingTokens) && thinkingTokens >= maxOutputTokens) {
    problems.push(`A thinking budget is below the most output tokens (${maxOutputTokens}); received ${thinkingTokens}.`);
  }
  return problems;
}

/** A duration of what is switched off. */
export function cacheProblems(promptCaching?: boolean, duration?: PromptCacheDuration): string[] {
  return promptCaching === false && duration !== undefined
    ? [`Prompts are not cached, so how long they are cached has no effect; received '${duration}'. Remove it, or cache prompts.`]
    : [];
}

/** The client sends whatever version it is given; the draft changes under its users, and Bedrock knows no other words. */
export function guardrailProblems(guardrail?: GuardrailReference): string[] {
  if (guardrail === undefined) {
    return [];
  }
  const { id, version } = guardrail;
  const problems: string[] = [];
  if (isKnown(id) && !/^([a-z0-9]+|arn:aws[\w-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail\/[a-z0-9]+)$/.test(id)) {
    problems.push(`A guardrail is named by its id (lower-case letters and digits) or its ARN; received '${id}'.`);
  }
  if (isKnown(version) && !/^[1-9]\d{0,7}$/.test(version)) {
    problems.push(`A guardrail needs a published version, which is a whole number; received '${version}'. Publish one with 'aws bedrock create-guardrail-version'.`);
  }
  return problems;
}

/** An endpoint without a scheme is not sent to, and a password in it would be readable by everybody. */
export function telemetryProblems(telemetry?: TelemetryOptions): string[] {
  if (telemetry === undefined) {
    return [];
  }
  const problems = urlProblems('The endpoint of telemetry', telemetry.endpoint, false);
  if (telemetry.metrics === false && telemetry.logs !== true) {
    problems.push('Telemetry sends metrics, logs or both; received neither. Remove it instead.');
  }
  if (isKnown(telemetry.headersHelper) && hasSecret(telemetry.headersHelper)) {
    problems.push('The helper of telemetry is a command that prints headers, without a credential in it.');
  }
  for (const [name, value] of Object.entries(telemetry.resourceAttributes ?? {})) {
    if (!/^[A-Za-z][\w.-]*$/.test(name)) {
      problems.push(`A resource attribute's name is letters, digits and _.-; received '${name}'.`);
    }
    if (isKnown(value) && hasSecret(value)) {
      problems.push(`The resource attribute '${name}' looks like a credential; settings are readable by everybody.`);
    }
  }
  return problems;
}

/** An older client does not know the key, so a lower version would have no effect. */
export function versionProblems(version?: string): string[] {
  if (!isKnown(version)) {
    return [];
  }
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    return [`A version of Claude Code is three numbers, like 2.1.175; received '${version}'.`];
  }
  return isOlder(version, FIRST_VERSION_WITH_MINIMUM)
    ? [`The oldest client is at least ${FIRST_VERSION_WITH_MINIMUM}, the first that reads this setting; received '${version}'.`]
    : [];
}

/** Whether one version comes before another. */
export function isOlder(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const index = a.findIndex((part, position) => part !== b[position]);
  return index >= 0 && a[index]! < (b[index] ?? 0);
}

/** An endpoint that signs nothing has to be reached by a client that does. */
export function endpointProblems(endpoint?: string, signs?: boolean): string[] {
  return [
    ...(endpoint === undefined ? [] : urlProblems('The endpoint of Bedrock', endpoint, true)),
    ...(signs === true && endpoint === undefined
      ? ['Only an endpoint of one\'s own signs requests; received none. Bedrock refuses requests that nobody has signed.']
      : []),
  ];
}

function urlProblems(subject: string, url: string, encrypted: boolean): string[] {
  if (!isKnown(url)) {
    return [];
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['https:', 'http:'].includes(parsed.protocol)) {
    return [`${subject} is a URL like 'https://host.example.com'; received '${hasSecret(url) ? 'one with a credential' : url}'.`];
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return [`${subject} holds no credentials: settings are readable by everybody.`];
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  return encrypted && parsed.protocol === 'http:' && !local
    ? [`${subject} is reached over https, because prompts and code travel to it; received '${url}'.`]
    : [];
}

/** An ARN is called in its own region, whatever the variable says. */
function backgroundRegionProblems(props: ClaudeCodeSettingsProps): string[] {
  const arn = (props.tiers[ModelTier.HAIKU] ?? Object.values(props.tiers)[0])?.inferenceProfileArn;
  if (!isKnown(props.backgroundRegion) || !isKnown(arn)) {
    return [];
  }
  const region = PROFILE_ARN.exec(arn)?.[1];
  return region !== undefined && region !== props.backgroundRegion
    ? [`The region of background work is that of its profile (${region}); received '${props.backgroundRegion}'.`]
    : [];
}

function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}
