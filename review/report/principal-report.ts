import { Block, details, heading, list, literal, paragraph } from './document';
import { AppliedPolicy, ReviewedPrincipal } from '../model/principals';
import { Review } from '../model/review';
import { trustWords } from './trust';
import { statementWords } from './words';

/** Every principal: how it is entered, and what it may do, in words and as it stands. */
export function principalBlocks(subject: Review): Block[] {
  const shown = new Map<string, string>();
  return subject.principals.length === 0 ? [paragraph('The templates create none.')] : subject.principals.flatMap((principal) => one(principal, subject, shown));
}

/** Documents that were shown already are referred to: one policy serves many principals. */
function one(principal: ReviewedPrincipal, subject: Review, shown: Map<string, string>): Block[] {
  const { boundary } = principal;
  const known = boundary?.exact === undefined ? undefined : shown.get(boundary.exact);
  return [
    heading(3, literal(principal.name)),
    paragraph(introduction(principal)),
    ...entrance(principal),
    paragraph('What it may do:'),
    list(principal.policies.flatMap((policy) => policyWords(policy, subject)), 'Nothing.'),
    ...(boundary === undefined ? [] : known !== undefined
      ? [paragraph(`Never more than its permissions boundary ${literal(boundary.name)}, described at ${literal(known)}.`)]
      : [paragraph(`Never more than its permissions boundary ${literal(boundary.name)}:`), list(policyWords(boundary, subject), 'Nothing.')]),
    ...exact(principal, shown),
  ];
}

function introduction({ kind, description, path, logicalId, stack, sessionHours }: ReviewedPrincipal): string {
  const session = sessionHours === undefined ? '' : `, sessions of at most ${sessionHours} h (1 h when entered from another role)`;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${literal(logicalId)} in stack ${literal(stack.name)}, path ${literal(path)}${session}.` +
    `${description === undefined ? '' : ` ${literal(description)}`}`;
}

function entrance(principal: ReviewedPrincipal): Block[] {
  if (principal.kind !== 'role') {
    return principal.kind === 'user' ? [paragraph('Entered with the keys of the user; these templates make no password.')] : [];
  }
  const account = principal.stack.account ?? '${AWS::AccountId}';
  const ways = principal.trust.flatMap((statement) => trustWords(statement, account));
  return [paragraph('Who may enter it:'), list(ways.map(({ text }) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`), 'Nobody.')];
}

function policyWords(policy: AppliedPolicy, { profiles }: Review): string[] {
  return policy.statements === undefined
    ? [`What policy ${literal(policy.name)} says, **which is not in the templates**.`]
    : policy.statements.map((statement) => `${statementWords(statement, profiles)}${statement.sid === undefined ? '' : ` (${literal(statement.sid)})`}`);
}

function exact({ name, exactTrust, policies, boundary }: ReviewedPrincipal, shown: Map<string, string>): Block[] {
  const documents = [...policies, ...(boundary === undefined ? [] : [boundary])];
  return [
    ...(exactTrust === undefined ? [] : [details('The exact trust policy', exactTrust)]),
    ...documents.flatMap((policy) => {
      if (policy.exact === undefined) {
        return [];
      }
      const elsewhere = shown.get(policy.exact);
      shown.set(policy.exact, elsewhere ?? name);
      return [elsewhere === undefined
        ? details(`The exact statements of ${literal(policy.name)}`, policy.exact)
        : paragraph(`The exact statements of ${literal(policy.name)} stand at ${literal(elsewhere)}.`)];
    }),
  ];
}
