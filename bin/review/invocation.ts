import { ReviewedPrincipal } from './principals';
import { ReviewedProfile } from './profiles';
import { concerns, Condition, covers, reaches, Statement } from './statements';

const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/**
 * The principals that may call a model through each profile: allowed on the profile and on the model behind it, by their
 * policies and by their boundary, and denied by none. The policy that stops spending is not counted: it is attached only
 * when a limit is passed.
 */
export function callersOf(principals: readonly ReviewedPrincipal[], profiles: readonly ReviewedProfile[]): Map<ReviewedProfile, ReviewedPrincipal[]> {
  const allowing = principals.map((principal) => ({ principal, allows: callsOf(principal) }));
  return new Map(profiles.map((profile) => [profile, allowing.filter(({ allows }) => allows(profile)).map(({ principal }) => principal)]));
}

function callsOf(principal: ReviewedPrincipal): (profile: ReviewedProfile) => boolean {
  const own = principal.policies.flatMap((policy) => policy.statements ?? []);
  const boundary = principal.boundary?.statements;
  const documents = INVOKE.map((action) => [own, ...(boundary === undefined ? [] : [boundary])]
    .map((statements) => statements.filter((statement) => concerns(statement, action))));
  return (profile) => documents.some((each) => each.every((statements) => allows(statements, profile)));
}

function allows(statements: readonly Statement[], profile: ReviewedProfile): boolean {
  const legs: ((statement: Statement) => boolean)[] = [
    (statement) => reaches(statement, profile.arn) && statement.conditions.every((condition) => holds(condition, profile, false)),
    (statement) => reachesModel(statement, profile.foundationModelId) && statement.conditions.every((condition) => holds(condition, profile, true)),
  ];
  return legs.every((leg) => statements.some((statement) => statement.effect === 'Allow' && leg(statement))
    && !statements.some((statement) => statement.effect === 'Deny' && leg(statement)));
}

/** A model is reached where any region of it is: which regions a call needs, the profile decides. */
function reachesModel(statement: Statement, foundationModelId: string): boolean {
  const inAnyRegion = (arn: string): boolean => {
    const [, model] = /^arn:[^:]*:bedrock:[^:]*::foundation-model\/(.+)$/.exec(arn) ?? [];
    return arn === '*' || (model !== undefined && covers(model, foundationModelId));
  };
  return statement.resources.length > 0 ? statement.resources.some(inAnyRegion) : !statement.notResources.some(inAnyRegion);
}

/** Whether a condition can hold for a call through a profile; one that this report does not know counts as one that can. */
function holds({ operator, key, values }: Condition, profile: ReviewedProfile, onModel: boolean): boolean {
  const negated = /Not/.test(operator);
  const matches = (value: string | undefined): boolean => (value !== undefined && values.some((pattern) => covers(pattern, value))) !== negated;
  const name = key.toLowerCase();
  if (name === 'bedrock:inferenceprofilearn') {
    const value = onModel ? profile.arn : undefined;
    return operator === 'Null' ? (value === undefined) === (values[0] === 'true') : matches(value);
  }
  if (name.startsWith('aws:resourcetag/')) {
    const tag = onModel ? undefined : profile.tags[key.slice('aws:ResourceTag/'.length)]; // models carry no tags
    return operator === 'Null' ? (tag === undefined) === (values[0] === 'true') : matches(tag);
  }
  return true;
}

/** What a principal may call besides the profiles of the templates, by the patterns of its statements. */
export function beyondProfiles(principal: ReviewedPrincipal, profiles: readonly ReviewedProfile[]): string[] {
  const statements = principal.policies.flatMap((policy) => policy.statements ?? [])
    .filter((statement) => statement.effect === 'Allow' && INVOKE.some((action) => concerns(statement, action)));
  const known = new Set(profiles.map((profile) => profile.arn));
  return [...new Set(statements.flatMap((statement) => {
    const throughProfile = statement.conditions.some(({ key, operator }) => /^bedrock:InferenceProfileArn$/i.test(key) && /^Arn(Equals|Like)$/.test(operator));
    const tagged = statement.conditions.some(({ key }) => /^aws:ResourceTag\//i.test(key));
    return statement.resources.length === 0
      ? ['everything but some resources']
      : statement.resources.filter((arn) => !known.has(arn) && !throughProfile && !(tagged && /application-inference-profile/.test(arn)));
  }))].sort();
}
