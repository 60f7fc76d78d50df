import { createHash } from 'node:crypto';
import {
  CreateServiceSpecificCredentialCommand, DeleteServiceSpecificCredentialCommand, IAMClient, ListServiceSpecificCredentialsCommand,
  ServiceSpecificCredentialMetadata,
} from '@aws-sdk/client-iam';
import { DescribeSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

// Keeps one long-term Bedrock API key of an IAM user, in a secret. The key is never logged, returned or put into a message:
// messages of the services may repeat what they were given, so only the names of errors leave this function.

const SERVICE = 'bedrock.amazonaws.com';

/** A policy that was attached a moment ago is not in force everywhere yet. */
export const patience = { attempts: 8, pauseMs: 3000 };

const iam = new IAMClient({});
const secrets = new SecretsManagerClient({});

export interface Properties {
  readonly UserName: string;
  readonly SecretArn: string;
  readonly MaxAgeDays: string;
  readonly Version: string;
}

export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly ResponseURL: string;
  readonly ResourceProperties: Properties;
}

/** Another user makes another resource, so that CloudFormation has the keys of the one before deleted. */
export async function handler(event: CustomResourceEvent): Promise<void> {
  const { UserName } = event.ResourceProperties;
  let outcome: Record<string, unknown>;
  try {
    outcome = { Status: 'SUCCESS', Data: event.RequestType === 'Delete' ? await removeAll(UserName) : await converge(event.ResourceProperties) };
  } catch (error) {
    const name = (error as Error).name;
    console.error(JSON.stringify({ requestId: event.RequestId, requestType: event.RequestType, error: name }));
    outcome = { Status: 'FAILED', Reason: `The long-term API key of ${UserName} could not be kept: ${name}.` };
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    // The URL is signed for a request without a content type.
    headers: { 'content-type': '' },
    body: JSON.stringify({ ...outcome, PhysicalResourceId: UserName, StackId, RequestId, LogicalResourceId }),
  });
  if (!response.ok) {
    throw new Error(`CloudFormation did not take the response: ${response.status}`);
  }
}

/**
 * Creates, stores, then deletes what is old: the key in the secret works at every moment. The id of the secret's version
 * tells which credential it holds and what was asked for, so that a repeated request finds its work done and an attempt
 * that ended half-way is tidied up. A user may have two credentials.
 */
async function converge(wanted: Properties): Promise<Record<string, string>> {
  const existing = await credentialsOf(wanted.UserName);
  const current = await currentVersion(wanted.SecretArn);
  const stored = existing.find((credential) => current.startsWith(half(credential.ServiceSpecificCredentialId!)));
  if (stored?.Status === 'Active' && current === versionId(stored.ServiceSpecificCredentialId!, wanted)) {
    await deleteAll(wanted.UserName, existing.filter((credential) => credential !== stored));
    return dataOf(stored.ExpirationDate);
  }
  await deleteAll(wanted.UserName, existing.filter((credential) => credential !== stored));
  const { ServiceSpecificCredential: created } = await patiently(() => iam.send(new CreateServiceSpecificCredentialCommand({
    UserName: wanted.UserName, ServiceName: SERVICE, CredentialAgeDays: Number(wanted.MaxAgeDays),
  })));
  const id = created!.ServiceSpecificCredentialId!;
  try {
    await secrets.send(new PutSecretValueCommand({
      SecretId: wanted.SecretArn, SecretString: created!.ServiceCredentialSecret, ClientRequestToken: versionId(id, wanted),
    }));
  } catch (error) {
    // An answer may be lost after the work is done.
    if (await currentVersion(wanted.SecretArn) !== versionId(id, wanted)) {
      await deleteAll(wanted.UserName, [{ ServiceSpecificCredentialId: id }]);
      throw error;
    }
  }
  await deleteAll(wanted.UserName, stored === undefined ? [] : [stored]);
  return dataOf(created!.ExpirationDate);
}

async function removeAll(userName: string): Promise<Record<string, string>> {
  await deleteAll(userName, await credentialsOf(userName));
  return {};
}

async function credentialsOf(userName: string): Promise<Partial<ServiceSpecificCredentialMetadata>[]> {
  try {
    const answer = await patiently(() => iam.send(new ListServiceSpecificCredentialsCommand({ UserName: userName, ServiceName: SERVICE })));
    return answer.ServiceSpecificCredentials ?? [];
  } catch (error) {
    return goneOrThrow(error, []);
  }
}

async function deleteAll(userName: string, credentials: readonly Partial<ServiceSpecificCredentialMetadata>[]): Promise<void> {
  for (const { ServiceSpecificCredentialId } of credentials) {
    try {
      await iam.send(new DeleteServiceSpecificCredentialCommand({ UserName: userName, ServiceSpecificCredentialId }));
    } catch (error) {
      goneOrThrow(error, undefined);
    }
  }
}

/** The id of the version that readers of the secret get, or nothing. */
async function currentVersion(secretArn: string): Promise<string> {
  const { VersionIdsToStages } = await patiently(() => secrets.send(new DescribeSecretCommand({ SecretId: secretArn })));
  return Object.entries(VersionIdsToStages ?? {}).find(([, stages]) => stages.includes('AWSCURRENT'))?.[0] ?? '';
}

async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= patience.attempts || !(error as Error).name.startsWith('AccessDenied')) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, patience.pauseMs));
    }
  }
}

function versionId(credentialId: string, wanted: Properties): string {
  return half(credentialId) + half(`${wanted.MaxAgeDays} ${wanted.Version}`);
}

/** Half of a version id, which has at most 64 characters. */
function half(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function dataOf(expiration: Date | undefined): Record<string, string> {
  return { ExpirationDate: expiration?.toISOString() ?? 'unknown' };
}

function goneOrThrow<T>(error: unknown, whenGone: T): T {
  if ((error as Error).name === 'NoSuchEntityException') {
    return whenGone;
  }
  throw error;
}
