import { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ClaudeCodeSettings } from './claude-code-settings';

/**
 * Properties of `ManagedSettingsParameter`.
 */
export interface ManagedSettingsParameterProps {
  /**
   * The settings to publish.
   */
  readonly settings: ClaudeCodeSettings;

  /**
   * The name of the parameter, as in `/claude-code/payments/managed-settings.json`: people and programs type it.
   */
  readonly parameterName: string;

  /**
   * What the parameter is for, as people read it in the console.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A `managed-settings.json` as a parameter of AWS Systems Manager, with the deployed ARNs in it and no secret.
 *
 * A standard parameter: it costs nothing and holds 4 KB.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
export class ManagedSettingsParameter extends Construct {
  /** The parameter. */
  public readonly parameter: ssm.StringParameter;

  /** The name of the parameter. */
  public readonly parameterName: string;

  constructor(scope: Construct, id: string, props: ManagedSettingsParameterProps) {
    super(scope, id);
    this.parameterName = props.parameterName;
    this.parameter = new ssm.StringParameter(this, 'Resource', {
      parameterName: props.parameterName,
      description: props.description,
      stringValue: Stack.of(this).toJsonString(props.settings.managedSettings()),
    });
  }

  /** The one command that prints the settings. */
  public get fetchCommand(): string {
    return `aws ssm get-parameter --region ${Stack.of(this).region} --name ${this.parameterName} --query Parameter.Value --output text`;
  }
}
