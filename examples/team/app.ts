// A whole team. examples/team-python says the same in Python, and a test holds that both give one template.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodeTeam, ClaudeModel, Geography, IdentityCenterPrincipal, ModelTier } from 'cdk-claude-code-bedrock';

const stack = new Stack(new App(), 'Payments', { env: { region: 'us-east-1' } });

new ClaudeCodeTeam(stack, 'Team', {
  teamName: 'payments',
  costCenter: 'CC-1001',
  models: { opus: ClaudeModel.OPUS_5_5, sonnet: ClaudeModel.SONNET_5_5, haiku: ClaudeModel.HAIKU_5_5 },
  geography: Geography.US,
  defaultTier: ModelTier.SONNET,
  developers: [new IdentityCenterPrincipal('PaymentsDeveloper'), new iam.ArnPrincipal('arn:aws:iam::222233334444:role/PaymentsBuild')],
  budget: { monthlyUsd: 1500 },
});
