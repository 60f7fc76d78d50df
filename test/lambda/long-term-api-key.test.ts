import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CustomResourceEvent } from '../../lambda/long-term-api-key';
import * as source from '../../lambda/long-term-api-key';
import compiled from '../../lib/access/api-keys/api-key-function.json';
import { handlerCode } from '../../scripts/handler-code';

/** Both what is written and what the template carries, against stand-ins for IAM, Secrets Manager and CloudFormation. */
const fromTemplate = {} as typeof source;
new Function('exports', 'require', compiled.code)(fromTemplate, require);

const USER = 'nightly-report';
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:key-a1b2c3';

interface Credential { id: string; secret: string; days: number; status: string }

/** The two services, with their own rules: two credentials a user, a secret shown once. */
class World {
  public userExists = true;
  public credentials: Credential[] = [];
  public versions: Record<string, string> = {};
  public current?: string;
  public calls: string[] = [];
  public most = 0;
  public responses: Record<string, any>[] = [];
  public printed: string[] = [];
  private made = 0;
  private readonly failures: { command: string; error: Error; after: boolean }[] = [];

  /** The next call of a command fails: before it does anything, or after, when only the answer is lost. */
  public failOnce(command: string, name: string, after = false): void {
    this.failures.push({ command, error: Object.assign(new Error(`1 validation error: value ABSK-SECRET-${this.made + 1} at 'secretString'`), { name }), after });
  }

  public get stored(): string | undefined {
    return this.current === undefined ? undefined : this.versions[this.current];
  }

  public async send(command: { constructor: { name: string }; input: any }): Promise<any> {
    const name = command.constructor.name.replace('Command', '');
    this.calls.push(name);
    const failure = this.failures.findIndex((planned) => planned.command === name);
    const [planned] = failure === -1 ? [] : this.failures.splice(failure, 1);
    if (planned?.after === false) {
      throw planned.error;
    }
    const answer = (this as any)[name](command.input);
    this.most = Math.max(this.most, this.credentials.length);
    if (planned !== undefined) {
      throw planned.error;
    }
    return answer;
  }

  public ListServiceSpecificCredentials({ UserName, ServiceName }: any): any {
    this.checkUser(UserName);
    expect(ServiceName).toBe('bedrock.amazonaws.com');
    return { ServiceSpecificCredentials: this.credentials.map(({ id, status }) => ({ ServiceSpecificCredentialId: id, Status: status, ExpirationDate: this.expiry })) };
  }

  public CreateServiceSpecificCredential({ UserName, ServiceName, CredentialAgeDays }: any): any {
    this.checkUser(UserName);
    expect(ServiceName).toBe('bedrock.amazonaws.com');
    if (this.credentials.length === 2) {
      throw Object.assign(new Error('two are there'), { name: 'LimitExceededException' });
    }
    this.made += 1;
    const credential = { id: `ACCA${this.made}`, secret: `ABSK-SECRET-${this.made}`, days: CredentialAgeDays, status: 'Active' };
    this.credentials.push(credential);
    return { ServiceSpecificCredential: { ServiceSpecificCredentialId: credential.id, ServiceCredentialSecret: credential.secret, ExpirationDate: this.expiry } };
  }

  public DeleteServiceSpecificCredential({ UserName, ServiceSpecificCredentialId }: any): any {
    this.checkUser(UserName);
    if (!this.credentials.some(({ id }) => id === ServiceSpecificCredentialId)) {
      throw Object.assign(new Error('gone'), { name: 'NoSuchEntityException' });
    }
    this.credentials = this.credentials.filter(({ id }) => id !== ServiceSpecificCredentialId);
    return {};
  }

  public DescribeSecret({ SecretId }: any): any {
    expect(SecretId).toBe(SECRET);
    return { VersionIdsToStages: Object.fromEntries(Object.keys(this.versions).map((id) => [id, [id === this.current ? 'AWSCURRENT' : 'AWSPREVIOUS']])) };
  }

  public PutSecretValue({ SecretId, SecretString, ClientRequestToken }: any): any {
    expect(SecretId).toBe(SECRET);
    expect(ClientRequestToken).toMatch(/^[A-Za-z0-9-]{32,64}$/);
    this.versions[ClientRequestToken] = SecretString;
    this.current = ClientRequestToken;
    return { ARN: SECRET };
  }

  private readonly expiry = new Date('2026-12-22T00:00:00Z');

  private checkUser(name: string): void {
    expect(name).toBe(USER);
    if (!this.userExists) {
      throw Object.assign(new Error('no user'), { name: 'NoSuchEntityException' });
    }
  }
}

let world: World;
let requests = 0;

beforeEach(() => {
  world = new World();
  jest.spyOn(IAMClient.prototype, 'send').mockImplementation(((command: any) => world.send(command)) as any);
  jest.spyOn(SecretsManagerClient.prototype, 'send').mockImplementation(((command: any) => world.send(command)) as any);
  jest.spyOn(globalThis, 'fetch').mockImplementation((async (url: string, init: any) => {
    expect(url).toBe('https://cloudformation.example.com/response');
    expect(init).toMatchObject({ method: 'PUT', headers: { 'content-type': '' } });
    world.responses.push(JSON.parse(init.body));
    return { ok: true, status: 200 };
  }) as any);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, method).mockImplementation((...parts) => { world.printed.push(parts.map(String).join(' ')); });
  }
});

afterEach(() => {
  // Whatever happened: never more than two keys, and the key nowhere but in the secret.
  expect(world.most).toBeLessThanOrEqual(2);
  expect(JSON.stringify([world.responses, world.printed])).not.toContain('ABSK');
  jest.restoreAllMocks();
});

const event = (RequestType: CustomResourceEvent['RequestType'], more: { days?: number; version?: number } = {}): CustomResourceEvent => ({
  RequestType,
  RequestId: `request-${++requests}`,
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Team/1',
  LogicalResourceId: 'Key',
  ResponseURL: 'https://cloudformation.example.com/response',
  ResourceProperties: { UserName: USER, SecretArn: SECRET, MaxAgeDays: String(more.days ?? 30), Version: String(more.version ?? 1) },
});

describe.each([['as written', source], ['as the template carries it', fromTemplate]])('%s', (_, { handler, patience }) => {
  patience.pauseMs = 0;
  const last = () => world.responses.at(-1)!;
  const expectOneKey = (id: string, days = 30) => {
    expect(world.credentials).toEqual([{ id, secret: id.replace('ACCA', 'ABSK-SECRET-'), days, status: 'Active' }]);
    expect(world.stored).toBe(world.credentials[0]!.secret);
  };

  test('create: a key of that age is made and stored', async () => {
    await handler(event('Create'));

    expectOneKey('ACCA1');
    expect(last()).toEqual({
      Status: 'SUCCESS', PhysicalResourceId: USER, Data: { ExpirationDate: '2026-12-22T00:00:00.000Z' },
      StackId: expect.any(String), RequestId: `request-${requests}`, LogicalResourceId: 'Key',
    });
  });

  test('create, repeated after all was done: nothing is made again', async () => {
    await handler(event('Create'));
    await handler(event('Create'));

    expectOneKey('ACCA1');
    expect(world.calls.filter((call) => call === 'CreateServiceSpecificCredential')).toHaveLength(1);
    expect(last()).toMatchObject({ Status: 'SUCCESS', Data: { ExpirationDate: '2026-12-22T00:00:00.000Z' } });
  });

  test('create, repeated after an attempt that ended between making and storing: the lost key is deleted first', async () => {
    world.CreateServiceSpecificCredential({ UserName: USER, ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 30 });
    await handler(event('Create'));

    expectOneKey('ACCA2');
  });

  test('create, where two lost keys are in the way: both are deleted', async () => {
    world.CreateServiceSpecificCredential({ UserName: USER, ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 30 });
    world.CreateServiceSpecificCredential({ UserName: USER, ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 30 });
    await handler(event('Create'));

    expectOneKey('ACCA3');
  });

  test.each<[string, { days?: number; version?: number }]>([['another age', { days: 60 }], ['another version', { version: 2 }]])(
    'update with %s: a new key is stored before the old one is deleted', async (__, change) => {
      await handler(event('Create'));
      world.calls = [];
      await handler(event('Update', change));

      expectOneKey('ACCA2', change.days);
      expect(world.calls.filter((call) => !/^(List|Describe)/.test(call)))
        .toEqual(['CreateServiceSpecificCredential', 'PutSecretValue', 'DeleteServiceSpecificCredential']);
    },
  );

  test('update with neither: the key stays', async () => {
    await handler(event('Create'));
    await handler(event('Update'));

    expectOneKey('ACCA1');
  });

  test.each(['Expired', 'Inactive'])('update where the key is %s: another one is made', async (status) => {
    await handler(event('Create'));
    world.credentials[0]!.status = status;
    await handler(event('Update'));

    expectOneKey('ACCA2');
  });

  test('update where somebody deleted the key: another one is made', async () => {
    await handler(event('Create'));
    world.credentials = [];
    await handler(event('Update'));

    expectOneKey('ACCA2');
  });

  test('update where the secret is a new one: another key is made', async () => {
    await handler(event('Create'));
    world.versions = {};
    world.current = undefined;
    await handler(event('Update'));

    expectOneKey('ACCA2');
  });

  test('update, repeated after an attempt that ended between storing and deleting the old key', async () => {
    await handler(event('Create'));
    world.failOnce('DeleteServiceSpecificCredential', 'ServiceFailureException');
    const update = event('Update', { version: 2 });
    await handler(update);
    expect(last()).toMatchObject({ Status: 'FAILED', Reason: 'The long-term API key of nightly-report could not be kept: ServiceFailureException.' });
    expect(world.credentials).toHaveLength(2);

    await handler(update);

    expectOneKey('ACCA2');
    expect(last().Status).toBe('SUCCESS');
  });

  test('failed store: the new key is deleted, the old one stays and works', async () => {
    await handler(event('Create'));
    world.failOnce('PutSecretValue', 'InternalServiceError');
    await handler(event('Update', { version: 2 }));

    expect(last()).toMatchObject({ Status: 'FAILED', PhysicalResourceId: USER, Reason: expect.stringContaining('InternalServiceError') });
    expectOneKey('ACCA1');

    await handler(event('Update', { version: 1 }));

    expectOneKey('ACCA1');
  });

  test('failed store and failed tidying: the next attempt tidies up', async () => {
    await handler(event('Create'));
    world.failOnce('PutSecretValue', 'InternalServiceError');
    world.failOnce('DeleteServiceSpecificCredential', 'ServiceFailureException');
    await handler(event('Update', { version: 2 }));
    expect(last().Status).toBe('FAILED');
    expect(world.credentials).toHaveLength(2);

    await handler(event('Update', { version: 2 }));

    expectOneKey('ACCA3');
  });

  test('a store whose answer is lost counts as done', async () => {
    await handler(event('Create'));
    world.failOnce('PutSecretValue', 'TimeoutError', true);
    await handler(event('Update', { version: 2 }));

    expectOneKey('ACCA2');
    expect(last().Status).toBe('SUCCESS');
  });

  test('failed creation: nothing is stored', async () => {
    world.failOnce('CreateServiceSpecificCredential', 'ServiceNotSupportedException');
    await handler(event('Create'));

    expect(last()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ServiceNotSupportedException') });
    expect(world.credentials).toEqual([]);
    expect(world.stored).toBeUndefined();
  });

  test('a permission that is not in force yet is waited for', async () => {
    world.failOnce('ListServiceSpecificCredentials', 'AccessDenied');
    world.failOnce('DescribeSecret', 'AccessDeniedException');
    world.failOnce('CreateServiceSpecificCredential', 'AccessDenied');
    await handler(event('Create'));

    expectOneKey('ACCA1');
  });

  test('a permission that never comes fails the deployment', async () => {
    Array.from({ length: patience.attempts }, () => world.failOnce('CreateServiceSpecificCredential', 'AccessDenied'));
    await handler(event('Create'));

    expect(last()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDenied') });
  });

  test('delete: every key of the user for the service goes', async () => {
    await handler(event('Create'));
    world.CreateServiceSpecificCredential({ UserName: USER, ServiceName: 'bedrock.amazonaws.com', CredentialAgeDays: 1 });
    await handler(event('Delete'));

    expect(world.credentials).toEqual([]);
    expect(last()).toMatchObject({ Status: 'SUCCESS', Data: {} });
  });

  test('delete of what is gone succeeds', async () => {
    await handler(event('Delete'));
    expect(last().Status).toBe('SUCCESS');

    world.userExists = false;
    await handler(event('Delete'));
    expect(last().Status).toBe('SUCCESS');
  });

  test('delete of a key that goes meanwhile succeeds', async () => {
    await handler(event('Create'));
    world.failOnce('DeleteServiceSpecificCredential', 'NoSuchEntityException');
    await handler(event('Delete'));

    expect(last().Status).toBe('SUCCESS');
  });

  test('a response that CloudFormation does not take fails the invocation, so that Lambda repeats it', async () => {
    jest.spyOn(globalThis, 'fetch').mockResolvedValue({ ok: false, status: 503 } as Response);

    await expect(handler(event('Create'))).rejects.toThrow('CloudFormation did not take the response: 503');
    expect(world.credentials).toHaveLength(1);
  });
});

test('the code in the template is compiled from the source as it is now', () => {
  expect(compiled.code).toBe(handlerCode());
});
