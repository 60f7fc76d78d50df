import { CATALOGUE } from '../../lib/models/model-catalogue';
import { ACCOUNT, Deployment, resourcesOf } from './deployed';
import { CreatedPrincipal } from './principals';
import { Authorization } from './simulation';

/** A question that a reviewer would ask: may this principal do that? */
export interface Question {
  readonly about: string;
  readonly authorization: Authorization;
  readonly allowed: boolean;
}

/** A deployed application inference profile, with the model behind it. */
export interface DeployedProfile {
  readonly stack: string;
  readonly arn: string;
  readonly systemProfileArn: string;
  readonly foundationModelId: string;
  /** The regions of the model ARNs on which a call is authorized; empty text is the region-less ARN. */
  readonly modelRegions: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What the configuration says of the form of its policies. */
export interface PolicyForm {
  /** One policy compares tags; else each names its profiles. */
  readonly tagBased: boolean;
  /** Destinations are listed; else every region of a model is meant. */
  readonly pinned: boolean;
}

const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/** The profiles of a deployment; legs come from the routes of the catalogue, by the id of the profile that is copied. */
export function profilesOf(deployment: Deployment): DeployedProfile[] {
  return Object.entries(deployment.stacks).flatMap(([stack, template]) =>
    resourcesOf(template, 'AWS::Bedrock::ApplicationInferenceProfile').map(([logicalId, properties]) => {
      const systemProfileArn: string = properties.ModelSource.CopyFrom;
      const systemProfileId = systemProfileArn.split('/')[1]!;
      const [foundationModelId, destinations] = lookUp(systemProfileId, deployment.region);
      return {
        stack,
        arn: deployment.profileArn(stack, logicalId),
        systemProfileArn,
        foundationModelId,
        modelRegions: [...new Set([deployment.region, ...destinations.map((region) => (region === '*' ? '' : region))])],
        tags: Object.fromEntries((properties.Tags ?? []).map((tag: any) => [tag.Key, tag.Value])),
      };
    }));
}

/** The models that fixtures give although the catalogue lacks them: their ids and destinations. */
const GIVEN_MODELS: Readonly<Record<string, [string, readonly string[]]>> = {
  'eu.anthropic.claude-sonnet-6-20270101-v1:0': ['anthropic.claude-sonnet-6-20270101-v1:0', ['eu-central-1', 'eu-west-1']],
};

function lookUp(systemProfileId: string, region: string): [string, readonly string[]] {
  const given = GIVEN_MODELS[systemProfileId];
  if (given !== undefined) {
    return given;
  }
  for (const entry of Object.values(CATALOGUE.models)) {
    for (const offer of Object.values(entry.geographies)) {
      if (offer.inferenceProfileId === systemProfileId) {
        const route = offer.routes.find((candidate) => candidate.sourceRegions.includes(region));
        return [entry.foundationModelId, route!.destinationRegions];
      }
    }
  }
  throw new Error(`${systemProfileId} is not in the catalogue.`);
}

/** Everything that one principal may and may not do, given all profiles of the deployment. */
export function questionsFor(
  principal: CreatedPrincipal, profiles: readonly DeployedProfile[], deployment: Deployment, form: PolicyForm = { tagBased: false, pinned: false },
): Question[] {
  const { region } = deployment;
  const own = profiles.filter((profile) => profile.stack === principal.stack);
  const others = profiles.filter((profile) => profile.stack !== principal.stack);
  const foreign = [...others, ...strangers(own[0]!, deployment)];
  return [
    ...own.flatMap((profile) => [
      ...callThrough(profile, region, true),
      ...callThroughShared(profile, region),
      ...bareModel(profile, region),
      ...(form.tagBased ? beyondDestinations({ ...profile, foundationModelId: 'anthropic.claude-any' }, form) : beyondDestinations(profile, form)),
      ...(form.tagBased ? [] : anotherVersionOf(profile).map((id) => refuse('counts tokens of another version', { action: 'bedrock:CountTokens', resource: modelArn(region, id) }))),
      ...management(profile),
      allow('reads its profile', { action: 'bedrock:GetInferenceProfile', resource: profile.arn, context: tagsOf(profile) }),
      allow('counts tokens', { action: 'bedrock:CountTokens', resource: modelArn(region, profile.foundationModelId) }),
    ]),
    ...foreign.flatMap((profile) => [
      ...(form.tagBased && isOfThisPlace(profile, deployment) ? profileLegs(profile, region, false) : callThrough(profile, region, false)),
      refuse('reads a profile of others', { action: 'bedrock:GetInferenceProfile', resource: profile.arn, context: tagsOf(profile) }),
    ]),
    ...managedSettings(principal, deployment),
    ...otherVendors(deployment),
    ...otherEndpoints(deployment),
    ...apiKeys(principal),
    ...escapes(principal, deployment),
    allow('lists profiles', { action: 'bedrock:ListInferenceProfiles', resource: '*' }),
  ];
}

/** With the tag-based form the models are open to every profile of the account and region; the profile decides. */
function isOfThisPlace(profile: DeployedProfile, deployment: Deployment): boolean {
  return profile.arn.startsWith(`arn:aws:bedrock:${deployment.region}:${ACCOUNT}:`);
}

function tagsOf(profile: DeployedProfile): Record<string, string> {
  return Object.fromEntries(Object.entries(profile.tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

function modelArn(region: string, foundationModelId: string): string {
  return `arn:aws:bedrock:${region}::foundation-model/${foundationModelId}`;
}

/** All legs of a call through a profile, streaming or not. A refused call is refused on every leg. */
function callThrough(profile: DeployedProfile, region: string, allowed: boolean): Question[] {
  return [...profileLegs(profile, region, allowed), ...profile.modelRegions.flatMap((modelRegion) => modelLegs(profile, modelRegion, allowed))];
}

function profileLegs(profile: DeployedProfile, region: string, allowed: boolean): Question[] {
  return INVOKE.map((action) => ({
    about: `${action} on ${profile.arn}`,
    allowed,
    authorization: { action, resource: profile.arn, context: { 'aws:RequestedRegion': region, ...tagsOf(profile) } },
  }));
}

function modelLegs(profile: DeployedProfile, modelRegion: string, allowed: boolean, foundationModelId = profile.foundationModelId): Question[] {
  return INVOKE.map((action) => ({
    about: `${action} on ${foundationModelId} in '${modelRegion}' through ${profile.arn}`,
    allowed,
    authorization: {
      action,
      resource: modelArn(modelRegion, foundationModelId),
      context: { 'aws:RequestedRegion': modelRegion || 'unspecified', 'bedrock:InferenceProfileArn': profile.arn },
    },
  }));
}

/** A region that the profile does not go to, and a model of another vendor behind a profile of one's own. */
function beyondDestinations(profile: DeployedProfile, form: PolicyForm): Question[] {
  const others = ['amazon.nova-pro-v1:0', ...anotherVersionOf(profile)];
  return [
    ...modelLegs(profile, 'sa-east-1', !form.pinned),
    ...profile.modelRegions.flatMap((region) => others.flatMap((id) => modelLegs(profile, region, false, id).slice(0, 1))),
  ];
}

/** A model id may end in a version: the next one is another model. */
function anotherVersionOf(profile: DeployedProfile): string[] {
  const next = profile.foundationModelId.replace(/:0$/, ':1');
  return next === profile.foundationModelId ? [] : [next];
}

/** The profiles that every team shares: the one that was copied, and the global one of the same model. */
function callThroughShared(profile: DeployedProfile, region: string): Question[] {
  const [head, id] = profile.systemProfileArn.split('/') as [string, string];
  const globalArn = `${head}/global.${profile.foundationModelId}`;
  return [...new Set([`${head}/${id}`, globalArn])].flatMap((arn) => callThrough({ ...profile, arn, modelRegions: [region, ''], tags: {} }, region, false));
}

function bareModel(profile: DeployedProfile, region: string): Question[] {
  return INVOKE.flatMap((action) => [...new Set([region, 'us-west-2', 'ap-southeast-1', ''])].map((modelRegion) => ({
    about: `${action} on the bare model in '${modelRegion}'`,
    allowed: false,
    authorization: {
      action, resource: modelArn(modelRegion, profile.foundationModelId), context: { 'aws:RequestedRegion': modelRegion || 'unspecified' },
    },
  })));
}

/** Profiles that this project did not make: hand-made ones, the same id elsewhere, and one of another account. */
function strangers(own: DeployedProfile, deployment: Deployment): DeployedProfile[] {
  const elsewhere = deployment.region === 'us-west-2' ? 'us-east-1' : 'us-west-2';
  const id = own.arn.split('/')[1]!;
  const there = [
    `arn:aws:bedrock:${elsewhere}:${ACCOUNT}:application-inference-profile/${id}`,
    `arn:aws:bedrock:${deployment.region}:999999999999:application-inference-profile/${id}`,
  ].map((arn) => ({ ...own, arn }));
  const handmade = `arn:aws:bedrock:${deployment.region}:${ACCOUNT}:application-inference-profile/handmade0000`;
  return [{ ...own, arn: handmade, tags: {} }, { ...own, arn: handmade, tags: { team: 'another' } }, ...there];
}

function management(profile: DeployedProfile): Question[] {
  // With all that a condition could ask for: a grant under a condition is a grant.
  const asked = { ...tagsOf(profile), ...Object.fromEntries(Object.entries(profile.tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])) };
  return ['bedrock:DeleteInferenceProfile', 'bedrock:TagResource', 'bedrock:UntagResource'].map((action) => refuse(
    `${action} on its own profile`, { action, resource: profile.arn, context: asked },
  )).concat([profile.arn.replace(/[^/]+$/, '*'), profile.systemProfileArn].map((resource) => refuse(
    'creates a profile', { action: 'bedrock:CreateInferenceProfile', resource: resource.replace('*', 'new000000000'), context: asked },
  )));
}

function otherVendors(deployment: Deployment): Question[] {
  const { region } = deployment;
  return INVOKE.flatMap((action) => [
    refuse('calls a model of another vendor', { action, resource: modelArn(region, 'amazon.nova-pro-v1:0') }),
    refuse('counts tokens of another vendor', { action: 'bedrock:CountTokens', resource: modelArn(region, 'amazon.nova-pro-v1:0') }),
    refuse('calls a profile of another vendor', { action, resource: `arn:aws:bedrock:${region}:${ACCOUNT}:inference-profile/us.amazon.nova-pro-v1:0` }),
    refuse('calls a provisioned model', { action, resource: `arn:aws:bedrock:${region}:${ACCOUNT}:provisioned-model/abcdefghijkl` }),
    refuse('calls a prompt router', { action, resource: `arn:aws:bedrock:${region}:${ACCOUNT}:prompt-router/abcdefghijkl` }),
  ]);
}

function otherEndpoints(deployment: Deployment): Question[] {
  const project = `arn:aws:bedrock-mantle:${deployment.region}:${ACCOUNT}:project/default`;
  return [
    refuse('calls through the mantle endpoint', {
      action: 'bedrock-mantle:CreateInference', resource: project, context: { 'bedrock-mantle:Model': 'anthropic.claude-opus-5-5' },
    }),
    refuse('makes a project of the mantle endpoint', { action: 'bedrock-mantle:CreateProject', resource: project }),
    refuse('counts tokens on the mantle endpoint', { action: 'bedrock-mantle:CountTokens', resource: project }),
    refuse('uses a short-term key on the mantle endpoint', {
      action: 'bedrock-mantle:CallWithBearerToken', resource: '*', context: { 'bedrock-mantle:BearerTokenType': 'SHORT_TERM' },
    }),
    refuse('uses a long-term key on the mantle endpoint', {
      action: 'bedrock-mantle:CallWithBearerToken', resource: '*', context: { 'bedrock-mantle:BearerTokenType': 'LONG_TERM' },
    }),
  ];
}

/** The settings that the stacks publish. */
function managedSettings(principal: CreatedPrincipal, deployment: Deployment): Question[] {
  const at = (name: string) => `arn:aws:ssm:${deployment.region}:${ACCOUNT}:parameter${name}`;
  return Object.entries(deployment.stacks).flatMap(([stack, template]) => resourcesOf(template, 'AWS::SSM::Parameter').flatMap(([, { Name }]) => [
    { about: `reads ${Name}`, allowed: stack === principal.stack, authorization: { action: 'ssm:GetParameter', resource: at(Name) } },
    refuse(`changes ${Name}`, { action: 'ssm:PutParameter', resource: at(Name) }),
    refuse(`reads what stands beside ${Name}`, { action: 'ssm:GetParameter', resource: at(Name.replace(/[^/]+$/, 'other')) }),
  ]));
}

function apiKeys(principal: CreatedPrincipal): Question[] {
  const use = (kind: string) => ({ action: 'bedrock:CallWithBearerToken', resource: '*', context: { 'bedrock:BearerTokenType': kind } });
  return [
    refuse('uses a key of an unstated kind', { action: 'bedrock:CallWithBearerToken', resource: '*' }),
    { about: 'uses a short-term key', allowed: principal.logicalId.includes('ShortTermApiKeyRole'), authorization: use('SHORT_TERM') },
    { about: 'uses a long-term key', allowed: principal.arn.includes(':user/'), authorization: use('LONG_TERM') },
    ...[principal.arn.replace(/^.*:role\//, `arn:aws:iam::${ACCOUNT}:user/`), `arn:aws:iam::${ACCOUNT}:user/anybody`].map((resource) => refuse(
      'creates a long-term key', {
        action: 'iam:CreateServiceSpecificCredential', resource, context: {
          'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com', 'iam:ServiceSpecificCredentialAgeDays': '1',
        },
      },
    )),
  ];
}

/** Ways out of a policy rather than through it. */
function escapes(principal: CreatedPrincipal, deployment: Deployment): Question[] {
  const roles = Object.values(deployment.stacks).flatMap((template) => resourcesOf(template, 'AWS::IAM::Role')
    .map(([id, { Path }]) => `arn:aws:iam::${ACCOUNT}:role${Path ?? '/'}${id}`)).filter((arn) => arn !== principal.arn);
  const self = principal.arn.includes(':user/') ? 'User' : 'Role';
  return [
    refuse('gives itself a policy', { action: `iam:Attach${self}Policy`, resource: principal.arn }),
    refuse('writes itself a policy', { action: `iam:Put${self}Policy`, resource: principal.arn }),
    refuse('takes its boundary away', { action: `iam:Delete${self}PermissionsBoundary`, resource: principal.arn }),
    refuse('tags itself', { action: `iam:Tag${self}`, resource: principal.arn }),
    refuse('reads a long-term key', { action: 'secretsmanager:GetSecretValue', resource: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:key-a1b2c3` }),
    ...(self === 'Role' ? [refuse('opens its own trust', { action: 'iam:UpdateAssumeRolePolicy', resource: principal.arn })] : []),
    ...[...roles, `arn:aws:iam::${ACCOUNT}:role/claude-code/another`].map((resource) => refuse('assumes another role', { action: 'sts:AssumeRole', resource })),
    refuse('makes an access key', { action: 'iam:CreateAccessKey', resource: `arn:aws:iam::${ACCOUNT}:user/anybody` }),
    refuse('renews a long-term key', {
      action: 'iam:ResetServiceSpecificCredential', resource: `arn:aws:iam::${ACCOUNT}:user/anybody`, context: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' },
    }),
    refuse('runs a batch job', { action: 'bedrock:CreateModelInvocationJob', resource: modelArn('us-east-1', 'anthropic.claude-opus-5-5') }),
    refuse('accepts an agreement', { action: 'bedrock:CreateFoundationModelAgreement', resource: '*' }),
  ];
}

function allow(about: string, authorization: Authorization): Question {
  return { about, authorization, allowed: true };
}

function refuse(about: string, authorization: Authorization): Question {
  return { about, authorization, allowed: false };
}
