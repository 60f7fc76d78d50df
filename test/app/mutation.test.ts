import { deployFile } from '../support/deployment';
import { resourcesOf } from '../support/deployed';
import {
  ADMINISTRATOR, ADMINISTRATOR_MAY, BOUND_MAY, DEPLOYMENT, DEPLOYMENT_MAY, EXEMPT_MAY, FULL_ACCESS, GEOGRAPHY_ROWS, KEY_ROWS, LONG_TERM, NAMED, NAMED_MAY, TEAM_ROLE,
} from '../support/guard-questions';
import { handlerRows } from '../support/handler-questions';
import { Mutant, mutantsOf } from '../support/mutation';
import { CreatedPrincipal, handlersOf } from '../support/principals';
import { questionsFor } from '../support/questions';
import { Caller, canAssume, isAllowed } from '../support/simulation';
import { DEFAULT_FILE, fixture } from '../support/synthesis';
import { developerRows, githubRows, reserved, roleOf, TrustRow } from '../support/trust-questions';
import { ClaudeCodeServiceControlPolicy } from '../../lib';

/**
 * The tests of the tests: every policy is changed in one place, and the questions about it have to notice. A change that
 * they cannot notice stands in `SURVIVORS`, with the reason.
 */
const SURVIVORS: [RegExp, string][] = [
  [/InvokeModelsOnlyThrough\w+: Action .* becomes bedrock:\*$/, 'bedrock:InferenceProfileArn is a key of the two invoking actions alone, so no other action meets the condition; truth.test.ts holds the actions.'],
  [/Use(Short|Long)TermApiKeys: Action .* becomes bedrock:\*$/, 'bedrock:BearerTokenType is a key of CallWithBearerToken alone.'],
  [/^guard(: | with long-term keys).*(ChangePrincipalsOfClaudeCode|ChangeSettingsAndBudgetActions)OnlyByDeployment: NotAction without (iam:Detach(Role|User)Policy|budgets:ExecuteBudgetAction)$/, 'These are left to LiftStopsOnlyAsNamed, which refuses the same to the same where nobody is named to lift; the guard with named principals notices the change.'],
  [/ChangeTemplatesOnlyAsDeployers: Resource without arn:aws:s3:::cdk-\*-assets-\*\/\*$/, 'The pattern of the bucket ends in a wildcard, which takes the objects in; a bucket that is named whole needs both, and guard.test.ts asks of it.'],
  [/(CreateTheKey|CreateNoLongTermApiKeysThatLiveLonger): Action .* becomes iam:\*$/, 'The age is a key of CreateServiceSpecificCredential alone.'],
  [/AssumeFromIdentityCenter: Principal becomes everybody$/, 'aws:PrincipalArn names the account as well.'],
  [/ArnLike aws:PrincipalArn becomes IfExists$|StringLike aws:userid becomes IfExists$/, 'Every signed request says who made it.'],
  [/StringEquals sts:RoleSessionName becomes IfExists$/, 'AssumeRole requires a session name.'],
  [/StringLike sts:SourceIdentity \?\* becomes \*$/, 'A source identity has two characters at least.'],
  [/trust of TeamDeveloperRole\w+: (AssumeFromIdentityCenter|AssumeByNamed\w+): Action sts:AssumeRole becomes sts:\*$/, 'The simulator knows a session name of AssumeRole alone, so the condition refuses the rest; the trusts without attribution notice the change.'],
  [/AssumeThroughIdentityProvider1: Action sts:AssumeRoleWithSAML becomes sts:\*$/, 'The simulator knows the attributes of an assertion at AssumeRoleWithSAML alone; the change is noticed on the other provider.'],
];

interface Subject {
  readonly name: string;
  readonly policy: any;
  /** A question of the subject, answered under a policy in place of its own. */
  readonly questions: readonly { readonly allowed: boolean; readonly ask: (policy: any) => Promise<boolean> }[];
}

const configurations = Object.fromEntries(['access-us', 'access-tagged', 'access-in', 'default']
  .map((name) => [name, deployFile(name === 'default' ? DEFAULT_FILE : fixture(`${name}.yaml`))]));

/** The policies of a principal, each with the questions about all of them. */
function identities(configuration: string, part: string): Subject[] {
  const { principals, profiles, deployment, form } = configurations[configuration]!;
  const principal = roleOf(principals, part);
  const questions = questionsFor(principal, profiles, deployment, form);
  return principal.policies.map(({ policy }, index) => ({
    name: `${configuration} ${part} ${index}`,
    policy,
    questions: questions.map(({ allowed, authorization }) => ({
      allowed, ask: (mutant) => isAllowed(withPolicy(principal, index, mutant), authorization),
    })),
  }));
}

function withPolicy(principal: CreatedPrincipal, index: number, policy: any): Caller {
  return { ...principal, boundary: undefined, policies: principal.policies.map((own, at) => (at === index ? { name: own.name, policy } : own)) };
}

function trusts(): Subject[] {
  const { principals } = configurations['access-us']!;
  const rows = [...githubRows(principals), ...developerRows(principals)];
  const open = roleOf(configurations['default']!.principals, 'payments/TeamDeveloperRole');
  rows.push(...openRows(open));
  return [...new Set(rows.map(([, role]) => role))].map((role) => ({
    name: `trust of ${role.logicalId}`,
    policy: role.trust,
    questions: rows.filter(([, of]) => of === role).map(([, , { principal, action, context }, allowed]) => ({
      allowed, ask: (mutant) => canAssume(mutant, role.arn, principal, { action, context }),
    })),
  }));
}

/** Of a trust without attribution. */
function openRows(role: CreatedPrincipal): TrustRow[] {
  const [set, build] = [reserved('PaymentsDeveloper'), 'arn:aws:iam::222233334444:role/PaymentsBuild'];
  const row = (about: string, principal: string, expected: boolean, action = 'sts:AssumeRole'): TrustRow =>
    [about, role, { action, principal, context: { 'aws:PrincipalArn': principal } }, expected];
  return [
    row('its permission set', set, true), row('its role', build, true),
    row('another permission set', reserved('PaymentsDeveloper_Admin'), false), row('another role', `${build}2`, false),
    row('its permission set in another account', reserved('PaymentsDeveloper', '999999999999'), false),
    row('session tags of its permission set', set, false, 'sts:TagSession'), row('session tags of its role', build, false, 'sts:TagSession'),
  ];
}

function guards(): Subject[] {
  const scp = (policy: any): Pick<Caller, 'serviceControlPolicies'> => ({ serviceControlPolicies: [{ name: 'guard', policy }] });
  const held = (arn: string, policy: any): Caller => ({ arn, policies: [FULL_ACCESS], ...scp(policy) });
  const [boundary] = resourcesOf(configurations['access-us']!.deployment.stacks['ClaudeCode-Account']!, 'AWS::IAM::ManagedPolicy')
    .filter(([id]) => id.includes('PermissionsBoundary')).map(([, { PolicyDocument }]) => PolicyDocument);
  const isLongTerm = (caller: Caller) => JSON.stringify(caller.serviceControlPolicies).includes('AgeDays":"30"');
  const keys = (longTerm: boolean) => KEY_ROWS.filter(([, caller]) => isLongTerm(caller) === longTerm)
    .map(([, caller, authorization, allowed]) => ({ allowed, ask: (mutant: any) => isAllowed({ ...caller, ...scp(mutant) }, authorization) }));
  const administrator = ADMINISTRATOR_MAY.map(([about, authorization, allowed]) => ({ about, allowed, ask: (mutant: any) => isAllowed(held(ADMINISTRATOR, mutant), authorization) }));
  const deployment = DEPLOYMENT_MAY.map(([, authorization, allowed]) => ({ allowed, ask: (mutant: any) => isAllowed(held(DEPLOYMENT, mutant), authorization) }));
  const of = (rows: typeof EXEMPT_MAY) => rows.map(([, arn, authorization, allowed]) => ({ allowed, ask: (mutant: any) => isAllowed(held(arn, mutant), authorization) }));
  return [
    { name: 'guard', policy: ClaudeCodeServiceControlPolicy.document(), questions: [...administrator, ...deployment, ...keys(false), ...of(EXEMPT_MAY)] },
    {
      name: 'guard with named principals',
      policy: ClaudeCodeServiceControlPolicy.document(NAMED),
      questions: [...administrator.filter(({ about }) => about !== 'assumes a deployer that lets it'), ...deployment, ...keys(false), ...of(EXEMPT_MAY), ...of(NAMED_MAY)],
    },
    {
      name: 'guard with long-term keys, without global inference',
      policy: ClaudeCodeServiceControlPolicy.document({ ...LONG_TERM, globalInference: false }),
      questions: [
        ...administrator.filter(({ about }) => !/region-less|another service/.test(about)), ...deployment, ...keys(true), ...of(EXEMPT_MAY),
        ...GEOGRAPHY_ROWS.map(([, authorization, allowed]) => ({ allowed, ask: (mutant: any) => isAllowed(held(TEAM_ROLE, mutant), authorization) })),
      ],
    },
    {
      name: 'boundary',
      policy: boundary,
      questions: BOUND_MAY.map(([, authorization, allowed]) => ({
        allowed, ask: (mutant) => isAllowed({ arn: TEAM_ROLE, policies: [FULL_ACCESS], boundary: { name: 'boundary', policy: mutant } }, authorization),
      })),
    },
  ];
}

function handlers(): Subject[] {
  const { deployment } = configurations['access-us']!;
  const [handler] = handlersOf(deployment) as [CreatedPrincipal];
  return handler.policies.map(({ name, policy }, index) => ({ name: `function ${name}`, policy, index }))
    .filter(({ name }) => name.includes('nightly'))
    .map(({ name, policy, index }) => ({
      name,
      policy,
      questions: handlerRows(deployment).map(([, authorization, allowed]) => ({ allowed, ask: (mutant) => isAllowed(withPolicy(handler, index, mutant), authorization) })),
    }));
}

const subjects = [
  ...identities('default', 'payments/TeamShortTermApiKeyRole').slice(1),
  ...identities('access-us', 'payments/TeamLongTermApiKeyaudit').slice(1),
  ...identities('access-in', 'delhi/TeamDeveloperRole'),
  ...identities('default', 'research/TeamDeveloperRole'),
  ...identities('access-tagged', 'sydney/TeamDeveloperRole'),
  ...trusts(), ...guards(), ...handlers(),
];

let mutants = 0;
let caught = 0;
let explained = 0;
const startedAt = Date.now();

afterAll(() => {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${caught} of ${mutants} mutants caught, ${explained} survivors explained, in ${seconds} s\n`);
});

/** Questions that a change can turn come first: those refused when it allows more, those allowed when it allows less. */
async function isCaught(mutant: Mutant, subject: Subject): Promise<boolean> {
  const likely = [...subject.questions].sort((a, b) => Number(a.allowed === mutant.widens) - Number(b.allowed === mutant.widens));
  for (const { allowed, ask } of likely) {
    try {
      if (await ask(mutant.policy) !== allowed) {
        return true;
      }
    } catch {
      return true; // the simulator, like AWS, takes no such policy
    }
  }
  return false;
}

test.each(subjects)('$name: the questions notice every change', async (subject) => {
  for (const { allowed, ask } of subject.questions) {
    expect(await ask(subject.policy)).toBe(allowed);
  }
  const survivors: string[] = [];
  for (const mutant of mutantsOf(subject.policy)) {
    mutants += 1;
    if (SURVIVORS.some(([change]) => change.test(`${subject.name}: ${mutant.change}`))) {
      explained += 1;
    } else if (await isCaught(mutant, subject)) {
      caught += 1;
    } else {
      survivors.push(mutant.change);
    }
  }

  expect(survivors).toEqual([]);
});
