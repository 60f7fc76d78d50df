import { OidcProviderPrincipal, STS_AUDIENCE } from './federated-principals';

/** The issuer of the tokens of GitHub Actions. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/**
 * Which jobs of GitHub Actions are meant: a repository, and exactly one of `environment`, `gitRef` and `pullRequest`.
 */
export interface GithubJobOptions {
  /**
   * The repository as GitHub writes it in the subject of its tokens: `acme/payments`, or `acme@123456/payments@456789`
   * where it uses immutable subject claims, as repositories made since July 2026 do. Case matters.
   * `gh api repos/OWNER/NAME/actions/oidc/customization/sub --jq .sub_claim_prefix` prints which.
   *
   * @see https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
   */
  readonly repository: string;

  /**
   * The environment that the job names. GitHub's protection rules decide who may enter it.
   *
   * @default - none
   */
  readonly environment?: string;

  /**
   * The branch or tag that the workflow runs on, as in `refs/heads/main`; for jobs without an environment.
   *
   * @default - none
   */
  readonly gitRef?: string;

  /**
   * Whether jobs of pull requests are meant; for jobs without an environment. Everybody who can push a branch to the
   * repository decides what those run.
   *
   * @default false
   */
  readonly pullRequest?: boolean;
}

/**
 * Properties of `GithubActionsPrincipal`.
 */
export interface GithubActionsPrincipalProps extends GithubJobOptions {
  /**
   * The ARN of GitHub's provider in IAM.
   *
   * @default - the provider in the account that the role is deployed to
   */
  readonly providerArn?: string;
}

/**
 * Jobs of GitHub Actions with one exact subject, for the audience `sts.amazonaws.com`.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export class GithubActionsPrincipal extends OidcProviderPrincipal {
  /** The `sub` claim of the jobs' tokens. */
  public readonly subject: string;

  /**
   * @throws when the repository has another shape, or not exactly one of environment, ref and pull request is given
   */
  constructor(props: GithubActionsPrincipalProps) {
    const problems = githubProblems(props);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    const subject = githubSubject(props);
    super({ issuer: GITHUB_ISSUER, audience: STS_AUDIENCE, claims: { sub: [subject] }, providerArn: props.providerArn });
    this.subject = subject;
  }
}

/** The `sub` claim of a job's token; a colon in an environment's name is written %3A. */
export function githubSubject(props: GithubJobOptions): string {
  if (props.environment !== undefined) {
    return `repo:${props.repository}:environment:${props.environment.replaceAll(':', '%3A')}`;
  }
  return `repo:${props.repository}:${props.gitRef === undefined ? 'pull_request' : `ref:${props.gitRef}`}`;
}

/** Why jobs of GitHub Actions are not named exactly; empty when they are. */
export function githubProblems(props: GithubJobOptions): string[] {
  const problems: string[] = [];
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*(@\d+)?\/[\w.-]+(@\d+)?$/.test(props.repository)
    || props.repository.split('/').filter((part) => part.includes('@')).length === 1) {
    problems.push(`A repository is owner/name, or owner@id/name@id; received '${props.repository}'.`);
  }
  const given = [props.environment !== undefined, props.gitRef !== undefined, props.pullRequest === true].filter(Boolean).length;
  if (given !== 1) {
    problems.push(`A role for GitHub Actions trusts exactly one of an environment, a ref and pull requests; received ${given} of them for '${props.repository}'.`);
  }
  if (props.environment !== undefined && /^$|[*?]/.test(props.environment)) {
    problems.push(`An environment is named without wildcards; received '${props.environment}'.`);
  }
  if (props.gitRef !== undefined && !/^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/.test(props.gitRef)) {
    problems.push(`A ref is written out, like refs/heads/main or refs/tags/v1; received '${props.gitRef}'.`);
  }
  return problems;
}
