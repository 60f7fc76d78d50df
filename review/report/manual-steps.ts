import { ReviewedStack } from '../read/assembly';
import { literal, literals } from './document';
import { costTagKeys } from '../model/limits';
import { subscriptionsOf } from '../model/recipients';
import { ReviewedPrincipal } from '../model/principals';
import { ReviewedProfile } from '../model/profiles';
import { readable, Resolver } from '../read/resolver';
import { permissionSetsOf } from './trust';

/** What no CloudFormation type does: a person has to. Only what these templates call for. */
export function manualSteps(resolver: Resolver, profiles: readonly ReviewedProfile[], principals: readonly ReviewedPrincipal[]): string[] {
  return [
    ...modelAccess(profiles),
    ...billingTags(resolver, profiles),
    ...confirmations(resolver),
    ...chat(resolver),
    ...otherSides(principals),
    ...approvals(resolver),
    ...keys(resolver),
    ...settings(resolver),
  ];
}

function modelAccess(profiles: readonly ReviewedProfile[]): string[] {
  return profiles.length === 0 ? [] : [
    `As an administrator of the account, run ${literal('npm run model-access -- <team>')} once for each team: it submits Anthropic's use-case form and ` +
    'accepts the agreement of each model. A form that was submitted in the management account holds for the whole organization.',
  ];
}

function billingTags(resolver: Resolver, profiles: readonly ReviewedProfile[]): string[] {
  const keys = costTagKeys(resolver, profiles);
  return keys.length === 0 ? [] : [
    `In the account that pays, activate the cost allocation tags ${literals(keys)}: until then budgets that filter on them count zero. It is not retroactive.`,
  ];
}

function confirmations(resolver: Resolver): string[] {
  const topics = resolver.resources('AWS::SNS::Topic').flatMap((topic) => {
    const emails = subscriptionsOf(resolver, topic).filter(({ properties }) => /^email/.test(properties.Protocol))
      .map(({ stack, properties }) => resolver.text(stack, properties.Endpoint));
    return emails.length === 0
      ? []
      : [`${literals(emails)} ${emails.length === 1 ? 'confirms' : 'each confirm'} one mail from Amazon SNS (topic ${literal(`${topic.stack.name}/${readable(topic.logicalId)}`)}).`];
  });
  const direct = resolver.resources('AWS::Budgets::Budget').flatMap(({ stack, properties }) => (properties.NotificationsWithSubscribers ?? [])
    .flatMap(({ Subscribers = [] }: any) => Subscribers).filter((subscriber: any) => subscriber.SubscriptionType === 'EMAIL')
    .map((subscriber: any) => resolver.text(stack, subscriber.Address)));
  return direct.length === 0 ? topics : [...topics, `${literals(direct)}: confirm the mail from AWS Budgets within twelve hours, signed in to this account.`];
}

function chat(resolver: Resolver): string[] {
  const channels = resolver.resources().filter(({ type }) => type.startsWith('AWS::Chatbot::'));
  return channels.length === 0 ? [] : [
    `Authorize ${literals(channels.map(({ type }) => (type.includes('Slack') ? 'Slack' : 'Microsoft Teams')))} in the console of Amazon Q Developer in chat applications, once.`,
  ];
}

/** A trust is one side of a way in: the other is in the caller's hands. */
function otherSides(principals: readonly ReviewedPrincipal[]): string[] {
  return principals.flatMap((principal) => {
    const sets = principal.trust.flatMap(permissionSetsOf);
    const foreign = principal.trust.filter(({ effect }) => effect === 'Allow').flatMap(({ principals: named }) => named.AWS ?? [])
      .filter((arn) => /^arn:[^:]*:iam::\d{12}:(role|user)\//.test(arn) && arn.split(':')[4] !== principal.stack.account);
    return [
      ...(sets.length === 0 ? [] : [`Let the permission set ${literals(sets)} use ${literal('sts:AssumeRole')} on ${literal(principal.name)}, in its own policy.`]),
      ...(foreign.length === 0 ? [] : [`In their own account, let ${literals(foreign)} use ${literal('sts:AssumeRole')} on ${literal(principal.name)}.`]),
    ];
  });
}

function approvals(resolver: Resolver): string[] {
  return resolver.resources('AWS::Budgets::BudgetsAction').map(({ stack, properties, logicalId }) => {
    const name = literal(`${stack.name}/${readable(logicalId)}`);
    return properties.ApprovalModel === 'MANUAL'
      ? `When its budget is passed, approve ${name} in the Budgets console: until then nothing is stopped. To lift it, ${lift(stack)}.`
      : `After ${name} has stopped somebody, ${lift(stack)}: the stop does not end with the month, and the action does not fire again by itself.`;
  });
}

/** Armed above its limit it stops again: docs/cost.md. Stacks that are not of this project print no commands. */
function lift({ name, template: { Outputs: outputs = {} } }: ReviewedStack): string {
  const [first, second] = outputs.LiftBudgetStopCommand && outputs.RearmBudgetStopCommand
    ? [`run the output ${literal('LiftBudgetStopCommand')} of ${literal(name)}`, `run ${literal('RearmBudgetStopCommand')}`]
    : ['reverse the action in the Budgets console', 'reset it'];
  return `${first}, then, once the limit is higher or the next month has begun, ${second}`;
}

function keys(resolver: Resolver): string[] {
  return resolver.resources().filter(({ type }) => /LongTermApiKey/i.test(type)).map(({ stack, logicalId, properties }) =>
    `Hand out the key in the secret of ${literal(`${stack.name}/${readable(logicalId)}`)}` +
    `${properties.MaxAgeDays === undefined ? '' : ` and renew it within ${literal(resolver.text(stack, properties.MaxAgeDays))} days`}.`);
}

function settings(resolver: Resolver): string[] {
  return resolver.resources('AWS::SSM::Parameter')
    .filter(({ stack, properties }) => /managed-settings\.json$/.test(resolver.text(stack, properties.Name ?? '')))
    .map(({ stack, properties }) => `Put ${literal(resolver.text(stack, properties.Name))} on the machines of its developers, ` +
      'now and whenever a profile is replaced.');
}
