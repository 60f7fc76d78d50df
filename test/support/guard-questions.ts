import { ClaudeCodeServiceControlPolicy, ServiceControlPolicyDocumentProps } from '../../lib';
import { Authorization, Caller } from './simulation';

/** What a reviewer would ask of the guards, for their tests and for the mutants of their documents. */
export const ACCOUNT = '111122223333';
export const FULL_ACCESS = { name: 'AdministratorAccess', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };

export const ADMINISTRATOR = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef`;
export const DEPLOYMENT = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-us-east-1`;
export const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-deploy-role-${ACCOUNT}-us-east-1`;
export const STACK_SETS = `arn:aws:iam::${ACCOUNT}:role/stacksets-exec-0123456789abcdef`;
const STACK = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/ClaudeCode-Team-payments/00000000-0000-0000-0000-000000000000`;
export const SETTINGS = `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/claude-code/payments/managed-settings.json`;
export const TEAM_ROLE = `arn:aws:iam::${ACCOUNT}:role/claude-code/Developer`;
export const TEAM_USER = `arn:aws:iam::${ACCOUNT}:user/claude-code/Nightly`;
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const PUBLISHER = role(`cdk-hnb659fds-file-publishing-role-${ACCOUNT}-us-east-1`);
export const LANDING_ZONES = ['AWSControlTowerExecution', 'AWSAccelerator-PipelineRole', 'cdk-accel-lookup-role-x', 'AWSCloudFormationStackSetExecutionRole', 'stacksets-exec-0123456789abcdef'].map(role);
export const LIFTER = role('OnCall');
export const OPERATOR = role('Platform');
const STACK_SET = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stackset/baseline:00000000-0000-0000-0000-000000000000`;
const ACTION = `arn:aws:budgets::${ACCOUNT}:budget/payments/action/00000000-0000-0000-0000-000000000000`;
const BUCKET = `arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-us-east-1`;
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:Breaker`;
const RULE = `arn:aws:events:us-east-1:${ACCOUNT}:rule/Trip`;
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:Keys`;
const OF_A_TEAM = { 'aws:ResourceTag/aws:cloudformation:stack-name': 'ClaudeCode-Team-payments' };
export const EMERGENCY = `arn:aws:iam::${ACCOUNT}:role/Emergency`;

export const OWN_PROFILE = `arn:aws:bedrock:us-east-1:${ACCOUNT}:application-inference-profile/abc123def456`;
const OPUS = 'anthropic.claude-opus-5-5';
export const model = (region: string, id = OPUS) => `arn:aws:bedrock:${region}::foundation-model/${id}`;

/** Somebody with full access, held by the guard. */
export const held = (arn: string, props: ServiceControlPolicyDocumentProps = {}): Caller => ({
  arn, policies: [FULL_ACCESS], serviceControlPolicies: [{ name: 'guard', policy: ClaudeCodeServiceControlPolicy.document(props) }],
});

export const invoke = (resource: string, context: Record<string, string> = {}): Authorization => ({ action: 'bedrock:InvokeModel', resource, context });
export const stream = (resource: string, context: Record<string, string> = {}): Authorization => ({ action: 'bedrock:InvokeModelWithResponseStream', resource, context });
export const token = (kind: string): Authorization => ({ action: 'bedrock:CallWithBearerToken', resource: '*', context: { 'bedrock:BearerTokenType': kind } });
export const on = (action: string, resource = '*', context: Record<string, string> = {}): Authorization => ({ action, resource, context });
export const credential = (verb: string, user: string, days?: number, service = 'bedrock.amazonaws.com'): Authorization => on(`iam:${verb}ServiceSpecificCredential`, user, {
  'iam:ServiceSpecificCredentialServiceName': service, ...(days !== undefined && { 'iam:ServiceSpecificCredentialAgeDays': String(days) }),
});

export const through = { 'bedrock:InferenceProfileArn': OWN_PROFILE };
const system = (id: string) => `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/${id}`;

/** Actions that take a resource; the others are asked on none. */
const RESOURCES: Record<string, string> = {
  'bedrock:StartFlowExecution': `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/ABCDEFGHIJ/alias/ABCDEFGHIJ`,
  'bedrock:CreateProvisionedModelThroughput': model('us-east-1'),
};

export type Row = [string, Authorization, boolean];

export const ADMINISTRATOR_MAY: Row[] = [
  ['calls a profile of the account', invoke(OWN_PROFILE), true],
  ['streams on a profile of the account', stream(OWN_PROFILE), true],
  ['calls a model through it', invoke(model('us-east-1'), through), true],
  ['calls a model in a destination through it', stream(model('us-west-2'), through), true],
  ['calls a region-less model through it', invoke(model(''), { ...through, 'aws:RequestedRegion': 'unspecified' }), true],
  ['calls the bare model', invoke(model('us-east-1')), false],
  ['streams on the bare model', stream(model('us-east-1')), false],
  ['calls the bare region-less model', invoke(model(''), { 'aws:RequestedRegion': 'unspecified' }), false],
  ['calls the shared profile', invoke(system(`us.${OPUS}`)), false],
  ['calls the global profile', stream(system(`global.${OPUS}`)), false],
  ['calls a model through the shared profile', invoke(model('us-east-1'), { 'bedrock:InferenceProfileArn': system(`us.${OPUS}`) }), false],
  ['calls a model of another vendor', invoke(model('us-east-1', 'amazon.nova-pro-v1:0')), false],
  ['calls provisioned throughput', invoke(`arn:aws:bedrock:us-east-1:${ACCOUNT}:provisioned-model/abcdefghijkl`), false],
  ['calls a prompt router', invoke(`arn:aws:bedrock:us-east-1:${ACCOUNT}:prompt-router/abcdefghijkl`), false],
  ['calls an imported model', stream(`arn:aws:bedrock:us-east-1:${ACCOUNT}:imported-model/abcdefghijkl`), false],
  ['runs a batch job', on('bedrock:CreateModelInvocationJob', model('us-east-1')), false],
  ['calls through the mantle endpoint', on('bedrock-mantle:CreateInference', `arn:aws:bedrock-mantle:us-east-1:${ACCOUNT}:project/default`), false],
  ['uses a key on the mantle endpoint', on('bedrock-mantle:CallWithBearerToken', '*', { 'bedrock-mantle:BearerTokenType': 'SHORT_TERM' }), false],
  ['calls Claude Platform on AWS', on('aws-external-anthropic:CreateInference', `arn:aws:aws-external-anthropic:us-east-1:${ACCOUNT}:workspace/w`), false],
  ['uses a key on Claude Platform on AWS', on('aws-external-anthropic:CallWithBearerToken'), false],
  ['uses a short-term key', token('SHORT_TERM'), false],
  ['uses a long-term key', token('LONG_TERM'), false],
  ['creates a long-term key', credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 1), false],
  ['creates a long-term key for the other endpoint', credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 1, 'aws-external-anthropic.amazonaws.com'), false],
  ['resets a long-term key', credential('Reset', `arn:aws:iam::${ACCOUNT}:user/own`), false],
  ['activates a long-term key', credential('Update', `arn:aws:iam::${ACCOUNT}:user/own`), false],
  ['creates a credential of another service', credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, undefined, 'codecommit.amazonaws.com'), true],
  ['creates a profile', on('bedrock:CreateInferenceProfile', OWN_PROFILE), false],
  ['deletes a profile', on('bedrock:DeleteInferenceProfile', OWN_PROFILE), false],
  ['tags a profile', on('bedrock:TagResource', OWN_PROFILE, { 'aws:RequestTag/team': 'mine', 'aws:TagKeys': 'team' }), false],
  ['untags a profile', on('bedrock:UntagResource', OWN_PROFILE, { 'aws:TagKeys': 'team' }), false],
  ['tags a guardrail', on('bedrock:TagResource', `arn:aws:bedrock:us-east-1:${ACCOUNT}:guardrail/abc`), true],
  ['reads a model', on('bedrock:GetFoundationModel', model('us-east-1')), true],
  ['creates a credential of a service that is not told', on('iam:CreateServiceSpecificCredential', `arn:aws:iam::${ACCOUNT}:user/own`), true],
  ['deletes a long-term key', credential('Delete', `arn:aws:iam::${ACCOUNT}:user/own`), true],
  ['asks what a team\'s role may do', on('iam:SimulatePrincipalPolicy', TEAM_ROLE), true],
  ['reads a profile', on('bedrock:GetInferenceProfile', OWN_PROFILE), true],
  ['opens the trust of a team\'s role', on('iam:UpdateAssumeRolePolicy', TEAM_ROLE), false],
  ['gives a team\'s role a policy', on('iam:AttachRolePolicy', TEAM_ROLE), false],
  ['creates a role under the path', on('iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/claude-code/mine`), false],
  ['creates a user under the path', on('iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/claude-code/mine`), false],
  ['gives a user under the path an access key', on('iam:CreateAccessKey', TEAM_USER), false],
  ['changes a team\'s policy', on('iam:CreatePolicyVersion', `arn:aws:iam::${ACCOUNT}:policy/claude-code/Policy`), false],
  ['tags a team\'s role', on('iam:TagRole', TEAM_ROLE), false],
  ['opens the trust of the deployment role', on('iam:UpdateAssumeRolePolicy', DEPLOYMENT), false],
  ['creates a role that looks like the deployment role', on('iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/cdk-mine-cfn-exec-role-x`), false],
  ['looks at a team\'s role', on('iam:GetRole', TEAM_ROLE), true],
  ['lists the policies of a team\'s role', on('iam:ListAttachedRolePolicies', TEAM_ROLE), true],
  ['creates a role elsewhere', on('iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/Other`), true],
  ['hands the deployment role to CloudFormation', on('iam:PassRole', DEPLOYMENT), false],
  ['hands a team\'s role to a service', on('iam:PassRole', TEAM_ROLE), false],
  ['hands another role to a service', on('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/Other`), true],
  ['updates a stack with the role that it was deployed with', on('cloudformation:UpdateStack', STACK), false],
  ['creates a stack', on('cloudformation:CreateStack', STACK), false],
  ['makes a change set', on('cloudformation:CreateChangeSet', STACK), false],
  ['deletes a stack', on('cloudformation:DeleteStack', STACK), false],
  ['looks at a stack', on('cloudformation:DescribeStacks', STACK), true],
  ['reads the template of a stack', on('cloudformation:GetTemplate', STACK), true],
  ['lists the resources of a stack', on('cloudformation:ListStackResources', STACK), true],
  ['looks whether a stack has drifted', on('cloudformation:DetectStackDrift', STACK), true],
  ['changes what a team\'s developers get as settings', on('ssm:PutParameter', SETTINGS), false],
  ['deletes them', on('ssm:DeleteParameter', SETTINGS), false],
  ['reads them', on('ssm:GetParameter', SETTINGS), true],
  ['lists their tags', on('ssm:ListTagsForResource', SETTINGS), true],
  ['changes another parameter', on('ssm:PutParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/other`), true],
  ['assumes a team\'s role that lets it', on('sts:AssumeRole', TEAM_ROLE), true],
  ['assumes a deployer that lets it', on('sts:AssumeRole', DEPLOYER), true],
  ...[DEPLOYMENT, DEPLOYER, PUBLISHER, ...LANDING_ZONES].flatMap((exempt): Row[] => ['CreateRole', 'UpdateAssumeRolePolicy', 'AttachRolePolicy', 'PassRole', 'DeleteRole']
    .map((verb) => [`${verb} on ${exempt}`, on(`iam:${verb}`, exempt), false])),
  ...['cdk-evil-deploy-role-x', 'cdk-evil-file-publishing-role-x', 'AWSAccelerator-evil', 'cdk-accel-evil', 'stacksets-exec-evil'].map((name): Row =>
    [`creates a role that looks exempt: ${name}`, on('iam:CreateRole', role(name)), false]),
  ['looks at a deployer', on('iam:GetRole', DEPLOYER), true],
  ['lists the policies of a deployer', on('iam:ListRolePolicies', DEPLOYER), true],
  ['asks what a deployer may do', on('iam:SimulatePrincipalPolicy', DEPLOYER), true],
  ['changes a stack set', on('cloudformation:UpdateStackSet', STACK_SET), false],
  ['brings a stack set into an account', on('cloudformation:CreateStackInstances', STACK_SET), false],
  ['looks at a stack set', on('cloudformation:DescribeStackSet', STACK_SET), true],
  ['puts another template in the place of one', on('s3:PutObject', `${BUCKET}/template.json`), false],
  ['opens the bucket of the templates', on('s3:PutBucketPolicy', BUCKET), false],
  ['reads a template', on('s3:GetObject', `${BUCKET}/template.json`), true],
  ['lists the templates', on('s3:ListBucket', BUCKET), true],
  ['writes into another bucket', on('s3:PutObject', 'arn:aws:s3:::other/key'), true],
  ['puts a user into a group', on('iam:AddUserToGroup', `arn:aws:iam::${ACCOUNT}:group/Admins`), false],
  ['makes a SAML provider', on('iam:CreateSAMLProvider', `arn:aws:iam::${ACCOUNT}:saml-provider/Acme`), false],
  ['changes who its people are', on('iam:UpdateSAMLProvider', `arn:aws:iam::${ACCOUNT}:saml-provider/Acme`), false],
  ['makes an OIDC provider', on('iam:CreateOpenIDConnectProvider', `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`), false],
  ['adds an audience to an OIDC provider', on('iam:AddClientIDToOpenIDConnectProvider', `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`), false],
  ['lifts a stop: takes its policy off a role', on('iam:DetachRolePolicy', TEAM_ROLE), false],
  ['lifts a stop: takes its policy off a user', on('iam:DetachUserPolicy', TEAM_USER), false],
  ['takes a policy off another role', on('iam:DetachRolePolicy', role('Other')), true],
  ['lifts a stop: has AWS Budgets reverse it', on('budgets:ExecuteBudgetAction', ACTION), false],
  ['changes what AWS Budgets does', on('budgets:UpdateBudgetAction', ACTION), false],
  ['deletes what AWS Budgets does', on('budgets:DeleteBudgetAction', ACTION), false],
  ['lists the tags of what AWS Budgets does', on('budgets:ListTagsForResource', ACTION), true],
  ['looks at what AWS Budgets does', on('budgets:DescribeBudgetAction', ACTION), true],
  ['lifts a stop: rewrites its workflow', on('states:UpdateStateMachine', MACHINE, OF_A_TEAM), false],
  ['deletes the workflow of a stop', on('states:DeleteStateMachine', MACHINE, OF_A_TEAM), false],
  ['looks at the workflow of a stop', on('states:DescribeStateMachine', MACHINE, OF_A_TEAM), true],
  ['rewrites another workflow', on('states:UpdateStateMachine', MACHINE, { 'aws:ResourceTag/aws:cloudformation:stack-name': 'Other' }), true],
  ['rewrites a workflow of no stack', on('states:UpdateStateMachine', MACHINE), true],
  ...['DeleteRule', 'DisableRule', 'PutRule', 'PutTargets', 'RemoveTargets'].map((verb): Row => [`${verb} of what trips a stop`, on(`events:${verb}`, RULE, OF_A_TEAM), false]),
  ['looks at what trips a stop', on('events:DescribeRule', RULE, OF_A_TEAM), true],
  ['changes the code of the function for keys', on('lambda:UpdateFunctionCode', FUNCTION, OF_A_TEAM), false],
  ['looks at the function for keys', on('lambda:GetFunction', FUNCTION, OF_A_TEAM), true],
  ['leaves the organization', on('organizations:LeaveOrganization'), false],
  ['goes to another organization', on('organizations:AcceptHandshake', 'arn:aws:organizations::999999999999:handshake/o-1/invite/h-1'), false],
  ...['DeletePolicy', 'DetachPolicy', 'UpdatePolicy'].map((verb): Row => [`${verb} of the organization`, on(`organizations:${verb}`, 'arn:aws:organizations::999999999999:policy/o-1/service_control_policy/p-1'), false]),
  ['switches service control policies off', on('organizations:DisablePolicyType', 'arn:aws:organizations::999999999999:root/o-1/r-1'), false],
  ...['MoveAccount', 'RemoveAccountFromOrganization'].map((verb): Row => [verb, on(`organizations:${verb}`, `arn:aws:organizations::999999999999:account/o-1/${ACCOUNT}`), false]),
  ['looks at the organization', on('organizations:DescribeOrganization'), true],
  ...['AgenticRetrieveStream', 'CreateProvisionedModelThroughput', 'GenerateQuery', 'OptimizePrompt', 'Rerank', 'RetrieveAndGenerate', 'StartFlowExecution', 'CreateEvaluationJob', 'InvokeInlineAgent']
    .map((name): Row => [`runs models otherwise: ${name}`, on(`bedrock:${name}`, RESOURCES[`bedrock:${name}`]), false]),
];

/** What the exempt principals may, with full access: each for its own purpose alone. */
export const EXEMPT_MAY: [string, string, Authorization, boolean][] = [
  ...[DEPLOYER, ...LANDING_ZONES].flatMap((arn): [string, string, Authorization, boolean][] => [
    [`${arn} updates a stack`, arn, on('cloudformation:UpdateStack', STACK), true],
    [`${arn} changes a role that is exempt`, arn, on('iam:UpdateAssumeRolePolicy', DEPLOYER), true],
    [`${arn} makes a provider`, arn, on('iam:CreateSAMLProvider', `arn:aws:iam::${ACCOUNT}:saml-provider/Acme`), true],
    [`${arn} changes the bucket of the templates`, arn, on('s3:PutBucketPolicy', BUCKET), true],
    [`${arn} writes settings`, arn, on('ssm:PutParameter', SETTINGS), false],
    [`${arn} makes a profile`, arn, on('bedrock:CreateInferenceProfile', OWN_PROFILE), false],
    [`${arn} untags a profile`, arn, on('bedrock:UntagResource', OWN_PROFILE), false],
    [`${arn} opens a team's role`, arn, on('iam:UpdateAssumeRolePolicy', TEAM_ROLE), false],
    [`${arn} calls the bare model`, arn, invoke(model('us-east-1')), false],
    [`${arn} rewrites a workflow`, arn, on('states:UpdateStateMachine', MACHINE, OF_A_TEAM), false],
    [`${arn} deletes a budget action`, arn, on('budgets:DeleteBudgetAction', ACTION), false],
    [`${arn} leaves the organization`, arn, on('organizations:LeaveOrganization'), false],
  ]),
  ['the publisher writes a template', PUBLISHER, on('s3:PutObject', `${BUCKET}/template.json`), true],
  ['the publisher opens the trust of a deployer', PUBLISHER, on('iam:UpdateAssumeRolePolicy', DEPLOYER), false],
  ['the publisher updates a stack', PUBLISHER, on('cloudformation:UpdateStack', STACK), false],
  ['the publisher puts a user into a group', PUBLISHER, on('iam:AddUserToGroup', `arn:aws:iam::${ACCOUNT}:group/Admins`), false],
  ['a deployment rewrites a workflow', DEPLOYMENT, on('states:UpdateStateMachine', MACHINE, OF_A_TEAM), true],
  ['a deployment changes a budget action', DEPLOYMENT, on('budgets:UpdateBudgetAction', ACTION), true],
  ['a deployment makes a provider', DEPLOYMENT, on('iam:CreateOpenIDConnectProvider', `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`), true],
  ['a deployment takes a policy off', DEPLOYMENT, on('iam:DetachRolePolicy', TEAM_ROLE), true],
  ['a deployment changes a template', DEPLOYMENT, on('s3:PutObject', `${BUCKET}/template.json`), true],
  ['a deployment changes a nested stack', DEPLOYMENT, on('cloudformation:UpdateStack', STACK), true],
  ['the breaker attaches its policy', TEAM_ROLE, on('iam:AttachRolePolicy', TEAM_ROLE), true],
  ['the breaker detaches its policy', TEAM_ROLE, on('iam:DetachRolePolicy', TEAM_ROLE), true],
  ['the switch untags a profile', TEAM_ROLE, on('bedrock:UntagResource', OWN_PROFILE), true],
  ['the switch tags a profile', TEAM_ROLE, on('bedrock:TagResource', OWN_PROFILE), true],
  ['a role under the path opens a deployer', TEAM_ROLE, on('iam:UpdateAssumeRolePolicy', DEPLOYER), false],
];

/** With principals that lift stops, and others that alone may assume an exempt role. */
export const NAMED: ServiceControlPolicyDocumentProps = { stopLifters: [LIFTER], operators: [OPERATOR] };
export const NAMED_MAY: [string, string, Authorization, boolean][] = [
  ['a lifter takes the policy off a role', LIFTER, on('iam:DetachRolePolicy', TEAM_ROLE), true],
  ['a lifter takes the policy off a user', LIFTER, on('iam:DetachUserPolicy', TEAM_USER), true],
  ['a lifter untags a profile', LIFTER, on('bedrock:UntagResource', OWN_PROFILE), true],
  ['a lifter has AWS Budgets reverse', LIFTER, on('budgets:ExecuteBudgetAction', ACTION), true],
  ['a lifter gives a team\'s role a policy', LIFTER, on('iam:AttachRolePolicy', TEAM_ROLE), false],
  ['a lifter tags a profile', LIFTER, on('bedrock:TagResource', OWN_PROFILE), false],
  ['a lifter opens a deployer', LIFTER, on('iam:UpdateAssumeRolePolicy', DEPLOYER), false],
  ['a lifter opens its own trust', LIFTER, on('iam:UpdateAssumeRolePolicy', LIFTER), false],
  ['a lifter assumes a deployer', LIFTER, on('sts:AssumeRole', DEPLOYER), false],
  ['an administrator assumes a lifter', ADMINISTRATOR, on('sts:AssumeRole', LIFTER), false],
  ['an administrator opens the trust of a lifter', ADMINISTRATOR, on('iam:UpdateAssumeRolePolicy', LIFTER), false],
  ['an administrator opens the trust of an operator', ADMINISTRATOR, on('iam:UpdateAssumeRolePolicy', OPERATOR), false],
  ['an administrator assumes an operator', ADMINISTRATOR, on('sts:AssumeRole', OPERATOR), false],
  ['an administrator lifts', ADMINISTRATOR, on('iam:DetachRolePolicy', TEAM_ROLE), false],
  ...[DEPLOYMENT, DEPLOYER, PUBLISHER, ...LANDING_ZONES].flatMap((arn): [string, string, Authorization, boolean][] => [
    [`an administrator assumes ${arn}`, ADMINISTRATOR, on('sts:AssumeRole', arn), false],
    [`an operator assumes ${arn}`, OPERATOR, on('sts:AssumeRole', arn), true],
  ]),
  ['an administrator sets its source identity at a deployer', ADMINISTRATOR, on('sts:SetSourceIdentity', DEPLOYER), true],
  ['an administrator assumes a team\'s role', ADMINISTRATOR, on('sts:AssumeRole', TEAM_ROLE), true],
  ['an operator opens a deployer', OPERATOR, on('iam:UpdateAssumeRolePolicy', DEPLOYER), false],
  ['an operator lifts', OPERATOR, on('iam:DetachRolePolicy', TEAM_ROLE), false],
  ...[DEPLOYER, DEPLOYMENT, ...LANDING_ZONES].map((arn): [string, string, Authorization, boolean] => [`${arn} assumes a deployer`, arn, on('sts:AssumeRole', DEPLOYER), true]),
];

export const LONG_TERM = { longTermApiKeyMaxAgeDays: 30 };

export const KEY_ROWS: [string, Caller, Authorization, boolean][] = [
  ...[{}, { longTermApiKeyMaxAgeDays: 30 }].flatMap((props) => [DEPLOYER, STACK_SETS].flatMap((deployer): [string, Caller, Authorization, boolean][] => [
    ['a deployer changes a stack', held(deployer, props), on('cloudformation:UpdateStack', STACK), true],
    ['a deployer hands the deployment role to CloudFormation', held(deployer, props), on('iam:PassRole', DEPLOYMENT), true],
    ['a deployer tags a profile by hand', held(deployer, props), on('bedrock:TagResource', OWN_PROFILE), false],
    ['a deployer writes settings by hand', held(deployer, props), on('ssm:PutParameter', SETTINGS), false],
  ])),
  ['a role under the path stops a team\'s role', held(TEAM_ROLE), on('iam:AttachRolePolicy', TEAM_ROLE), true],
  ['a role under the path switches a profile off', held(TEAM_ROLE), on('bedrock:TagResource', OWN_PROFILE), true],
  ['a role under the path switches a profile off where long-term keys are configured', held(TEAM_ROLE, LONG_TERM), on('bedrock:TagResource', OWN_PROFILE), true],
  ['a role under the path stops a team\'s user', held(TEAM_ROLE, LONG_TERM), on('iam:AttachUserPolicy', TEAM_USER), true],
  ['a team\'s role uses a short-term key where long-term keys are configured', held(TEAM_ROLE, LONG_TERM), token('SHORT_TERM'), true],
  ['the function creates a key for the other product that lives longer', held(TEAM_ROLE, LONG_TERM), credential('Create', TEAM_USER, 31, 'aws-external-anthropic.amazonaws.com'), false],
  ['the function creates a key for the other product without an age', held(TEAM_ROLE, LONG_TERM), credential('Create', TEAM_USER, undefined, 'aws-external-anthropic.amazonaws.com'), false],
  ['a credential of a service that is not told lives long', held(TEAM_ROLE, LONG_TERM), on('iam:CreateServiceSpecificCredential', TEAM_USER, { 'iam:ServiceSpecificCredentialAgeDays': '90' }), true],
  ['a credential of a service that is not told, without an age', held(TEAM_ROLE, LONG_TERM), on('iam:CreateServiceSpecificCredential', TEAM_USER), true],
  ['a team\'s role uses a short-term key', held(TEAM_ROLE), token('SHORT_TERM'), true],
  ['a team\'s role uses a long-term key', held(TEAM_ROLE), token('LONG_TERM'), false],
  ['a user uses a long-term key where none is configured', held(TEAM_USER), token('LONG_TERM'), false],
  ['a user uses a short-term key where no long-term key is configured', held(TEAM_USER), token('SHORT_TERM'), false],
  ['a team\'s user uses a long-term key', held(TEAM_USER, LONG_TERM), token('LONG_TERM'), true],
  ['a team\'s role uses a long-term key of its own', held(TEAM_ROLE, LONG_TERM), token('LONG_TERM'), false],
  ['another user uses a long-term key', held(`arn:aws:iam::${ACCOUNT}:user/own`, LONG_TERM), token('LONG_TERM'), false],
  ['an administrator uses a short-term key', held(ADMINISTRATOR, LONG_TERM), token('SHORT_TERM'), false],
  ['the function creates a key of that age', held(TEAM_ROLE, LONG_TERM), credential('Create', TEAM_USER, 30), true],
  ['the function creates a key that lives longer', held(TEAM_ROLE, LONG_TERM), credential('Create', TEAM_USER, 31), false],
  ['the function creates a key without an age', held(TEAM_ROLE, LONG_TERM), credential('Create', TEAM_USER), false],
  ['the function creates a key where none is configured', held(TEAM_ROLE), credential('Create', TEAM_USER, 1), false],
  ['the function deletes a key', held(TEAM_ROLE, LONG_TERM), credential('Delete', TEAM_USER), true],
  ['an administrator creates a key of that age', held(ADMINISTRATOR, LONG_TERM), credential('Create', TEAM_USER, 30), false],
  ['an administrator creates one for a user elsewhere', held(ADMINISTRATOR, LONG_TERM), credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 30), false],
  ['an administrator resets a key', held(ADMINISTRATOR, LONG_TERM), credential('Reset', TEAM_USER), false],
  ['a key without an age for another service', held(ADMINISTRATOR, LONG_TERM), credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, undefined, 'codecommit.amazonaws.com'), true],
  ['a credential of another service that lives long', held(ADMINISTRATOR, LONG_TERM), credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 90, 'cassandra.amazonaws.com'), true],
];

/** Without global inference. */
export const GEOGRAPHY_ROWS: Row[] = [
  ['counts tokens of a region-less model', on('bedrock:CountTokens', model('us-east-1'), { 'aws:RequestedRegion': 'unspecified' }), true],
  ['a copy of a global profile at its region-less model', invoke(model(''), { ...through, 'aws:RequestedRegion': 'unspecified' }), false],
  ['the same, streaming', stream(model(''), { ...through, 'aws:RequestedRegion': 'unspecified' }), false],
  ['a copy of a geographic profile', invoke(model('us-west-2'), { ...through, 'aws:RequestedRegion': 'us-west-2' }), true],
];

export const DEPLOYMENT_MAY: Row[] = [
  ['writes settings', on('ssm:PutParameter', SETTINGS), true],
  ['creates a profile', on('bedrock:CreateInferenceProfile', OWN_PROFILE), true],
  ['tags a profile', on('bedrock:TagResource', OWN_PROFILE), true],
  ['changes a team\'s role', on('iam:UpdateAssumeRolePolicy', TEAM_ROLE), true],
  ['calls the bare model', invoke(model('us-east-1')), false],
  ['uses a short-term key', token('SHORT_TERM'), false],
  ['creates a long-term key', credential('Create', TEAM_USER, 1), false],
];

/** With the boundary, and full access besides. */
export const BOUND_MAY: Row[] = [
  ['applies a guardrail', on('bedrock:ApplyGuardrail', `arn:aws:bedrock:us-east-1:${ACCOUNT}:guardrail/abc`), true],
  ['applies a guardrail in several regions', on('bedrock:ApplyGuardrail', `arn:aws:bedrock:us-west-2:${ACCOUNT}:guardrail-profile/us.guardrail.v1:0`), true],
  ['applies a guardrail of another account', on('bedrock:ApplyGuardrail', 'arn:aws:bedrock:us-east-1:999999999999:guardrail/abc'), false],
  ['applies a guardrail profile of another account', on('bedrock:ApplyGuardrail', 'arn:aws:bedrock:us-east-1:999999999999:guardrail-profile/us.guardrail.v1:0'), false],
  ['changes a guardrail', on('bedrock:UpdateGuardrail', `arn:aws:bedrock:us-east-1:${ACCOUNT}:guardrail/abc`), false],
  ['reads settings', on('ssm:GetParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/claude-code/payments/managed-settings.json`), true],
  ['reads other parameters', on('ssm:GetParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/other/secret`), false],
  ['reads other parameters of a like name', on('ssm:GetParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/claude-codex`), false],
  ['reads what stands beside settings', on('ssm:GetParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/claude-code/payments/other`), false],
  ['changes settings', on('ssm:PutParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/claude-code/payments/managed-settings.json`), false],
  ['streams on a profile of the account', stream(OWN_PROFILE), true],
  ['calls a model through it', invoke(model('us-west-2'), through), true],
  ['calls a profile of the account', invoke(OWN_PROFILE), true],
  ['streams through it', stream(model('us-west-2'), through), true],
  ['reads it', on('bedrock:GetInferenceProfile', OWN_PROFILE), true],
  ['lists profiles', on('bedrock:ListInferenceProfiles'), true],
  ['counts tokens', on('bedrock:CountTokens', model('us-east-1')), true],
  ['uses a short-term key', token('SHORT_TERM'), true],
  ['calls a profile of another account', invoke(OWN_PROFILE.replace(ACCOUNT, '999999999999')), false],
  ['reads a profile of another account', on('bedrock:GetInferenceProfile', OWN_PROFILE.replace(ACCOUNT, '999999999999')), false],
  ['calls a model through a profile of another account', invoke(model('us-east-1'), { 'bedrock:InferenceProfileArn': OWN_PROFILE.replace(ACCOUNT, '999999999999') }), false],
  ['calls the bare model', invoke(model('us-east-1')), false],
  ['calls the shared profile', invoke(system(`us.${OPUS}`)), false],
  ['calls a model through the shared profile', invoke(model('us-east-1'), { 'bedrock:InferenceProfileArn': system(`us.${OPUS}`) }), false],
  ['calls another vendor through a profile', invoke(model('us-east-1', 'amazon.nova-pro-v1:0'), through), false],
  ['counts tokens of another vendor', on('bedrock:CountTokens', model('us-east-1', 'amazon.nova-pro-v1:0')), false],
  ['creates a profile', on('bedrock:CreateInferenceProfile', OWN_PROFILE), false],
  ['calls through the mantle endpoint', on('bedrock-mantle:CreateInference', `arn:aws:bedrock-mantle:us-east-1:${ACCOUNT}:project/default`), false],
  ['uses a key on the mantle endpoint', on('bedrock-mantle:CallWithBearerToken'), false],
  ['changes a role', on('iam:PutRolePolicy', TEAM_ROLE), false],
  ['assumes a role', on('sts:AssumeRole', TEAM_ROLE), false],
];
