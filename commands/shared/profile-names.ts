import { ChosenTeam } from './team';

/** The profile of ~/.aws/config that developers of a team use. */
export function profileName({ configuration, team }: ChosenTeam): string {
  return `${configuration.namePrefix}-${team.name}`;
}

/** The session of IAM Identity Center that the profile signs in with, where the file says which. */
export function signInSession({ configuration, team }: ChosenTeam): string | undefined {
  return team.singleSignOn && (team.singleSignOn.session ?? configuration.namePrefix);
}
