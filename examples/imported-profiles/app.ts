// Profiles that exist already: one made by somebody else, and one that AWS defines.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApplicationInferenceProfile, ClaudeCodePolicy, ClaudeModel, Geography, ModelDestinations, SystemInferenceProfile } from 'cdk-claude-code-bedrock';

const stack = new Stack(new App(), 'Imported', { env: { account: '111122223333', region: 'us-east-1' } });

const theirs = ApplicationInferenceProfile.fromInferenceProfileAttributes(stack, 'Theirs', {
  inferenceProfileArn: 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123def456',
  model: ClaudeModel.SONNET_5_5,
  geography: Geography.US,
});
const shared = SystemInferenceProfile.fromInferenceProfileArn(
  stack, 'Shared', 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-haiku-5-5',
);

const role = iam.Role.fromRoleArn(stack, 'Existing', 'arn:aws:iam::111122223333:role/Existing');
theirs.grantInvoke(role, { destinations: ModelDestinations.PINNED });
new iam.ManagedPolicy(stack, 'Policy', { document: ClaudeCodePolicy.forProfiles({ profiles: [theirs, shared] }).document() });
