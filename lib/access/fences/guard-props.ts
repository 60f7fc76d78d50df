/**
 * What a service control policy leaves open.
 */
export interface ServiceControlPolicyDocumentProps {
  /**
   * The IAM path of the roles, users and policies for Claude Code. Only what is created by the deployment roles stands
   * under it.
   *
   * @default /claude-code/
   */
  readonly path?: string;

  /**
   * The roles that CloudFormation deploys with, as ARN patterns: they alone create, tag and delete inference profiles and
   * change principals under the path.
   *
   * @default ['arn:<partition>:iam::*:role/cdk-*-cfn-exec-role-*'], the roles of the CDK's bootstrap stack
   */
  readonly deploymentRoles?: string[];

  /**
   * The roles that change stacks and hand a deployment role to CloudFormation, as ARN patterns: they alone do. Who may assume
   * them deploys, and so decides what the account holds; their trust policies say who may, and `operators` who else may not.
   *
   * @default ['arn:<partition>:iam::*:role/cdk-*-deploy-role-*'], those of the CDK's bootstrap stack
   */
  readonly deployers?: string[];

  /**
   * The roles that put templates into the asset buckets, as ARN patterns: they and the deployers alone do.
   *
   * @default ['arn:<partition>:iam::*:role/cdk-*-file-publishing-role-*'], those of the CDK's bootstrap stack
   */
  readonly assetPublishers?: string[];

  /**
   * The buckets from which templates are deployed, as ARN patterns.
   *
   * @default ['arn:<partition>:s3:::cdk-*-assets-*'], those of the CDK's bootstrap stack
   */
  readonly assetBuckets?: string[];

  /**
   * The roles with which landing zones and stack sets change stacks, as ARN patterns: they change stacks, and principals
   * that are exempt, as deployers do. `[]` holds them too, and stops their stack sets in the account.
   *
   * @default - AWSControlTowerExecution, AWSAccelerator-*, cdk-accel-*, AWSCloudFormationStackSetExecutionRole and
   * stacksets-exec-*, as roles of any account
   */
  readonly landingZones?: string[];

  /**
   * Who lifts a stop by hand, as ARN patterns: detaches policies from principals under the path, untags profiles and reverses
   * budget actions, and nothing else that the guard refuses.
   *
   * @default - nobody: a stop is lifted by its own clock, by AWS Budgets, or by an exempt principal
   */
  readonly stopLifters?: string[];

  /**
   * The only principals of the account that may assume a role that is exempt, as ARN patterns; `[]` for none, as where
   * deployments come from another account. The CDK's bootstrap roles trust their whole account unless told otherwise, so
   * without this every administrator may deploy, and so may do anything.
   *
   * @default - whoever the trust of the role lets in
   * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
   */
  readonly operators?: string[];

  /**
   * Principals that no statement holds, as ARN patterns of roles and users: an emergency role, say. Only exempt principals
   * and deployers change them, or make others that their patterns match.
   *
   * @default - none
   */
  readonly exemptPrincipals?: string[];

  /**
   * The names of the stacks whose workflows, functions and rules nobody but a deployment changes, as patterns:
   * CloudFormation tags each with the name of its stack.
   *
   * @default ['ClaudeCode-*']
   */
  readonly stacks?: string[];

  /**
   * The accounts that the policy holds, as twelve digits.
   *
   * @default - any: a profile can be called from its own account only
   */
  readonly accounts?: string[];

  /**
   * Whether calls may be served anywhere in the world, as calls through global profiles and their copies are.
   *
   * @default true
   */
  readonly globalInference?: boolean;

  /**
   * The longest life of a long-term Bedrock API key, in days, 366 at most.
   *
   * @default - there are no long-term keys: nobody creates or uses one
   */
  readonly longTermApiKeyMaxAgeDays?: number;

  /**
   * The partition of the ARNs in the document.
   *
   * @default aws
   */
  readonly partition?: string;
}
