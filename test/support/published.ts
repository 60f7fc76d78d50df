import { Deployment, resourcesOf } from './deployed';

/** A settings file as a deployment publishes it. */
export interface PublishedSettings {
  readonly stack: string;
  readonly parameterName: string;
  readonly text: string;
  readonly settings: Record<string, any>;
}

/** Every managed-settings.json of a deployment. */
export function publishedSettings(deployment: Deployment): PublishedSettings[] {
  return Object.entries(deployment.stacks).flatMap(([stack, template]) => resourcesOf(template, 'AWS::SSM::Parameter')
    .filter(([, properties]) => properties.Name.endsWith('/managed-settings.json'))
    .map(([, properties]) => ({ stack, parameterName: properties.Name, text: properties.Value, settings: JSON.parse(properties.Value) })));
}

/** The outputs of a deployment, in the shape of the file that `cdk deploy --outputs-file` writes. */
export function outputsOf(deployment: Deployment): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(deployment.stacks).map(([stack, template]) => [
    stack, Object.fromEntries(Object.entries<any>(template.Outputs ?? {}).map(([name, output]) => [name, output.Value])),
  ]));
}

/** Every ARN of an inference profile that a settings file names. */
export function profileArnsIn(settings: unknown): string[] {
  return [...new Set(JSON.stringify(settings).match(/arn:[\w-]+:bedrock:[\w-]+:\d+:(application-)?inference-profile\/[\w.:-]+/g) ?? [])].sort();
}
