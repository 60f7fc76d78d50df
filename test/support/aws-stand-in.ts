import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** What the stand-in answers to one request. */
export interface Answer {
  readonly status?: number;
  readonly body?: string | object;
  readonly headers?: Record<string, string>;
  /** How long it waits first, in milliseconds. */
  readonly delay?: number;
}

/** A request as a test looks at it. */
export interface Asked {
  /** The operation: `GetParameter`, `GetCallerIdentity`, `InvokeModel`, … */
  readonly operation: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A local server that stands in for the services of AWS that the commands ask. */
export interface AwsStandIn {
  readonly url: string;
  readonly asked: Asked[];
  /** Variables that lead the AWS SDK to it, with made-up credentials. */
  readonly environment: Record<string, string>;
  close(): Promise<void>;
}

/** Starts the stand-in; an operation without an answer gets a 404 that no command expects. */
export async function startAwsStandIn(answer: (asked: Asked) => Answer | undefined): Promise<AwsStandIn> {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const question = { operation: operationOf(request, body), path: request.url ?? '', headers: request.headers, body };
      asked.push(question);
      const { status = 200, body: content = '', headers = {}, delay = 0 } = answer(question) ?? { status: 404, body: { message: `no answer for ${question.operation}` } };
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(typeof content === 'string' ? content : JSON.stringify(content));
      }, delay).unref();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    environment: {
      AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up', AWS_SESSION_TOKEN: 'made-up', AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', NO_PROXY: '127.0.0.1',
    },
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** JSON services name the operation in a header, STS in the body, Bedrock in the path. */
function operationOf(request: IncomingMessage, body: string): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    return target.split('.').at(-1)!;
  }
  const action = /(^|&)Action=(\w+)/.exec(body)?.[2];
  if (action !== undefined) {
    return action;
  }
  const path = (request.url ?? '').split('?')[0]!;
  const known: [RegExp, string][] = [
    [/^\/model\/.*\/invoke$/, 'InvokeModel'],
    [/^\/federation\/credentials$/, 'GetRoleCredentials'],
    [/^\/inference-profiles$/, 'ListInferenceProfiles'],
    [/^\/use-case-for-model-access$/, request.method === 'GET' ? 'GetUseCaseForModelAccess' : 'PutUseCaseForModelAccess'],
    [/^\/foundation-model-availability\//, 'GetFoundationModelAvailability'],
    [/^\/list-foundation-model-agreement-offers\//, 'ListFoundationModelAgreementOffers'],
    [/^\/create-foundation-model-agreement$/, 'CreateFoundationModelAgreement'],
  ];
  return known.find(([pattern]) => pattern.test(path))?.[1] ?? `${request.method} ${path}`;
}

/** The identity that STS answers with. */
export function identityAnswer(account: string, arn: string): Answer {
  return {
    headers: { 'content-type': 'text/xml' },
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>A:me</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
}

/** The session of a role that STS answers with. */
export function assumedRoleAnswer(expiration: string): Answer {
  return {
    headers: { 'content-type': 'text/xml' },
    body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  };
}

/** An error of a JSON service. */
export function jsonError(name: string, status: number, message: string): Answer {
  return { status, headers: { 'x-amzn-errortype': name }, body: { __type: name, message } };
}

/** An error of STS. */
export function stsError(name: string, status: number, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  };
}
