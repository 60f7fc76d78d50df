import { explain } from '../../commands/shared/explain';
import { CallContext, SERVICE_MESSAGES, serviceMessage } from '../../commands/shared/service-messages';

const ME = 'User: arn:aws:sts::111122223333:assumed-role/Developer/me is not authorized to perform:';
const MODEL = 'arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-5-5';
const INVOKE = `${ME} bedrock:InvokeModelWithResponseStream on resource: ${MODEL}`;
const CONTEXT: CallContext = {
  team: 'payments', stackName: 'ClaudeCode-Team-payments', region: 'us-east-1', model: 'Claude Opus 4.8', successor: 'Claude Opus 5.5',
  profileArn: 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc',
};

/** Messages in the words of AWS, of Node.js and of the AWS SDK (those of data retention are inferred): the row of the table that each belongs to, and its remedy. */
const MESSAGES: [string, string, RegExp][] = [
  ['payment', 'Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided. Your AWS Marketplace subscription for '
    + 'this model cannot be completed at this time. If you recently fixed this issue, try again after 15 minutes.', /adds one .*wait 15 minutes/],
  ['daily-quota', 'Too many tokens per day, please wait before trying again.', /waiting a minute does not help.*frees up within a day/],
  ['data-retention', 'The model is not available with the data retention mode of this account.', /in us-east-1: 'npm run model-access -- payments' shows the mode/],
  ['ended-model', 'This model version has reached the end of its life. Please refer to the AWS documentation for more details.', /^Claude Opus 4\.8 has ended: name Claude Opus 5\.5 /],
  ['ended-model', 'Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. '
    + 'Please upgrade to an active model on Amazon Bedrock', /name Claude Opus 5\.5 in its place/],
  ['ended-model', 'The model anthropic.claude-opus-4-1 has been deprecated.', /has ended/],
  ['invalid-model', 'The provided model identifier is invalid.', /^us-east-1 has no such model or profile.*Compare arn:aws:bedrock:.*\/abc with AWS_REGION/],
  ['on-demand', 'Invocation of model ID anthropic.claude-opus-4-8 with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of '
    + 'an inference profile that contains this model.', /pin arn:aws:bedrock:us-east-1:111122223333:application-inference-profile\/abc/],
  ['on-demand', 'The model does not support On Demand inference.', /only called through a profile/],
  ['organization', `${INVOKE} with an explicit deny in a service control policy`, /denies this in us-west-2, and nothing in this account can allow it.*except Bedrock there/],
  ['organization', `${INVOKE} with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-b`, /in us-west-2,/],
  ['organization', `${INVOKE.replace(':us-west-2:', '::')} because no service control policy allows the bedrock:InvokeModelWithResponseStream action`, /denies this in unspecified,/],
  ['organization', `${ME} bedrock:ListInferenceProfiles with an explicit deny in a resource control policy`, /denies this, and nothing.*except Bedrock in every region that the geography routes to/],
  ['boundary', `${INVOKE} because no permissions boundary allows the bedrock:InvokeModelWithResponseStream action`, /who keeps the boundary/],
  ['boundary', `${INVOKE} with an explicit deny in a permissions boundary`, /who keeps the boundary/],
  ['endpoint', `${INVOKE} because no VPC endpoint policy allows the bedrock:InvokeModelWithResponseStream action`, /who keeps the network/],
  ['session', `${INVOKE} because no session policy allows the bedrock:InvokeModelWithResponseStream action`, /sign in without it/],
  ['stopped', `${INVOKE} with an explicit deny in an identity-based policy`, /Of the outputs of ClaudeCode-Team-payments, LiftBudgetStopCommand/],
  ['stopped', `${INVOKE} with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/claude-code/Stop`, /a stop: the budget has stopped the team, or a burst has/],
  ['session-tags', `${ME} sts:TagSession on resource: arn:aws:iam::111122223333:role/claude-code/Developer`, /assume it without tags/],
  ['assume-role', `${ME} sts:AssumeRole on resource: arn:aws:iam::111122223333:role/claude-code/Developer`, /two sides allow it.*access\.developers/],
  ['assume-role', `${ME} sts:AssumeRole on resource: arn:aws:iam::111122223333:role/claude-code/Developer with an explicit deny in an identity-based policy`, /two sides allow it/],
  ['principal', 'Invalid principal in policy: "AWS":"arn:aws:iam::222233334444:role/Gone"', /make it first, mend its ARN/],
  ['model-access', 'You don\'t have access to the model with the specified model ID.', /^npm run model-access -- payments$/],
  ['model-access', 'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. '
    + 'If you have already filled out the form, try again in 15 minutes.', /^npm run model-access -- payments$/],
  ['model-access', 'Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions '
    + '(aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model.', /^npm run model-access -- payments$/],
  ['account-not-allowed', 'Operation not allowed', /open a case with AWS Support/],
  ['account-not-allowed', 'Your account is not authorized to invoke this API operation.', /open a case with AWS Support/],
  ['clock', 'Signature expired: 20261125T170000Z is now earlier than 20261125T171500Z (20261125T172000Z - 5 min.)', /set it, for example with 'timedatectl/],
  ['clock', 'Signature not yet current: 20261125T180000Z is still later than 20261125T173000Z (20261125T172500Z + 5 min.)', /set it/],
  ['certificate', 'self-signed certificate in certificate chain', /in AWS_CA_BUNDLE .* and NODE_EXTRA_CA_CERTS/],
  ['certificate', 'unable to get local issuer certificate', /in AWS_CA_BUNDLE/],
  ['certificate', 'unable to verify the first certificate', /in AWS_CA_BUNDLE/],
  ['proxy', 'the proxy proxy.example.com:8080 answered 407 to the request for sts.us-east-1.amazonaws.com:443', /give its user and password in the variable, or name the host in NO_PROXY/],
  ['single-sign-on', 'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.', /'aws sso login --sso-session <name>'/],
  ['single-sign-on', 'Token is expired. To refresh this SSO session run \'aws sso login\' with the corresponding profile.', /the sign-in has ended/],
  ['no-profile', 'Could not resolve credentials using profile: [nope] in configuration/credentials file(s).', /'npm run aws-profile -- payments --write' writes it/],
];

test.each(MESSAGES)('%s: %s', (id, message, remedy) => {
  const row = serviceMessage(message);

  expect(row?.id).toBe(id);
  expect(row!.fix(CONTEXT, message)).toMatch(remedy);
  expect(explain(Object.assign(new Error(message), { name: 'AccessDeniedException' }), CONTEXT)).toMatchObject({ message, fix: expect.stringMatching(remedy) });
});

test('every row of the table has a message here, and says something too where nothing is known of the call', () => {
  expect(SERVICE_MESSAGES.map(({ id }) => id).filter((id) => !MESSAGES.some(([named]) => named === id))).toEqual([]);
  expect(new Set(SERVICE_MESSAGES.map(({ id }) => id)).size).toBe(SERVICE_MESSAGES.length);
  MESSAGES.forEach(([, message]) => expect(serviceMessage(message)!.fix({}, message)).not.toMatch(/undefined/));
});

test.each([
  `${INVOKE} because no identity-based policy allows the bedrock:InvokeModelWithResponseStream action`,
  `${ME} cloudformation:DescribeStacks with an explicit deny in an identity-based policy`,
  'Too many tokens, please wait before trying again.',
  'The security token included in the request is expired',
  'The security token included in the request is invalid.',
  '`temperature` is deprecated for this model.',
  'thinking.type: enabled isn\'t supported for this model.',
  'The maximum tokens you requested exceeds the model limit of 64000. Try again with a maximum tokens value that is lower than 64000.',
  'Internal server error',
])('a message with no row of its own keeps the general remedy: %s', (message) => {
  expect(serviceMessage(message)?.id).toBeUndefined();
});
