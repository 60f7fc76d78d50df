import { CfnGuardrailProps } from 'aws-cdk-lib/aws-bedrock';
import type { ClaudeCodeGuardrailProps } from './claude-code-guardrail';

/** The content filters that Bedrock has, besides that of prompt attacks. */
export const CONTENT_FILTERS: readonly string[] = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'];

/** The filters of a guardrail. */
type Filters = Omit<ClaudeCodeGuardrailProps, 'guardrailName'>;

/** The parts of a guardrail that hold its filters. */
type Policies = Pick<CfnGuardrailProps, 'contentPolicyConfig' | 'topicPolicyConfig' | 'sensitiveInformationPolicyConfig' | 'wordPolicyConfig'>;

/**
 * The filters, sorted, as Bedrock takes them.
 *
 * @throws when there is none, or one has not the shape that Bedrock takes
 */
export function guardrailPolicies(filters: Filters): Policies {
  const problems = guardrailFilterProblems(filters);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  const content = [
    ...Object.entries(filters.contentFilters ?? {}).sort().map(([type, strength]) => ({ type, inputStrength: strength, outputStrength: strength })),
    // A prompt attack stands in a prompt: Bedrock takes no other strength than NONE for answers.
    ...(filters.promptAttacks === undefined ? [] : [{ type: 'PROMPT_ATTACK', inputStrength: filters.promptAttacks, outputStrength: 'NONE' }]),
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

/** Everything that Bedrock would refuse in the filters. */
export function guardrailFilterProblems(filters: Filters): string[] {
  const problems: string[] = [];
  const filled = [filters.contentFilters, filters.deniedTopics, filters.sensitiveInformation, filters.blockedWords]
    .some((group) => group !== undefined && Object.keys(group).length > 0);
  if (!filled && filters.promptAttacks === undefined && filters.blockProfanity !== true) {
    problems.push('A guardrail needs at least one filter; received none.');
  }
  for (const type of Object.keys(filters.contentFilters ?? {})) {
    if (!CONTENT_FILTERS.includes(type)) {
      problems.push(`A content filter is one of ${CONTENT_FILTERS.join(', ')}; received '${type}'.`);
    }
  }
  for (const [name, topic] of Object.entries(filters.deniedTopics ?? {})) {
    if (!/^[0-9a-zA-Z-_ !?.]{1,100}$/.test(name)) {
      problems.push(`The name of a denied topic is 1 to 100 letters, digits, spaces and -_!?.; received '${name}'.`);
    }
    if (topic.definition.length < 1 || topic.definition.length > 200) {
      problems.push(`The definition of a denied topic has 1 to 200 characters; that of '${name}' has ${topic.definition.length}.`);
    }
    if ((topic.examples ?? []).length > 5) {
      problems.push(`A denied topic has at most 5 examples; '${name}' has ${topic.examples?.length}.`);
    }
  }
  for (const type of filters.sensitiveInformation ?? []) {
    if (!/^[A-Z][A-Z0-9_]+$/.test(type)) {
      problems.push(`A kind of sensitive information is written like AWS_SECRET_KEY; received '${type}'.`);
    }
  }
  return problems;
}
