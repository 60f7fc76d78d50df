import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IdentityCenterPrincipal } from '../../../lib/access/identity-center-principal';
import { ClaudeCodeTeamProps } from '../../../lib/team/claude-code-team-props';
import { TeamConfiguration } from '../../config/resolve';

/** How the team signs in, as properties of its construct. */
export function accessProps(team: TeamConfiguration): Partial<ClaudeCodeTeamProps> {
  const developers = team.access?.developers;
  const shortTerm = team.access?.apiKeys?.shortTerm;
  return {
    developers: developers && [
      ...(developers.identityCenter === undefined ? [] : [new IdentityCenterPrincipal(developers.identityCenter)]),
      ...toPrincipals(developers.principals),
    ],
    developerSessionDuration: toHours(developers?.maxHours),
    shortTermApiKeyUsers: shortTerm && toPrincipals(shortTerm.principals),
    shortTermApiKeyDuration: toHours(shortTerm?.maxHours),
  };
}

function toPrincipals(arns: readonly string[] | undefined): iam.IPrincipal[] {
  return [...new Set(arns ?? [])].map((arn) => new iam.ArnPrincipal(arn));
}

function toHours(hours: number | undefined): Duration | undefined {
  return hours === undefined ? undefined : Duration.hours(hours);
}
