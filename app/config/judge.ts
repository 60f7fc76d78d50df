import {
  budgetProblems, ClaudeModel, guardrailFilterProblems, inside, JudgedTeam, Problem as RuleProblem, problem as ruleProblem, regionProblems, teamProblems,
} from '../../lib/rules';
import { guardrailFilters } from './guardrail';
import { modelProblems, ModelValue } from './models';
import { Path, Problem } from './problem';
import { offerOf, PartialConfiguration } from './resolve';
import type { RawConfiguration } from './schema/configuration';
import { didYouMean } from './schema/parts';
import { Understood } from './understand';
import { whereWritten } from './where-written';

/**
 * Everything that is wrong with what could be understood of a file. The rules are the library's; here stands only what the
 * file has and a team has not.
 */
export function judge(understood: Understood, configuration: PartialConfiguration): Problem[] {
  const { file } = understood;
  const once = [...fileProblems(file, configuration), ...refusedModels(file)]
    .map(({ property, message }) => ({ path: understood.original(property), message }));
  const dropped = [...understood.dropped, ...once.filter(({ path }) => path.includes('models')).map(({ path }) => path)];
  const judged = configuration.teams.flatMap((team) => {
    const problems = [...teamProblems(judgedTeam(team, configuration)), ...teamFileProblems(team, configuration)];
    return whereWritten(team.name, problems, { ...understood, dropped });
  });
  return [...once.filter(({ path }) => !understood.dropped.some((gone) => startsWith(gone, path) && gone.length > path.length)), ...merged(judged, configuration.teams.length)];
}

function judgedTeam(team: PartialConfiguration['teams'][number], { namePrefix, geography, prices, policy }: PartialConfiguration): JudgedTeam {
  return { ...team, teamName: team.name, namePrefix, geography, prices, sharedPolicy: policy === 'tagBased' };
}

/** What is wrong with a team because of what the file says beside it. */
function teamFileProblems(team: PartialConfiguration['teams'][number], configuration: PartialConfiguration): RuleProblem[] {
  const { region, githubOidcProvider, teams } = configuration;
  const name = team.access?.policyName;
  // IAM does not tell names apart that differ by upper and lower case only.
  const same = teams.find(({ access }) => access?.policyName !== undefined && access.policyName.toLowerCase() === name?.toLowerCase());
  return [
    ...(team.budget === undefined || region === undefined ? [] : inside('budget', regionProblems(region))),
    ...(team.access?.github !== undefined && githubOidcProvider === undefined ? [ruleProblem(['access', 'github'],
      "roles for GitHub Actions need GitHub's provider in the account; add 'githubOidcProvider: create' at the top, or 'existing' where the account has it",
      'githubOidcProvider')] : []),
    ...(name !== undefined && configuration.policy !== 'tagBased' && same !== undefined && same.name !== team.name
      ? [ruleProblem(['access', 'policyName'], `two policies cannot have one name; received '${name}' again`)] : []),
  ];
}

function fileProblems(file: Partial<RawConfiguration>, { region, policy }: PartialConfiguration): RuleProblem[] {
  return [
    ...(file.budget === undefined ? [] : inside('budget', [...budgetProblems(file.budget), ...(region === undefined ? [] : regionProblems(region))])),
    ...inside('guardrail', guardrailProblems(file.guardrail)),
    ...(file.guardrail !== undefined && policy === 'tagBased' ? [ruleProblem('guardrail',
      "a guardrail is required by the policies of the teams, and with 'policy: tagBased' they have none of their own; remove one of the two")] : []),
    ...priceNameProblems(file),
  ];
}

/** A guardrail is one that exists, by id and version, or one to create, by its filters. */
function guardrailProblems(guardrail: RawConfiguration['guardrail']): RuleProblem[] {
  if (guardrail === undefined) {
    return [];
  }
  const { id, version, guardrailProfile: _, ...filters } = guardrail;
  const given = Object.entries(filters).filter(([, value]) => value !== undefined).map(([key]) => key);
  if (id === undefined && version === undefined) {
    return guardrailFilterProblems(guardrailFilters(guardrail));
  }
  if (id === undefined || version === undefined) {
    const missing = id === undefined ? 'id' : 'version';
    return [ruleProblem([], `A guardrail that exists is named by id and version; received only ${missing === 'id' ? 'version' : 'id'}.`, missing)];
  }
  return given.length === 0
    ? []
    : [ruleProblem([], `A guardrail that exists keeps its own filters; remove ${given.join(', ')}, or id and version to create another.`)];
}

/** Models that cannot be called, where they are written. */
function refusedModels(file: Partial<RawConfiguration>): RuleProblem[] {
  const offer = offerOf(file);
  const of = (models: Partial<Record<string, ModelValue | null>> = {}): RuleProblem[] => Object.entries(models)
    .flatMap(([tier, value]) => (value === null || value === undefined ? [] : modelProblems(value, offer).map((message) => ruleProblem(tier, message))));
  return [
    ...inside('models', of(file.models)),
    ...Object.entries(file.teams ?? {}).flatMap(([name, team]) => inside('teams', inside(name, inside('models', of(team.models))))),
  ];
}

/** Prices of models that the file does not use: a misspelt name would leave the list price in place. */
function priceNameProblems(file: Partial<RawConfiguration>): RuleProblem[] {
  const given = [file, ...Object.values(file.teams ?? {})].flatMap(({ models }) => Object.values<ModelValue | null | undefined>(models ?? {}));
  const names = [
    ...ClaudeModel.names(),
    ...given.flatMap((value) => (typeof value === 'object' && value !== null ? [value.name ?? value.id.replace(/^anthropic\./, '')] : [])),
  ];
  return Object.keys(file.prices ?? {}).filter((name) => !names.includes(name)).map((name) => ruleProblem(['prices', name],
    `prices are given by the name of a model of the catalogue or of this file; received '${name}'${didYouMean(name, names)}`));
}

/** One mistake of the file that several teams inherit is told once; with their names, where others do not have it. */
function merged(problems: readonly (Problem & { readonly team?: string })[], ofTeams: number): Problem[] {
  const groups = new Map<string, { problem: Problem; teams: string[] }>();
  for (const { team, ...problem } of problems) {
    const key = JSON.stringify([problem.path, problem.message]);
    const group = groups.get(key) ?? { problem, teams: [] };
    group.teams.push(...(team === undefined ? [] : [team]));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem: { path, message }, teams }) => (
    { path, message: teams.length === 0 || teams.length === ofTeams ? message : `${message} (${teams.length === 1 ? 'team' : 'teams'} ${teams.join(', ')})` }));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((part, index) => String(path[index]) === String(part));
}
