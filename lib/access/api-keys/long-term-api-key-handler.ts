import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import compiled from './api-key-function.json';

const ID = 'LongTermApiKeyHandler';

/**
 * The function that keeps the long-term API keys of a stack. Its code stands in the template, where a reviewer reads it;
 * each key adds the permissions for itself.
 */
export class LongTermApiKeyHandler extends Construct {
  /** The function of the stack that the scope is in, created at the first call. */
  public static ofStack(scope: Construct, path: string): LongTermApiKeyHandler {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as LongTermApiKeyHandler | undefined ?? new LongTermApiKeyHandler(stack, ID, path);
  }

  public readonly role: iam.Role;

  public readonly functionArn: string;

  private constructor(scope: Construct, id: string, path: string) {
    super(scope, id);
    const logGroup = new logs.CfnLogGroup(this, 'Logs', { retentionInDays: 90 });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Keeps long-term Bedrock API keys in their secrets',
      path,
      inlinePolicies: {
        Logs: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            sid: 'WriteItsLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn],
          })],
        }),
      },
    });
    const resource = new lambda.CfnFunction(this, 'Resource', {
      description: 'Creates, stores, renews and deletes long-term Bedrock API keys',
      code: { zipFile: compiled.code },
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X.name,
      role: this.role.roleArn,
      timeout: 120,
      loggingConfig: { logGroup: logGroup.ref },
    });
    this.functionArn = resource.attrArn;
  }
}
