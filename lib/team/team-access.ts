import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../access/acknowledged-wildcards';
import { ClaudeCodePolicy } from '../access/claude-code-policy';
import { ClaudeCodeRole } from '../access/claude-code-role';
import { ShortTermApiKeyRole } from '../access/short-term-api-key-role';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { TeamContext } from './team-context';

/** How people and programs of a team come in. */
export interface TeamAccess {
  readonly policy: iam.ManagedPolicy;
  readonly developerRole?: ClaudeCodeRole;
  readonly shortTermApiKeyRole?: ShortTermApiKeyRole;
  /** Every role above. */
  readonly roles: iam.Role[];
}

export function createAccess(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): TeamAccess {
  const policy = createPolicy(scope, team, props);
  const developerRole = props.developers && new ClaudeCodeRole(scope, 'DeveloperRole', {
    principals: props.developers,
    policy,
    description: `Developers of team ${team.teamName} who use Claude Code`,
    maxSessionDuration: props.developerSessionDuration,
    path: team.path,
  });
  const shortTermApiKeyRole = props.shortTermApiKeyUsers && new ShortTermApiKeyRole(scope, 'ShortTermApiKeyRole', {
    principals: props.shortTermApiKeyUsers,
    policy,
    description: `Mints short-term Bedrock API keys of team ${team.teamName}`,
    maxSessionDuration: props.shortTermApiKeyDuration,
    path: team.path,
  });
  return {
    policy,
    developerRole,
    shortTermApiKeyRole,
    roles: [developerRole, shortTermApiKeyRole].flatMap((created) => (created === undefined ? [] : [created.role])),
  };
}

function createPolicy(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): iam.ManagedPolicy {
  const allowed = ClaudeCodePolicy.explicit({
    profiles: Object.values(team.profiles), destinations: props.destinations, requiredGuardrail: props.guardrail,
  });
  const policy = new iam.ManagedPolicy(scope, 'Policy', {
    description: `Calls Claude through the inference profiles of team ${team.teamName}, and in no other way`,
    path: team.path,
    document: allowed.document(),
  });
  acknowledgeWildcards(policy, allowed.statements());
  return policy;
}
