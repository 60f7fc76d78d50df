import { ciFile, managedFile, userFile } from './audiences';
import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { environmentOf } from './environment';
import { availableModels, modelOverrides, startTier } from './pins';
import { SettingsWarning, UserSettingsOptions } from './settings-options';
import { settingsProblems } from './settings-problems';
import { settingsWarnings } from './settings-warnings';

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
    const problems = settingsProblems(props);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
  }

  /**
   * The content of `managed-settings.json`, which a person cannot override.
   *
   * @see https://code.claude.com/docs/en/settings#settings-files
   */
  public managedSettings(): { [key: string]: any } {
    return managedFile(this.teamSettings(), this.props.minimumClientVersion);
  }

  /**
   * The content of `~/.claude/settings.json` of one developer: the profile to sign in with, and the commands that renew
   * it. The rest comes from `managed-settings.json`, unless the file stands alone.
   *
   * @throws when a name or a command has a credential in it or cannot be used
   */
  public userSettings(options: UserSettingsOptions = {}): { [key: string]: any } {
    return userFile(this.teamSettings(), options);
  }

  /**
   * The settings of a build machine, for the `settings` input of `anthropics/claude-code-action` or `--settings`:
   * everything of the team, nothing of a person. The machine brings its own credentials.
   */
  public ciSettings(): { [key: string]: any } {
    return ciFile(this.teamSettings());
  }

  /** What works, but not as its reader may think. */
  public warnings(): SettingsWarning[] {
    return settingsWarnings(this.props);
  }

  private teamSettings(): { [key: string]: any } {
    const overrides = modelOverrides(this.props);
    const helper = this.props.telemetry?.headersHelper;
    return {
      model: startTier(this.props),
      availableModels: availableModels(this.props),
      enforceAvailableModels: true,
      ...(overrides !== undefined && { modelOverrides: overrides }),
      ...(helper !== undefined && { otelHeadersHelper: helper }),
      env: environmentOf(this.props),
    };
  }
}
