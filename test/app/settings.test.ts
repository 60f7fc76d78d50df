import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { settingsFileProblems } from '../../commands/shared/validate';
import { readOutputs, settingsFromOutputs } from '../../commands/shared/outputs';
import { chooseTeam } from '../../commands/shared/team';
import { ACCOUNT } from '../support/deployed';
import { deployFile } from '../support/deployment';
import { outputsOf, profileArnsIn, publishedSettings } from '../support/published';
import { isAllowed } from '../support/simulation';
import { DEFAULT_FILE, fixture, temporaryFile } from '../support/synthesis';

const FILES = [DEFAULT_FILE, ...['eu-three-teams', 'global', 'jp', 'settings', 'guardrail'].map((name) => fixture(`${name}.yaml`))];
const configurations = FILES.map((file) => ({ file, ...deployFile(file) }));
const teams = configurations.flatMap((configuration) => publishedSettings(configuration.deployment)
  .map((published) => ({ label: `${configuration.name} ${published.stack}`, configuration, published })));

/** The size of a standard parameter. */
const MAX_LENGTH = 4096;

test('every team publishes one file', () => {
  expect(teams).toHaveLength(2 + 3 + 1 + 2 + 3 + 2);
});

test.each(teams)('$label: the commands make the same file from the outputs as the stack publishes', ({ configuration, published }) => {
  const chosen = chooseTeam(configuration.file, published.parameterName.split('/')[2]!);
  const outputs = join(temporaryFile('').replace(/[^/]+$/, ''), 'outputs.json');
  writeFileSync(outputs, JSON.stringify(outputsOf(configuration.deployment)));

  expect(settingsFromOutputs(readOutputs(outputs, chosen), chosen).managedSettings()).toEqual(published.settings);
});

test.each(teams)('$label: the file is one that Claude Code accepts, and fits a standard parameter', ({ label, published }) => {
  process.stdout.write(`managed-settings.json of ${label}: ${published.text.length} of ${MAX_LENGTH} characters\n`);

  expect(settingsFileProblems(published.settings)).toEqual([]);
  expect(published.text.length).toBeLessThan(MAX_LENGTH * 0.9);
});

describe.each(teams)('$label', ({ configuration, published }) => {
  const guardrail = (arn: string): Record<string, string> => {
    const id = /GuardrailIdentifier: (\w+)/.exec(published.settings.env.ANTHROPIC_CUSTOM_HEADERS ?? '')?.[1];
    const version = /GuardrailVersion: (\d+)/.exec(published.settings.env.ANTHROPIC_CUSTOM_HEADERS ?? '')?.[1];
    return id === undefined ? {} : { 'bedrock:GuardrailIdentifier': `${arn.split(':application')[0]}:guardrail/${id}:${version}` };
  };
  const legs = (arn: string) => {
    const profile = configuration.profiles.find((candidate) => candidate.arn === arn)!;
    return ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'].flatMap((action) => [
      { action, resource: arn, context: guardrail(arn) },
      ...profile.modelRegions.map((region) => ({
        action,
        resource: `arn:aws:bedrock:${region}::foundation-model/${profile.foundationModelId}`,
        context: { 'bedrock:InferenceProfileArn': arn, ...guardrail(arn) },
      })),
    ]);
  };
  const own = configuration.principals.filter((principal) => principal.stack === published.stack);
  const others = configuration.principals.filter((principal) => principal.stack !== published.stack && principal.stack.includes('-Team-'));

  test('every profile in the file is allowed to each of the team\'s roles on every leg, and to no other team', async () => {
    const arns = profileArnsIn(published.settings);
    expect(arns.length).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(0);
    for (const arn of arns) {
      for (const leg of legs(arn)) {
        for (const principal of own) {
          expect({ principal: principal.arn, leg, allowed: await isAllowed(principal, leg) }).toEqual({ principal: principal.arn, leg, allowed: true });
        }
        for (const principal of others) {
          expect({ principal: principal.arn, leg, allowed: await isAllowed(principal, leg) }).toEqual({ principal: principal.arn, leg, allowed: false });
        }
      }
    }
  });

  test('only the team\'s roles read the file, and can do nothing else with parameters', async () => {
    const resource = `arn:aws:ssm:${configuration.deployment.region}:${ACCOUNT}:parameter${published.parameterName}`;
    for (const principal of configuration.principals.filter(({ stack }) => stack.includes('-Team-'))) {
      expect(await isAllowed(principal, { action: 'ssm:GetParameter', resource })).toBe(principal.stack === published.stack);
      expect(await isAllowed(principal, { action: 'ssm:PutParameter', resource })).toBe(false);
      expect(await isAllowed(principal, { action: 'ssm:GetParameter', resource: `${resource}-other` })).toBe(false);
    }
  });
});

describe('a guardrail', () => {
  const context = (arn: string, guardrail?: string): Record<string, string> =>
    ({ 'bedrock:InferenceProfileArn': arn, ...(guardrail !== undefined && { 'bedrock:GuardrailIdentifier': guardrail }) });
  const of = (name: string) => {
    const configuration = configurations.find((candidate) => candidate.name === name)!;
    const principal = configuration.principals.find(({ logicalId }) => logicalId.includes('DeveloperRole'))!;
    const profile = configuration.profiles.find(({ stack }) => stack === principal.stack)!;
    const base = `arn:aws:bedrock:${configuration.deployment.region}:${ACCOUNT}`;
    const invokes = (guardrail?: string): Promise<boolean> => isAllowed(principal, {
      action: 'bedrock:InvokeModelWithResponseStream',
      resource: `arn:aws:bedrock:${configuration.deployment.region}::foundation-model/${profile.foundationModelId}`,
      context: context(profile.arn, guardrail),
    });
    const applies = (resource: string): Promise<boolean> => isAllowed(principal, { action: 'bedrock:ApplyGuardrail', resource });
    return { configuration, base, invokes, applies };
  };

  test('that exists is required in its version alone', async () => {
    const { base, invokes, applies } = of('guardrail');

    expect(await invokes(`${base}:guardrail/abc123def456:3`)).toBe(true);
    expect(await invokes()).toBe(false);
    expect(await invokes(`${base}:guardrail/abc123def456`)).toBe(false);
    expect(await invokes(`${base}:guardrail/abc123def456:2`)).toBe(false);
    expect(await invokes(`${base}:guardrail/another00000:3`)).toBe(false);
    expect(await applies(`${base}:guardrail/abc123def456`)).toBe(true);
    expect(await applies(`${base}:guardrail/another00000`)).toBe(false);
    expect(await applies(`${base}:guardrail-profile/us.guardrail.v1:0`)).toBe(false);
  });

  test('that the stack creates is required in any published version, so that older settings go on working', async () => {
    const { configuration, base, invokes, applies } = of('settings');
    const id = /GuardrailIdentifier: (\w+)/.exec(publishedSettings(configuration.deployment)[0]!.settings.env.ANTHROPIC_CUSTOM_HEADERS)![1];

    expect(await invokes(`${base}:guardrail/${id}:1`)).toBe(true);
    expect(await invokes(`${base}:guardrail/${id}:2`)).toBe(true);
    expect(await invokes(`${base}:guardrail/${id}`)).toBe(false);
    expect(await invokes()).toBe(false);
    expect(await invokes(`${base}:guardrail/another00000:1`)).toBe(false);
    expect(await applies(`${base}:guardrail/${id}`)).toBe(true);
    expect(await applies(`${base}:guardrail-profile/us.guardrail.v1:0`)).toBe(true);
    expect(await applies(`arn:aws:bedrock:us-west-2:${ACCOUNT}:guardrail-profile/us.guardrail.v1:0`)).toBe(true);
  });
});
