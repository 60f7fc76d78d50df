import { deployFile } from '../support/deployment';
import { EVERY_FILE } from '../support/synthesis';

/**
 * The questions of access.test.ts can only ask what somebody thought of. This asks the other way round: every action that
 * any identity policy of a team's template allows or refuses, wherever it is attached, is one that the documentation lists.
 */
const configurations = EVERY_FILE.map(deployFile);

type Documented = Readonly<Record<string, readonly string[]>>;

/** What stands for a Sid where a statement has none. */
const WITHOUT_SID = 'no Sid';

/** Every action that is allowed, and the Sids under which it may stand. */
const DOCUMENTED: Documented = {
  'bedrock:InvokeModel': ['InvokeTheseInferenceProfiles', 'InvokeModelsOnlyThroughTheseInferenceProfiles'],
  'bedrock:InvokeModelWithResponseStream': ['InvokeTheseInferenceProfiles', 'InvokeModelsOnlyThroughTheseInferenceProfiles'],
  'bedrock:GetInferenceProfile': ['ReadTheseInferenceProfiles'],
  'bedrock:CountTokens': ['CountTokensOfTheseModels'],
  'bedrock:ListInferenceProfiles': ['ListInferenceProfiles'],
  'bedrock:CallWithBearerToken': ['UseShortTermApiKeys', 'UseLongTermApiKeys'],
  'bedrock:ApplyGuardrail': ['ApplyThisGuardrail'],
  'ssm:GetParameter': ['ReadOwnManagedSettings'],
  // The roles of AWS Budgets and of the breaker that stop a team; spend-stop.test.ts asks what else they may do.
  'iam:AttachRolePolicy': ['AttachOnlyTheStopPolicyToTheseRoles'],
  'iam:DetachRolePolicy': ['AttachOnlyTheStopPolicyToTheseRoles'],
  // The role of the profile switch.
  'budgets:DescribeBudgetAction': ['ReadWhetherAwsBudgetsHasActed'],
  'bedrock:TagResource': ['SwitchTheseProfilesOff'],
  'bedrock:UntagResource': ['SwitchTheseProfilesOn'],
  // With which EventBridge starts the workflows of the breaker and the switch: the CDK writes it, and gives it no Sid.
  'states:StartExecution': [WITHOUT_SID],
  // The function that keeps long-term keys; access-options.test.ts asks what else it may do.
  'iam:CreateServiceSpecificCredential': ['CreateTheKey'],
  'iam:DeleteServiceSpecificCredential': ['DeleteTheKey'],
  'iam:ListServiceSpecificCredentials': ['FindTheKey'],
  'secretsmanager:DescribeSecret': ['StoreTheKey'],
  'secretsmanager:PutSecretValue': ['StoreTheKey'],
  'logs:CreateLogStream': ['WriteItsLogs'],
  'logs:PutLogEvents': ['WriteItsLogs'],
};

/** Every action that is refused, likewise: the policy of a team that has a profile switch. */
const DENIED: Documented = {
  'bedrock:InvokeModel': ['RefuseTheseProfilesWhileStopped'],
  'bedrock:InvokeModelWithResponseStream': ['RefuseTheseProfilesWhileStopped'],
};

/** Every action that the policy by tags allows, which the teams of an account share. */
const SHARED: Documented = {
  'bedrock:InvokeModel': ['InvokeInferenceProfilesOfOnesOwnTag', 'InvokeModelsOnlyThroughInferenceProfilesOfTheAccount'],
  'bedrock:InvokeModelWithResponseStream': ['InvokeInferenceProfilesOfOnesOwnTag', 'InvokeModelsOnlyThroughInferenceProfilesOfTheAccount'],
  'bedrock:GetInferenceProfile': ['ReadInferenceProfilesOfOnesOwnTag'],
  'bedrock:CountTokens': ['CountTokensOfClaude'],
  'bedrock:ListInferenceProfiles': ['ListInferenceProfiles'],
};

const LISTS: Readonly<Record<string, Documented>> = { 'Allow': DOCUMENTED, 'Deny': DENIED, 'Allow, shared': SHARED };

interface Found {
  readonly where: string;
  readonly statement: any;
  /** In a policy of the account, not of the team. */
  readonly shared?: boolean;
}

/** Every statement of every identity policy in a template: a document stands under one of these properties. */
function identityStatements(template: Record<string, any>): Found[] {
  return Object.entries<any>(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    if (!Type.startsWith('AWS::IAM::')) {
      return [];
    }
    const documents = [Properties.PolicyDocument, ...(Properties.Policies ?? []).map((policy: any) => policy.PolicyDocument)];
    return documents.filter(Boolean).flatMap((document) => document.Statement.map((statement: any) => ({ where: id, statement })));
  });
}

/** One entry an action: who has it, on which list it has to be, under which Sid. */
const entriesOf = (found: readonly Found[]) => found.flatMap(({ where, statement, shared }) => [statement.Action].flat().map((action: string) => ({
  where, list: `${statement.Effect}${shared ? ', shared' : ''}`, sid: (statement.Sid ?? WITHOUT_SID) as string, action,
})));

const teams = configurations.flatMap(({ name, deployment, principals }) => Object.entries(deployment.stacks)
  .filter(([stack]) => stack.includes('-Team-'))
  .map(([stack, template]) => {
    // What a principal of the team gets from elsewhere is the team's, too.
    const shared = principals.filter((principal) => principal.stack === stack)
      .flatMap(({ logicalId, policies }) => policies.filter((policy) => template.Resources[policy.name] === undefined)
        .flatMap(({ policy }) => policy.Statement.map((statement: any): Found => ({ where: logicalId, statement, shared: true }))));
    return { name: `${name}: ${stack}`, deployment, template, found: [...identityStatements(template), ...shared] };
  }));

test.each(teams)('$name allows and refuses the documented actions under their Sids and no others', ({ found }) => {
  const entries = entriesOf(found);
  const undocumented = entries.filter(({ list, sid, action }) => LISTS[list]?.[action]?.includes(sid) !== true);

  expect(entries.length).toBeGreaterThanOrEqual(7);
  expect(undocumented).toEqual([]);
  found.forEach(({ statement }) => {
    expect(statement).not.toHaveProperty('NotAction');
    expect(statement).not.toHaveProperty('NotResource');
  });
});

test('every documented action and Sid is in some configuration: the lists have nothing that is gone', () => {
  const seen = new Set(teams.flatMap(({ found }) => entriesOf(found)).map(({ list, sid, action }) => `${list}: ${action} ${sid}`));
  const listed = Object.entries(LISTS).flatMap(([list, documented]) => Object.entries(documented)
    .flatMap(([action, sids]) => sids.map((sid) => `${list}: ${action} ${sid}`)));

  expect([...seen].sort()).toEqual(listed.sort());
});

test.each(teams)('$name: roles and users take their permissions from the policies in sight only', ({ deployment, template }) => {
  const created = Object.values(deployment.stacks).flatMap((stack) => Object.keys(stack.Resources));
  for (const [, { Type, Properties = {} }] of Object.entries<any>(template.Resources)) {
    expect(['AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy', 'AWS::IAM::Group', 'AWS::IAM::UserToGroupAddition']).not.toContain(Type);
    if (Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::User') {
      const arns: string[] = Properties.ManagedPolicyArns ?? [];
      expect(arns.filter((arn) => !created.some((id) => arn.endsWith(`/${id}`)))).toEqual([]);
      expect(Properties.Groups).toBeUndefined();
    }
    if (Type === 'AWS::IAM::ManagedPolicy') {
      // Attached from the role's side, where it is seen.
      expect(Properties.Roles ?? Properties.Users ?? Properties.Groups).toBeUndefined();
    }
  }
});
