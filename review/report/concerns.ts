import { accountNumber, hasWildcard, openParts, parseArn } from '../model/arn';
import { enumerate, literal, literals } from './document';
import { hasKnownPrice } from '../model/fixed-cost';
import { Beyond, beyondProfiles } from '../model/invocation';
import { AppliedPolicy, ReviewedPrincipal } from '../model/principals';
import { ReviewedProfile } from '../model/profiles';
import { readable } from '../read/resolver';
import { Review } from '../model/review';
import { settingConcerns } from './settings-report';
import { trustWords } from './trust';
import { arnsWords, takesNoResource, widths } from './words';

/** What a reviewer should look at first. */
export function concerns(subject: Review): string[] {
  const { resolver, principals, profiles } = subject;
  const warnings = resolver.stacks.flatMap((stack) => stack.warnings.map((warning) => `Warning in ${literal(stack.name)}: ${literal(warning)}`));
  const unknown = [...new Set(resolver.resources().map(({ type }) => type))].sort().filter((type) => !hasKnownPrice(type));
  return [
    ...principals.flatMap((principal) => [
      ...trustConcerns(principal),
      ...principal.policies.flatMap((policy) => policyConcerns(principal, policy)),
      ...beyond(principal, beyondWords(beyondProfiles(principal, profiles), profiles)),
    ]),
    ...filledIn(subject),
    ...foreignAccounts(subject),
    ...profiles.filter((profile) => (subject.callers.get(profile) ?? []).length === 0)
      .map((profile) => `**Nobody** may call profile ${literal(profile.name)}: no principal of these templates is let in.`),
    ...settingConcerns(subject),
    ...profiles.filter(({ lifecycle }) => lifecycle !== undefined && lifecycle !== 'active')
      .map((profile) => `The model of profile ${literal(profile.name)}, ${profile.modelName}, is **${profile.lifecycle}**.`),
    ...unknown.map((type) => `This report does not know ${literal(type)}: read it in the template.`),
    ...warnings,
  ];
}

function trustConcerns(principal: ReviewedPrincipal): string[] {
  const account = principal.stack.account ?? '${AWS::AccountId}';
  return principal.trust.flatMap((statement) => trustWords(statement, account))
    .flatMap(({ concern }) => (concern === undefined ? [] : [`${literal(principal.name)}: ${concern}.`]));
}

function policyConcerns(principal: ReviewedPrincipal, policy: AppliedPolicy): string[] {
  if (policy.statements === undefined) {
    return [`${literal(principal.name)}: the statements of policy ${literal(policy.name)} are not in the templates.`];
  }
  return policy.statements.flatMap((statement) => widths(statement)
    .map((width) => `${literal(principal.name)}, statement ${literal(statement.sid ?? `of ${policy.name}`)}: ${width}.`));
}

function beyond(principal: ReviewedPrincipal, words: string): string[] {
  return words === '' ? [] : [`${literal(principal.name)} may call models besides the profiles of these templates: ${words}.`];
}

function beyondWords({ resources, everythingBut }: Beyond, profiles: readonly ReviewedProfile[]): string {
  return enumerate([...(everythingBut ? ['everything but what a statement leaves out'] : []), ...(resources.length === 0 ? [] : [arnsWords(resources, profiles)])]);
}

/** What somebody else puts into a text: CloudFormation a value of the account, the CDK a token that was written as text. */
const FILLED_IN = /\{\{resolve:[^}]*\}?\}?|[$#]\{Token\[[^\]]*\]?\}?/gi;

function filledIn({ resolver }: Review): string[] {
  return resolver.resources().flatMap(({ stack, logicalId, properties }) => [...new Set(JSON.stringify(properties).match(FILLED_IN) ?? [])].sort()
    .map((found) => `${literal(`${stack.name}/${readable(logicalId)}`)} holds ${literal(found)}, in whose place something else is put at deployment.`));
}

/** Accounts besides those of the stacks whose principals a trust names. */
function foreignAccounts({ principals }: Review): string[] {
  const found = new Map<string, string[]>();
  for (const { name, stack, trust } of principals) {
    const named = trust.filter(({ effect }) => effect === 'Allow').flatMap((statement) => [
      ...Object.values(statement.principals).flat(), ...statement.conditions.flatMap(({ values }) => values)]);
    for (const account of new Set(named.map(accountNumber).filter((number) => number !== undefined && number !== stack.account))) {
      found.set(account!, [...(found.get(account!) ?? []), name]);
    }
  }
  return [...found].sort().map(([account, names]) => `Account ${literal(account)} is another one, and its principals may enter ${literals(names)}. ` +
    'A role or user that a trust names has to exist before the deployment; deleted and made again, it is another and not let in.');
}

/** The wildcards that every statement of its kind has, by name: what takes no resource, and models in any region. */
export function acceptedWildcards({ principals }: Review): string {
  const statements = principals.flatMap(({ policies }) => policies.flatMap((policy) => policy.statements ?? [])).filter(({ effect }) => effect === 'Allow');
  const without = statements.filter(({ resources }) => resources.includes('*')).flatMap(({ actions }) => actions.filter(takesNoResource));
  const anyRegion = statements.flatMap(({ resources }) => resources)
    .filter((arn) => arn !== '*' && openParts(arn).length === 0 && hasWildcard(parseArn(arn)?.region ?? ''));
  const parts = [
    ...(without.length === 0 ? [] : [`${literals([...new Set(without)].sort())} on ${literal('*')}, because they take no resource`]),
    ...(anyRegion.length === 0 ? [] : ['models in any region, where the condition on the inference profile confines the call']),
  ];
  return parts.length === 0 ? 'There is no wildcard in an Allow statement.' : `Wildcards that are not counted above: ${enumerate(parts)}.`;
}
