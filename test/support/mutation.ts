/** One change of a policy that its questions have to notice. */
export interface Mutant {
  readonly change: string;
  readonly policy: any;
  /** Whether it can only allow more, or only less; it tells which questions to ask first. */
  readonly widens: boolean;
}

const list = (value: any): any[] => (value === undefined ? [] : [value].flat());

/** Every change of one thing: a statement, a condition, a resource, an action or an effect. */
export function mutantsOf(policy: any): Mutant[] {
  return policy.Statement.flatMap((statement: any, index: number) => {
    const name = statement.Sid ?? `statement ${index}`;
    const allows = statement.Effect === 'Allow';
    const put = (change: string, mutated: any, opens: boolean): Mutant => ({
      change: `${name}: ${change}`,
      policy: { ...policy, Statement: policy.Statement.flatMap((other: any, at: number) => (at === index ? list(mutated) : [other])) },
      widens: opens === allows,
    });
    return [
      put('dropped', undefined, false),
      put(`becomes ${allows ? 'Deny' : 'Allow'}`, { ...statement, Effect: allows ? 'Deny' : 'Allow' }, false),
      ...conditionMutants(statement, put),
      ...listMutants(statement, 'Action', put, (action) => action.replace(/:.*/, ':*')),
      ...listMutants(statement, 'NotAction', put),
      ...listMutants(statement, 'Resource', put, (resource) => resource.replace(/[^/:]*$/, '*'), () => '*'),
      ...listMutants(statement, 'NotResource', put, (resource) => resource.replace(/[^/]*\/\*$/, '*')),
      ...principalMutants(statement, put),
    ];
  });
}

export function without(value: any, key: string): any {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

type Put = (change: string, mutated: any, opens: boolean) => Mutant;

/** Each entry dropped, where others remain, and each widened in every way that changes it. */
function listMutants(statement: any, key: string, put: Put, ...wider: ((value: string) => string)[]): Mutant[] {
  const values: string[] = list(statement[key]);
  const negative = key.startsWith('Not');
  return values.flatMap((value, at) => [
    ...(values.length > 1 ? [put(`${key} without ${value}`, { ...statement, [key]: values.filter((_, other) => other !== at) }, negative)] : []),
    ...[...new Set(wider.map((widen) => widen(value)))].filter((widened) => widened !== value)
      .map((widened) => put(`${key} ${value} becomes ${widened}`, { ...statement, [key]: values.map((other, index) => (index === at ? widened : other)) }, !negative)),
  ]);
}

function conditionMutants(statement: any, put: Put): Mutant[] {
  const keys = Object.entries<any>(statement.Condition ?? {}).flatMap(([operator, keyed]) => Object.entries<any>(keyed).map(([key, value]) => ({ operator, key, value })));
  const replaced = (operator: string, key: string, value: any): any => {
    const others = without(statement.Condition[operator], key);
    const operators = without(statement.Condition, operator);
    const keyed = value === undefined ? others : { ...others, [key]: value };
    return { ...statement, Condition: { ...operators, ...(Object.keys(keyed).length > 0 && { [operator]: keyed }) } };
  };
  return [
    ...(keys.length > 1 ? [put('without conditions', without(statement, 'Condition'), true)] : []),
    ...keys.flatMap(({ operator, key, value }) => [
      put(`without ${operator} ${key}`, replaced(operator, key, undefined), true),
      ...valueMutants(operator, value).map(({ change, mutated, opens }) => put(`${operator} ${key} ${change}`, replaced(operator, key, mutated), opens)),
      ...(/^(String|Arn)(Equals|Like)$/.test(operator)
        ? [put(`${operator} ${key} becomes IfExists`, { ...replaced(operator, key, undefined), Condition: { ...replaced(operator, key, undefined).Condition, [`${operator}IfExists`]: { [key]: value } } }, true)]
        : []),
    ]),
  ];
}

function valueMutants(operator: string, value: any): { change: string; mutated: any; opens: boolean }[] {
  const values: string[] = list(value);
  const negative = operator.includes('Not');
  const numeric = operator.startsWith('Numeric');
  const widened = (text: string): string => {
    if (numeric) {
      return String(Number(text) + (operator.includes('Less') ? 1 : -1));
    }
    return operator.includes('Like') || operator.startsWith('Arn') ? text.replace(/[^/:]*$/, '*') : text;
  };
  return values.flatMap((text, at) => [
    ...(values.length > 1 ? [{ change: `without ${text}`, mutated: values.filter((_, other) => other !== at), opens: negative }] : []),
    ...(widened(text) !== text
      ? [{ change: `${text} becomes ${widened(text)}`, mutated: values.map((other, index) => (index === at ? widened(text) : other)), opens: !negative }]
      : []),
  ]);
}

function principalMutants(statement: any, put: Put): Mutant[] {
  return statement.Principal === undefined ? [] : [put('Principal becomes everybody', { ...statement, Principal: '*' }, true)];
}
