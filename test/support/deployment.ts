import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { ClaudeCodeServiceControlPolicy } from '../../lib';
import { deploy, Deployment } from './deployed';
import { CreatedPrincipal, principalsOf } from './principals';
import { DeployedProfile, PolicyForm, profilesOf } from './questions';
import { synthesizeFile, Template, templatesOf } from './synthesis';

/** A configuration as it would be deployed, with the principals and profiles in it. */
export interface DeployedConfiguration {
  readonly name: string;
  readonly templates: Record<string, Template>;
  readonly deployment: Deployment;
  readonly principals: readonly CreatedPrincipal[];
  readonly profiles: readonly DeployedProfile[];
  readonly form: PolicyForm;
  /** The service control policy that fits the configuration. */
  readonly guard: { readonly name: string; readonly policy: any };
}

export function deployFile(file: string): DeployedConfiguration {
  const assembly = synthesizeFile(file);
  const templates = templatesOf(assembly);
  const region = assembly.stacks[0]!.environment.region;
  const deployment = deploy(templates, region);
  const raw = parse(readFileSync(file, 'utf8'));
  return {
    name: basename(file, '.yaml'),
    templates,
    deployment,
    principals: principalsOf(deployment),
    profiles: profilesOf(deployment),
    form: { tagBased: raw.policy === 'tagBased', pinned: raw.destinations === 'pinned' },
    guard: { name: 'guard', policy: guardFor(raw) },
  };
}

function guardFor(raw: any): any {
  const ages = Object.values<any>(raw.teams).flatMap((team) => Object.values<any>(team.access?.apiKeys?.longTerm ?? {}).map((key) => key.maxAgeDays));
  return ClaudeCodeServiceControlPolicy.document({
    path: `/${raw.namePrefix ?? 'claude-code'}/`,
    globalInference: raw.geography === 'global',
    longTermApiKeyMaxAgeDays: ages.length === 0 ? undefined : Math.max(...ages),
  });
}
