import { parseArn, staysInAccount } from './arn';
import { ReviewedPrincipal } from './principals';
import { ReviewedProfile } from './profiles';
import { isAbout, Condition, covers, reaches, Statement } from './statements';

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
  const filled = (statements: readonly Statement[]): Statement[] => statements.map((statement) => withTagsOf(principal, statement));
  const own = filled(principal.policies.flatMap((policy) => policy.statements ?? []));
  const boundary = principal.boundary?.statements && filled(principal.boundary.statements);
  const documents = INVOKE.map((action) => [own, ...(boundary === undefined ? [] : [boundary])]
    .map((statements) => statements.filter((statement) => isAbout(statement, action))));
  return (profile) => documents.some((each) => each.every((statements) => allows(statements, profile)));
}

/** A statement with the tags of the principal in place of the variables that stand for them. */
function withTagsOf({ tags }: ReviewedPrincipal, statement: Statement): Statement {
  const fill = (value: string): string => value.replace(/\$\{aws:PrincipalTag\/([^}]+)\}/gi, (variable, key: string) => tags[key] ?? variable);
  return { ...statement, conditions: statement.conditions.map((condition) => ({ ...condition, values: condition.values.map(fill) })) };
}

function allows(statements: readonly Statement[], profile: ReviewedProfile): boolean {
  return [false, true].every((onModel) => {
    const concerned = statements.filter((statement) => (onModel ? reachesModel(statement, profile.foundationModelId) : reaches(statement, profile.arn)));
    const outcomes = ({ conditions }: Statement): Outcome[] => conditions.map((condition) => holds(condition, profile, onModel));
    return concerned.some((statement) => statement.effect === 'Allow' && !outcomes(statement).includes('no'))
      && !concerned.some((statement) => statement.effect === 'Deny' && outcomes(statement).every((outcome) => outcome === 'yes'));
  });
}

/** A condition that this report does not know may hold or not: access is rather reported than missed. */
type Outcome = 'yes' | 'no' | 'perhaps';

/** A model is reached where any region of it is: which regions a call needs, the profile decides. */
function reachesModel(statement: Statement, foundationModelId: string): boolean {
  const inAnyRegion = (arn: string): boolean => {
    const [, model] = /^arn:[^:]*:bedrock:[^:]*::foundation-model\/(.+)$/.exec(arn) ?? [];
    return arn === '*' || (model !== undefined && covers(model, foundationModelId));
  };
  return statement.resources.length > 0 ? statement.resources.some(inAnyRegion) : !statement.notResources.some(inAnyRegion);
}

function holds({ operator, key, values }: Condition, profile: ReviewedProfile, onModel: boolean): Outcome {
  const name = key.toLowerCase();
  if (name === 'bedrock:inferenceprofilearn') {
    return compare(operator, values, onModel ? profile.arn : undefined);
  }
  if (name.startsWith('aws:resourcetag/')) {
    return compare(operator, values, onModel ? undefined : profile.tags[key.slice('aws:ResourceTag/'.length)]); // models carry no tags
  }
  return 'perhaps';
}

function compare(operator: string, values: readonly string[], value: string | undefined): Outcome {
  if (operator === 'Null') {
    return (value === undefined) === (values[0] === 'true') ? 'yes' : 'no';
  }
  if (!/^(String|Arn)(Not)?(Equals|Like)(IfExists)?$/.test(operator)) {
    return 'perhaps';
  }
  if (value === undefined) {
    return /Not|IfExists/.test(operator) ? 'yes' : 'no';
  }
  return values.some((pattern) => covers(pattern, value)) !== /Not/.test(operator) ? 'yes' : 'no';
}

/** What a principal may call besides the profiles of the templates. */
export interface Beyond {
  /** Patterns of ARNs. */
  readonly resources: readonly string[];
  /** Whether a statement names only what it leaves out. */
  readonly everythingBut: boolean;
}

export function beyondProfiles(principal: ReviewedPrincipal, profiles: readonly ReviewedProfile[]): Beyond {
  const statements = principal.policies.flatMap((policy) => policy.statements ?? [])
    .filter((statement) => statement.effect === 'Allow' && INVOKE.some((action) => isAbout(statement, action)));
  const known = new Set(profiles.map((profile) => profile.arn));
  const account = principal.stack.account ?? '${AWS::AccountId}';
  const isOwn = (arn: string): boolean => known.has(arn) ||
    (staysInAccount(arn, account) && parseArn(arn)!.resource.startsWith('application-inference-profile/'));
  const found = statements.flatMap((statement) => {
    const throughProfile = statement.conditions.some(({ key, operator, values }) => /^bedrock:InferenceProfileArn$/i.test(key)
      && /^(Arn|String)(Equals|Like)$/.test(operator) && values.every(isOwn));
    const tagged = statement.conditions.some(({ key, operator }) => /^aws:ResourceTag\//i.test(key) && /^String(Equals|Like)$/.test(operator));
    return statement.resources.filter((arn) => !known.has(arn) && !throughProfile && !(tagged && isOwn(arn)));
  });
  return { resources: [...new Set(found)].sort(), everythingBut: statements.some(({ resources }) => resources.length === 0) };
}
