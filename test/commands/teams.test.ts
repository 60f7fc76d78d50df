import { Answer, Asked, AwsStandIn, identityAnswer, startAwsStandIn, stsError } from '../support/aws-stand-in';
import { Ended, runCommand } from '../support/process';
import { fixture } from '../support/synthesis';

/** settings.yaml is of account 111122223333 in us-east-1 and has the teams alpha, beta and gamma. */
const FILE = fixture('settings.yaml');

interface Stack {
  readonly name: string;
  readonly status?: string;
  readonly locked?: boolean;
  readonly outputs?: Record<string, string>;
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** DescribeStacks as CloudFormation answers it; see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html. */
function page(stacks: readonly Stack[], next?: string): Answer {
  const members = stacks.map(({ name, status = 'CREATE_COMPLETE', locked = false, outputs = {} }) => `<member><StackName>${name}</StackName>
    <CreationTime>2026-11-01T09:00:00Z</CreationTime><StackStatus>${status}</StackStatus><EnableTerminationProtection>${locked}</EnableTerminationProtection>
    <Outputs>${Object.entries(outputs).map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${xml(value)}</OutputValue></member>`).join('')}</Outputs></member>`);
  return {
    headers: { 'content-type': 'text/xml' },
    body: `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>${members.join('')}</Stacks>${
      next === undefined ? '' : `<NextToken>${next}</NextToken>`}</DescribeStacksResult></DescribeStacksResponse>`,
  };
}

const LIFT_BUDGET = 'aws budgets execute-budget-action --account-id 111122223333 --budget-name claude-code-delta --action-id a --execution-type REVERSE_BUDGET_ACTION';
const LIFT_BURST = 'aws iam detach-role-policy --role-name r --policy-arn p; aws iam detach-user-policy --user-name u --policy-arn p';
const ALPHA = { name: 'ClaudeCode-Team-alpha', status: 'UPDATE_COMPLETE' };
const OTHERS = [{ name: 'ClaudeCode-Account' }, { name: 'ClaudeCode-Teams' }, { name: 'Network' }, { name: 'My-ClaudeCode-Team-alpha' }];
const DELTA: Stack = {
  name: 'ClaudeCode-Team-delta', locked: true,
  outputs: { LiftBurstStopCommand: LIFT_BURST, RearmBudgetStopCommand: 'never', LiftBudgetStopCommand: LIFT_BUDGET, DeveloperRoleArn: 'arn' },
};
const EPSILON = { name: 'ClaudeCode-Team-epsilon', status: 'ROLLBACK_COMPLETE' };

let aws: AwsStandIn;
let stacks: (asked: Asked) => Answer;
let account: string;

beforeAll(async () => {
  aws = await startAwsStandIn((asked) => (asked.operation === 'GetCallerIdentity'
    ? identityAnswer(account, `arn:aws:sts::${account}:assumed-role/Platform/me`)
    : asked.operation === 'DescribeStacks' ? stacks(asked) : undefined));
});
beforeEach(() => { aws.asked.length = 0; account = '111122223333'; });
afterAll(() => aws.close());

const teams = (...args: string[]): Promise<Ended> => runCommand('teams', ['--config', FILE, ...args], aws.environment);

/** The account over two pages, in no order. */
const twoPages = ({ body }: Asked): Answer => (new URLSearchParams(body).get('NextToken') === null
  ? page([EPSILON, ...OTHERS, ALPHA], 'page-2') : page([DELTA]));

const DELETE_DELTA = ['delete-stack', 'wait stack-delete-complete'].map((step) => `aws cloudformation ${step} --region us-east-1 --stack-name ClaudeCode-Team-delta`);
const UNLOCK_DELTA = 'aws cloudformation update-termination-protection --no-enable-termination-protection --region us-east-1 --stack-name ClaudeCode-Team-delta';

test('what is deployed, what is not yet, and what the file no longer has, with the commands that delete it in their order', async () => {
  stacks = twoPages;
  const { code, stdout, stderr } = await teams();

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'alpha: ClaudeCode-Team-alpha, UPDATE_COMPLETE',
    `beta: in ${FILE}, but not deployed. What to do: npx cdk deploy ClaudeCode-Team-beta`,
    `gamma: in ${FILE}, but not deployed. What to do: npx cdk deploy ClaudeCode-Team-gamma`,
    `delta: ClaudeCode-Team-delta, CREATE_COMPLETE. ${FILE} does not have this team: its role, keys and profiles work until the stack is deleted.`,
    '  What to do, if no other configuration file has it, in this order:',
    // A stop's policy hangs on the roles from outside: before it is lifted the stack cannot be deleted.
    `    ${LIFT_BUDGET}    # only while the team is stopped: a stop keeps its roles from being deleted`,
    `    ${LIFT_BURST}    # only while the team is stopped: a stop keeps its roles from being deleted`,
    `    ${UNLOCK_DELTA}`,
    ...DELETE_DELTA.map((command) => `    ${command}`),
    `epsilon: ClaudeCode-Team-epsilon, ROLLBACK_COMPLETE. ${FILE} does not have this team: its role, keys and profiles work until the stack is deleted.`,
    '  What to do, if no other configuration file has it, in this order:',
    '    aws cloudformation delete-stack --region us-east-1 --stack-name ClaudeCode-Team-epsilon',
    '    aws cloudformation wait stack-delete-complete --region us-east-1 --stack-name ClaudeCode-Team-epsilon',
    '',
  ]);
});

test('it asks who it is and for both pages, and changes nothing', async () => {
  stacks = twoPages;
  await teams();

  expect(aws.asked.map(({ operation, body }) => [operation, new URLSearchParams(body).get('NextToken')])).toEqual([
    ['GetCallerIdentity', null], ['DescribeStacks', null], ['DescribeStacks', 'page-2'],
  ]);
});

test('the same as JSON, and with --check an exit code of 1', async () => {
  stacks = twoPages;
  const { code, stdout } = await teams('--json', '--check');
  const when = 'only while the team is stopped: a stop keeps its roles from being deleted';

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    deployed: [{ team: 'alpha', stackName: 'ClaudeCode-Team-alpha', status: 'UPDATE_COMPLETE' }],
    missing: ['beta', 'gamma'].map((team) => ({ team, deploy: `npx cdk deploy ClaudeCode-Team-${team}` })),
    left: [
      {
        team: 'delta', stackName: 'ClaudeCode-Team-delta', status: 'CREATE_COMPLETE',
        commands: [{ command: LIFT_BUDGET, when }, { command: LIFT_BURST, when }, ...[UNLOCK_DELTA, ...DELETE_DELTA].map((command) => ({ command }))],
      },
      {
        team: 'epsilon', stackName: 'ClaudeCode-Team-epsilon', status: 'ROLLBACK_COMPLETE',
        commands: ['delete-stack', 'wait stack-delete-complete'].map((step) => ({ command: `aws cloudformation ${step} --region us-east-1 --stack-name ClaudeCode-Team-epsilon` })),
      },
    ],
  });
});

test('--check ends with 0 where no stack is left, also while a team is not deployed yet', async () => {
  stacks = () => page([ALPHA, ...OTHERS]);

  expect(await teams('--check')).toMatchObject({ code: 0, stderr: '' });
});

test('a stack that is being deleted is waited for', async () => {
  stacks = () => page([ALPHA, { ...DELTA, status: 'DELETE_IN_PROGRESS' }]);
  const { code, stdout } = await teams('--json', '--check');

  expect([code, JSON.parse(stdout).left[0].commands]).toEqual([1, [{ command: DELETE_DELTA[1] }]]);
});

test('an output of a stack cannot steer the terminal that shows it', async () => {
  stacks = () => page([{ ...DELTA, outputs: { LiftBudgetStopCommand: 'echo \u202e\u009b2J' } }]);
  const { stdout } = await teams();

  expect(stdout).toContain('    echo \\u{202e}\\u{9b}2J    # only');
});

test('a session of another account is told so, and no stacks are asked for', async () => {
  account = '999988887777';

  expect(await teams()).toMatchObject({
    code: 1, stdout: '', stderr: 'The session is of account 999988887777; the teams are in 111122223333.\nWhat to do: choose another --profile\n',
  });
  expect(aws.asked.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
});

test('a session that may not look is told what it needs', async () => {
  stacks = () => stsError('AccessDenied', 403, 'User: arn:aws:sts::111122223333:assumed-role/Platform/me is not authorized to perform: cloudformation:DescribeStacks');

  expect(await teams('--check')).toMatchObject({
    code: 1, stdout: '', stderr: expect.stringMatching(/^The stacks of the account: .*cloudformation:DescribeStacks\nWhat to do: ask the platform team/),
  });
});
