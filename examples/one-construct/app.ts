// One construct in a stack of one's own: a profile, and a role that may call it.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApplicationInferenceProfile, ClaudeModel, Geography } from 'cdk-claude-code-bedrock';

const stack = new Stack(new App(), 'Reports', { env: { region: 'us-east-1' } });

const profile = new ApplicationInferenceProfile(stack, 'Opus', {
  model: ClaudeModel.OPUS_5_5,
  geography: Geography.US,
  tags: { team: 'reports' },
});
profile.grantInvoke(new iam.Role(stack, 'Job', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
