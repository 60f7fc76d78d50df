import { Token } from 'aws-cdk-lib';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { SettingsWarning } from './settings-options';
import { isOlder } from './settings-problems';

const PREFIX = 'cdk-claude-code-bedrock';

/** The first client for which a managed list of models also binds the start model. */
const FIRST_VERSION_THAT_ENFORCES = '2.1.175';

/** What works, but not as its reader may think. */
export function settingsWarnings(props: ClaudeCodeSettingsProps): SettingsWarning[] {
  const models = Object.values(props.tiers).flatMap((pin) => (pin.model === undefined ? [] : [pin.model]));
  const warnings: SettingsWarning[] = [];
  const warn = (id: string, message: string): void => {
    warnings.push({ id: `${PREFIX}:${id}`, message });
  };
  if (props.thinkingTokens !== undefined && models.length > 0 && models.every((model) => model._thinksAdaptively)) {
    warn('thinkingBudgetIgnored', `Every model here thinks adaptively (${namesOf(props)}) and ignores a thinking budget of ${props.thinkingTokens} tokens; remove it.`);
  }
  for (const pin of Object.values(props.tiers).filter(isPresumedLarge)) {
    warn('oneMillionContextPresumed', `That ${pin.model!.displayName} takes [1m] is presumed, not confirmed; try it before relying on it.`);
  }
  if (props.variablesOf2025 === true) {
    warn('variablesOf2025', 'ANTHROPIC_MODEL wins over the model that a person has set as a default; write it only while clients older than 2.0.17 are in use.');
  }
  if (Object.keys(props.environment ?? {}).some((name) => /^OTEL_LOG_/.test(name))) {
    warn('contentInTelemetry', 'OTEL_LOG_ variables send prompts, answers or tool content to the collector; make sure that its readers may see code.');
  }
  const needed = models.map((model) => model._minimumClientVersion ?? '0.0.0').reduce((a, b) => (isOlder(a, b) ? b : a), '0.0.0');
  const { minimumClientVersion } = props;
  if (minimumClientVersion !== undefined && !Token.isUnresolved(minimumClientVersion)) {
    if (isOlder(minimumClientVersion, needed)) {
      warn('clientTooOldForModel', `A model here needs Claude Code ${needed}; clients from ${minimumClientVersion} are let in. Raise the oldest version.`);
    } else if (isOlder(minimumClientVersion, FIRST_VERSION_THAT_ENFORCES)) {
      warn('clientDoesNotEnforceModels', `Clients before ${FIRST_VERSION_THAT_ENFORCES} do not hold the start model to the list; ${minimumClientVersion} and newer are let in.`);
    }
  }
  return warnings;
}

function namesOf(props: ClaudeCodeSettingsProps): string {
  return [...new Set(Object.values(props.tiers).map((pin) => pin.model?.displayName))].join(', ');
}

function isPresumedLarge(pin: TierPin): boolean {
  return pin.oneMillionContext === true && pin.model !== undefined && pin.model._oneMillionContext === 'unknown';
}
