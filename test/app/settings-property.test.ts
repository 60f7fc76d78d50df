import fc from 'fast-check';
import { stringify } from 'yaml';
import { settingsOf } from '../../commands/shared/team-settings';
import { settingsFileProblems } from '../../commands/shared/validate';
import { loadConfiguration } from '../../app/config/load';
import { ConfigurationError } from '../../app/config/problem';
import { EffortLevel, ModelTier } from '../../lib';
import { temporaryFile } from '../support/synthesis';

/** Credentials in the shapes that people paste; each made up. */
const SECRETS = [
  'AKIA' + 'ABCDEFGHIJKLMNOP', 'ASIA' + 'ABCDEFGHIJKLMNOP', 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t', 'ABSK' + 'QmVkcm9ja0FQSUtleS1hYmNkZWZnaA==',
  'sk-ant-api03-abcdefgh', 'Bearer abcdefghijklmnop', 'https://user:hunter22@host.example.com',
];
const SECRET_NAMES = ['AWS_BEARER_TOKEN_BEDROCK', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'];
const MODELS = ['claude-opus-4-8', 'claude-opus-4-5', 'claude-sonnet-5-5', 'claude-sonnet-5', 'claude-sonnet-4-6', 'claude-haiku-4-5', 'claude-fable-5-1'];

const tier = fc.constantFrom('opus', 'sonnet', 'haiku', 'fable');
const text = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9 ./:-]{0,20}$/) }, { weight: 1, arbitrary: fc.constantFrom(...SECRETS) });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const settings = fc.record({
  promptCacheDuration: optional(fc.constantFrom('1h', '5m')),
  oneMillionContext: optional(fc.uniqueArray(tier, { minLength: 1, maxLength: 2 })),
  serviceTier: optional(fc.constantFrom('default', 'flex', 'priority')),
  minimumClientVersion: optional(fc.constantFrom('2.1.163', '2.1.300', '1.0.0')),
  modelOverrides: optional(fc.boolean()),
  variablesOf2025: optional(fc.boolean()),
  customHeaders: optional(fc.dictionary(fc.constantFrom('X-Team', 'X-Scope', 'Authorization'), text, { maxKeys: 2 })),
  environment: optional(fc.dictionary(fc.oneof({ weight: 8, arbitrary: fc.constantFrom('HTTPS_PROXY', 'INNOCENT', 'API_TIMEOUT_MS') }, { weight: 1, arbitrary: fc.constantFrom(...SECRET_NAMES) }), text, { maxKeys: 2 })),
  telemetry: optional(fc.record({ endpoint: fc.constantFrom('https://collector.example.com', 'http://localhost:4318'), resourceAttributes: optional(fc.dictionary(fc.constantFrom('stage', 'unit'), text)) })),
}, { requiredKeys: [] });
const configuration = fc.record({
  models: fc.dictionary(tier, fc.constantFrom(...MODELS), { minKeys: 1, maxKeys: 4 }),
  tokens: optional(fc.record({ maxOutput: fc.integer({ min: 2000, max: 64000 }), thinking: optional(fc.integer({ min: 1024, max: 1999 })) })),
  promptCaching: optional(fc.boolean()),
  settings: optional(settings),
  guardrail: optional(fc.constant({ id: 'abc123', version: 4 })),
  team: optional(settings),
});

const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('no settings file of any configuration carries a credential or leaves a tier unpinned', () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(fc.property(configuration, ({ team, ...file }) => {
    const yaml = stringify(withoutUndefined({ region: 'us-east-1', geography: 'us', ...file, teams: { a: { settings: team } } }));
    let loaded;
    try {
      loaded = loadConfiguration(temporaryFile(yaml));
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      refused++;
      return;
    }
    accepted++;
    const chosen = { configuration: loaded, team: loaded.teams[0]!, stackName: 'ClaudeCode-Team-a' };
    const arns = Object.fromEntries(Object.keys(chosen.team.models)
      .map((name) => [name, `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${name}0000000`]));
    const made = settingsOf(chosen, arns, file.guardrail && { id: 'abc123', version: '4' });
    const files = [made.managedSettings(), made.ciSettings(), made.userSettings({ standalone: true, awsProfile: 'a', effortLevel: EffortLevel.LOW })];
    for (const content of files) {
      expect(settingsFileProblems(content)).toEqual([]);
      const shown = JSON.stringify(content);
      SECRETS.forEach((secret) => expect(shown).not.toContain(secret));
      SECRET_NAMES.forEach((name) => expect(content.env).not.toHaveProperty(name));
      for (const pinned of [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU]) {
        const pin = content.env[`ANTHROPIC_DEFAULT_${pinned.toUpperCase()}_MODEL`];
        expect(Object.values(arns)).toContain(pin.replace('[1m]', ''));
        expect(content.availableModels).toContain(pin.replace('[1m]', ''));
      }
      expect(content.availableModels).toEqual(expect.arrayContaining(Object.values(arns)));
    }
  }), { numRuns: 500, seed: 20261122 });

  process.stdout.write(`${accepted} configurations accepted, ${refused} refused\n`);
  expect(accepted).toBeGreaterThan(80);
  expect(refused).toBeGreaterThan(80);
});
