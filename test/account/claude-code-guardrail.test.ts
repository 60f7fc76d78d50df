import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ClaudeCodeGuardrail, ClaudeCodeGuardrailProps, FilterStrength } from '../../lib';
import { newApp } from '../support/synthesis';

function template(props: Partial<ClaudeCodeGuardrailProps>): Template {
  const stack = new Stack(newApp(), 'Stack', { env: { region: 'us-east-1' } });
  new ClaudeCodeGuardrail(stack, 'Guardrail', { guardrailName: 'claude-code-guardrail', ...props });
  return Template.fromStack(stack);
}

const versionIds = (made: Template): string[] => Object.keys(made.findResources('AWS::Bedrock::GuardrailVersion'));

test('filters as Bedrock takes them, in an order of their own', () => {
  template({
    contentFilters: { violence: FilterStrength.LOW, hate: FilterStrength.MEDIUM },
    promptAttacks: FilterStrength.HIGH,
    deniedTopics: { 'legal-advice': { definition: 'Advice on the law.', examples: ['May I?'] } },
    sensitiveInformation: ['PASSWORD', 'AWS_SECRET_KEY', 'PASSWORD'],
    blockedWords: ['Nightingale'],
    blockProfanity: true,
    guardrailProfileId: 'us.guardrail.v1:0',
  }).hasResourceProperties('AWS::Bedrock::Guardrail', {
    Name: 'claude-code-guardrail',
    ContentPolicyConfig: { FiltersConfig: [
      { Type: 'HATE', InputStrength: 'MEDIUM', OutputStrength: 'MEDIUM' },
      { Type: 'VIOLENCE', InputStrength: 'LOW', OutputStrength: 'LOW' },
      { Type: 'PROMPT_ATTACK', InputStrength: 'HIGH', OutputStrength: 'NONE' },
    ] },
    TopicPolicyConfig: { TopicsConfig: [{ Name: 'legal-advice', Type: 'DENY', Definition: 'Advice on the law.', Examples: ['May I?'] }] },
    SensitiveInformationPolicyConfig: { PiiEntitiesConfig: [{ Type: 'AWS_SECRET_KEY', Action: 'BLOCK' }, { Type: 'PASSWORD', Action: 'BLOCK' }] },
    WordPolicyConfig: { WordsConfig: [{ Text: 'Nightingale' }], ManagedWordListsConfig: [{ Type: 'PROFANITY' }] },
    CrossRegionConfig: { GuardrailProfileArn: { 'Fn::Join': ['', Match.arrayWith([':guardrail-profile/us.guardrail.v1:0'])] } },
  });
});

test('another content publishes another version and keeps the old one; another order does not', () => {
  const before = template({ blockedWords: ['a', 'b'] });

  expect(versionIds(template({ blockedWords: ['b', 'a'] }))).toEqual(versionIds(before));
  expect(versionIds(template({ blockedWords: ['a', 'c'] }))).not.toEqual(versionIds(before));
  expect(versionIds(template({ blockedWords: ['a', 'b'], blockedMessage: 'No.' }))).not.toEqual(versionIds(before));
  before.hasResource('AWS::Bedrock::GuardrailVersion', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test.each<[string, Partial<ClaudeCodeGuardrailProps>, string]>([
  ['without a filter', {}, 'at least one filter'],
  ['a long definition', { deniedTopics: { law: { definition: 'x'.repeat(201) } } }, "1 to 200 characters; that of 'law' has 201"],
  ['many examples', { deniedTopics: { law: { definition: 'x', examples: ['1', '2', '3', '4', '5', '6'] } } }, "at most 5 examples; 'law' has 6"],
])('fails %s', (_, props, message) => {
  expect(() => template(props)).toThrow(message);
});
