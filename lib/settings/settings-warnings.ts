import { Token } from 'aws-cdk-lib';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { SettingsWarning } from './settings-options';
import { isOlder } from './settings-problems';
import { commandsIn, OTHER } from './policy';
import { isExpectedHost } from './url-problems';
import { CERTIFICATE, NO_PROXY, PROXY } from './variables';

const PREFIX = 'cdk-claude-code-bedrock';

/** The first client that reads the default tier; some before it start with opus. */
const FIRST_VERSION_THAT_ENFORCES = '2.1.236';

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
  if (Object.keys(props.environment ?? {}).some((name) => /^OTEL_LOG_/i.test(name))) {
    warn('contentInTelemetry', 'OTEL_LOG_ variables send prompts, answers or tool content to the collector; make sure that its readers may see code.');
  }
  reachWarnings(props, warn);
  const needed = models.map((model) => model._minimumClientVersion ?? '0.0.0').reduce((a, b) => (isOlder(a, b) ? b : a), '0.0.0');
  const { minimumClientVersion } = props;
  if (minimumClientVersion !== undefined && !Token.isUnresolved(minimumClientVersion)) {
    if (isOlder(minimumClientVersion, needed)) {
      warn('clientTooOldForModel', `A model here needs Claude Code ${needed}; clients from ${minimumClientVersion} are let in. Raise the oldest version.`);
    } else if (isOlder(minimumClientVersion, FIRST_VERSION_THAT_ENFORCES)) {
      warn('clientDoesNotEnforceModels', `Clients before ${FIRST_VERSION_THAT_ENFORCES} do not read the default tier and may start with opus; ${minimumClientVersion} and newer are let in.`);
    }
  }
  return warnings;
}

/** What reaches every machine and leads somewhere else: allowed, but somebody has to have seen it. */
function reachWarnings(props: ClaudeCodeSettingsProps, warn: (id: string, message: string) => void): void {
  const variables = Object.entries(props.environment ?? {}).filter(([, value]) => value !== '');
  const said = (pairs: [string, string][]): string => pairs.map(([name, value]) => `${name} (${value})`).join(', ');
  const proxies = variables.filter(([name]) => PROXY.test(name.toUpperCase()) && !NO_PROXY.test(name.toUpperCase()));
  if (proxies.length > 0) {
    warn('settingsUseProxy', `Requests of every machine go through a proxy: ${said(proxies)}. Acknowledge it once somebody has seen it.`);
  }
  const certificates = variables.filter(([name]) => CERTIFICATE.test(name.toUpperCase()));
  if (certificates.length > 0) {
    warn('settingsTrustCertificate', `Every machine uses certificates that are named here: ${said(certificates)}. Who owns them can read prompts.`);
  }
  const urls: [string, string][] = [
    ...variables.filter(([name, value]) => value.includes('://') && !PROXY.test(name.toUpperCase())),
    ...Object.entries({ bedrockEndpoint: props.bedrockEndpoint, 'telemetry.endpoint': props.telemetry?.endpoint })
      .filter((pair): pair is [string, string] => pair[1] !== undefined),
  ].filter(([, url]) => !Token.isUnresolved(url) && !isExpectedHost(url)) as [string, string][];
  if (urls.length > 0) {
    warn('settingsMoveEndpoint', `Every machine sends requests or telemetry to a host that is not of AWS: ${said(urls)}. Acknowledge it once somebody has seen it.`);
  }
  const helper = props.telemetry?.headersHelper;
  const commands = [...commandsIn(props.policy ?? {}), ...commandsIn(props.other ?? {})].map(({ command }) => command);
  if (helper !== undefined || commands.length > 0) {
    warn('settingsRunCommand', `Every machine runs ${[...(helper === undefined ? [] : [helper]), ...commands].join(', ')}. Acknowledge it once somebody has seen it.`);
  }
  const unknown = Object.keys(props.other ?? {}).filter((key) => OTHER[key] === undefined);
  if (unknown.length > 0) {
    warn('unknownSetting', `Claude Code 2.1.331 may not know ${unknown.join(', ')}, and then passes over it; try it on one machine.`);
  }
}

function namesOf(props: ClaudeCodeSettingsProps): string {
  return [...new Set(Object.values(props.tiers).map((pin) => pin.model?.displayName))].join(', ');
}

function isPresumedLarge(pin: TierPin): boolean {
  return pin.oneMillionContext === true && pin.model !== undefined && pin.model._oneMillionContext === 'unknown';
}
