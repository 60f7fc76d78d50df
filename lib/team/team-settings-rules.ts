import { Problem, problem } from '../problem';
import { environmentProblems, headerProblems } from '../settings/environment-problems';
import { cacheProblems, endpointProblems, largeContextProblems, telemetryProblems, tokenProblems } from '../settings/settings-problems';
import { JudgedTeam } from './judged-team';

type Judged = Pick<JudgedTeam, 'tokens' | 'promptCaching' | 'settings' | 'models'>;

/** What the client would ignore or misread in a team's settings. */
export function teamSettingsProblems({ tokens, promptCaching, settings = {}, models }: Judged): Problem[] {
  const at = (key: string, messages: string[]): Problem[] => messages.map((message) => problem(['settings', key], message));
  const tiers = Object.keys(models).filter((tier) => models[tier] !== undefined);
  return [
    ...tokenProblems(tokens?.maxOutput, tokens?.thinking).map((message) => problem(['tokens', 'thinking'], message)),
    ...at('environment', environmentProblems(settings.environment)),
    ...at('customHeaders', headerProblems(settings.customHeaders)),
    ...at('telemetry', telemetryProblems(settings.telemetry)),
    ...(settings.endpointSignsRequests === true && settings.bedrockEndpoint === undefined
      ? endpointProblems(undefined, true).map((message) => problem(['settings', 'endpointSignsRequests'], message, 'bedrockEndpoint')) : []),
    ...at('promptCacheDuration', cacheProblems(promptCaching, settings.promptCacheDuration)),
    ...at('oneMillionContext', (settings.oneMillionContext ?? []).flatMap((tier) => {
      const model = models[tier];
      return model === undefined
        ? [`The team has no tier ${tier}; it has ${tiers.join(', ')}.`]
        : largeContextProblems(model.displayName, model._entry.claudeCodeOneMillion);
    })),
  ];
}
