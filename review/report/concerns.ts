import { literal } from './document';
import { hasKnownPrice } from '../model/fixed-cost';
import { beyondProfiles } from '../model/invocation';
import { AppliedPolicy, ReviewedPrincipal } from '../model/principals';
import { Review } from '../model/review';
import { trustWords } from './trust';
import { arnsWords, widths } from './words';

/** What a reviewer should look at first. */
export function concerns(subject: Review): string[] {
  const { resolver, principals, profiles } = subject;
  const warnings = resolver.stacks.flatMap((stack) => stack.warnings.map((warning) => `Warning in ${literal(stack.name)}: ${literal(warning)}`));
  const unknown = [...new Set(resolver.resources().map(({ type }) => type))].sort().filter((type) => !hasKnownPrice(type));
  return [
    ...principals.flatMap((principal) => [
      ...trustConcerns(principal),
      ...principal.policies.flatMap((policy) => policyConcerns(principal, policy)),
      ...beyond(principal, arnsWords(beyondProfiles(principal, profiles), profiles)),
    ]),
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
