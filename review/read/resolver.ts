import { ReviewedStack } from './assembly';

/** A resource with the stack that it stands in. */
export interface Located {
  readonly stack: ReviewedStack;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Record<string, any>;
}

const PARTITIONS: readonly [RegExp, string][] = [[/^us-gov-/, 'aws-us-gov'], [/^cn-/, 'aws-cn'], [/./, 'aws']];

/**
 * Turns the values of templates into text: the intrinsic functions that are known at synthesis into their values, the
 * identities that only a deployment gives into stand-ins, one for each resource of each stack.
 */
export class Resolver {
  private readonly all: readonly Located[];

  private readonly byType = new Map<string, Located[]>();

  private readonly byName: ReadonlyMap<string, ReviewedStack>;

  constructor(public readonly stacks: readonly ReviewedStack[]) {
    this.byName = new Map(stacks.map((stack) => [stack.name, stack]));
    this.all = stacks.flatMap((stack) => Object.keys(stack.template.Resources ?? {}).sort().map((id) => locate(stack, id)!));
    this.all.forEach((resource) => this.byType.set(resource.type, this.byType.get(resource.type) ?? []).get(resource.type)!.push(resource));
  }

  /** Every resource of every stack, in the order of stacks and logical ids. */
  public resources(type?: string): readonly Located[] {
    return type === undefined ? this.all : this.byType.get(type) ?? [];
  }

  /** A value with every intrinsic function replaced. */
  public value(stack: ReviewedStack, value: any): any {
    if (Array.isArray(value)) {
      return value.filter((item) => !isNoValue(item)).map((item) => this.value(stack, item));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const [key] = Object.keys(value);
    if (key !== undefined && Object.keys(value).length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return this.call(stack, key, value[key]);
    }
    return Object.fromEntries(Object.entries(value).filter(([, item]) => !isNoValue(item)).map(([name, item]) => [name, this.value(stack, item)]));
  }

  /**
   * What stands in braces in a text and is no stand-in of a resource here: a policy variable, which the caller fills, or a
   * function whose value only a deployment knows.
   */
  public variables(text: string): string[] {
    return (text.match(/\$\{[^}]*\}?/g) ?? []).filter((found) => !this.isStandIn(found.slice(2, -1)));
  }

  private isStandIn(inner: string): boolean {
    return /^AWS::(AccountId|Region|Partition|StackId|URLSuffix)$/.test(inner) || this.stacks.some(({ name, template }) => {
      const id = inner.startsWith(`${name}.`) || inner.startsWith(`${name}/`) ? inner.slice(name.length + 1).split('.')[0]! : undefined;
      return id !== undefined && Object.hasOwn(template.Resources ?? {}, id);
    });
  }

  /** A value as text. */
  public text(stack: ReviewedStack, value: any): string {
    const resolved = this.value(stack, value);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved) ?? '';
  }

  /** The resource that a value refers to, in its own stack or through the output of another. */
  public target(stack: ReviewedStack, value: any): Located | undefined {
    const id = value?.Ref ?? [value?.['Fn::GetAtt']].flat()[0]?.split('.')[0];
    if (typeof id === 'string') {
      return locate(stack, id);
    }
    const { StackName: name, OutputName: output } = value?.['Fn::GetStackOutput'] ?? {};
    const other = this.byName.get(name);
    const published = other?.template.Outputs?.[output]?.Value;
    return other && published ? this.target(other, published) : this.exported(stack, value);
  }

  private exported(stack: ReviewedStack, value: any): Located | undefined {
    if (value?.['Fn::ImportValue'] === undefined) {
      return undefined;
    }
    const name = this.text(stack, value['Fn::ImportValue']);
    for (const other of this.stacks) {
      const output = Object.values<any>(other.template.Outputs ?? {}).find(({ Export }) => Export && this.text(other, Export.Name) === name);
      if (output !== undefined) {
        return this.target(other, output.Value);
      }
    }
    return undefined;
  }

  private call(stack: ReviewedStack, name: string, argument: any): any {
    switch (name) {
      case 'Ref': return this.reference(stack, argument);
      case 'Fn::GetAtt': return this.attributeOf(stack, [argument].flat().join('.'));
      case 'Fn::Join': return argument[1].map((part: any) => this.text(stack, part)).join(argument[0]);
      case 'Fn::Sub': return this.substitute(stack, argument);
      case 'Fn::Select': return this.select(stack, argument);
      case 'Fn::Split': return this.text(stack, argument[1]).split(argument[0]);
      case 'Fn::GetStackOutput': case 'Fn::ImportValue': return this.imported(stack, name, argument);
      default: return `\${${name} ${JSON.stringify(argument)}}`;
    }
  }

  private imported(stack: ReviewedStack, name: string, argument: any): any {
    const { StackName, OutputName } = argument ?? {};
    const other = this.byName.get(StackName);
    const published = other?.template.Outputs?.[OutputName]?.Value;
    if (other !== undefined && published !== undefined) {
      return this.value(other, published);
    }
    const target = this.target(stack, { [name]: argument });
    return target ? this.reference(target.stack, target.logicalId) : `\${${name} ${JSON.stringify(argument)}}`;
  }

  private select(stack: ReviewedStack, [index, list]: [number, any]): any {
    const items = this.value(stack, list);
    return Array.isArray(items) && items[Number(index)] !== undefined ? items[Number(index)] : `\${Fn::Select ${index} ${JSON.stringify(items)}}`;
  }

  private substitute(stack: ReviewedStack, argument: any): string {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return String(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_, escaped, name: string) => {
      if (escaped) {
        return `\${${name}}`;
      }
      if (variables?.[name] !== undefined) {
        return this.text(stack, variables[name]);
      }
      return name.includes('.') ? this.attributeOf(stack, name) : this.reference(stack, name);
    });
  }

  private attributeOf(stack: ReviewedStack, path: string): string {
    const [logicalId, ...attribute] = path.split('.');
    return this.attribute(stack, logicalId!, attribute.join('.'));
  }

  private reference(stack: ReviewedStack, name: string): string {
    switch (name) {
      case 'AWS::AccountId': return stack.account ?? '${AWS::AccountId}';
      case 'AWS::Region': return stack.region ?? '${AWS::Region}';
      case 'AWS::Partition': return stack.region === undefined ? 'aws' : PARTITIONS.find(([regions]) => regions.test(stack.region!))![1];
      case 'AWS::StackName': return stack.name;
      case 'AWS::URLSuffix': return 'amazonaws.com';
      default: return this.identity(stack, name);
    }
  }

  /** What `Ref` gives: the ARN for the types whose `Ref` is one. */
  private identity(stack: ReviewedStack, logicalId: string): string {
    const type = stack.template.Resources?.[logicalId]?.Type;
    const tail = standIn(stack, logicalId);
    switch (type) {
      case 'AWS::SNS::Topic': return this.arn(stack, 'sns', tail);
      case 'AWS::IAM::ManagedPolicy': return this.arn(stack, 'iam', `policy${this.path(stack, logicalId)}${tail}`);
      case 'AWS::SecretsManager::Secret': return this.arn(stack, 'secretsmanager', `secret:${tail}`);
      case 'AWS::StepFunctions::StateMachine': return this.arn(stack, 'states', `stateMachine:${tail}`);
      default: return tail;
    }
  }

  private attribute(stack: ReviewedStack, logicalId: string, attribute: string): string {
    const type = stack.template.Resources?.[logicalId]?.Type;
    const tail = standIn(stack, logicalId);
    switch (`${type}.${attribute}`) {
      case 'AWS::Bedrock::ApplicationInferenceProfile.InferenceProfileArn': return this.arn(stack, 'bedrock', `application-inference-profile/${tail}`);
      case 'AWS::Bedrock::ApplicationInferenceProfile.InferenceProfileId': return tail;
      case 'AWS::IAM::Role.Arn': return this.arn(stack, 'iam', `role${this.path(stack, logicalId)}${tail}`);
      case 'AWS::IAM::User.Arn': return this.arn(stack, 'iam', `user${this.path(stack, logicalId)}${tail}`);
      case 'AWS::SNS::Topic.TopicArn': return this.arn(stack, 'sns', tail);
      default: return `\${${stack.name}/${logicalId}.${attribute}}`;
    }
  }

  private arn(stack: ReviewedStack, service: string, rest: string): string {
    const region = service === 'iam' ? '' : this.reference(stack, 'AWS::Region');
    return `arn:${this.reference(stack, 'AWS::Partition')}:${service}:${region}:${this.reference(stack, 'AWS::AccountId')}:${rest}`;
  }

  private path(stack: ReviewedStack, logicalId: string): string {
    return this.text(stack, stack.template.Resources[logicalId].Properties?.Path ?? '/');
  }
}

function isNoValue(value: any): boolean {
  return value?.Ref === 'AWS::NoValue';
}

function locate(stack: ReviewedStack, logicalId: string): Located | undefined {
  const resource = Object.hasOwn(stack.template.Resources ?? {}, logicalId) ? stack.template.Resources[logicalId] : undefined;
  return resource && { stack, logicalId, type: resource.Type, properties: resource.Properties ?? {} };
}

/** What stands for the identity that a deployment would give to a resource; unique among all stacks. */
export function standIn(stack: ReviewedStack, logicalId: string): string {
  return `\${${stack.name}.${logicalId}}`;
}

/** A logical id without the hash that the CDK appends. */
export function readable(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
