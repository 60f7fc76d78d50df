import { ClaudeModel, Geography } from '../../lib';
import { authorizedRegions, modelsOffered, offerProblems, offerWarnings } from '../../lib/models/model-offer';

const given = ClaudeModel.of({
  foundationModelId: 'anthropic.claude-x', inferenceProfileIds: { us: 'us.anthropic.claude-x', global: 'global.anthropic.claude-x' },
});

describe('problems', () => {
  test('a model that its geography lacks: says where it is, and what is there', () => {
    expect(offerProblems(ClaudeModel.SONNET_5_5, Geography.JP, 'ap-northeast-1')).toEqual([
      "claude-sonnet-5-5 is not offered in geography 'jp'; it is offered in eu, global, us. " +
      "In 'jp' from ap-northeast-1 there are claude-sonnet-4-5, claude-sonnet-4-6.",
    ]);
  });

  test('a source region that the geography lacks: says which it has, and what the region has', () => {
    expect(offerProblems(ClaudeModel.SONNET_5_5, Geography.US, 'eu-central-1')).toEqual([
      "claude-sonnet-5-5 in geography 'us' cannot be called from eu-central-1; its source regions are ca-central-1, ca-west-1, us-east-1, " +
      'us-east-2, us-west-1, us-west-2. From eu-central-1 it is offered in eu, global.',
    ]);
    expect(offerProblems(ClaudeModel.OPUS_4_1, Geography.US, 'eu-central-1')[0]).toMatch(/From eu-central-1 it is not offered at all\.$/);
  });

  test('a retired model: says since when, and what is there instead', () => {
    expect(offerProblems(ClaudeModel.CLAUDE_3_5_HAIKU, Geography.US, 'us-east-1')).toEqual([
      "claude-3-5-haiku is retired since 2026-06-19: Bedrock no longer answers it. In 'us' from us-east-1 there are claude-haiku-4-5, claude-haiku-5-5. " +
      'Its successor is claude-haiku-5-5 (0.11 US dollars per million tokens in and 0.55 out, against 0.8 and 4).',
    ]);
  });

  test('an offer that AWS did not confirm counts as absent, and says so', () => {
    expect(offerProblems(ClaudeModel.OPUS_5, Geography.JP, 'ap-northeast-1')[0]).toMatch(/some lists name it, but AWS did not return it on 2026-10-08/);
  });

  test('a family that the geography lacks altogether', () => {
    expect(offerProblems(ClaudeModel.FABLE_5, Geography.AU)[0]).toMatch(/In 'au' there is no other of its family, only claude-haiku-4-5, /);
  });

  test('a source region that is only known at deployment is not checked', () => {
    expect(offerProblems(ClaudeModel.SONNET_5_5, Geography.US)).toEqual([]);
  });

  test('a given model is checked against what was given', () => {
    expect(offerProblems(given, Geography.US, 'us-east-1')).toEqual([]);
    expect(offerProblems(given, Geography.EU)).toEqual(["claude-x has no inference profile id for geography 'eu'; it was given one for global, us."]);
  });
});

test.each([
  [ClaudeModel.OPUS_4_1, Geography.US, ['cdk-claude-code-bedrock:legacyModel']],
  [ClaudeModel.HAIKU_4_5, Geography.US, ['cdk-claude-code-bedrock:endOfLifeNear']],
  [ClaudeModel.MYTHOS_5_1, Geography.US, ['cdk-claude-code-bedrock:gatedModel', 'cdk-claude-code-bedrock:dataRetentionMode']],
  [ClaudeModel.FABLE_5_2, Geography.GLOBAL, ['cdk-claude-code-bedrock:dataRetentionMode', 'cdk-claude-code-bedrock:presumedOffer']],
  [ClaudeModel.OPUS_5_5, Geography.US, []],
  [given, Geography.US, []],
])('warnings of %s in %s', (model, geography, ids) => {
  expect(offerWarnings(model, geography).map((warning) => warning.id)).toEqual(ids);
});

describe('regions on which a call is authorized', () => {
  test('the destinations depend on the source region', () => {
    expect(authorizedRegions(ClaudeModel.OPUS_5_5, Geography.US, 'us-east-1')).toEqual(['us-east-1', 'us-east-2', 'us-west-2']);
    expect(authorizedRegions(ClaudeModel.OPUS_5_5, Geography.US, 'us-west-1')).toEqual(['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']);
  });

  test('global: the source region and the region-less model', () => {
    expect(authorizedRegions(ClaudeModel.OPUS_5_5, Geography.GLOBAL, 'eu-west-1')).toEqual(['', 'eu-west-1']);
    expect(authorizedRegions(given, Geography.GLOBAL, 'eu-west-1')).toEqual(['', 'eu-west-1']);
  });

  test('unknown for a given model without destinations', () => {
    expect(authorizedRegions(given, Geography.US, 'us-east-1')).toBeUndefined();
  });
});

test('models offered are those that can be called now', () => {
  expect(modelsOffered(Geography.IN, 'ap-south-1')).toEqual(['claude-haiku-4-5', 'claude-opus-5', 'claude-sonnet-5']);
  expect(modelsOffered(Geography.APAC)).toEqual([]);
});
