import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';

/** A stack in an app without feature flags: constructs may not depend on them. */
export function stackIn(region?: string, account?: string): Stack {
  return new Stack(new App(), 'Stack', { env: { region, account } });
}

/** The properties of the resources of one type in a stack. */
export function resourcesIn(stack: Stack, type: string): Record<string, any>[] {
  return Object.values(Template.fromStack(stack).findResources(type)).map((resource) => resource.Properties);
}

/** The texts of the warnings of a stack, each with its id at the end. */
export function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map((found) => String(found.entry.data));
}
