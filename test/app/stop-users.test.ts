import { deploy, resourcesOf } from '../support/deployed';
import { runStateMachine } from '../support/state-machine';
import { synthesizeText, templatesOf } from '../support/synthesis';

/** A long-term API key belongs to a user: a stop that reached roles alone would leave it working. */
const templates = templatesOf(synthesizeText(`
region: us-east-1
geography: us
models: { opus: claude-opus-5-5 }
alerts: { emails: [platform@example.com] }
teams:
  nightly:
    access:
      developers: { identityCenter: Nightly }
      apiKeys: { longTerm: { report: { maxAgeDays: 30 } } }
    budget: { monthlyUsd: 100, onExceeded: stop }
    alarms: { hourlyUsd: 5, onBurst: stop }
`));
const team = deploy(templates, 'us-east-1').stacks['ClaudeCode-Team-nightly']!;
const [user] = resourcesOf(team, 'AWS::IAM::User').map(([id]) => id);

test('a limit stops the users of long-term keys with the roles', () => {
  const { Roles, Users } = resourcesOf(team, 'AWS::Budgets::BudgetsAction')[0]![1].Definition.IamActionDefinition;

  expect(Roles).toEqual([expect.stringContaining('DeveloperRole')]);
  expect(Users).toEqual([user]);
});

test('so does a burst, and the command that lifts it names both', () => {
  const [, { DefinitionString }] = resourcesOf(team, 'AWS::StepFunctions::StateMachine').find(([id]) => id.includes('BurstStop'))!;

  expect(runStateMachine(JSON.parse(DefinitionString)).calls.map(({ action }) => action)).toEqual(
    ['iam:attachRolePolicy', 'iam:attachUserPolicy', 'iam:detachRolePolicy', 'iam:detachUserPolicy']);
  expect(team.Outputs.LiftBurstStopCommand.Value).toMatch(new RegExp(`^aws iam detach-role-policy --role-name \\S+ --policy-arn \\S+; aws iam detach-user-policy --user-name ${user} `));
});
