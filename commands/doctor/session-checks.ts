import { exportedCredentials } from '../shared/explain';
import { Check, fail, Finding, fromError, pass, Patient, warn } from './check';

/** Who asks, and of which account. */
export const identity: Check = {
  id: 'identity',
  title: 'AWS credentials',
  async run(patient: Patient): Promise<Finding[]> {
    const { configuration, team } = patient.chosen;
    try {
      const { account, arn } = await patient.aws.identity();
      patient.callerArn = arn;
      if (configuration.account !== undefined && account !== configuration.account) {
        return [fail(`The session is of account ${account}; team ${team.name} is in ${configuration.account}.`,
          `set AWS_PROFILE to a profile of that account; 'npm run aws-profile -- ${team.name}' prints one`
          + (exportedCredentials().length > 0 ? `; the keys of this shell hide it: 'unset ${exportedCredentials().join(' ')}'` : ''))];
      }
      return [pass(arn)];
    } catch (error) {
      return [fromError(error, 'Who this session is')];
    }
  },
};

/** A profile can only be called in its own region. */
export const region: Check = {
  id: 'region',
  title: 'Region',
  async run({ aws, chosen: { configuration } }: Patient): Promise<Finding[]> {
    const found = await aws.region();
    if (found === configuration.region) {
      return [pass(found)];
    }
    const mend = `export AWS_REGION=${configuration.region}`;
    return found === undefined
      ? [warn(`No region is set here. The managed settings set ${configuration.region} for Claude Code; other tools have none.`, mend)]
      : [warn(`The region here is ${found}, the team's is ${configuration.region}. `
        + 'The managed settings set it for Claude Code; without them its calls fail.', mend)];
  },
};
