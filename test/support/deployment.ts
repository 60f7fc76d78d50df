import { basename } from 'node:path';
import { deploy, Deployment } from './deployed';
import { CreatedPrincipal, principalsOf } from './principals';
import { DeployedProfile, profilesOf } from './questions';
import { synthesizeFile, Template, templatesOf } from './synthesis';

/** A configuration as it would be deployed, with the principals and profiles in it. */
export interface DeployedConfiguration {
  readonly name: string;
  readonly templates: Record<string, Template>;
  readonly deployment: Deployment;
  readonly principals: readonly CreatedPrincipal[];
  readonly profiles: readonly DeployedProfile[];
}

export function deployFile(file: string): DeployedConfiguration {
  const assembly = synthesizeFile(file);
  const templates = templatesOf(assembly);
  const region = assembly.stacks[0]!.environment.region;
  const deployment = deploy(templates, region);
  return { name: basename(file, '.yaml'), templates, deployment, principals: principalsOf(deployment), profiles: profilesOf(deployment) };
}
