// A pipeline that deploys the same team to two accounts, one after the other.
import { App, Stack, Stage, StageProps } from 'aws-cdk-lib';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import { ClaudeCodeAccount, ClaudeCodeTeam, ClaudeModel, Geography } from 'cdk-claude-code-bedrock';
import { Construct } from 'constructs';

class ClaudeCodeStage extends Stage {
  constructor(scope: Construct, id: string, props: StageProps & { monthlyUsd: number }) {
    super(scope, id, props);
    const shared = new Stack(this, 'Account');
    const account = new ClaudeCodeAccount(shared, 'ClaudeCode', {
      alerts: { emails: ['platform@example.com'] }, budget: { monthlyUsd: props.monthlyUsd },
    });
    new ClaudeCodeTeam(new Stack(this, 'Payments'), 'Team', {
      teamName: 'payments',
      models: { sonnet: ClaudeModel.SONNET_5_5, haiku: ClaudeModel.HAIKU_5_5 },
      geography: Geography.EU,
      access: { developers: { identityCenter: 'PaymentsDeveloper', principals: ['arn:aws:iam::222233334444:role/PaymentsBuild'] } },
      budget: { monthlyUsd: props.monthlyUsd / 2 },
      alertTopic: account.alertTopic,
    });
  }
}

const tools = new Stack(new App(), 'Pipeline', { env: { account: '333344445555', region: 'eu-central-1' } });
const pipeline = new CodePipeline(tools, 'Pipeline', {
  crossAccountKeys: true,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('acme/claude-code', 'main', {
      connectionArn: 'arn:aws:codeconnections:eu-central-1:333344445555:connection/00000000-0000-0000-0000-000000000000',
    }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});
pipeline.addStage(new ClaudeCodeStage(tools, 'Trial', { env: { account: '444455556666', region: 'eu-central-1' }, monthlyUsd: 500 }));
pipeline.addStage(new ClaudeCodeStage(tools, 'Production', { env: { account: '555566667777', region: 'eu-central-1' }, monthlyUsd: 5000 }), {
  pre: [new ManualApprovalStep('ReadTheDiff')],
});
