import { createHash } from 'node:crypto';
import { Template } from './synthesis';

/**
 * Stands in for a deployment: gives every resource of the templates a made-up identity and replaces the intrinsic
 * functions by the values that they would have.
 */
export const ACCOUNT = '111122223333';

export interface Deployment {
  readonly region: string;
  readonly partition: string;
  readonly stacks: Readonly<Record<string, Template>>;
  /** The made-up ARN of an application inference profile. */
  profileArn(stack: string, logicalId: string): string;
}

/** What CloudFormation would make of the templates in one account and region. */
export function deploy(templates: Record<string, Template>, region: string, partition = 'aws'): Deployment {
  const evaluation = (template: Template): Evaluation => new Evaluation(templates, template, region, partition);
  return {
    region,
    partition,
    stacks: Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, evaluation(template).evaluate(template)])),
    profileArn: (stack, logicalId) => evaluation(templates[stack]!).evaluate({ 'Fn::GetAtt': [logicalId, 'InferenceProfileArn'] }),
  };
}

/** The resources of one type, by logical id. */
export function resourcesOf(template: Template, type: string): [string, Record<string, any>][] {
  return Object.entries<Record<string, any>>(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, resource.Properties ?? {}]);
}

function shortId(logicalId: string): string {
  return createHash('sha256').update(logicalId).digest('hex').slice(0, 12);
}

class Evaluation {
  constructor(
    private readonly templates: Record<string, Template>,
    private readonly template: Template,
    private readonly region: string,
    private readonly partition: string,
  ) {}

  public evaluate(value: any): any {
    if (Array.isArray(value)) {
      return value.map((item) => this.evaluate(item));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const [key] = Object.keys(value);
    if (Object.keys(value).length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
      return this.call(key, value[key]);
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.evaluate(item)]));
  }

  private call(name: string, argument: any): any {
    switch (name) {
      case 'Ref': return this.reference(argument);
      case 'Fn::GetAtt': return this.attribute(argument[0], argument[1]);
      case 'Fn::Join': return argument[1].map((part: any) => this.evaluate(part)).join(argument[0]);
      case 'Fn::Sub': return this.substitute(argument[0], argument[1]);
      case 'Fn::Select': return this.evaluate(argument[1])[argument[0]];
      case 'Fn::Split': return this.evaluate(argument[1]).split(argument[0]);
      case 'Fn::GetStackOutput': return this.outputOf(argument.StackName, argument.OutputName);
      // The conditions and rules of the bootstrap version check are not part of what is deployed.
      case 'Fn::Not': case 'Fn::Contains': return argument;
      default: throw new Error(`The stand-in for a deployment does not know ${name}.`);
    }
  }

  private substitute(text: string, variables: Record<string, any>): string {
    return text.replace(/\$\{([^}]+)\}/g, (_, name) => this.evaluate(variables[name] ?? { Ref: name }));
  }

  private outputOf(stack: string, output: string): any {
    const template = this.templates[stack]!;
    return new Evaluation(this.templates, template, this.region, this.partition).evaluate(template.Outputs[output].Value);
  }

  private reference(name: string): string {
    const pseudo: Record<string, string> = {
      'AWS::AccountId': ACCOUNT, 'AWS::Region': this.region, 'AWS::Partition': this.partition, 'AWS::URLSuffix': 'amazonaws.com',
    };
    if (name in pseudo) {
      return pseudo[name]!;
    }
    const type = this.template.Resources?.[name]?.Type;
    switch (type) {
      case 'AWS::SNS::Topic': return `arn:${this.partition}:sns:${this.region}:${ACCOUNT}:${name}`;
      case 'AWS::StepFunctions::StateMachine': return `arn:${this.partition}:states:${this.region}:${ACCOUNT}:stateMachine:${name}`;
      case 'AWS::IAM::ManagedPolicy': return `arn:${this.partition}:iam::${ACCOUNT}:policy${this.path(name)}${name}`;
      case 'AWS::SecretsManager::Secret': return `arn:${this.partition}:secretsmanager:${this.region}:${ACCOUNT}:secret:${name}-a1b2c3`;
      default: return name;
    }
  }

  private attribute(id: string, attribute: string): string {
    const type = this.template.Resources?.[id]?.Type;
    const profile = `arn:${this.partition}:bedrock:${this.region}:${ACCOUNT}:application-inference-profile/${shortId(id + this.template.Description)}`;
    const guardrail = `arn:${this.partition}:bedrock:${this.region}:${ACCOUNT}:guardrail/${shortId(id)}`;
    const known: Record<string, string> = {
      'AWS::Bedrock::Guardrail.GuardrailArn': guardrail,
      'AWS::Bedrock::Guardrail.GuardrailId': guardrail.split('/')[1]!,
      'AWS::Bedrock::GuardrailVersion.Version': '1',
      'AWS::Bedrock::ApplicationInferenceProfile.InferenceProfileArn': profile,
      'AWS::Bedrock::ApplicationInferenceProfile.InferenceProfileId': profile.split('/')[1]!,
      'AWS::IAM::Role.Arn': `arn:${this.partition}:iam::${ACCOUNT}:role${this.path(id)}${id}`,
      'AWS::Budgets::BudgetsAction.ActionId': `action-${shortId(id)}`,
      'AWS::CE::AnomalyMonitor.MonitorArn': `arn:${this.partition}:ce::${ACCOUNT}:anomalymonitor/${shortId(id)}`,
      'AWS::S3::Bucket.Arn': `arn:${this.partition}:s3:::${id.toLowerCase()}`,
      'AWS::CloudWatch::Alarm.Arn': `arn:${this.partition}:cloudwatch:${this.region}:${ACCOUNT}:alarm:${id}`,
      'AWS::KMS::Key.Arn': `arn:${this.partition}:kms:${this.region}:${ACCOUNT}:key/${id}`,
      'AWS::IAM::User.Arn': `arn:${this.partition}:iam::${ACCOUNT}:user${this.path(id)}${id}`,
      'AWS::Lambda::Function.Arn': `arn:${this.partition}:lambda:${this.region}:${ACCOUNT}:function:${id}`,
      'AWS::Logs::LogGroup.Arn': `arn:${this.partition}:logs:${this.region}:${ACCOUNT}:log-group:${id}:*`,
      'Custom::BedrockLongTermApiKey.ExpirationDate': '2027-01-01T00:00:00.000Z',
    };
    const value = known[`${type}.${attribute}`];
    if (value === undefined) {
      throw new Error(`The stand-in for a deployment does not know ${attribute} of ${type} (${id}).`);
    }
    return value;
  }

  private path(id: string): string {
    return this.template.Resources[id].Properties?.Path ?? '/';
  }
}
