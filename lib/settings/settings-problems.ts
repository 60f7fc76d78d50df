import { GuardrailReference } from '../access/policies/guardrail-reference';
import { Token } from 'aws-cdk-lib';
import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { inside, Problem, problem } from '../problem';
import { ClientOptions } from './client-options';
import { headerOptionProblems, variableProblems } from './environment-problems';
import { otherProblems, policyProblems } from './policy';
import { hasSecret } from './secrets';
import { PromptCacheDuration } from './settings-options';
import { telemetryOptionProblems, telemetryProblems } from './telemetry';
import { textProblems } from './text-problems';
import { unencryptedUrl, urlProblems } from './url-problems';

export { telemetryProblems };

/** The smallest thinking budget that the client accepts. */
const MIN_THINKING_TOKENS = 1024;

/** The first client that reads `requiredMinimumVersion`. */
const FIRST_VERSION_WITH_MINIMUM = '2.1.163';

const PROFILE_ARN = /^arn:aws[\w-]*:bedrock:([a-z0-9-]+):\d{12}:(application-)?inference-profile\/[\w.:-]+$/;

/** Everything that is wrong with the settings; a token is taken as it is. */
export function propsProblems(props: ClaudeCodeSettingsProps): Problem[] {
  const at = (key: string, messages: string[]): Problem[] => messages.map((message) => problem(key, message));
  return [
    ...at('tiers', tierProblems(Object.keys(props.tiers), props.defaultTier)),
    ...at('tiers', Object.entries(props.tiers).flatMap(([tier, pin]) => pinProblems(tier, pin))),
    ...at('maxOutputTokens', tokenProblems(props.maxOutputTokens, props.thinkingTokens)),
    ...at('guardrail', guardrailProblems(props.guardrail)),
    ...at('backgroundRegion', backgroundRegionProblems(props)),
    ...settingsProblems(props),
    ...hourProblems(props),
    ...deniedProblems(props),
    ...(props.requestMetadata === true && props.teamName === undefined
      ? [problem('requestMetadata', 'The metadata of requests names the team; give teamName.')] : []),
  ];
}

/** Everything that is wrong with the options of the client, each rule once, whatever the models; a token is taken as it is. */
export function settingsProblems(options: ClientOptions & { readonly promptCaching?: boolean }): Problem[] {
  const at = (key: string, messages: string[]): Problem[] => messages.map((message) => problem(key, message));
  return [
    ...textProblems(textsOf(options), true),
    ...at('promptCacheDuration', cacheProblems(options.promptCaching, options.promptCacheDuration)),
    ...inside('customHeaders', headerOptionProblems(options.customHeaders)),
    ...inside('telemetry', telemetryOptionProblems(options.telemetry)),
    ...at('minimumClientVersion', versionProblems(options.minimumClientVersion)),
    ...at('maximumClientVersion', maximumProblems(options.minimumClientVersion, options.maximumClientVersion)),
    ...at(options.bedrockEndpoint === undefined ? 'endpointSignsRequests' : 'bedrockEndpoint', endpointProblems(options.bedrockEndpoint, options.endpointSignsRequests)),
    ...inside('environment', variableProblems(options.environment)),
    ...at('allowedProviders', providerProblems(options.allowedProviders, options.bedrockEndpoint)),
    ...at('companyAnnouncements', announcementProblems([...(options.companyAnnouncements ?? []), ...(options.language === undefined ? [] : [options.language])])),
    ...inside('policy', policyProblems(options.policy)),
    ...inside('other', otherProblems(options.other)),
  ];
}

/** The same of a section of a configuration file, where no token of the CDK can stand: one that does came as text. */
export function sectionProblems(section: ClientOptions & { readonly promptCaching?: boolean }): Problem[] {
  const texts = textProblems(section, false);
  const known = new Set(texts.map(({ property }) => property.join('.')));
  return [...texts, ...settingsProblems(section).filter(({ property }) => !known.has(property.join('.')))];
}

/** The options of the client alone: the rest of the properties are made by the library. */
function textsOf(options: ClientOptions): object {
  const { customHeaders, telemetry, environment, bedrockEndpoint, policy, other, language, companyAnnouncements, deniedModels, allowedProviders } = options;
  return Object.fromEntries(Object.entries({
    customHeaders, telemetry, environment, bedrockEndpoint, policy, other, language, companyAnnouncements, deniedModels, allowedProviders,
  }).filter(([, value]) => value !== undefined));
}

/** The options that have to fit the models, with what is known of those. */
export interface ModelDependent extends Pick<ClientOptions, 'promptCacheDuration' | 'deniedModels'> {
  readonly tiers: { [tier: string]: Partial<Pick<TierPin, 'model' | 'inferenceProfileArn'>> };
}

/** The hour is for models that take it: the others would be asked for what they refuse. */
export function hourProblems({ promptCacheDuration, tiers }: ModelDependent): Problem[] {
  const without = promptCacheDuration === PromptCacheDuration.ONE_HOUR
    ? Object.values(tiers).filter(({ model }) => model?._takesOneHourCache === false).map(({ model }) => model!.displayName) : [];
  return without.length === 0
    ? [] : [problem('promptCacheDuration', `Prompts are cached for an hour by models from Claude 4.5 on; received '1h' for ${without.join(', ')}. Use '5m', or another model.`)];
}

/** The client does not start where no model is left for its default. */
export function deniedProblems({ deniedModels, tiers }: ModelDependent): Problem[] {
  const own = Object.entries(tiers).flatMap(([tier, { model, inferenceProfileArn }]) => [
    tier, ...(inferenceProfileArn === undefined ? [] : [inferenceProfileArn]), ...(model === undefined ? [] : [model.name, model.foundationModelId, model._anthropicId]),
  ]);
  return (deniedModels ?? []).filter((name) => own.includes(name) || name.trim() === '')
    .map((name) => problem('deniedModels', `A denied model is none of the team's own; received '${name}'.`));
}

function maximumProblems(minimum?: string, maximum?: string): string[] {
  if (!isKnown(maximum)) {
    return [];
  }
  if (!/^\d+\.\d+\.\d+$/.test(maximum)) {
    return [`A version of Claude Code is three numbers, like 2.1.331; received '${maximum}'.`];
  }
  const floor = isKnown(minimum) && /^\d+\.\d+\.\d+$/.test(minimum) ? minimum : FIRST_VERSION_WITH_MINIMUM;
  return isOlder(maximum, floor) ? [`The newest client is not older than ${floor}, the oldest; received '${maximum}'.`] : [];
}

function providerProblems(providers?: string[], endpoint?: string): string[] {
  if (providers === undefined) {
    return [];
  }
  return [
    ...(providers.includes('bedrock') ? [] : [`The allowed providers are 'bedrock' and others; received ${providers.join(', ') || 'none'}.`]),
    ...(endpoint === undefined || providers.includes('customEndpoint')
      ? [] : [`A bedrockEndpoint needs the provider 'customEndpoint' beside 'bedrock'; received ${providers.join(', ')}.`]),
    ...providers.filter((name) => !/^[A-Za-z]+$/.test(name)).map((name) => `A provider is one word, like 'bedrock'; received '${name}'.`),
  ];
}

function announcementProblems(texts: readonly string[]): string[] {
  return texts.filter((text) => isKnown(text)).flatMap((text) => {
    const url = unencryptedUrl(text);
    return [
      ...(text.trim() === '' ? ['A text for people is not empty; remove it.'] : []),
      ...(hasSecret(text) ? ['A text for people holds no credential: settings are readable by everybody.'] : []),
      ...(url === undefined ? [] : [`A text for people names URLs that are reached over https; received '${url}'.`]),
    ];
  });
}

/** What is wrong with the tiers of a team, by their names. */
export function tierProblems(tiers: readonly string[], defaultTier?: string): string[] {
  const known: readonly string[] = MODEL_TIERS;
  const problems = tiers.filter((tier) => !known.includes(tier))
    .map((tier) => `A tier is one of ${known.join(', ')}; received '${tier}'.`);
  if (tiers.length === 0) {
    problems.push(`A team needs at least one tier (${known.join(', ')}); received none.`);
  } else if (defaultTier === ModelTier.OPUSPLAN) {
    if (!tiers.includes(ModelTier.OPUS) || !tiers.includes(ModelTier.SONNET)) {
      problems.push(`Opusplan is a default for teams with opus and sonnet; received '${defaultTier}' for ${tiers.join(', ')}.`);
    }
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
    ...(endpoint === undefined ? [] : urlProblems('The endpoint of Bedrock', endpoint)),
    ...(signs === true && endpoint === undefined
      ? ['Only an endpoint of one\'s own signs requests; received none. Bedrock refuses requests that nobody has signed.']
      : []),
  ];
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
