import { ciFile, managedFile, userFile } from './audiences';
import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { environmentOf } from './environment';
import { effortLimits } from './effort';
import { modelOverrides } from './model-overrides';
import { modelPricing } from './model-pricing';
import { availableModels, modelPicker, startTier } from './pins';
import { refuse } from '../problem';
import { AutoMode, SettingsWarning, UserSettingsOptions } from './settings-options';
import { propsProblems } from './settings-problems';
import { settingsWarnings } from './settings-warnings';
import { sharedAttributes } from './telemetry';

/**
 * The settings that make Claude Code use a team's inference profiles and no other model.
 *
 * Not a construct: values may be tokens, and whoever publishes the settings resolves them. No settings file ever holds a
 * credential.
 *
 * @see https://code.claude.com/docs/en/settings
 */
export class ClaudeCodeSettings {
  /**
   * @throws with everything that the client would ignore or misread: no tier or an unknown one, a pin that is no profile
   * ARN, tokens out of range, a guardrail without published version, a credential, or values that exclude each other
   */
  constructor(private readonly props: ClaudeCodeSettingsProps) {
    refuse(propsProblems(props));
  }

  /**
   * The content of `managed-settings.json`, which a person cannot override.
   *
   * @see https://code.claude.com/docs/en/settings#settings-files
   */
  public managedSettings(): { [key: string]: any } {
    const { minimumClientVersion, maximumClientVersion, deniedModels, bedrockEndpoint } = this.props;
    const pricing = modelPricing(this.props);
    return managedFile(this.teamSettings(), {
      ...(minimumClientVersion !== undefined && { requiredMinimumVersion: minimumClientVersion }),
      ...(maximumClientVersion !== undefined && { requiredMaximumVersion: maximumClientVersion }),
      availableModelsMatch: 'exact',
      ...(deniedModels !== undefined && deniedModels.length > 0 && { deniedModels: [...deniedModels].sort() }),
      allowedProviders: this.props.allowedProviders ?? ['bedrock', ...(bedrockEndpoint === undefined ? [] : ['customEndpoint'])],
      ...(pricing !== undefined && { modelPricing: pricing }),
    });
  }

  /**
   * The content of `~/.claude/settings.json` of one developer: the profile to sign in with, and the commands that renew
   * it. The rest comes from `managed-settings.json`, unless the file stands alone.
   *
   * @throws when a name or a command has a credential in it or cannot be used
   */
  public userSettings(options: UserSettingsOptions = {}): { [key: string]: any } {
    return userFile(this.teamSettings(), options, sharedAttributes(this.props.telemetry));
  }

  /**
   * The settings of a build machine, for the `settings` input of `anthropics/claude-code-action` or `--settings`:
   * everything of the team, nothing of a person. The machine brings its own credentials.
   */
  public ciSettings(): { [key: string]: any } {
    return ciFile(this.teamSettings(), sharedAttributes(this.props.telemetry));
  }

  /** What works, but not as its reader may think. */
  public warnings(): SettingsWarning[] {
    return settingsWarnings(this.props);
  }

  private teamSettings(): { [key: string]: any } {
    const { props } = this;
    const overrides = modelOverrides(props);
    const helper = props.telemetry?.headersHelper;
    return {
      ...props.other,
      ...props.policy,
      ...(props.enforceStartModel === true && { model: startTier(props) }),
      availableModels: availableModels(props),
      modelPicker: modelPicker(props),
      ...(Object.keys(overrides).length > 0 && { modelOverrides: overrides }),
      ...effortLimits(props),
      ...(props.autoMode === AutoMode.OFF && { disableAutoMode: 'disable' }),
      ...(props.language !== undefined && { language: props.language }),
      ...(props.companyAnnouncements !== undefined && { companyAnnouncements: props.companyAnnouncements }),
      ...(props.skipWebFetchPreflight === true && { skipWebFetchPreflight: true }),
      ...(helper !== undefined && { otelHeadersHelper: helper }),
      env: environmentOf(props),
    };
  }
}
