import { literal } from '../report/document';
import { AppliedPolicy, ReviewedPrincipal } from '../model/principals';
import { ReviewedProfile } from '../model/profiles';
import { isThere, Review } from '../model/review';
import { toAtoms, mergeAtoms } from '../model/statement-atoms';
import { trustWords } from '../report/trust';
import { statementWords } from '../report/words';

/** Access that was gained or lost, principal by principal, gains first. */
export function accessChanges(base: Review, head: Review): string[] {
  // A stack that is left behind keeps its principals, and they keep their access.
  const before = new Map(base.principals.filter(({ stack }) => isThere(head, stack)).map((principal) => [principal.name, principal]));
  const after = new Map(head.principals.map((principal) => [principal.name, principal]));
  return [
    ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `**New principal** ${literal(name)}.`),
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `**Principal removed**: ${literal(name)}.`),
    ...callChanges(base, head),
    ...[...after].flatMap(([name, principal]) => principalChanges(name, [before.get(name), principal], [base, head])),
  ];
}

function callChanges(base: Review, head: Review): string[] {
  const callsOf = ({ callers }: Review): Set<string> => new Set([...callers].flatMap(([profile, principals]) =>
    principals.filter(({ stack }) => isThere(head, stack)).map((principal) => `${literal(principal.name)} may call ${profile.modelName} (${profile.geography})`)));
  const [before, after] = [callsOf(base), callsOf(head)];
  return [
    ...[...after].filter((call) => !before.has(call)).sort().map((call) => `**Gained**: ${call}.`),
    ...[...before].filter((call) => !after.has(call)).sort().map((call) => `**Lost**: ${call}.`),
  ];
}

type Pair<T> = readonly [T, T];

function principalChanges(name: string, [old, now]: [ReviewedPrincipal | undefined, ReviewedPrincipal], [base, head]: Pair<Review>): string[] {
  const items = [
    ...difference(trustTexts(old), trustTexts(now), 'may now be entered by', 'may no longer be entered by'),
    ...statementChanges(old?.policies ?? [], now.policies, [base.profiles, head.profiles]),
  ];
  const unread = difference(unreadable(old), unreadable(now), 'now has the policy, whose statements are not in the templates,', 'no longer has the policy');
  if (old === undefined) {
    return [...items, ...unread].map((item) => `${literal(name)} ${item}.`);
  }
  return [
    ...items,
    ...unread,
    ...(old.sessionHours === now.sessionHours ? [] : [`has sessions of ${now.sessionHours ?? 1} h instead of ${old.sessionHours ?? 1} h`]),
    ...boundaryChanges(old.boundary, now.boundary, [base.profiles, head.profiles]),
  ].map((item) => `${literal(name)} ${item}.`);
}

function boundaryChanges(old: AppliedPolicy | undefined, now: AppliedPolicy | undefined, profiles: Pair<readonly ReviewedProfile[]>): string[] {
  if (old === undefined || now === undefined) {
    return old === now ? [] : [now === undefined ? '**lost its permissions boundary**' : `is now held by the permissions boundary ${literal(now.name)}`];
  }
  return statementChanges([old], [now], profiles).map((item) => `has another permissions boundary: ${item}`);
}

function trustTexts(principal: ReviewedPrincipal | undefined): string[] {
  const account = principal?.stack.account ?? '${AWS::AccountId}';
  return (principal?.trust ?? []).flatMap((statement) => trustWords(statement, account).map(({ text }) => text));
}

function unreadable(principal: ReviewedPrincipal | undefined): string[] {
  return (principal?.policies ?? []).filter(({ statements }) => statements === undefined).map(({ name }) => literal(name));
}

/** Each permission by itself, so that a statement that only moved or was split does not show. */
function statementChanges(old: readonly AppliedPolicy[], now: readonly AppliedPolicy[], [before, after]: Pair<readonly ReviewedProfile[]>): string[] {
  const atoms = (policies: readonly AppliedPolicy[]): Map<string, ReturnType<typeof toAtoms>[number]> =>
    new Map(policies.flatMap(({ statements = [] }) => statements.flatMap(toAtoms)).map((atom) => [JSON.stringify(atom), atom]));
  const [lost, gained] = [atoms(old), atoms(now)];
  const only = (these: typeof lost, those: typeof lost): ReturnType<typeof mergeAtoms> => mergeAtoms([...these].filter(([key]) => !those.has(key)).map(([, atom]) => atom));
  return [
    ...only(gained, lost).map((statement) => `**gained**: ${withoutStop(statementWords(statement, after))}`),
    ...only(lost, gained).map((statement) => `**lost**: ${withoutStop(statementWords(statement, before))}`),
  ];
}

function difference(old: readonly string[], now: readonly string[], gained: string, lost: string): string[] {
  return [
    ...now.filter((text) => !old.includes(text)).map((text) => `**${gained}** ${text}`),
    ...old.filter((text) => !now.includes(text)).map((text) => `${lost} ${text}`),
  ];
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
