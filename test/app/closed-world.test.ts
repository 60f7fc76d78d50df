import { deployFile } from '../support/deployment';
import { DEFAULT_FILE, fixture } from '../support/synthesis';

/**
 * The questions of access.test.ts can only ask what somebody thought of. This asks the other way round: every action that
 * any identity policy of a team's template allows, wherever it is attached, is one that the documentation lists.
 */
const configurations = [DEFAULT_FILE, ...['eu-three-teams', 'global', 'jp', 'settings', 'guardrail'].map((name) => fixture(`${name}.yaml`))].map(deployFile);

/** Every action of the documented policy, and the Sids under which it may stand. */
const DOCUMENTED: Record<string, string[]> = {
  'bedrock:InvokeModel': ['InvokeTheseInferenceProfiles', 'InvokeModelsOnlyThroughTheseInferenceProfiles'],
  'bedrock:InvokeModelWithResponseStream': ['InvokeTheseInferenceProfiles', 'InvokeModelsOnlyThroughTheseInferenceProfiles'],
  'bedrock:GetInferenceProfile': ['ReadTheseInferenceProfiles'],
  'bedrock:CountTokens': ['CountTokensOfTheseModels'],
  'bedrock:ListInferenceProfiles': ['ListInferenceProfiles'],
  'bedrock:CallWithBearerToken': ['UseShortTermApiKeys'],
  'bedrock:ApplyGuardrail': ['ApplyThisGuardrail'],
  'ssm:GetParameter': ['ReadOwnManagedSettings'],
  // The role of AWS Budgets that stops a team; spend-stop.test.ts asks what else it may do.
  'iam:AttachRolePolicy': ['AttachOnlyTheSpendStopPolicyToTheseRoles'],
  'iam:DetachRolePolicy': ['AttachOnlyTheSpendStopPolicyToTheseRoles'],
};

interface Found {
  readonly where: string;
  readonly statement: any;
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

const teams = configurations.flatMap(({ name, deployment }) => Object.entries(deployment.stacks)
  .filter(([stack]) => stack.includes('-Team-'))
  .map(([stack, template]) => ({ name: `${name}: ${stack}`, template })));

test.each(teams)('$name allows the documented actions under their Sids and no others', ({ template }) => {
  const statements = identityStatements(template);
  const allowed = statements.flatMap(({ where, statement }) => [statement.Action].flat().map((action) => `${where} ${statement.Sid} ${action}`));
  const documented = allowed.filter((entry) => {
    const [, sid, action] = entry.split(' ') as [string, string, string];
    return DOCUMENTED[action]?.includes(sid);
  });

  expect(allowed.length).toBeGreaterThanOrEqual(7);
  expect(documented).toEqual(allowed);
  statements.forEach(({ statement }) => {
    expect(statement.Effect).toBe('Allow');
    expect(statement).not.toHaveProperty('NotAction');
    expect(statement).not.toHaveProperty('NotResource');
  });
});

test.each(teams)('$name: roles take their permissions from the policies in sight only', ({ template }) => {
  const created = Object.keys(template.Resources);
  for (const [, { Type, Properties = {} }] of Object.entries<any>(template.Resources)) {
    expect(['AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy']).not.toContain(Type);
    if (Type === 'AWS::IAM::Role') {
      const arns: string[] = Properties.ManagedPolicyArns ?? [];
      expect(arns.filter((arn) => !created.some((id) => arn.endsWith(`/${id}`)))).toEqual([]);
    }
    if (Type === 'AWS::IAM::ManagedPolicy') {
      // Attached from the role's side, where it is seen.
      expect(Properties.Roles ?? Properties.Users ?? Properties.Groups).toBeUndefined();
    }
  }
});
