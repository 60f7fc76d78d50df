/** What is known where a call was made; remedies name it, and say less where it is not known. */
export interface CallContext {
  readonly team?: string;
  readonly stackName?: string;
  readonly region?: string;
  /** The ARN of the profile that was called. */
  readonly profileArn?: string;
  /** The model that was called, and the name of the one that follows it. */
  readonly model?: string;
  readonly successor?: string;
}

/** A message that services of AWS answer with, and what mends it. */
export interface ServiceMessage {
  readonly id: string;
  readonly pattern: RegExp;
  readonly fix: (context: CallContext, message: string) => string;
}

const team = ({ team: name = '<team>' }: CallContext): string => name;

const modelAccess = (context: CallContext): string => `npm run model-access -- ${team(context)}`;

/** The regions that the ARNs of a message name; a global profile's last leg names none, which policies call 'unspecified'. */
function regionsIn(message: string): string {
  const regions = [...message.matchAll(/arn:aws[\w-]*:bedrock:([\w-]*):/g)].map(([, region]) => (region === '' ? 'unspecified' : region!));
  return [...new Set(regions)].join(', ');
}

function organizationDenies(_: CallContext, message: string): string {
  const regions = regionsIn(message);
  return `the organization's policy denies this${regions === '' ? '' : ` in ${regions}`}, and nothing in this account can allow it: `
    + `ask the organization's administrators to except Bedrock${regions === '' ? ' in every region that the geography routes to' : ` there`}, `
    + 'or choose a geography that stays in allowed regions';
}

const stopped = ({ stackName = "the team's stack" }: CallContext): string => 'an explicit deny is a stop: the budget has stopped the team, or a burst has. '
  + `Of the outputs of ${stackName}, LiftBudgetStopCommand lifts the stop of the budget and LiftBurstStopCommand that of a burst`;

/** By the words of the message, the special before the general: errors of one name have many causes, each with its own remedy. */
export const SERVICE_MESSAGES: readonly ServiceMessage[] = [
  {
    id: 'payment',
    pattern: /INVALID_PAYMENT_INSTRUMENT|valid payment instrument/i,
    fix: () => 'the account that pays has no payment method that AWS Marketplace takes: somebody of billing adds one '
      + '(Billing and Cost Management, Payment preferences) or makes it the default; then wait 15 minutes. The agreement need not be accepted again',
  },
  {
    id: 'daily-quota',
    pattern: /(tokens|requests) per day|per-day|daily (token|quota|limit)/i,
    fix: () => "the account's quota for a day is used up: waiting a minute does not help, and neither does a higher quota per minute. "
      + 'It frees up within a day; ask AWS Support, or Service Quotas where it is adjustable, for a higher one',
  },
  {
    id: 'data-retention',
    pattern: /data.?retention/i,
    fix: (context) => `the model is refused until the account keeps data for review in ${context.region ?? 'this region'}: `
      + `'${modelAccess(context)}' shows the mode and asks before it changes it; or choose a model that needs none`,
  },
  {
    id: 'ended-model',
    pattern: /end of (its )?life|end-of-life|marked by (the )?provider as legacy|(has been|is) (deprecated|retired)/i,
    fix: (context) => (context.successor === undefined
      ? `${context.model ?? 'the model'} has ended: name another in the configuration, deploy, and install the settings again`
      : `${context.model ?? 'the model'} has ended: name ${context.successor} in its place in the configuration, deploy, and install the settings again`),
  },
  {
    id: 'invalid-model',
    pattern: /(model|profile) ?(identifier|id)\b.*(invalid|not valid)|invalid model|no such model|not a valid model/i,
    fix: ({ region = 'this region', profileArn }) => `${region} has no such model or profile: a profile is only called in its own region and account. `
      + `${profileArn === undefined ? 'Call the ARN that the settings name' : `Compare ${profileArn} with AWS_REGION`}, and look whether ANTHROPIC_MODEL names another`,
  },
  {
    id: 'on-demand',
    pattern: /on-demand throughput|isn.t supported/i,
    fix: ({ profileArn = "the team's profile" }) => `the model is only called through a profile: pin ${profileArn}, as the published settings do`,
  },
  {
    id: 'organization',
    pattern: /explicit deny in an? (service|resource) control policy|no (service|resource) control policy allows/i,
    fix: organizationDenies,
  },
  {
    id: 'boundary',
    pattern: /explicit deny in a permissions boundary|no permissions boundary allows/i,
    fix: () => 'the permissions boundary of the role refuses it: who keeps the boundary admits the call, or the role gets another boundary',
  },
  {
    id: 'endpoint',
    pattern: /explicit deny in a VPC endpoint policy|no VPC endpoint policy allows/i,
    fix: () => 'the policy of the VPC endpoint refuses it: who keeps the network admits the profile and its models there',
  },
  {
    id: 'session',
    pattern: /explicit deny in a session policy|no session policy allows/i,
    fix: () => 'the session was made with a policy of its own that is too narrow: sign in without it',
  },
  { id: 'stopped', pattern: /explicit deny/i, fix: stopped },
  {
    id: 'session-tags',
    pattern: /sts:TagSession/,
    fix: () => "the role's trust does not admit session tags: assume it without tags, or deploy a team whose access admits their keys",
  },
  {
    id: 'assume-role',
    pattern: /sts:AssumeRole/,
    fix: () => "two sides allow it: the permission set or role that asks needs sts:AssumeRole on the team's role, and the role's trust has to name it "
      + '(access.developers in the configuration)',
  },
  {
    id: 'principal',
    pattern: /invalid principal in policy/i,
    fix: () => 'a role or user that the trust names does not exist, or was deleted and made again: make it first, mend its ARN in the configuration, then deploy',
  },
  {
    id: 'model-access',
    pattern: /aws-marketplace|marketplace subscription|\bagreement\b|use case|model access|access to the model/i,
    fix: modelAccess,
  },
  {
    id: 'account-not-allowed',
    pattern: /operation not allowed|account is not authorized/i,
    fix: () => 'AWS has not opened Bedrock to this account yet, as with some new ones: open a case with AWS Support; no policy here changes it',
  },
  {
    id: 'clock',
    pattern: /signature (expired|not yet current)|clock skew|request has expired/i,
    fix: () => "the clock of this machine is wrong: set it, for example with 'timedatectl set-ntp true'",
  },
  {
    id: 'certificate',
    pattern: /self.signed certificate|unable to (verify|get).*(certificate|issuer)|CERT_|certificate has expired/i,
    fix: () => "something between this machine and AWS shows its own certificate: name your company's certificate authority, as a PEM file, "
      + 'in AWS_CA_BUNDLE (these commands, the AWS CLI) and NODE_EXTRA_CA_CERTS (Claude Code)',
  },
  {
    id: 'proxy',
    pattern: /the proxy \S+ answered/i,
    fix: () => 'the proxy of HTTPS_PROXY does not let this through: ask who keeps it to admit the host, give its user and password in the variable, '
      + 'or name the host in NO_PROXY',
  },
  {
    id: 'single-sign-on',
    pattern: /\bSSO session\b|aws sso login|\btoken is expired\b/i,
    fix: () => "the sign-in has ended: 'aws sso login --sso-session <name>', or with --profile; the profile in ~/.aws/config says which",
  },
  {
    id: 'no-profile',
    pattern: /could not (be found|resolve credentials).*profile|profile .*(could not be found|not found)/i,
    fix: (context) => `~/.aws/config has no such profile: 'npm run aws-profile -- ${team(context)} --write' writes it, or set AWS_PROFILE to another`,
  },
];

/** The message in the table that an error speaks. */
export function serviceMessage(words: string): ServiceMessage | undefined {
  return SERVICE_MESSAGES.find(({ pattern }) => pattern.test(words));
}
