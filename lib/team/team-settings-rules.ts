import { inside, Problem, problem } from '../problem';
import { deniedProblems, hourProblems, largeContextProblems, settingsProblems, tokenProblems } from '../settings/settings-problems';
import { JudgedTeam } from './judged-team';

type Judged = Pick<JudgedTeam, 'tokens' | 'promptCaching' | 'settings' | 'models'>;

/** What the client would ignore or misread in a team's settings. */
export function teamSettingsProblems({ tokens, promptCaching, settings = {}, models }: Judged): Problem[] {
  const at = (key: string, messages: string[]): Problem[] => messages.map((message) => problem(['settings', key], message));
  const fitting = { ...settings, tiers: Object.fromEntries(Object.entries(models).map(([tier, model]) => [tier, { model }])) };
  const tiers = Object.keys(models).filter((tier) => models[tier] !== undefined);
  return [
    ...tokenProblems(tokens?.maxOutput, tokens?.thinking).map((message) => problem(['tokens', 'thinking'], message)),
    ...inside('settings', [...settingsProblems({ ...settings, promptCaching }), ...hourProblems(fitting), ...deniedProblems(fitting)]),
    ...at('oneMillionContext', (settings.oneMillionContext ?? []).flatMap((tier) => {
      const model = models[tier];
      return model === undefined
        ? [`The team has no tier ${tier}; it has ${tiers.join(', ')}.`]
        : largeContextProblems(model.displayName, model._oneMillionContext);
    })),
  ];
}
