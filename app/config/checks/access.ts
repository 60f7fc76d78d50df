import { githubProblems, githubSubject } from '../../../lib/access/principals/github-actions-principal';
import { Path, Problem } from '../problem';
import { mappingOf, Raw } from './raw';

/** Checks across the values of a team's `access`. */
export function accessProblems(path: Path, access: unknown): Problem[] {
  const { developers, github } = mappingOf(access);
  return [...developersProblems(path, developers), ...githubJobsProblems([...path, 'github'], github)];
}

/** Checks of what the file says once for all teams. */
export function fileAccessProblems(file: Raw): Problem[] {
  const teams = Object.entries(mappingOf(file.teams)).map(([name, team]) => ({ name, access: mappingOf(mappingOf(team).access) }));
  const jobs = teams.filter(({ access }) => access.github !== undefined);
  const named = teams.filter(({ access }) => access.policyName !== undefined);
  const names = named.map(({ access }) => access.policyName);
  return [
    ...(file.githubOidcProvider === undefined ? jobs : []).map(({ name }) => ({
      path: ['teams', name, 'access', 'github'],
      message: "roles for GitHub Actions need GitHub's provider in the account; add 'githubOidcProvider: create' at the top, or 'existing' where the account has it",
    })),
    ...(file.policy === 'tagBased' ? named : []).map(({ name }) => ({
      path: ['teams', name, 'access', 'policyName'],
      message: "with 'policy: tagBased' the teams share one policy and have none of their own to name; remove the key",
    })),
    ...(file.policy === 'tagBased' ? sharedPolicyProblems(file) : []),
    ...named.filter(({ access }, index) => names.indexOf(access.policyName) < index).map(({ name, access }) => ({
      path: ['teams', name, 'access', 'policyName'],
      message: `two policies cannot have one name; received '${String(access.policyName)}' again`,
    })),
  ];
}

/** What has to stand in a policy of the team's own, and cannot while teams share one. */
function sharedPolicyProblems(file: Raw): Problem[] {
  const switched = Object.entries(mappingOf(file.teams))
    .filter(([, team]) => mappingOf(mappingOf(team).budget).stopPermissionSets === true)
    .map(([name]) => ({
      path: ['teams', name, 'budget', 'stopPermissionSets'],
      message: "permission sets are stopped through the policy of the team, and with 'policy: tagBased' it has none of its own; remove one of the two",
    }));
  return file.guardrail === undefined ? switched : [...switched, {
    path: ['guardrail'],
    message: "a guardrail is required by the policies of the teams, and with 'policy: tagBased' they have none of their own; remove one of the two",
  }];
}

function developersProblems(path: Path, developers: unknown): Problem[] {
  const { identityCenter, principals, oidc, saml } = mappingOf(developers);
  return developers !== undefined && [identityCenter, principals, oidc, saml].every((given) => given === undefined)
    ? [{ path: [...path, 'developers'], message: 'expected one or more of identityCenter, principals, oidc and saml; received none' }]
    : [];
}

function githubJobsProblems(path: Path, jobs: unknown): Problem[] {
  const subjects: string[] = [];
  return (Array.isArray(jobs) ? jobs : []).flatMap((job, index) => {
    const { repository, environment, ref, pullRequest } = mappingOf(job);
    if (typeof repository !== 'string') {
      return [];
    }
    const given = {
      repository, environment: textOf(environment), gitRef: textOf(ref), pullRequest: pullRequest === true,
    };
    const problems = githubProblems(given);
    const subject = githubSubject(given);
    if (problems.length === 0 && subjects.includes(subject)) {
      problems.push(`Each job has one role; received '${subject}' again.`);
    }
    subjects.push(subject);
    return problems.map((message) => ({ path: [...path, index], message }));
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
