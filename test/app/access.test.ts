import { deployFile, DeployedConfiguration } from '../support/deployment';
import { questionsFor } from '../support/questions';
import { canAssume, isAllowed } from '../support/simulation';
import { DEFAULT_FILE, fixture } from '../support/synthesis';

/**
 * The questions that a reviewer would ask, put to an independent IAM simulator for every principal that these
 * configurations create. What it needs is asked with its boundary and the service control policy applied; what it may not
 * do is asked of its own policies alone, which have to refuse without help.
 */
const configurations = [DEFAULT_FILE, ...['eu-three-teams', 'global', 'jp', 'access-us', 'access-tagged', 'access-in'].map((name) => fixture(`${name}.yaml`))].map(deployFile);

const principals = configurations.flatMap((configuration) => configuration.principals
  .map((principal) => ({ name: `${configuration.name}: ${principal.stack} ${principal.logicalId}`, configuration, principal })));

let asked = 0;
const startedAt = Date.now();

afterAll(() => {
  process.stdout.write(`${asked} allow/deny questions for ${principals.length} principals in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
});

test('there are principals of every kind to ask about', () => {
  expect(principals.filter(({ name }) => name.includes('DeveloperRole'))).toHaveLength(13);
  expect(principals.filter(({ name }) => name.includes('ShortTermApiKeyRole'))).toHaveLength(6);
  expect(principals.filter(({ name }) => name.includes('GitHub'))).toHaveLength(4);
  expect(principals.filter(({ principal }) => principal.arn.includes(':user/'))).toHaveLength(3);
  expect(new Set(configurations.flatMap(({ profiles }) => profiles.map((profile) => /inference-profile\/([^.]+)/.exec(profile.systemProfileArn)![1]))))
    .toEqual(new Set(['us', 'eu', 'jp', 'au', 'in', 'global']));
});

test.each(principals)('$name can do what it needs and nothing else', async ({ configuration, principal }) => {
  const questions = questionsFor(principal, configuration.profiles, configuration.deployment, configuration.form);
  const held = { ...principal, serviceControlPolicies: [configuration.guard] };
  const alone = { ...principal, boundary: undefined };
  const wrong: string[] = [];
  for (const question of questions) {
    if (await isAllowed(question.allowed ? held : alone, question.authorization) !== question.allowed) {
      wrong.push(`${question.about} should be ${question.allowed ? 'allowed' : 'refused'}: ${JSON.stringify(question.authorization)}`);
    }
  }
  asked += questions.length;

  expect(wrong).toEqual([]);
  expect(principal.tags.team).toBe(configuration.profiles.find((profile) => profile.stack === principal.stack)!.tags.team);
  expect(questions.filter((question) => question.allowed).length).toBeGreaterThanOrEqual(10);
  expect(questions.filter((question) => !question.allowed).length).toBeGreaterThanOrEqual(40);
});

describe('who may assume a role', () => {
  const reserved = (name: string, path = 'aws-reserved/sso.amazonaws.com/'): string =>
    `arn:aws:iam::111122223333:role/${path}AWSReservedSSO_${name}`;
  const trustOf = (configuration: DeployedConfiguration, part: string) =>
    configuration.principals.find(({ logicalId, stack }) => `${stack}/${logicalId}`.includes(part))!;
  const developer = trustOf(configurations[0]!, 'payments/TeamDeveloperRole');

  const fromIdentityCenter = (arn: string): Promise<boolean> => canAssume(developer.trust, developer.arn, arn, { context: { 'aws:PrincipalArn': arn } });

  test.each([
    ['its permission set', reserved('PaymentsDeveloper_0123456789abcdef'), true],
    ['its permission set, with a region in the path', reserved('PaymentsDeveloper_0123456789abcdef', 'aws-reserved/sso.amazonaws.com/eu-west-1/'), true],
    ['a permission set whose name goes on', reserved('PaymentsDeveloper_Admin_0123456789abcdef'), false],
    ['a permission set whose name goes on for sixteen', reserved('PaymentsDeveloper_0123456789abcde_0123456789abcdef'), false],
    ['a permission set whose name ends alike', reserved('NotPaymentsDeveloper_0123456789abcdef'), false],
    ['a role of that name on another path', 'arn:aws:iam::111122223333:role/AWSReservedSSO_PaymentsDeveloper_0123456789abcdef', false],
    ['too short a hash', reserved('PaymentsDeveloper_0123456789abcde'), false],
    ['another role of the account', 'arn:aws:iam::111122223333:role/Admin', false],
    ['the named role of another account', 'arn:aws:iam::222233334444:role/PaymentsBuild', true],
    ['another role of that account', 'arn:aws:iam::222233334444:role/PaymentsTools', false],
    ['the permission set of another account', 'arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_PaymentsDeveloper_0123456789abcdef', false],
  ])('%s', async (_, arn, expected) => {
    expect(await fromIdentityCenter(arn)).toBe(expected);
  });

  test('a permission set that does not allow sts:AssumeRole itself stays outside', async () => {
    const arn = reserved('PaymentsDeveloper_0123456789abcdef');

    expect(await canAssume(developer.trust, developer.arn, arn, { context: { 'aws:PrincipalArn': arn }, allowedByCaller: false })).toBe(false);
  });

  test('the role for keys admits its own principals, not those of the developers', async () => {
    const keys = trustOf(configurations[0]!, 'payments/TeamShortTermApiKeyRole');

    expect(await canAssume(keys.trust, keys.arn, 'arn:aws:iam::222233334444:role/PaymentsTools')).toBe(true);
    expect(await canAssume(keys.trust, keys.arn, 'arn:aws:iam::222233334444:role/PaymentsBuild')).toBe(false);
  });
});
