import { ClaudeModel, Geography } from '../../lib';
import { attributeProblems } from '../../lib/models/claude-model-attributes';
import { CATALOGUE } from '../../lib/models/model-catalogue';

const constantOf = (name: string): string => {
  const short = name.replace(/^claude-/, '');
  return (/^[a-z]/.test(short) ? short : name).toUpperCase().replaceAll('-', '_');
};

test.each(Object.keys(CATALOGUE.models))('%s has a constant', (name) => {
  const constant = (ClaudeModel as any)[constantOf(name)];

  expect(constant).toBeInstanceOf(ClaudeModel);
  expect(constant.name).toBe(name);
  expect(constant.foundationModelId).toBe(CATALOGUE.models[name]!.foundationModelId);
});

test('there is no constant beyond the catalogue', () => {
  const constants = Object.getOwnPropertyNames(ClaudeModel).filter((name) => (ClaudeModel as any)[name] instanceof ClaudeModel);

  expect(constants.map((name) => (ClaudeModel as any)[name].name).sort()).toEqual(ClaudeModel.names());
});

test('ids come from the catalogue, whatever pattern they have', () => {
  expect(ClaudeModel.OPUS_4_6.foundationModelId).toBe('anthropic.claude-opus-4-6-v1');
  expect(ClaudeModel.SONNET_4_6.inferenceProfileId(Geography.JP)).toBe('jp.anthropic.claude-sonnet-4-6');
  expect(ClaudeModel.HAIKU_4_5.inferenceProfileId(Geography.IN)).toBe('in.anthropic.claude-haiku-4-5-20251001-v1:0');
});

test('geographies are those in which the model can be called', () => {
  expect(ClaudeModel.SONNET_5_5.geographies).toEqual(['eu', 'global', 'us']);
  expect(ClaudeModel.CLAUDE_3_7_SONNET.geographies).toEqual([]);
});

test('a name that the catalogue lacks fails and says what it has', () => {
  expect(() => ClaudeModel.fromName('claude-opus-9')).toThrow(/'claude-opus-9' is not a model of the catalogue.*claude-opus-5-5.*ClaudeModel\.of/s);
  expect(() => ClaudeModel.fromName('toString')).toThrow(/not a model/);
});

test('a profile id of another geography fails and says where there is one', () => {
  expect(() => ClaudeModel.SONNET_5_5.inferenceProfileId(Geography.JP)).toThrow("claude-sonnet-5-5 has no inference profile in geography 'jp'; it has one in eu, global, us.");
});

describe('a model that the catalogue lacks', () => {
  const attributes = { foundationModelId: 'anthropic.claude-sonnet-6-v1:0', inferenceProfileIds: { us: 'us.anthropic.claude-sonnet-6-v1:0' } };

  test('takes its name from the id', () => {
    const model = ClaudeModel.of(attributes);

    expect(model.name).toBe('claude-sonnet-6-v1:0');
    expect(model.displayName).toBe('claude-sonnet-6-v1:0');
    expect(model.geographies).toEqual(['us']);
    expect(model.inferenceProfileId(Geography.US)).toBe('us.anthropic.claude-sonnet-6-v1:0');
  });

  test('nothing in its details can widen an ARN or be taken for a reference', () => {
    expect(attributeProblems({ ...attributes, displayName: '{{resolve:ssm:/x}}', claudeCodeCapabilities: ['a b'], destinationRegions: { us: ['*'] } })).toEqual([
      "The display name of claude-sonnet-6-v1:0 is 1 to 64 letters, digits, spaces and .,:()+-_; received '{{resolve:ssm:/x}}'.",
      "A capability of claude-sonnet-6-v1:0 is a word like 'effort' or 'adaptive_thinking'; received 'a b'.",
      "A destination region of claude-sonnet-6-v1:0 is a region like 'us-east-1'; received '*'.",
    ]);
  });

  test('fails with everything that is wrong at once', () => {
    expect(attributeProblems({ name: 'a b', foundationModelId: 'amazon.nova', inferenceProfileIds: { us: 'eu.anthropic.x' } })).toEqual([
      "A foundation model id looks like 'anthropic.claude-opus-5-5'; received 'amazon.nova'.",
      "A model name is letters, digits, dots and single hyphens, because it becomes part of profile names; received 'a b'.",
      "The inference profile of a b in geography 'us' begins with 'us.anthropic.'; received 'eu.anthropic.x'.",
    ]);
    expect(() => ClaudeModel.of({ ...attributes, inferenceProfileIds: {} })).toThrow(/at least one system inference profile/);
  });
});
