import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { warnOfQuotas } from '../../../app/stacks/quotas';

function warningsFor(create: (stack: Stack) => void): string[] {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  create(stack);
  warnOfQuotas(app);
  return stack.node.findAll().flatMap((node) => node.node.metadata).filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}

const many = (type: string, count: number) => (stack: Stack): void => {
  for (let index = 0; index < count; index++) {
    new CfnResource(stack, `Resource${index}`, { type });
  }
};

test.each([
  ['AWS::Bedrock::ApplicationInferenceProfile', 1000, 'inferenceProfileQuota', 'L-40EC9882'],
  ['AWS::IAM::Role', 1000, 'roleQuota', 'L-FE177D64'],
  ['AWS::IAM::ManagedPolicy', 1500, 'managedPolicyQuota', 'L-E95E4862'],
  ['AWS::Events::Rule', 300, 'eventRuleQuota', 'L-244521F2'],
])('one more of %s than %i is a warning', (type, limit, id, remedy) => {
  expect(warningsFor(many(type, limit))).toEqual([]);
  const [warning, ...others] = warningsFor(many(type, limit + 1));

  expect(others).toEqual([]);
  expect(warning).toContain(`needs ${limit + 1} `);
  expect(warning).toContain(remedy);
  expect(warning).toMatch(new RegExp(`\\[ack: cdk-claude-code-bedrock:${id}\\]$`));
});

test.each([[10, 0], [11, 1]])('a role with %i managed policies: %i warnings', (count, expected) => {
  const warnings = warningsFor((stack) => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    for (let index = 0; index < count; index++) {
      // The L2 refuses more than ten by itself at synthesis; what is asked here is our own words.
      role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, `Policy${index}`, `arn:aws:iam::111122223333:policy/P${index}`));
    }
  });

  expect(warnings).toHaveLength(expected);
  expect(warnings.join()).toMatch(expected === 0 ? /^$/ : /This role needs 11 managed policies on a role; .*L-0DA4ABF3/);
});

test.each([[500, 0], [501, 1]])('a dashboard with %i widgets: %i warnings', (count, expected) => {
  const warnings = warningsFor((stack) => {
    new cloudwatch.CfnDashboard(stack, 'Dashboard', {
      dashboardBody: JSON.stringify({ widgets: Array.from({ length: count }, () => ({ type: 'text', width: 1, height: 1 })) }),
    });
  });

  expect(warnings).toHaveLength(expected);
});

test('a warning is shown at synthesis', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new cloudwatch.CfnDashboard(stack, 'Dashboard', { dashboardBody: `{${'"width":1,'.repeat(501)}}` });
  warnOfQuotas(app);

  expect(Annotations.fromStack(stack).findWarning('/Stack/Dashboard', Match.stringLikeRegexp('needs 501 widgets on a dashboard'))).toHaveLength(1);
});
