import { CATALOGUE, CatalogueEntry } from '../../lib/models/model-catalogue';
import { ReviewedStack } from '../read/assembly';
import { Located, Resolver, standIn } from '../read/resolver';

/** An application inference profile of the templates, with what the catalogue knows of it. */
export interface ReviewedProfile extends Located {
  readonly name: string;
  /** Its ARN, with a stand-in for the id that a deployment gives. */
  readonly arn: string;
  /** The profile or model that it copies, as in `us.anthropic.claude-opus-5-5`. */
  readonly sourceId: string;
  readonly modelName: string;
  readonly foundationModelId: string;
  readonly geography: string;
  /** Where a call may be served; undefined where the catalogue does not know. */
  readonly route?: ReviewedRoute;
  /** Of the model, as in `legacy`; undefined for a model that the catalogue lacks. */
  readonly lifecycle?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where calls may be served. */
export interface ReviewedRoute {
  /** Regions; `*` is any commercial one. */
  readonly regions: readonly string[];
  /** Whether they are those of the region of the stack, rather than of all source regions together. */
  readonly ofOneSource: boolean;
}

export function profilesOf(resolver: Resolver): ReviewedProfile[] {
  return resolver.resources('AWS::Bedrock::ApplicationInferenceProfile').map((located) => {
    const { stack, logicalId, properties } = located;
    const source = resolver.text(stack, properties.ModelSource?.CopyFrom ?? '');
    const sourceId = source.split('/').slice(1).join('/') || source;
    const [geography, foundationModelId] = splitId(sourceId);
    const entry = entryOf(foundationModelId);
    return {
      ...located,
      name: resolver.text(stack, properties.InferenceProfileName ?? logicalId),
      arn: resolver.text(stack, { 'Fn::GetAtt': [logicalId, 'InferenceProfileArn'] }),
      sourceId,
      modelName: entry?.displayName ?? foundationModelId,
      foundationModelId: entry?.foundationModelId ?? foundationModelId,
      geography,
      route: routeOf(entry, geography, stack),
      lifecycle: entry?.lifecycle.status,
      tags: tagsOf(resolver, located),
    };
  });
}

/** The tags of a resource, in either of the shapes that CloudFormation knows. */
export function tagsOf(resolver: Resolver, { stack, properties }: Located): Record<string, string> {
  const tags = resolver.value(stack, properties.Tags ?? properties.ResourceTags ?? {});
  return Array.isArray(tags) ? Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value])) : tags;
}

/** What a person calls a model, by the id of the foundation model. */
export function modelName(foundationModelId: string): string | undefined {
  return entryOf(foundationModelId)?.displayName;
}

function entryOf(foundationModelId: string): CatalogueEntry | undefined {
  return Object.values(CATALOGUE.models).find((entry) => entry.foundationModelId === foundationModelId);
}

function splitId(profileId: string): [string, string] {
  const [, geography, model] = /^(?:([a-z-]+)\.)?(anthropic\..+)$/.exec(profileId) ?? [];
  return [geography ?? 'none: the model of one region', model ?? profileId];
}

function routeOf(entry: CatalogueEntry | undefined, geography: string, { region }: ReviewedStack): ReviewedRoute | undefined {
  const routes = entry?.geographies[geography]?.routes;
  const route = routes?.find((candidate) => region !== undefined && candidate.sourceRegions.includes(region));
  return routes && {
    regions: route?.destinationRegions ?? [...new Set(routes.flatMap((candidate) => candidate.destinationRegions))].sort(),
    ofOneSource: route !== undefined,
  };
}

/** The profile behind an ARN that a resolver made. */
export function profileByArn(profiles: readonly ReviewedProfile[], arn: string): ReviewedProfile | undefined {
  return profiles.find((profile) => profile.arn === arn || arn === standIn(profile.stack, profile.logicalId));
}
