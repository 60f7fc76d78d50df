import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { awsCalls } from '../../commands/doctor/aws-calls';
import { explain } from '../../commands/shared/explain';
import { Answer, Asked, AwsStandIn, identityAnswer, jsonError, startAwsStandIn, stsError } from '../support/aws-stand-in';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl';
const ANSWERED = { body: { id: 'msg', type: 'message', content: [], usage: { input_tokens: 1, output_tokens: 1 } } };

let standIn: AwsStandIn;
let answer: (asked: Asked) => Answer | undefined;
const before = { ...process.env };

beforeAll(async () => {
  standIn = await startAwsStandIn((asked) => answer(asked));
  Object.assign(process.env, standIn.environment);
});

beforeEach(() => { standIn.asked.length = 0; });

afterAll(async () => {
  process.env = before;
  await standIn.close();
});

const calls = (timeoutMs = 5000) => awsCalls({ region: 'us-east-1', timeoutMs });

/** How a call failed, in the words that a person reads. */
async function failure(call: Promise<unknown>): Promise<{ kind: string; message: string }> {
  const error = await call.then(() => { throw new Error('it succeeded'); }, (thrown: unknown) => thrown);
  const { kind, message } = explain(error);
  return { kind, message };
}

describe('what is asked, and what comes back', () => {
  test('identity', async () => {
    answer = () => identityAnswer('111122223333', 'arn:aws:sts::111122223333:assumed-role/a/b');

    expect(await calls().identity()).toEqual({ account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/a/b' });
  });

  test('one tiny request, with the guardrail in its headers', async () => {
    answer = () => ANSWERED;
    await calls().invoke(ARN, { id: 'abc123', version: '3' });

    const [{ path, body, headers }] = standIn.asked as [Asked];
    expect(decodeURIComponent(path)).toBe(`/model/${ARN}/invoke`);
    expect(JSON.parse(body)).toEqual({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 1, messages: [{ role: 'user', content: 'ping' }] });
    expect(headers).toMatchObject({ 'x-amzn-bedrock-guardrailidentifier': 'abc123', 'x-amzn-bedrock-guardrailversion': '3' });
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
  });

  test('a request with a key carries the key and no signature', async () => {
    answer = () => ANSWERED;
    await calls().invokeWithShortTermKey(ARN);

    expect(standIn.asked[0]!.headers.authorization).toMatch(/^Bearer bedrock-api-key-/);
  });

  test('listings are followed to the end', async () => {
    answer = ({ path }) => ({ body: {
      inferenceProfileSummaries: [{ inferenceProfileName: path.includes('nextToken') ? 'second' : 'first', inferenceProfileArn: ARN, status: 'ACTIVE', models: [{ modelArn: 'm' }] }],
      nextToken: path.includes('nextToken') ? undefined : 'more',
    } });

    expect((await calls().profiles()).map(({ name }) => name)).toEqual(['first', 'second']);
    expect(standIn.asked[0]!.path).toContain('type=APPLICATION');
  });

  test('a listing without end is left after thirty pages', async () => {
    answer = () => ({ body: { Quotas: [{ QuotaName: 'a', QuotaCode: 'L-1', Value: 1 }], NextToken: 'more' } });

    expect(await calls().quotas()).toHaveLength(30);
  });

  test('usage is the highest minute of any of the profiles, asked by their short ids', async () => {
    answer = () => ({ body: { MetricDataResults: [{ Id: 'profile0', Values: [1, 700] }, { Id: 'profile1', Values: [] }] } });

    expect(await calls().peakUsage(['abc', 'def'])).toBe(700);
    expect(standIn.asked[0]!.operation).toBe('GetMetricData');
    expect(standIn.asked[0]!.body.toString()).toContain('EstimatedTPMQuotaUsage');
  });

  test('the form that has not been submitted is no error', async () => {
    answer = () => jsonError('ResourceNotFoundException', 404, 'none');

    expect(await calls().useCaseSubmitted()).toBe(false);
  });

  test('the agreement of a model, by its foundation model id', async () => {
    answer = () => ({ body: { modelId: 'm', agreementAvailability: { status: 'PENDING' }, authorizationStatus: 'AUTHORIZED', entitlementAvailability: 'AVAILABLE', regionAvailability: 'AVAILABLE' } });

    expect(await calls().availability('anthropic.claude-opus-4-8')).toEqual({ agreement: 'PENDING', authorization: 'AUTHORIZED', region: 'AVAILABLE' });
    expect(standIn.asked[0]!.path).toBe('/foundation-model-availability/anthropic.claude-opus-4-8');
  });
});

describe('what goes wrong is bounded and said in words', () => {
  test('throttling: three attempts, then an end', async () => {
    answer = () => jsonError('ThrottlingException', 429, 'Too many tokens, please wait');

    expect(await failure(calls().invoke(ARN))).toEqual({ kind: 'throttled', message: 'AWS is throttling: Too many tokens, please wait' });
    expect(standIn.asked).toHaveLength(3);
  });

  test('throttling that passes is not noticed', async () => {
    answer = () => (standIn.asked.length < 3 ? jsonError('ThrottlingException', 429, 'wait') : ANSWERED);
    await calls().invoke(ARN);

    expect(standIn.asked).toHaveLength(3);
  });

  test('no answer: the call with all its retries ends in the time given', async () => {
    answer = () => ({ ...ANSWERED, delay: 60_000 });
    const startedAt = Date.now();

    expect((await failure(calls(400).invoke(ARN))).kind).toBe('unreachable');
    expect(Date.now() - startedAt).toBeLessThan(3000);
  });

  test('nobody listens', async () => {
    const closed = await startAwsStandIn(() => undefined);
    await closed.close();
    process.env.AWS_ENDPOINT_URL = closed.url;

    const { kind } = await failure(calls().parameter('/a'));
    process.env.AWS_ENDPOINT_URL = standIn.url;

    expect(kind).toBe('unreachable');
  });

  test('denied: asked once, and the words of the service are kept', async () => {
    answer = () => jsonError('AccessDeniedException', 403, 'User: me is not authorized to perform: bedrock:InvokeModel');

    expect(await failure(calls().invoke(ARN))).toEqual({ kind: 'denied', message: 'User: me is not authorized to perform: bedrock:InvokeModel' });
    expect(standIn.asked).toHaveLength(1);
  });

  test('expired credentials', async () => {
    answer = () => stsError('ExpiredToken', 403, 'The security token included in the request is expired');

    expect(await failure(calls().identity())).toMatchObject({ kind: 'credentials', message: expect.stringContaining('have expired') });
  });

  test.each<[string, (call: ReturnType<typeof calls>) => Promise<unknown>, Answer]>([
    ['a proxy\'s page instead of a model', (call) => call.invoke(ARN), { headers: { 'content-type': 'text/html' }, body: '<html>Please sign in</html>' }],
    ['JSON that no model writes', (call) => call.invoke(ARN), { body: { hello: 'world' } }],
    ['a page instead of a parameter', (call) => call.parameter('/a'), { headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ['a parameter without a value', (call) => call.parameter('/a'), { body: { Parameter: {} } }],
    ['half an identity', (call) => call.identity(), { headers: { 'content-type': 'text/xml' }, body: '<GetCallerIdentityResponse><GetCallerIdentityResult></GetCallerIdentityResult></GetCallerIdentityResponse>' }],
    ['a listing that lists nothing', (call) => call.profiles(), { body: {} }],
    ['quotas that are none', (call) => call.quotas(), { body: '[]' }],
  ])('malformed: %s', async (_, call, given) => {
    answer = () => given;

    expect((await failure(call(calls()))).kind).toBe('malformed');
  });
});

test('mocks of the clients see the same calls', async () => {
  const [ssm, sts] = [mockClient(SSMClient), mockClient(STSClient)];
  ssm.on(GetParameterCommand, { Name: '/claude-code/payments/managed-settings.json' }).resolves({ Parameter: { Value: '{}' } });
  sts.on(GetCallerIdentityCommand).rejects(Object.assign(new Error('The security token is invalid'), { name: 'InvalidClientTokenId' }));

  expect(await calls().parameter('/claude-code/payments/managed-settings.json')).toBe('{}');
  expect((await failure(calls().identity())).kind).toBe('credentials');
  expect(ssm.commandCalls(GetParameterCommand)).toHaveLength(1);
  [ssm, sts].forEach((mock) => mock.restore());
});
