import { CATALOGUE } from '../../lib/models/model-catalogue';
import { Block, heading, list, literal, literals, paragraph, table } from './document';
import { ReviewedProfile } from '../model/profiles';
import { totalWords, usd } from './cost-words';
import { alarmBlocks, budgetBlocks } from './limit-report';
import { machineBlocks } from './settings-report';
import { manualSteps } from './manual-steps';
import { otherResources, resourcePolicies, unattachedPolicies } from './other-resources';
import { acceptedWildcards, concerns } from './concerns';
import { principalBlocks } from './principal-report';
import { Review } from '../model/review';

/** The whole report of an app; what changed, where there is a base, stands first. */
export function report(subject: Review, changes: readonly Block[] = []): Block[] {
  return [
    heading(1, 'Review of Claude Code on Amazon Bedrock'),
    paragraph(summary(subject)),
    ...changes,
    heading(2, 'Look at these first'),
    list(concerns(subject), 'Nothing stands out besides the wildcards below.'),
    paragraph(acceptedWildcards(subject)),
    heading(2, 'Who may call which model'),
    ...callBlocks(subject),
    heading(2, 'Inference profiles'),
    paragraph(`Where a call can go is the catalogue's knowledge of ${CATALOGUE.asOf}; the profile alone decides, and AWS may add destinations.`),
    profileTable(subject),
    heading(2, 'Principals'),
    ...principalBlocks(subject),
    ...machineBlocks(subject),
    heading(2, 'Budgets, and what happens at each threshold'),
    ...budgetBlocks(subject),
    ...alarmBlocks(subject),
    heading(2, 'What a person must still do'),
    list(manualSteps(subject.resolver, subject.profiles, subject.principals), 'Nothing.'),
    heading(2, 'Fixed monthly cost'),
    paragraph(`${totalWords(subject.fixedCosts)} AWS list prices of us-east-1; inference profiles, IAM, standard parameters, budgets without actions and topics are free.`),
    table(['Type', 'Count', 'A month', 'Price'], subject.fixedCosts.map(({ what, count, monthlyUsd, note }) =>
      [literal(what), `${count}`, monthlyUsd === undefined ? '**unknown**' : usd(monthlyUsd), note]), 'Nothing here has a price while it stands idle.'),
    ...unattachedPolicies(subject),
    ...resourcePolicies(subject),
    heading(2, 'Everything else in the templates'),
    otherResources(subject),
  ];
}

function summary({ resolver, profiles, principals, budgets, fixedCosts }: Review): string {
  const { stacks } = resolver;
  const accounts = literals(stacks.map(({ account }) => account ?? 'any'));
  const regions = literals(stacks.map(({ region }) => region ?? 'any'));
  return `${stacks.length} stacks, account ${accounts}, region ${regions}: ${profiles.length} inference profiles, ` +
    `${principals.length} principals, ${budgets.length} budgets. ${totalWords(fixedCosts)}`;
}

function callBlocks({ profiles, callers, principals }: Review): Block[] {
  const rows = profiles.flatMap((profile) => (callers.get(profile) ?? []).map((principal) =>
    [profile.modelName, profile.geography, literal(principal.name), literal(profile.name)]));
  const silent = principals.filter((principal) => ![...callers.values()].some((found) => found.includes(principal)));
  return [
    table(['Model', 'Geography', 'Principal', 'Through profile'], sorted(rows), 'Nobody.'),
    paragraph(silent.length === 0 ? 'Every principal is in this table.' : `These call no model: ${literals(silent.map(({ name }) => name))}.`),
  ];
}

function profileTable({ profiles }: Review): Block {
  return table(
    ['Profile', 'Model', 'Copies', 'Enters in', 'May be served in', 'Tags', 'Stack'],
    sorted(profiles.map((profile) => [
      literal(profile.name),
      `${profile.modelName}${profile.lifecycle === undefined || profile.lifecycle === 'active' ? '' : ` (**${profile.lifecycle}**)`}`,
      literal(profile.sourceId),
      profile.stack.region ?? 'the region of the deployment',
      destinationWords(profile),
      Object.entries(profile.tags).sort().map(([key, value]) => literal(`${key} = ${value}`)).join(' '),
      literal(profile.stack.name),
    ])),
    'None.',
  );
}

/** Where calls may be served, in words. */
function destinationWords({ route, stack }: ReviewedProfile): string {
  if (route === undefined) {
    return `not in the catalogue of ${CATALOGUE.asOf}: ask \`aws bedrock get-inference-profile\``;
  }
  const words = route.regions.includes('*') ? 'any commercial region' : route.regions.join(', ');
  return stack.region === undefined ? `depending on the source region: ${words}` : words;
}

function sorted(rows: readonly string[][]): string[][] {
  return [...rows].sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
}
