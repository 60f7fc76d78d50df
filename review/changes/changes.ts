import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { accessChanges } from './access-changes';
import { ReviewedStack } from '../read/assembly';
import { Block, heading, list, literal, literals, paragraph, table } from '../report/document';
import { limitChanges } from './limit-changes';
import { profilesOf } from '../model/profiles';
import { readable } from '../read/resolver';
import { isThere, review, Review } from '../model/review';
import { settingChanges, settingList } from '../report/settings-report';

/** What changed from one synthesis to another, for those who decide whether it may be deployed. */
export function changes(baseStacks: readonly ReviewedStack[], headStacks: readonly ReviewedStack[], baseName: string): Block[] {
  const [base, head] = aligned(baseStacks, headStacks).map(review) as [Review, Review];
  const sections: [string, readonly string[]][] = [
    ['Access', accessChanges(base, head)],
    ['Profiles', profileChanges(base, head)],
    ['Limits', limitChanges(base, head)],
    ['What developers\' machines get', settingList(settingChanges(base, head))],
  ];
  const left = stacksLeft(base, head);
  const resources = resourceChanges(base, head);
  const title = heading(2, `What changed since ${literal(baseName)}`);
  if (resources.length === 0) {
    return [title, paragraph('**Nothing**: the templates deploy the same resources.')];
  }
  return [
    title,
    ...(left.length === 0 ? [] : [heading(3, 'Left behind'), list(left, '')]),
    ...sections.flatMap(([name, items]) => [heading(3, name), list(items, 'No change.')]),
    heading(3, 'Resources'),
    table(['Change', 'Type', 'Resource'], resources, ''),
  ];
}

/** The account, once it is known, changes nothing that is deployed: it counts as known on both sides. */
function aligned(base: readonly ReviewedStack[], head: readonly ReviewedStack[]): ReviewedStack[][] {
  const withAccountOf = (stacks: readonly ReviewedStack[], others: readonly ReviewedStack[]): ReviewedStack[] =>
    stacks.map((stack) => ({ ...stack, account: stack.account ?? others.find(({ name }) => name === stack.name)?.account }));
  return [withAccountOf(base, head), withAccountOf(head, base)];
}

function profileChanges(base: Review, head: Review): string[] {
  const keyOf = ({ stack, logicalId }: { stack: ReviewedStack; logicalId: string }): string => `${stack.name}/${logicalId}`;
  const before = new Map(profilesOf(base.resolver).map((profile) => [keyOf(profile), profile]));
  const after = new Map(profilesOf(head.resolver).map((profile) => [keyOf(profile), profile]));
  return [
    ...[...after].flatMap(([key, profile]) => {
      const old = before.get(key);
      if (old === undefined) {
        return [`Added: ${literal(profile.name)} (${profile.modelName}, ${profile.geography}).`];
      }
      const same = old.name === profile.name && old.sourceId === profile.sourceId && old.stack.region === profile.stack.region
        && base.resolver.text(old.stack, old.properties.Description) === head.resolver.text(profile.stack, profile.properties.Description);
      return same ? [] : [`**Replaced**: ${literal(old.name)} (${old.modelName}) by ${literal(profile.name)} (${profile.modelName}). Its ARN is a new one: ` +
        'give the developers the settings again, or their calls are refused.'];
    }),
    ...[...before].filter(([key, { stack }]) => !after.has(key) && isThere(head, stack))
      .map(([, profile]) => `**Removed**: ${literal(profile.name)} (${profile.modelName}). Who still has its ARN in the settings is refused.`),
  ].sort();
}

/** Stacks that a synthesis no longer has: nothing deletes them, so what they gave stays. */
function stacksLeft(base: Review, head: Review): string[] {
  return base.resolver.stacks.filter((stack) => !isThere(head, stack)).map(({ name, region }) =>
    `**Left behind**: stack ${literal(name)} is no longer in these templates, but it stays in the account, with its roles, keys and profiles, until somebody ` +
    `deletes it: lift its stops first, then ${literal(`aws cloudformation delete-stack --stack-name ${name}${region === undefined ? '' : ` --region ${region}`}`)}.`);
}

const IMPACTS: Readonly<Partial<Record<ResourceImpact, string>>> = {
  [ResourceImpact.WILL_CREATE]: 'created',
  [ResourceImpact.WILL_UPDATE]: 'changed in place',
  [ResourceImpact.WILL_REPLACE]: '**replaced**',
  [ResourceImpact.MAY_REPLACE]: '**perhaps replaced**',
  [ResourceImpact.WILL_DESTROY]: '**removed**',
  [ResourceImpact.WILL_ORPHAN]: '**left behind**',
};

function resourceChanges(base: Review, head: Review): string[][] {
  const templateOf = ({ resolver }: Review, name: string): any => {
    const stack = resolver.stacks.find((candidate) => candidate.name === name);
    return stack === undefined ? {} : { Resources: withAccount(stack) };
  };
  const names = [...new Set([...base.resolver.stacks, ...head.resolver.stacks].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [before, after] = [templateOf(base, name), templateOf(head, name)];
    if (JSON.stringify(before) === JSON.stringify(after)) {
      return [];
    }
    const rows: [string, string, string[]][] = [];
    fullDiff(before, after).resources.forEachDifference((id, difference) => {
      const impact = IMPACTS[difference.changeImpact];
      if (impact !== undefined) {
        rows.push([impact, difference.newResourceType ?? difference.oldResourceType ?? '', [`${name}/${readable(id)}`]]);
      }
    });
    return rows.map(([impact, type, ids]) => [impact, literal(type), literals(ids)]);
  }).sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
}

/** The resources with the account as a literal where it is known, so that only what is deployed is compared. */
function withAccount({ account, template }: ReviewedStack): any {
  const text = JSON.stringify(template.Resources ?? {});
  const filled = account === undefined ? text : text.replaceAll('{"Ref":"AWS::AccountId"}', JSON.stringify(account));
  return JSON.parse(filled, (_, value) => (value?.['Fn::Join'] ? joined(value) : value));
}

function joined(value: any): any {
  const [separator, parts] = value['Fn::Join'];
  return Array.isArray(parts) && parts.every((part: unknown) => typeof part === 'string') ? parts.join(separator) : value;
}
