import { Annotations, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ClaudeCodeSettings } from './claude-code-settings';
import { deployedLength } from './deployed-length';

/** What a standard parameter holds; a larger one has a monthly price. */
const MAX_LENGTH = 4096;

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
 * A standard parameter: it costs nothing and holds 4,096 characters. Settings that would not fit fail at synthesis.
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
    const content = Stack.of(this).toJsonString(props.settings.managedSettings());
    this.parameter = new ssm.StringParameter(this, 'Resource', {
      parameterName: props.parameterName,
      description: props.description,
      stringValue: content,
    });
    for (const warning of props.settings.warnings()) {
      Annotations.of(this).addWarningV2(warning.id, warning.message);
    }
    this.node.addValidation({ validate: () => this.lengthProblems(content) });
  }

  /** The one command that prints the settings. */
  public get fetchCommand(): string {
    return `aws ssm get-parameter --region ${Stack.of(this).region} --name ${this.parameterName} --query Parameter.Value --output text`;
  }

  /** The ARN of the parameter. */
  public get parameterArn(): string {
    return Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: this.parameterName.replace(/^\//, ''),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  /**
   * Lets a principal read these settings.
   *
   * Grants `ssm:GetParameter` on this one parameter, with the Sid `ReadOwnManagedSettings`.
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    const grant = iam.Grant.addToPrincipal({ grantee, actions: ['ssm:GetParameter'], resourceArns: [this.parameterArn] });
    grant.principalStatements.forEach((statement) => { statement.sid = 'ReadOwnManagedSettings'; });
    return grant;
  }

  private lengthProblems(content: string): string[] {
    const length = deployedLength(Stack.of(this).resolve(content));
    return length <= MAX_LENGTH
      ? []
      : [
        `Settings have at most ${MAX_LENGTH} characters, the size of a standard parameter; these would have about ${length}. ` +
        'Shorten customHeaders, environment, policy, other, announcements or resource attributes, or put them into a file of managed-settings.d; ' +
        'modelOverrides: false leaves out the ids of models.',
      ];
  }
}
