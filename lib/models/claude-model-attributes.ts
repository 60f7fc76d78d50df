/**
 * What the library needs to know of a model that its catalogue lacks.
 */
export interface ClaudeModelAttributes {
  /**
   * A short name: it becomes part of profile names, where dots and colons become hyphens. Letters, digits, dots, colons and
   * single hyphens.
   *
   * @default - `foundationModelId` without the leading `anthropic.`
   */
  readonly name?: string;

  /**
   * The id of the foundation model, as in `anthropic.claude-opus-5-5`.
   */
  readonly foundationModelId: string;

  /**
   * The ids of the system inference profiles, by the prefix of their geography:
   * `{ us: 'us.anthropic.claude-opus-5-5' }`. `aws bedrock list-inference-profiles` prints them.
   */
  readonly inferenceProfileIds: { [geography: string]: string };

  /**
   * The destination regions by geography, needed only to pin a policy to them. For `global` nothing is needed.
   *
   * @default - unknown: a policy with pinned destinations is refused
   */
  readonly destinationRegions?: { [geography: string]: string[] };

  /**
   * What a person sees in the model picker.
   *
   * @default - the name
   */
  readonly displayName?: string;

  /**
   * The words of `ANTHROPIC_DEFAULT_*_MODEL_SUPPORTED_CAPABILITIES` that the model supports.
   *
   * @default - none; Claude Code then sends no thinking or effort parameters
   */
  readonly claudeCodeCapabilities?: string[];
}

/** The name of a model that was given none. */
export function defaultName(foundationModelId: string): string {
  return foundationModelId.replace(/^anthropic\./, '');
}

/** The shapes of what is said of a model: nothing in them can widen an ARN or be taken for a reference by CloudFormation. */
export const FOUNDATION_MODEL_ID = /^anthropic\.claude-[a-z0-9.:-]+$/;
export const MODEL_NAME = /^[A-Za-z0-9.:]+(-[A-Za-z0-9.:]+)*$/;
export const PROFILE_ID = /^[a-z-]+\.anthropic\.claude-[a-z0-9.:-]+$/;
export const DISPLAY_NAME = /^[\w .,:()+-]{1,64}$/;
export const CAPABILITY = /^[a-z_]+$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Everything that is wrong with the attributes of a model that the catalogue lacks. */
export function attributeProblems(attributes: ClaudeModelAttributes): string[] {
  const problems: string[] = [];
  if (!FOUNDATION_MODEL_ID.test(attributes.foundationModelId)) {
    problems.push(`A foundation model id looks like 'anthropic.claude-opus-5-5'; received '${attributes.foundationModelId}'.`);
  }
  const name = attributes.name ?? defaultName(attributes.foundationModelId);
  if (!MODEL_NAME.test(name)) {
    problems.push(`A model name is letters, digits, dots and single hyphens, because it becomes part of profile names; received '${name}'.`);
  }
  if (Object.keys(attributes.inferenceProfileIds).length === 0) {
    problems.push(`${name} needs the id of at least one system inference profile; 'aws bedrock list-inference-profiles' prints them.`);
  }
  for (const [prefix, id] of Object.entries(attributes.inferenceProfileIds)) {
    if (!id.startsWith(`${prefix}.anthropic.`) || !PROFILE_ID.test(id)) {
      problems.push(`The inference profile of ${name} in geography '${prefix}' begins with '${prefix}.anthropic.'; received '${id}'.`);
    }
  }
  return [...problems, ...detailProblems(name, attributes)];
}

function detailProblems(name: string, attributes: ClaudeModelAttributes): string[] {
  const problems: string[] = [];
  if (attributes.displayName !== undefined && !DISPLAY_NAME.test(attributes.displayName)) {
    problems.push(`The display name of ${name} is 1 to 64 letters, digits, spaces and .,:()+-_; received '${attributes.displayName}'.`);
  }
  for (const capability of attributes.claudeCodeCapabilities ?? []) {
    if (!CAPABILITY.test(capability)) {
      problems.push(`A capability of ${name} is a word like 'effort' or 'adaptive_thinking'; received '${capability}'.`);
    }
  }
  for (const region of Object.values(attributes.destinationRegions ?? {}).flat()) {
    if (!REGION.test(region)) {
      problems.push(`A destination region of ${name} is a region like 'us-east-1'; received '${region}'.`);
    }
  }
  return problems;
}
