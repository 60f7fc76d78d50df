import { MODEL_TIERS } from '../models/model-tier';
import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { EffortLevel } from './settings-options';

const LEVELS: readonly EffortLevel[] = [EffortLevel.LOW, EffortLevel.MEDIUM, EffortLevel.HIGH, EffortLevel.XHIGH];

/** The most effort, overall and by the model behind a tier; two tiers with one model share the lower level. */
export function effortLimits(props: ClaudeCodeSettingsProps): { [key: string]: any } {
  const models: { [model: string]: EffortLevel } = {};
  for (const tier of MODEL_TIERS) {
    const level = (props.maxEffortLevelByTier as { [tier: string]: EffortLevel | undefined } | undefined)?.[tier];
    const model = props.tiers[tier]?.model;
    if (level !== undefined && model !== undefined) {
      const other = models[model.name];
      models[model.name] = other !== undefined && LEVELS.indexOf(other) < LEVELS.indexOf(level) ? other : level;
    }
  }
  const settings = Object.fromEntries(Object.entries(models).map(([model, maxEffortLevel]) => [model, { maxEffortLevel }]));
  return {
    ...(props.maxEffortLevel !== undefined && { maxEffortLevel: props.maxEffortLevel }),
    ...(Object.keys(settings).length > 0 && { modelSettings: settings }),
  };
}
