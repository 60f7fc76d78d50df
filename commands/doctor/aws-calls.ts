import { AwsLimits, callOptions, clientConfig } from '../shared/aws-client';
import { explain } from '../shared/explain';
import { readParameter } from '../shared/parameter';
import { GuardrailReference } from '../../lib/access/policies/guardrail-reference';

/** An application inference profile, as Bedrock lists it. */
export interface Profile {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly modelArns: readonly string[];
}

/** A quota, as Service Quotas lists it. */
export interface Quota {
  readonly name: string;
  readonly code: string;
  readonly value: number;
}

/** Whether a model may be called, as far as agreements go. */
export interface Availability {
  readonly agreement: string;
  readonly authorization: string;
  readonly region: string;
}

/** Everything that the doctor asks AWS; each call is bounded in time and retries. */
export interface AwsCalls {
  identity(): Promise<{ account: string; arn: string }>;
  region(): Promise<string | undefined>;
  profiles(): Promise<Profile[]>;
  availability(modelId: string): Promise<Availability>;
  useCaseSubmitted(): Promise<boolean>;
  /** The data retention mode of the account in the region. */
  dataRetention(): Promise<string>;
  invoke(profileArn: string, guardrail?: GuardrailReference): Promise<void>;
  invokeWithShortTermKey(profileArn: string, guardrail?: GuardrailReference): Promise<void>;
  quotas(): Promise<Quota[]>;
  /** The most tokens that a profile has used of its quota in a minute of the last hour. */
  peakUsage(profileIds: readonly string[]): Promise<number>;
  parameter(name: string): Promise<string>;
}

/** The longest listing that is followed, in pages. */
const MAX_PAGES = 30;

/** The smallest request: one token of output. */
const TINY_REQUEST = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 1, messages: [{ role: 'user', content: 'ping' }] });

/** How far back usage is looked at. */
const USAGE_WINDOW_MS = 3_600_000;

/** How long a key lives that is minted for one request. */
const KEY_SECONDS = 900;

/** The calls through the AWS SDK, which is loaded only when one is made. */
export function awsCalls(limits: AwsLimits): AwsCalls {
  return {
    ...accountCalls(limits),
    ...bedrockCalls(limits),
    invoke: (profileArn, guardrail) => invoke(limits, profileArn, guardrail),
    invokeWithShortTermKey: (profileArn, guardrail) => invokeWithShortTermKey(limits, profileArn, guardrail),
    parameter: (name) => readParameter(name, limits),
  };
}

function accountCalls(limits: AwsLimits): Pick<AwsCalls, 'identity' | 'region' | 'quotas' | 'peakUsage'> {
  return {
    async identity() {
      const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
      const answer = await new STSClient(await clientConfig(limits)).send(new GetCallerIdentityCommand({}), callOptions(limits));
      if (answer.Account === undefined || answer.Arn === undefined) {
        throw new SyntaxError('the answer has no identity');
      }
      return { account: answer.Account, arn: answer.Arn };
    },
    async region() {
      const { STSClient } = await import('@aws-sdk/client-sts');
      return new STSClient({}).config.region().catch(() => undefined);
    },
    async quotas() {
      const { ListServiceQuotasCommand, ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
      const client = new ServiceQuotasClient(await clientConfig(limits));
      return pages(async (NextToken) => {
        const answer = await client.send(new ListServiceQuotasCommand({ ServiceCode: 'bedrock', MaxResults: 100, NextToken }), callOptions(limits));
        return {
          items: list(answer.Quotas, 'quotas').map((quota) => ({ name: quota.QuotaName ?? '', code: quota.QuotaCode ?? '', value: quota.Value ?? 0 })),
          next: answer.NextToken,
        };
      });
    },
    peakUsage: (profileIds) => peakUsage(limits, profileIds),
  };
}

/** The metric counts what was used, not what requests had reserved: an approximation from below. */
async function peakUsage(limits: AwsLimits, profileIds: readonly string[]): Promise<number> {
  const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const end = new Date();
  const answer = await new CloudWatchClient(await clientConfig(limits)).send(new GetMetricDataCommand({
    StartTime: new Date(end.getTime() - USAGE_WINDOW_MS),
    EndTime: end,
    MetricDataQueries: profileIds.map((id, index) => ({
      Id: `profile${index}`,
      MetricStat: {
        Metric: { Namespace: 'AWS/Bedrock', MetricName: 'EstimatedTPMQuotaUsage', Dimensions: [{ Name: 'ModelId', Value: id }] }, Period: 60, Stat: 'Maximum',
      },
    })),
  }), callOptions(limits));
  return Math.max(0, ...list(answer.MetricDataResults, 'metrics').flatMap((result) => result.Values ?? []));
}

function bedrockCalls(limits: AwsLimits): Pick<AwsCalls, 'profiles' | 'availability' | 'useCaseSubmitted' | 'dataRetention'> {
  return {
    async profiles() {
      const { BedrockClient, ListInferenceProfilesCommand } = await import('@aws-sdk/client-bedrock');
      const client = new BedrockClient(await clientConfig(limits));
      return pages(async (nextToken) => {
        const answer = await client.send(new ListInferenceProfilesCommand({ typeEquals: 'APPLICATION', maxResults: 1000, nextToken }), callOptions(limits));
        return {
          items: list(answer.inferenceProfileSummaries, 'inference profiles').map((profile) => ({
            name: profile.inferenceProfileName ?? '',
            arn: profile.inferenceProfileArn ?? '',
            status: profile.status ?? 'unknown',
            modelArns: (profile.models ?? []).flatMap((model) => model.modelArn ?? []),
          })),
          next: answer.nextToken,
        };
      });
    },
    async availability(modelId) {
      const { BedrockClient, GetFoundationModelAvailabilityCommand } = await import('@aws-sdk/client-bedrock');
      const answer = await new BedrockClient(await clientConfig(limits)).send(new GetFoundationModelAvailabilityCommand({ modelId }), callOptions(limits));
      return {
        agreement: answer.agreementAvailability?.status ?? 'unknown',
        authorization: answer.authorizationStatus ?? 'unknown',
        region: answer.regionAvailability ?? 'unknown',
      };
    },
    async dataRetention() {
      const { BedrockClient, GetAccountDataRetentionCommand } = await import('@aws-sdk/client-bedrock');
      return (await new BedrockClient(await clientConfig(limits)).send(new GetAccountDataRetentionCommand({}), callOptions(limits))).mode ?? 'unknown';
    },
    async useCaseSubmitted() {
      const { BedrockClient, GetUseCaseForModelAccessCommand } = await import('@aws-sdk/client-bedrock');
      try {
        await new BedrockClient(await clientConfig(limits)).send(new GetUseCaseForModelAccessCommand({}), callOptions(limits));
        return true;
      } catch (error) {
        if (explain(error).kind === 'missing') {
          return false;
        }
        throw error;
      }
    },
  };
}

async function invoke(limits: AwsLimits, profileArn: string, guardrail?: GuardrailReference): Promise<void> {
  const { BedrockRuntimeClient, InvokeModelCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const answer = await new BedrockRuntimeClient(await clientConfig(limits)).send(new InvokeModelCommand(tiny(profileArn, guardrail)), callOptions(limits));
  checkAnswer(answer.body);
}

/** Mints a key from the session, as a person's tool would, and calls with it alone. */
async function invokeWithShortTermKey(limits: AwsLimits, profileArn: string, guardrail?: GuardrailReference): Promise<void> {
  const { BedrockRuntimeClient, InvokeModelCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const { getToken } = await import('@aws/bedrock-token-generator');
  const { STSClient } = await import('@aws-sdk/client-sts');
  const config = await clientConfig(limits);
  const key = await getToken({ credentials: await new STSClient(config).config.credentials(), region: limits.region, expiresInSeconds: KEY_SECONDS });
  const client = new BedrockRuntimeClient({ ...config, token: { token: key }, authSchemePreference: ['httpBearerAuth'] });
  checkAnswer((await client.send(new InvokeModelCommand(tiny(profileArn, guardrail)), callOptions(limits))).body);
}

function tiny(modelId: string, guardrail?: GuardrailReference) {
  return {
    modelId,
    contentType: 'application/json',
    accept: 'application/json',
    body: TINY_REQUEST,
    guardrailIdentifier: guardrail?.id,
    guardrailVersion: guardrail?.version,
  };
}

/** A proxy's page is an answer too, but not one of a model. */
function checkAnswer(body: Uint8Array | undefined): void {
  const answer: unknown = JSON.parse(new TextDecoder().decode(body));
  if (typeof answer !== 'object' || answer === null || !('content' in answer)) {
    throw new SyntaxError('the answer is not one of a model');
  }
}

/** What a listing has to hold; anything else is not an answer of AWS. */
function list<T>(items: T[] | undefined, what: string): T[] {
  if (!Array.isArray(items)) {
    throw new SyntaxError(`the answer lists no ${what}`);
  }
  return items;
}

async function pages<T>(page: (next?: string) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const all: T[] = [];
  let next: string | undefined;
  for (let count = 0; count < MAX_PAGES; count++) {
    const answer = await page(next);
    all.push(...answer.items);
    next = answer.next;
    if (next === undefined) {
      break;
    }
  }
  return all;
}
