import { Condition, Statement } from './statements';

/**
 * A statement as statements of one action on one resource under one value for each condition: what a change of a policy
 * is compared by. Lists under a negated operator stay whole, because there every value counts at once.
 */
export function toAtoms(statement: Statement): Statement[] {
  const { actions, resources } = statement;
  return single(actions).flatMap((action) => single(resources).flatMap((resource) => conditionSets(statement.conditions).map((conditions) => ({
    ...statement, sid: undefined, actions: action, resources: resource, conditions,
  }))));
}

function single(values: readonly string[]): string[][] {
  return values.length === 0 ? [[]] : values.map((value) => [value]);
}

function conditionSets(conditions: readonly Condition[]): Condition[][] {
  return conditions.reduce<Condition[][]>((sets, condition) => {
    const choices = /Not|ForAllValues/.test(condition.operator) ? [condition] : condition.values.map((value) => ({ ...condition, values: [value] }));
    return sets.flatMap((set) => choices.map((choice) => [...set, choice]));
  }, [[]]);
}

/** The fewest statements, in reading order, that say what these say: actions, condition values and resources put together. */
export function mergeAtoms(atoms: readonly Statement[]): Statement[] {
  const byActions = merge(atoms, (statement) => ({ ...statement, actions: [] }), (all) => ({ ...all[0]!, actions: union(all.map(({ actions }) => actions)) }));
  const byConditions = merge(byActions, (statement) => ({ ...statement, conditions: statement.conditions.map((condition) => ({ ...condition, values: [] })) }), oneCondition);
  return merge(byConditions, (statement) => ({ ...statement, resources: [] }), (all) => ({ ...all[0]!, resources: union(all.map(({ resources }) => resources)) }));
}

/** Values of several conditions can only be put together one condition at a time. */
function oneCondition(all: readonly Statement[]): Statement | undefined {
  const [first] = all;
  const differing = first!.conditions.filter((_, index) => new Set(all.map(({ conditions }) => conditions[index]!.values.join('\n'))).size > 1);
  if (differing.length > 1) {
    return undefined;
  }
  return { ...first!, conditions: first!.conditions.map((condition, index) => ({ ...condition, values: union(all.map(({ conditions }) => conditions[index]!.values)) })) };
}

function merge(statements: readonly Statement[], shape: (statement: Statement) => unknown, combine: (all: readonly Statement[]) => Statement | undefined): Statement[] {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = JSON.stringify(shape(statement));
    groups.set(key, [...(groups.get(key) ?? []), statement]);
  }
  return [...groups.values()].flatMap((group) => {
    const combined = combine(group);
    return combined === undefined ? group : [combined];
  });
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}
