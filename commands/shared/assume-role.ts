import { AwsLimits, callOptions, clientConfig } from './aws-client';
import { toCommandError } from './explain';

/** Credentials of a session, as the AWS SDK resolves them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * A session of one hour of a role, entered from the current session.
 * It bears the name of the caller's own: roles that ask for the person behind a session admit no other.
 *
 * @throws CommandError when the role does not admit the caller, or AWS does not answer
 */
export async function assumeRole(role: string, limits: AwsLimits): Promise<SessionCredentials> {
  const { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient(await clientConfig(limits));
  try {
    const { Arn: caller } = await client.send(new GetCallerIdentityCommand({}), callOptions(limits));
    if (caller === undefined) {
      throw new SyntaxError('the answer has no identity');
    }
    const answer = await client.send(new AssumeRoleCommand({
      RoleArn: role, RoleSessionName: caller.split('/').at(-1), DurationSeconds: 3600,
    }), callOptions(limits));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
      throw new SyntaxError('the answer has no credentials');
    }
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration: Expiration };
  } catch (error) {
    throw toCommandError(error, `The role ${role} could not be assumed`);
  }
}
