import { ClaudeCodeSettings, ClaudeCodeSettingsProps, ModelTier, TierPin } from '../../lib';

const arn = (name: string): string => `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${name}`;
const pin = (tier: string): TierPin => ({ inferenceProfileArn: arn(tier), displayName: `Claude ${tier}`, capabilities: ['effort', 'thinking'] });
const tiers = (...names: string[]): { [tier: string]: TierPin } => Object.fromEntries(names.map((name) => [name, pin(name)]));

function settings(props: Partial<ClaudeCodeSettingsProps> = {}): Record<string, any> {
  return new ClaudeCodeSettings({ region: 'us-east-1', tiers: tiers('haiku', 'sonnet', 'opus'), ...props }).managedSettings();
}

/** The ids of the families below opus that can be called today: an agent that names one is not sent to opus. */
const CHEAPER = [
  'claude-haiku-4-5-20251001', 'claude-haiku-5-5', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-6', 'claude-sonnet-5', 'claude-sonnet-5-5',
];

test('every tier pinned, with name and capabilities, and nothing else allowed', () => {
  expect(settings({ defaultTier: ModelTier.OPUS, maxOutputTokens: 4096, thinkingTokens: 1024, promptCaching: false })).toEqual({
    $schema: 'https://json.schemastore.org/claude-code-settings.json',
    availableModelsMatch: 'exact',
    allowedProviders: ['bedrock'],
    availableModels: [arn('opus'), arn('sonnet'), arn('haiku'), ...CHEAPER],
    modelPicker: {
      replaceBuiltInOptions: true,
      options: [
        { model: arn('opus'), label: 'Claude opus', description: 'For hard work' },
        { model: arn('sonnet'), label: 'Claude sonnet', description: 'For everyday work' },
        { model: arn('haiku'), label: 'Claude haiku', description: 'Fast and cheap' },
      ],
    },
    modelOverrides: Object.fromEntries(CHEAPER.map((id) => [id, arn(id.split('-')[1]!)])),
    env: {
      ANTHROPIC_MODEL: '',
      ANTHROPIC_DEFAULT_MODEL: arn('opus'),
      ANTHROPIC_DEFAULT_OPUS_MODEL_DESCRIPTION: 'For hard work',
      ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION: 'For everyday work',
      ANTHROPIC_DEFAULT_HAIKU_MODEL_DESCRIPTION: 'Fast and cheap',
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_REGION: 'us-east-1',
      ANTHROPIC_DEFAULT_OPUS_MODEL: arn('opus'),
      ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: 'Claude opus',
      ANTHROPIC_DEFAULT_OPUS_MODEL_SUPPORTED_CAPABILITIES: 'effort,thinking',
      ANTHROPIC_DEFAULT_SONNET_MODEL: arn('sonnet'),
      ANTHROPIC_DEFAULT_SONNET_MODEL_NAME: 'Claude sonnet',
      ANTHROPIC_DEFAULT_SONNET_MODEL_SUPPORTED_CAPABILITIES: 'effort,thinking',
      ANTHROPIC_DEFAULT_HAIKU_MODEL: arn('haiku'),
      ANTHROPIC_DEFAULT_HAIKU_MODEL_NAME: 'Claude haiku',
      ANTHROPIC_DEFAULT_HAIKU_MODEL_SUPPORTED_CAPABILITIES: 'effort,thinking',
      CLAUDE_CODE_MAX_OUTPUT_TOKENS: '4096',
      MAX_THINKING_TOKENS: '1024',
      DISABLE_PROMPT_CACHING: '1',
    },
  });
});

test('left out: the client keeps its own limits and caches', () => {
  expect(Object.keys(settings().env).filter((name) => /TOKENS|CACHING/.test(name))).toEqual([]);
});

test('fable is pinned only where the team has it', () => {
  expect(settings().env.ANTHROPIC_DEFAULT_FABLE_MODEL).toBeUndefined();
  expect(settings({ tiers: tiers('sonnet', 'fable') }).env.ANTHROPIC_DEFAULT_FABLE_MODEL).toBe(arn('fable'));
});

test('capabilities that are not known are left to the client: a set list would switch the others off', () => {
  const { env } = settings({ tiers: { sonnet: { inferenceProfileArn: arn('sonnet'), displayName: 'Sonnet', capabilities: [] } } });

  expect(Object.keys(env).filter((name) => name.endsWith('_CAPABILITIES'))).toEqual([]);
});

test.each([
  [['opus', 'sonnet'], { OPUS: 'opus', SONNET: 'sonnet', HAIKU: 'sonnet' }, 'sonnet'],
  [['opus', 'haiku'], { OPUS: 'opus', SONNET: 'haiku', HAIKU: 'haiku' }, 'haiku'],
  [['sonnet', 'haiku'], { OPUS: 'sonnet', SONNET: 'sonnet', HAIKU: 'haiku' }, 'sonnet'],
  [['opus'], { OPUS: 'opus', SONNET: 'opus', HAIKU: 'opus' }, 'opus'],
  [['haiku'], { OPUS: 'haiku', SONNET: 'haiku', HAIKU: 'haiku' }, 'haiku'],
  [['fable'], { OPUS: 'fable', SONNET: 'fable', HAIKU: 'fable' }, 'fable'],
])('a team with %s: the tiers that it lacks are stood in for by the next cheaper one that it has', (names, expected, model) => {
  const result = settings({ tiers: tiers(...names) });

  Object.entries(expected).forEach(([tier, stand]) => expect(result.env[`ANTHROPIC_DEFAULT_${tier}_MODEL`]).toBe(arn(stand)));
  expect(result.availableModels.filter((id: string) => id.startsWith('arn:')).sort()).toEqual(names.map((name) => arn(name)).sort());
  expect(result.env.ANTHROPIC_DEFAULT_MODEL).toBe(arn(model));
  expect(result.model).toBeUndefined();
});

test('fails with every mistake at once', () => {
  expect(() => settings({ tiers: { ...tiers('sonnet'), medium: pin('medium') }, defaultTier: ModelTier.OPUS, maxOutputTokens: 0.5, thinkingTokens: 10 })).toThrow([
    "A tier is one of opus, sonnet, haiku, fable; received 'medium'.",
    "The default tier is one that the team has (sonnet, medium); received 'opus'.",
    'The most output tokens are a whole number above zero; received 0.5.',
    'A thinking budget is a whole number of at least 1024 tokens; received 10.',
    'A thinking budget is below the most output tokens (0.5); received 10.',
  ].join('\n'));
  expect(() => settings({ tiers: {} })).toThrow('A team needs at least one tier (opus, sonnet, haiku, fable); received none.');
});
