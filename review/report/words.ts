import { enumerate, literal, literals } from './document';
import { hasWildcard, openParts } from '../model/arn';
import { modelName, profileByArn, ReviewedProfile } from '../model/profiles';
import { readable } from '../read/resolver';
import { Condition, Statement } from '../model/statements';

/** What actions do, for readers who do not know their names; an action that is not listed stands as it is. */
const ACTIONS: Readonly<Record<string, string>> = {
  'bedrock:InvokeModel': 'call a model',
  'bedrock:InvokeModelWithResponseStream': 'call a model, streaming',
  'bedrock:GetInferenceProfile': 'see which model is behind a profile',
  'bedrock:CountTokens': 'count tokens (free of charge)',
  'bedrock:ListInferenceProfiles': 'list inference profiles',
  'bedrock:ApplyGuardrail': 'apply a guardrail',
  'bedrock:TagResource': 'tag resources of Bedrock',
  'bedrock:UntagResource': 'take tags off resources of Bedrock',
  'bedrock:CallWithBearerToken': 'use Bedrock API keys',
  'bedrock-mantle:CallWithBearerToken': 'use Bedrock API keys on the mantle endpoint',
  'bedrock-mantle:CreateInference': 'call models on the mantle endpoint',
  'budgets:DescribeBudgetAction': 'see whether an action of a budget has stopped somebody',
  'iam:AttachRolePolicy': 'attach policies to roles',
  'iam:DetachRolePolicy': 'detach policies from roles',
  'iam:AttachUserPolicy': 'attach policies to users',
  'iam:DetachUserPolicy': 'detach policies from users',
  'iam:CreateServiceSpecificCredential': 'create long-term keys',
  'iam:DeleteServiceSpecificCredential': 'delete long-term keys',
  'iam:ListServiceSpecificCredentials': 'list long-term keys',
  'secretsmanager:PutSecretValue': 'write a secret',
  'secretsmanager:GetSecretValue': 'read a secret',
  'sns:Publish': 'send alerts',
  'ssm:GetParameter': 'read a parameter of Systems Manager',
  'states:StartExecution': 'start a state machine',
  'sts:AssumeRole': 'assume roles',
};

/** Actions that take no resource: `*` is the only value that has an effect. */
const WITHOUT_RESOURCE = new Set([
  'bedrock:CallWithBearerToken', 'bedrock-mantle:CallWithBearerToken', 'bedrock:ListInferenceProfiles', 'bedrock:ListFoundationModels',
  'aws-marketplace:Subscribe', 'aws-marketplace:Unsubscribe', 'aws-marketplace:ViewSubscriptions', 'cloudwatch:PutMetricData',
]);

/** Whether `*` is the only resource that an action has. */
export function takesNoResource(action: string): boolean {
  return WITHOUT_RESOURCE.has(action);
}

/** More actions than this are counted rather than named; the exact statements name them. */
const MANY = 6;

const OPERATORS: Readonly<Record<string, string>> = {
  StringEquals: 'is', StringEqualsIgnoreCase: 'is', ArnEquals: 'is', Bool: 'is', NumericEquals: 'is', IpAddress: 'is within',
  StringNotEquals: 'is not', ArnNotEquals: 'is not', NumericNotEquals: 'is not', NotIpAddress: 'is not within',
  StringLike: 'is like', ArnLike: 'is like', StringNotLike: 'is not like', ArnNotLike: 'is not like',
  NumericLessThan: 'is below', NumericLessThanEquals: 'is at most', NumericGreaterThan: 'is above', NumericGreaterThanEquals: 'is at least',
  DateLessThan: 'is before', DateGreaterThan: 'is after',
};

/** A statement of an identity's policy as a sentence. */
export function statementWords(statement: Statement, profiles: readonly ReviewedProfile[]): string {
  const verb = statement.effect === 'Deny' ? '**Never**' : 'May';
  const where = conditionsWords(statement.conditions, profiles);
  return `${verb} ${actionWords(statement)}${resourceWords(statement, profiles)}${where && `, ${statement.effect === 'Deny' ? 'if' : 'only if'} ${where}`}.`;
}

export function actionWords(statement: Statement): string {
  if (statement.actions.length === 0) {
    return `**do anything but** ${literals(statement.notActions)}`;
  }
  const actions = new Set(statement.actions);
  const words: string[] = [];
  if (actions.has('bedrock:InvokeModel') && actions.delete('bedrock:InvokeModelWithResponseStream')) {
    actions.delete('bedrock:InvokeModel');
    words.push('call a model, streaming or not');
  }
  const others = [...actions].filter((action) => !(action in ACTIONS));
  const wide = others.filter(hasWildcard);
  const narrow = others.filter((action) => !action.includes('*'));
  return enumerate([
    ...words,
    ...[...actions].filter((action) => action in ACTIONS).map((action) => ACTIONS[action]!),
    ...(wide.length > 0 ? [`**use** ${literals(wide)}`] : []),
    ...(narrow.length > MANY ? [`use ${narrow.length} more actions`] : narrow.length > 0 ? [`use ${literals(narrow)}`] : []),
  ]);
}

function resourceWords(statement: Statement, profiles: readonly ReviewedProfile[]): string {
  if (statement.actions.length > 0 && statement.actions.every((action) => WITHOUT_RESOURCE.has(action))) {
    return '';
  }
  return statement.resources.length > 0
    ? `: ${arnsWords(statement.resources, profiles)}`
    : `: everything but ${arnsWords(statement.notResources, profiles)}`;
}

/** What ARNs name, in words: those of one kind together. */
export function arnsWords(arns: readonly string[], profiles: readonly ReviewedProfile[], conjunction = 'and'): string {
  const groups = new Map<string, Named[]>();
  for (const named of arns.map((arn) => nameOf(arn, profiles))) {
    const kind = `${named.before}|${named.after}`;
    groups.set(kind, [...(groups.get(kind) ?? []), named]);
  }
  return enumerate([...groups.values()].map((group) => {
    const { before, after } = group[0]!;
    const plural = group.length > 1 && before !== '' ? `${conjunction === 'or' ? 'one of the ' : ''}${before.trimEnd()}s ` : before;
    return `${plural}${enumerate(unique(group.map(({ name }) => name)), conjunction)}${after}`;
  }).sort(), conjunction);
}

interface Named {
  readonly before: string;
  readonly name: string;
  readonly after: string;
}

function nameOf(arn: string, profiles: readonly ReviewedProfile[]): Named {
  if (arn === '*') {
    return { before: '', name: '**any resource**', after: '' };
  }
  const profile = profileByArn(profiles, arn);
  if (profile !== undefined) {
    return { before: 'profile ', name: literal(profile.name), after: '' };
  }
  const [, region, model] = /^arn:[^:]*:bedrock:([^:]*)::foundation-model\/(.+)$/.exec(arn) ?? [];
  if (region !== undefined && model !== undefined) {
    const after = region === '*' ? ' in any region' : region === '' ? ' without a region (global calls)' : ` in ${literal(region)}`;
    return { before: '', name: modelName(model) ?? (model.includes('*') ? `**every model like** ${literal(model)}` : `model ${literal(model)}`), after };
  }
  const [, before, stack, id] = /^(.*)\$\{([^.}:/]+)[./]([^.}]+)(?:\.[^}]*)?\}$/s.exec(arn) ?? [];
  return { before: '', name: id !== undefined && HOME.test(before!) ? literal(`${stack}/${readable(id)}`) : literal(readableText(arn)), after: '' };
}

/** What may stand before the stand-in of a resource for its name to say all: an ARN without a wildcard, of a type that has one. */
const PART = '(?:\\$\\{AWS::\\w+\\}|[^:*?$])*';
const HOME = new RegExp(`^(arn:${PART}:${PART}:${PART}:${PART}:((role|user|policy)/([^*?$]*/)?|stateMachine:|secret:)?)?$`);

/** A text with the hashes taken out of the stand-ins in it; everything else is as it was. */
function readableText(text: string): string {
  return text.replace(/\$\{([^.}:/]+)([./])([^.}]+)((?:\.[^}]*)?)\}/g, (_, stack, dot, id, attribute) => `\${${stack}${dot}${readable(id)}${attribute}}`);
}

/** Conditions as a clause that begins after "if" or "only if"; empty when there are none. */
export function conditionsWords(conditions: readonly Condition[], profiles: readonly ReviewedProfile[]): string {
  return enumerate(conditions.map((condition) => conditionWords(condition, profiles)));
}

function conditionWords({ operator, key, values }: Condition, profiles: readonly ReviewedProfile[]): string {
  const words = values.includes('*') ? literals(values) : arnsWords(values, profiles, 'or');
  if (key === 'bedrock:InferenceProfileArn' && /^Arn(Equals|Like)$/.test(operator)) {
    return `the call comes through ${words}`;
  }
  if (operator === 'Null') {
    return `${literal(key)} is ${values[0] === 'true' ? 'absent' : 'present'}`;
  }
  const [, set, name, exists] = /^(?:(ForAnyValue|ForAllValues):)?(.+?)(IfExists)?$/.exec(operator) ?? [];
  const subject = set === undefined ? literal(key) : `${set === 'ForAnyValue' ? 'any' : 'every'} value of ${literal(key)}`;
  return `${subject}${exists ? ', where present,' : ''} ${OPERATORS[name ?? ''] ?? literal(operator)} ${words}`;
}

/** What of an Allow statement is wider than it looks; empty for a narrow one. */
export function widths(statement: Statement): string[] {
  if (statement.effect === 'Deny') {
    return [];
  }
  return [
    ...(statement.actions.length === 0 ? ['it allows every action but some'] : []),
    ...statement.actions.filter(hasWildcard).map((action) => `it allows the actions ${literal(action)}`),
    ...(statement.resources.length === 0 && statement.notResources.length > 0 ? ['it reaches every resource but some'] : []),
    ...statement.resources.filter((arn) => arn !== '*' || !statement.actions.every(takesNoResource))
      .flatMap((arn) => openParts(arn).map((part) => (arn === '*' ? 'it reaches any resource' : `it reaches ${part}: ${literal(arn)}`))),
  ];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
