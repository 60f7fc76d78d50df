import { CustomResource, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { Problem, problem, refuse } from '../../problem';
import { acknowledgeWildcards } from '../acknowledged-wildcards';
import { DEFAULT_PATH } from '../default-path';
import { MAX_KEY_AGE_DAYS } from './key-age';
import { LongTermApiKeyHandler } from './long-term-api-key-handler';

const OF_BEDROCK = { StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' } };

/**
 * How long a long-term Bedrock API key lives.
 */
export interface LongTermApiKeyOptions {
  /**
   * How long the key works, in whole days from 1 to 366. Another age makes a new key.
   */
  readonly maxAgeDays: number;

  /**
   * Another number makes a new key and deletes the one before: the way to renew a key ahead of its end.
   *
   * @default 1
   */
  readonly version?: number;
}

/**
 * Properties of `LongTermApiKey`.
 */
export interface LongTermApiKeyProps extends LongTermApiKeyOptions {
  /**
   * What the key may do; usually the policy of a team's roles.
   */
  readonly policy: iam.IManagedPolicy;

  /**
   * What the key is for, as people read it beside the secret.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The IAM path of the user and of the role that keeps its key. Another path replaces them, and with them the key.
   *
   * @default /claude-code/
   */
  readonly path?: string;

  /**
   * The most that the user may ever do, whatever is granted to it.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/**
 * A long-term Bedrock API key, for programs that can neither assume a role nor mint a key: an IAM user with a policy, its
 * service-specific credential for Bedrock, and a secret that holds it. The key stands in the secret alone.
 *
 * CloudFormation cannot create such a credential, so a Lambda function does, one for all keys of a stack. The function is
 * without cost at this use; the secret costs 0.40 USD a month. The key ends after its age; deploy another `version` before.
 *
 * Grants the user `bedrock:CallWithBearerToken` for `LONG_TERM` keys besides what its policy grants.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html
 */
export class LongTermApiKey extends Construct implements iam.IGrantable {
  /** The user that the key acts as. */
  public readonly user: iam.User;

  /** The secret whose whole text is the key, as `AWS_BEARER_TOKEN_BEDROCK` takes it. */
  public readonly secret: secretsmanager.ISecret;

  /** When the key ends, as an ISO date; known at deployment. */
  public readonly expirationDate: string;

  /** The principal that grants are made to. */
  public readonly grantPrincipal: iam.IPrincipal;

  /**
   * @throws when the age is not 1 to 366 whole days, or the version is no whole number above zero
   */
  constructor(scope: Construct, id: string, props: LongTermApiKeyProps) {
    super(scope, id);
    refuse(longTermApiKeyProblems(props));
    const path = props.path ?? DEFAULT_PATH;
    this.user = new iam.User(this, 'Resource', { path, managedPolicies: [props.policy], permissionsBoundary: props.permissionsBoundary });
    this.grantPrincipal = this.user.grantPrincipal;
    const use = new iam.Policy(this, 'LongTermApiKeys', { statements: [useLongTermApiKeys()], users: [this.user] });
    acknowledgeWildcards(use, [useLongTermApiKeys()]);
    this.secret = createSecret(this, props.description);

    const handler = LongTermApiKeyHandler.ofStack(this, path);
    const permissions = new iam.Policy(this, 'Handler', { statements: this.handlerStatements(props.maxAgeDays), roles: [handler.role] });
    const key = new CustomResource(this, 'Key', {
      resourceType: 'Custom::BedrockLongTermApiKey',
      serviceToken: handler.functionArn,
      properties: {
        UserName: this.user.userName,
        SecretArn: this.secret.secretArn,
        MaxAgeDays: String(props.maxAgeDays),
        Version: String(props.version ?? 1),
      },
    });
    key.node.addDependency(permissions, this.user);
    this.expirationDate = key.getAttString('ExpirationDate');
  }

  /** The one command that prints the key. */
  public get fetchCommand(): string {
    return `aws secretsmanager get-secret-value --region ${Stack.of(this).region} --secret-id ${this.secret.secretArn} --query SecretString --output text`;
  }

  /** The function may keep the credentials of this user for this service, no longer than the age, and write this secret. */
  private handlerStatements(maxAgeDays: number): iam.PolicyStatement[] {
    const resources = [this.user.userArn];
    return [
      new iam.PolicyStatement({
        sid: 'CreateTheKey',
        actions: ['iam:CreateServiceSpecificCredential'],
        resources,
        conditions: { ...OF_BEDROCK, NumericLessThanEquals: { 'iam:ServiceSpecificCredentialAgeDays': String(maxAgeDays) } },
      }),
      new iam.PolicyStatement({ sid: 'DeleteTheKey', actions: ['iam:DeleteServiceSpecificCredential'], resources, conditions: OF_BEDROCK }),
      new iam.PolicyStatement({ sid: 'FindTheKey', actions: ['iam:ListServiceSpecificCredentials'], resources }),
      new iam.PolicyStatement({
        sid: 'StoreTheKey',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
        resources: [this.secret.secretArn],
      }),
    ];
  }
}

/** What is wrong with the options of a key. */
export function longTermApiKeyProblems({ maxAgeDays, version = 1 }: LongTermApiKeyOptions): Problem[] {
  return [
    ...(Number.isInteger(maxAgeDays) && maxAgeDays >= 1 && maxAgeDays <= MAX_KEY_AGE_DAYS
      ? [] : [problem('maxAgeDays', `A long-term API key lives 1 to ${MAX_KEY_AGE_DAYS} whole days; received ${maxAgeDays}.`)]),
    ...(Number.isInteger(version) && version >= 1
      ? [] : [problem('version', `The version of a key is a whole number above zero; received ${version}.`)]),
  ];
}

/**
 * The action takes no resource, and the condition leaves short-term keys refused. The action of the same name on the
 * mantle endpoint is not granted.
 */
function useLongTermApiKeys(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'UseLongTermApiKeys',
    actions: ['bedrock:CallWithBearerToken'],
    resources: ['*'],
    conditions: { StringEquals: { 'bedrock:BearerTokenType': 'LONG_TERM' } },
  });
}

/** A secret without a value: until the key is there, nobody reads something else in its place. */
function createSecret(scope: Construct, description?: string): secretsmanager.ISecret {
  const resource = new secretsmanager.CfnSecret(scope, 'Secret', { description });
  Validations.of(resource).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The key has an age and ends by itself; a deployment with another version renews it. Rotation by a schedule would change the ' +
      'key while programs hold it.',
  });
  return secretsmanager.Secret.fromSecretCompleteArn(scope, 'ImportedSecret', resource.ref);
}
