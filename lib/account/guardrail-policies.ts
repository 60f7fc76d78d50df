import { CfnGuardrailProps } from 'aws-cdk-lib/aws-bedrock';
import { Problem, problem, refuse } from '../problem';
import { DeniedTopic, FilterStrength, GuardrailOptions } from './guardrail-options';

/** The parts of a guardrail that hold its filters. */
type Policies = Pick<CfnGuardrailProps, 'contentPolicyConfig' | 'topicPolicyConfig' | 'sensitiveInformationPolicyConfig' | 'wordPolicyConfig'>;

/**
 * The filters, sorted, as Bedrock takes them.
 *
 * @throws when there is none, or one does not have the shape that Bedrock takes
 */
export function guardrailPolicies(filters: GuardrailOptions): Policies {
  refuse(guardrailFilterProblems(filters));
  const content = [
    ...contentFilters(filters).map(([type, strength]) => ({ type: type.toUpperCase(), inputStrength: strength, outputStrength: strength })),
    // A prompt attack stands in a prompt: Bedrock takes no other strength than NONE for answers.
    ...(filters.promptAttacks === undefined ? [] : [{ type: 'PROMPT_ATTACK', inputStrength: filters.promptAttacks.toUpperCase(), outputStrength: 'NONE' }]),
  ];
  const topics = Object.entries(filters.deniedTopics ?? {}).sort()
    .map(([name, topic]) => ({ name, type: 'DENY', definition: topic.definition, examples: topic.examples }));
  const entities = [...new Set(filters.sensitiveInformation ?? [])].sort().map((type) => ({ type, action: 'BLOCK' }));
  const words = [...new Set(filters.blockedWords ?? [])].sort().map((text) => ({ text }));
  const lists = filters.blockProfanity === true ? [{ type: 'PROFANITY' }] : [];
  return {
    contentPolicyConfig: content.length === 0 ? undefined : { filtersConfig: content },
    topicPolicyConfig: topics.length === 0 ? undefined : { topicsConfig: topics },
    sensitiveInformationPolicyConfig: entities.length === 0 ? undefined : { piiEntitiesConfig: entities },
    wordPolicyConfig: words.length + lists.length === 0
      ? undefined
      : { wordsConfig: words.length === 0 ? undefined : words, managedWordListsConfig: lists.length === 0 ? undefined : lists },
  };
}

function contentFilters({ contentFilters: filters = {} }: GuardrailOptions): [string, string][] {
  return Object.entries<FilterStrength | undefined>({ ...filters }).sort()
    .flatMap(([type, strength]) => (strength === undefined ? [] : [[type, strength.toUpperCase()]]));
}

/** Everything that Bedrock would refuse in the filters. */
export function guardrailFilterProblems(filters: GuardrailOptions): Problem[] {
  const filled = [filters.deniedTopics, filters.sensitiveInformation, filters.blockedWords]
    .some((group) => group !== undefined && Object.keys(group).length > 0);
  const none = !filled && contentFilters(filters).length === 0 && filters.promptAttacks === undefined && filters.blockProfanity !== true;
  return [
    ...(none ? [problem([], 'A guardrail needs at least one filter; received none.')] : []),
    ...Object.entries(filters.deniedTopics ?? {}).flatMap(([name, topic]) => topicProblems(name, topic)),
    ...(filters.sensitiveInformation ?? []).flatMap((type, index) => (/^[A-Z][A-Z0-9_]+$/.test(type)
      ? [] : [problem(['sensitiveInformation', index], `A kind of sensitive information is written like AWS_SECRET_KEY; received '${type}'.`)])),
  ];
}

function topicProblems(name: string, topic: DeniedTopic): Problem[] {
  const at = (...property: string[]) => ['deniedTopics', name, ...property];
  const { definition, examples = [] } = topic;
  return [
    ...(/^[0-9a-zA-Z-_ !?.]{1,100}$/.test(name)
      ? [] : [problem(at(), `The name of a denied topic is 1 to 100 letters, digits, spaces and -_!?.; received '${name}'.`)]),
    ...(definition.length >= 1 && definition.length <= 200
      ? [] : [problem(at('definition'), `The definition of a denied topic has 1 to 200 characters; that of '${name}' has ${definition.length}.`)]),
    ...(examples.length <= 5 ? [] : [problem(at('examples'), `A denied topic has at most 5 examples; '${name}' has ${examples.length}.`)]),
  ];
}
