import { Annotations, App, Tags } from 'aws-cdk-lib';
import { Configuration } from '../config/resolve';
import { AccountStack } from './account-stack';
import { createCostStacks } from './cost-stacks';
import { stackNamePrefix } from './names';
import { warnOfQuotas } from './quotas';
import { TeamStack } from './team-stack';

/** The stacks of a configuration: one for the account and one for each team. */
export function createStacks(app: App, configuration: Configuration): void {
  const prefix = stackNamePrefix(configuration);
  const env = { account: configuration.account, region: configuration.region };
  const accountStack = new AccountStack(app, `${prefix}-Account`, { env, configuration });
  const teamStacks = configuration.teams.map((team) => {
    const stack = new TeamStack(app, `${prefix}-Team-${team.name}`, { env, configuration, team, accountStack });
    if (team.access?.github !== undefined) {
      // The roles name the provider by the ARN that it will have, so nothing else orders the two.
      stack.addStackDependency(accountStack);
    }
    return stack;
  });
  createCostStacks(app, { prefix, configuration, accountStack, teamStacks });
  for (const [key, value] of Object.entries(configuration.tags ?? {}).sort()) {
    Tags.of(app).add(key, value);
  }
  warnOfQuotas(app);
  for (const id of Object.keys(configuration.acknowledgedWarnings ?? {})) {
    Annotations.of(app).acknowledgeWarning(id, configuration.acknowledgedWarnings?.[id]);
  }
}
