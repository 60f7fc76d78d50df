import { longTermApiKeyProblems } from '../access/api-keys/long-term-api-key';
import { claimProblems, oidcProblems } from '../access/principals/federated-principals';
import { githubProblems, githubSubject } from '../access/principals/github-actions-principal';
import { budgetProblems } from '../cost/budgets/budget-rules';
import { liftProblems } from '../cost/stops/burst-stop';
import { LimitReaction } from '../cost/stops/limit-reaction';
import { alarmPriceProblems, thresholdProblems } from '../cost/watching/usage-alarms';
import { inside, Problem, problem } from '../problem';
import { profileName, profileNameProblems } from '../profiles/profile-name';
import { tierProblems } from '../settings/settings-problems';
import { JudgedTeam } from './judged-team';
import { TeamAccessOptions } from './team-access-options';
import { namePrefixProblem, teamNameProblem } from './team-name';
import { teamSettingsProblems } from './team-settings-rules';

/** Everything that is wrong with a team, each rule once: the construct and the configuration file ask here. */
export function teamProblems(team: JudgedTeam): Problem[] {
  const tiers = Object.keys(team.models).filter((tier) => team.models[tier] !== undefined);
  return [
    ...wrong('teamName', teamNameProblem(team.teamName)),
    ...wrong('namePrefix', namePrefixProblem(team.namePrefix ?? 'claude-code')),
    ...tierProblems(tiers, team.defaultTier).map((message) => problem(tiers.length === 0 ? 'models' : 'defaultTier', message)),
    ...longNameProblems(team),
    ...teamSettingsProblems(team),
    ...inside('access', accessProblems(team.access, team.sharedPolicy === true)),
    ...inside('budget', teamBudgetProblems(team)),
    ...inside('alarms', teamAlarmProblems(team)),
  ];
}

/** Only the tier with the longest name is reported: the others have the same remedy. */
function longNameProblems({ teamName, namePrefix = 'claude-code', geography, models }: JudgedTeam): Problem[] {
  if (geography === undefined || teamNameProblem(teamName) !== undefined || namePrefixProblem(namePrefix) !== undefined) {
    return [];
  }
  const names = Object.entries(models)
    .flatMap(([tier, model]) => (model === undefined ? [] : [profileName(`${namePrefix}-${teamName}-${tier}`, geography, model)]))
    .sort((a, b) => b.length - a.length);
  return profileNameProblems(names[0] ?? namePrefix).map((message) => problem([], `${message} Shorten the team's name or namePrefix.`));
}

function accessProblems(access: TeamAccessOptions = {}, sharedPolicy: boolean): Problem[] {
  const { developers, github = [], apiKeys, policyName } = access;
  const subjects = github.map(githubSubject);
  const waysIn = [developers?.identityCenter, developers?.principals, developers?.oidc, developers?.saml];
  return [
    ...(developers !== undefined && waysIn.every((given) => given === undefined)
      ? [problem('developers', 'expected one or more of identityCenter, principals, oidc and saml; received none')] : []),
    ...(developers?.oidc === undefined ? [] : inside('developers', inside('oidc', oidcProblems(developers.oidc)))),
    ...(developers?.saml === undefined ? [] : inside('developers', inside('saml', claimProblems('attributes', undefined, developers.saml.attributes)))),
    ...github.flatMap((job, index) => {
      const problems = githubProblems(job);
      return (problems.length === 0 && subjects.indexOf(subjects[index]!) < index
        ? [`Each job has one role; received '${subjects[index]}' again.`] : problems).map((message) => problem(['github', index], message));
    }),
    ...inside('apiKeys', inside('longTerm', Object.entries(apiKeys?.longTerm ?? {})
      .flatMap(([name, options]) => inside(name, longTermApiKeyProblems(options))))),
    ...(policyName !== undefined && sharedPolicy
      ? [problem('policyName', "with 'policy: tagBased' the teams share one policy and have none of their own to name; remove the key")] : []),
  ];
}

const NOBODY = 'a stop acts on the roles and users of the team, and it has none; give it access, or notify';

function teamBudgetProblems(team: JudgedTeam): Problem[] {
  const { budget } = team;
  if (budget === undefined) {
    return [];
  }
  const stops = budget.onExceeded === LimitReaction.STOP;
  return [
    ...budgetProblems(budget),
    ...(stops && nobodyComesIn(team) ? [problem('onExceeded', NOBODY)] : []),
    ...(['approval', 'stopPermissionSets'] as const).filter((key) => budget[key] !== undefined && !stops)
      .map((key) => problem(key, `${key} belongs to a stop; add onExceeded: stop, or remove it`, 'onExceeded')),
    ...(budget.stopPermissionSets === true && team.sharedPolicy === true ? [problem('stopPermissionSets',
      "permission sets are stopped through the policy of the team, and with 'policy: tagBased' it has none of its own; remove one of the two")] : []),
  ];
}

function teamAlarmProblems(team: JudgedTeam): Problem[] {
  const { alarms, geography } = team;
  if (alarms === undefined) {
    return [];
  }
  const stops = alarms.onBurst === LimitReaction.STOP;
  return [
    ...thresholdProblems(alarms),
    ...liftProblems(alarms),
    ...(stops && nobodyComesIn(team) ? [problem('onBurst', NOBODY)] : []),
    ...(stops && alarms.hourlyUsd === undefined
      ? [problem('onBurst', 'a burst is found by the alarm on an hourly rate; add hourlyUsd, or notify', 'hourlyUsd')] : []),
    ...(geography === undefined ? [] : Object.entries(team.models).flatMap(([tier, model]) => (model === undefined ? []
      : alarmPriceProblems(alarms, model, geography, team.prices).map((found) => ({ ...found, message: `${tier}: ${found.message}` }))))),
  ];
}

function nobodyComesIn({ access = {}, othersComeIn }: JudgedTeam): boolean {
  const { shortTerm, longTerm } = access.apiKeys ?? {};
  return othersComeIn !== true && access.developers === undefined && (access.github ?? []).length === 0
    && shortTerm === undefined && Object.keys(longTerm ?? {}).length === 0;
}

function wrong(property: string, message: string | undefined): Problem[] {
  return message === undefined ? [] : [problem(property, message)];
}
