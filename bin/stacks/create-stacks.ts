import { Annotations, App, Tags } from 'aws-cdk-lib';
import { Configuration } from '../config/resolve';
import { AccountStack } from './account-stack';
import { stackNamePrefix } from './names';
import { TeamStack } from './team-stack';

/** The stacks of a configuration: one for the account and one for each team. */
export function createStacks(app: App, configuration: Configuration): void {
  const prefix = stackNamePrefix(configuration);
  const env = { account: configuration.account, region: configuration.region };
  const account = new AccountStack(app, `${prefix}-Account`, { env, configuration });
  for (const team of configuration.teams) {
    const stack = new TeamStack(app, `${prefix}-Team-${team.name}`, { env, configuration, team, alertTopic: account.alertTopic, sharedAccess: account.access });
    if (team.access?.github !== undefined) {
      // The roles name the provider by the ARN that it will have, so nothing else orders the two.
      stack.addStackDependency(account);
    }
  }
  for (const [key, value] of Object.entries(configuration.tags ?? {}).sort()) {
    Tags.of(app).add(key, value);
  }
  for (const id of Object.keys(configuration.acknowledgedWarnings ?? {})) {
    Annotations.of(app).acknowledgeWarning(id, configuration.acknowledgedWarnings?.[id]);
  }
}
