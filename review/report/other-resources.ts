import { Block, details, enumerate, heading, literal, literals, paragraph, table } from './document';
import { hasKnownPrice } from '../model/fixed-cost';
import { Located, readable } from '../read/resolver';
import { Review } from '../model/review';
import { exactly, statementsOf } from '../model/statements';
import { trustWords } from './trust';
import { actionWords, statementWords } from './words';

/** Types that have a place of their own in the report. */
const SHOWN = new Set([
  'AWS::Bedrock::ApplicationInferenceProfile', 'AWS::Budgets::Budget', 'AWS::Budgets::BudgetsAction', 'AWS::CloudWatch::Alarm', 'AWS::IAM::Role',
  'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::SSO::PermissionSet',
]);

/** Policies that stand at a resource rather than at a principal, by the property that holds them. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
  'AWS::Bedrock::ResourcePolicy': 'PolicyDocument',
};

/** Guards that stand above every principal. */
const ABOVE = 'AWS::Organizations::Policy';

/** Managed policies that no principal of the templates carries: limits attach them, or people do. */
export function unattachedPolicies({ resolver, principals, profiles }: Review): Block[] {
  const carried = new Set(principals.flatMap(({ policies, boundary }) => [...policies, ...(boundary === undefined ? [] : [boundary])]).map(({ exact }) => exact));
  const found = resolver.resources('AWS::IAM::ManagedPolicy')
    .map(({ stack, logicalId, properties }) => ({ stack, logicalId, document: properties.PolicyDocument, exact: exactly(resolver, stack, properties.PolicyDocument) }))
    .filter(({ exact }) => !carried.has(exact));
  return found.length === 0 ? [] : [
    heading(2, 'Policies that nobody carries yet'),
    ...found.flatMap(({ stack, logicalId, document, exact }) => [
      paragraph(`${literal(`${stack.name}/${readable(logicalId)}`)}: ` +
        `${statementsOf(resolver, stack, document).map((statement) => statementWords(statement, profiles)).join(' ')}`),
      details('The exact statements', exact),
    ]),
  ];
}

export function resourcePolicies({ resolver }: Review): Block[] {
  const found = resolver.resources().filter(({ type }) => type in RESOURCE_POLICIES || type === ABOVE);
  if (found.length === 0) {
    return [];
  }
  return [
    heading(2, 'Policies of resources and of the organization'),
    ...found.flatMap((resource) => {
      const document = resource.properties[RESOURCE_POLICIES[resource.type] ?? 'Content'];
      const account = resource.stack.account ?? '${AWS::AccountId}';
      const words = statementsOf(resolver, resource.stack, document).map((statement) => {
        const who = trustWords(statement, account).map(({ text }) => text);
        const whom = who.length > 0 ? enumerate(who, 'or') : `${statement.effect === 'Deny' ? '**never**' : 'may'} anybody beneath it`;
        return `to ${actionWords(statement)}: ${whom}`;
      });
      return [
        paragraph(`${literal(`${resource.stack.name}/${readable(resource.logicalId)}`)} (${resource.type}): ${words.join('; ')}.`),
        details('The exact statements', exactly(resolver, resource.stack, document)),
      ];
    }),
  ];
}

export function otherResources({ resolver }: Review): Block {
  const byType = new Map<string, Located[]>();
  for (const resource of resolver.resources().filter(({ type }) => !SHOWN.has(type))) {
    byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  }
  return table(['Type', 'Count', 'Stacks', ''], [...byType.entries()].sort().map(([type, resources]) => [
    literal(type), `${resources.length}`, stackWords(resources), hasKnownPrice(type) || type === ABOVE ? '' : '**not known to this report: read it in the template**',
  ]), 'Nothing.');
}

function stackWords(resources: readonly Located[]): string {
  const names = [...new Set(resources.map(({ stack }) => stack.name))].sort();
  return names.length > 5 ? `${names.length} stacks` : literals(names);
}
