import { ACCOUNT, resourcesOf } from '../support/deployed';
import { deployFile } from '../support/deployment';
import { serviceRolesOf } from '../support/principals';
import { questionsFor } from '../support/questions';
import { Caller, canAssume, isAllowed } from '../support/simulation';
import { runStateMachine, ServiceError } from '../support/state-machine';
import { DEFAULT_FILE, fixture } from '../support/synthesis';

/** The truth table again, with the team stopped; and what the machinery that stops it may do itself. */
const configurations = [DEFAULT_FILE, ...['eu-three-teams', 'global', 'jp', 'cost'].map((name) => fixture(`${name}.yaml`))].map(deployFile);
const money = configurations.at(-1)!;

const SPENDS = /^bedrock(-mantle)?:(InvokeModel|InvokeModelWithResponseStream|CreateInference|CreateModelInvocationJob|CallWithBearerToken)$/;

function stopPolicies(configuration: (typeof configurations)[number]): { name: string; policy: any }[] {
  const account = Object.entries(configuration.deployment.stacks).find(([stack]) => stack.endsWith('-Account'))![1];
  return resourcesOf(account, 'AWS::IAM::ManagedPolicy').map(([name, properties]) => ({ name, policy: properties.PolicyDocument }));
}

const principals = configurations.flatMap((configuration) => configuration.principals
  .map((principal) => ({ name: `${configuration.name}: ${principal.stack} ${principal.logicalId}`, configuration, principal })));

let asked = 0;
afterAll(() => process.stdout.write(`${asked} allow/deny questions with the spend-stop policy attached\n`));

test.each(principals)('$name, stopped: nothing can be called, everything else is as before', async ({ configuration, principal }) => {
  const [stop] = stopPolicies(configuration);
  const stopped: Caller = { ...principal, policies: [...principal.policies, stop!] };
  const wrong: string[] = [];
  let refusedNow = 0;
  for (const { about, authorization, allowed } of questionsFor(principal, configuration.profiles, configuration.deployment)) {
    const expected = allowed && !SPENDS.test(authorization.action);
    refusedNow += Number(allowed && !expected);
    asked++;
    if (await isAllowed(stopped, authorization) !== expected) {
      wrong.push(`${about} should be ${expected ? 'allowed' : 'refused'}: ${JSON.stringify(authorization)}`);
    }
  }

  expect(wrong).toEqual([]);
  expect(refusedNow).toBeGreaterThanOrEqual(4);
});

test('an account has two policies of the same content: one stop lifts itself, the other does not', () => {
  for (const configuration of configurations) {
    const [first, second] = stopPolicies(configuration);

    expect(second!.policy).toEqual(first!.policy);
    expect(second!.name).not.toEqual(first!.name);
  }
});

describe('the roles that stop may attach this one policy to this one team, and nothing else', () => {
  const policyArn = (part: string) => `arn:aws:iam::${ACCOUNT}:policy/claude-code/${stopPolicies(money).find(({ name }) => name.includes(part))!.name}`;
  const role = (part: string) => serviceRolesOf(money.deployment).find(({ stack, logicalId }) => stack.endsWith('-burst') && logicalId.includes(part))!;
  const developer = money.principals.find(({ stack, logicalId }) => stack.endsWith('-burst') && logicalId.includes('DeveloperRole'))!.arn;
  const keys = money.principals.find(({ stack, logicalId }) => stack.endsWith('-burst') && logicalId.includes('ShortTermApiKeyRole'))!.arn;
  const ofAnotherTeam = `arn:aws:iam::${ACCOUNT}:role/claude-code/ClaudeCode-Team-calm-TeamDeveloperRole`;
  const attach = (resource: string, policy: string, action = 'iam:AttachRolePolicy') => ({ action, resource, context: { 'iam:PolicyARN': policy } });

  test.each([['the guard', 'BudgetStopExecutionRole', 'BudgetStopPolicy', 'BurstStopPolicy'], ['the breaker', 'BurstStopRole', 'BurstStopPolicy', 'BudgetStopPolicy']])('%s', async (_, name, own, other) => {
    const caller = role(name);
    const questions: [boolean, ReturnType<typeof attach>][] = [
      [true, attach(developer, policyArn(own))],
      [true, attach(keys, policyArn(own))],
      [true, attach(developer, policyArn(own), 'iam:DetachRolePolicy')],
      [false, attach(developer, policyArn(other))],
      [false, attach(developer, 'arn:aws:iam::aws:policy/AdministratorAccess')],
      [false, attach(developer, 'arn:aws:iam::aws:policy/AdministratorAccess', 'iam:DetachRolePolicy')],
      [false, attach(ofAnotherTeam, policyArn(own))],
      [false, attach(caller.arn, policyArn(own))],
      [false, attach(developer, policyArn(own), 'iam:PutRolePolicy')],
      [false, attach(`arn:aws:iam::${ACCOUNT}:user/claude-code/somebody`, policyArn(own), 'iam:AttachUserPolicy')],
      [false, attach(policyArn(own), policyArn(own), 'iam:CreatePolicyVersion')],
      [false, attach(policyArn(own), policyArn(own), 'iam:SetDefaultPolicyVersion')],
    ];
    for (const [allowed, question] of questions) {
      expect([question, await isAllowed(caller, question)]).toEqual([question, allowed]);
    }
    expect(caller.trust.Statement).toHaveLength(1);
    expect(caller.trust.Statement[0].Condition.StringEquals).toEqual({ 'aws:SourceAccount': ACCOUNT });
  });

  test('the switch tags these profiles with this one tag, and reads this one action', async () => {
    const caller = role('ProfileStopRole');
    const [own] = money.profiles.filter(({ stack }) => stack.endsWith('-burst'));
    const [other] = money.profiles.filter(({ stack }) => stack.endsWith('-calm'));
    const tag = (resource: string, key: string, value = 'stopped') => ({
      action: 'bedrock:TagResource', resource, context: { 'aws:TagKeys': [key], [`aws:RequestTag/${key}`]: value },
    });
    const questions: [boolean, any][] = [
      [true, tag(own!.arn, 'budgetStop')],
      [true, { action: 'bedrock:UntagResource', resource: own!.arn, context: { 'aws:TagKeys': ['budgetStop'] } }],
      [false, tag(own!.arn, 'budgetStop', 'anything')],
      [false, tag(own!.arn, 'team')],
      [false, { action: 'bedrock:UntagResource', resource: own!.arn, context: { 'aws:TagKeys': ['team'] } }],
      [false, { action: 'bedrock:UntagResource', resource: own!.arn, context: { 'aws:TagKeys': ['budgetStop', 'team'] } }],
      [false, { action: 'bedrock:UntagResource', resource: own!.arn }],
      [false, tag(other!.arn, 'budgetStop')],
      [false, { action: 'bedrock:InvokeModel', resource: own!.arn }],
    ];
    for (const [allowed, question] of questions) {
      expect([question, await isAllowed(caller, question)]).toEqual([question, allowed]);
    }
  });
});

describe('people who come in through a permission set, whose role nothing can be attached to', () => {
  const stack = Object.entries(money.deployment.stacks).find(([name]) => name.endsWith('Team-burst'))![1];
  const profiles = money.profiles.filter((profile) => profile.stack.endsWith('-burst'));
  const carried = resourcesOf(stack, 'AWS::IAM::ManagedPolicy')[0]![1].PolicyDocument;
  const reserved = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Burst_0123456789abcdef`;
  const calls = (profile: (typeof profiles)[number]) => ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'].map((action) => ({ action, resource: profile.arn }));

  test('recommended: the permission set may only assume the developer role, and is stopped with it', async () => {
    const developer = money.principals.find(({ logicalId, stack: name }) => name.endsWith('-burst') && logicalId.includes('DeveloperRole'))!;
    const onlyAssumes: Caller = {
      arn: reserved,
      policies: [{ name: 'assume', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: developer.arn }] } }],
    };
    const stopped: Caller = { ...developer, policies: [...developer.policies, stopPolicies(money)[0]!] };

    expect(await canAssume(developer.trust, developer.arn, reserved, { context: { 'aws:PrincipalArn': reserved } })).toBe(true);
    for (const call of profiles.flatMap(calls)) {
      expect(await isAllowed(onlyAssumes, call)).toBe(false);
      expect(await isAllowed(developer, call)).toBe(true);
      expect(await isAllowed(stopped, call)).toBe(false);
    }
  });

  test('a permission set that carries the team\'s policy: a profile is refused while its tag says stopped', async () => {
    const carries: Caller = { arn: reserved, policies: [{ name: 'carried', policy: carried }] };
    const stoppedTag = { 'aws:ResourceTag/budgetStop': 'stopped' };
    for (const profile of profiles) {
      for (const call of calls(profile)) {
        expect(await isAllowed(carries, call)).toBe(true);
        expect(await isAllowed(carries, { ...call, context: { 'aws:ResourceTag/budgetStop': 'lifted' } })).toBe(true);
        expect(await isAllowed(carries, { ...call, context: stoppedTag })).toBe(false);
      }
      expect(await isAllowed(carries, { action: 'bedrock:GetInferenceProfile', resource: profile.arn, context: stoppedTag })).toBe(true);
    }
    expect(await isAllowed(carries, { action: 'bedrock:ListInferenceProfiles', resource: '*' })).toBe(true);
  });

  test('not reached, and the docs say so: a permission set that carries a policy of its own', async () => {
    const own = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: profiles[0]!.arn }] };

    expect(await isAllowed({ arn: reserved, policies: [{ name: 'own', policy: own }] }, { ...calls(profiles[0]!)[0]!, context: { 'aws:ResourceTag/budgetStop': 'stopped' } })).toBe(true);
  });

  const workflow = (part: string) => JSON.parse(resourcesOf(stack, 'AWS::StepFunctions::StateMachine').find(([id]) => id.includes(part))![1].DefinitionString);

  test.each([
    ['EXECUTION_SUCCESS', 'bedrock:tagResource', { Tags: [{ Key: 'budgetStop', Value: 'stopped' }] }],
    ['STANDBY', 'bedrock:untagResource', { TagKeys: ['budgetStop'] }],
    ['REVERSE_SUCCESS', 'bedrock:untagResource', { TagKeys: ['budgetStop'] }],
  ])('an action that is %s: %s on every profile', (status, action, parameters) => {
    const run = runStateMachine(workflow('ProfileStop'), (call) => (call.action === 'budgets:describeBudgetAction' ? { Action: { Status: status } } : {}));

    expect(run.status).toBe('SUCCEEDED');
    expect(run.calls.slice(1).map((call) => call.parameters.ResourceARN).sort()).toEqual(profiles.map(({ arn }) => arn).sort());
    run.calls.slice(1).forEach((call) => expect(call).toEqual({ action, parameters: { ResourceARN: call.parameters.ResourceARN, ...parameters } }));
  });

  test.each(['PENDING', 'EXECUTION_IN_PROGRESS', 'EXECUTION_FAILURE', 'REVERSE_FAILURE'])('an action that is %s changes nothing', (status) => {
    expect(runStateMachine(workflow('ProfileStop'), () => ({ Action: { Status: status } })).calls).toHaveLength(1);
  });

  describe('the breaker', () => {
    const roles = money.principals.filter(({ stack: name }) => name.endsWith('-burst')).map(({ logicalId }) => logicalId);

    test('attaches to every role, waits four hours, and detaches', () => {
      const run = runStateMachine(workflow('BurstStop'));

      expect(run).toMatchObject({ status: 'SUCCEEDED', waited: 4 * 3600 });
      expect(run.calls.map(({ action, parameters }) => `${action} ${parameters.RoleName}`)).toEqual([
        ...roles.map((name) => `iam:attachRolePolicy ${name}`), ...roles.map((name) => `iam:detachRolePolicy ${name}`),
      ]);
      expect(new Set(run.calls.map(({ parameters }) => parameters.PolicyArn)).size).toBe(1);
      expect(run.calls[0]!.parameters.PolicyArn).toContain(':policy/claude-code/AccountBurstStop');
    });

    test('a stop that somebody lifted by hand is no failure', () => {
      const run = runStateMachine(workflow('BurstStop'), ({ action }) => {
        if (action === 'iam:detachRolePolicy') {
          throw new ServiceError('Iam.NoSuchEntityException');
        }
      });

      expect(run.status).toBe('SUCCEEDED');
    });

    test('a stop that cannot be attached is a failure, which the topic hears of', () => {
      expect(runStateMachine(workflow('BurstStop'), () => { throw new ServiceError('Iam.AccessDeniedException'); }).status).toBe('FAILED');
    });
  });
});
