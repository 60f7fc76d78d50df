/** The outputs of a team's stack that commands read. */

export const DEVELOPER_ROLE_OUTPUT = 'DeveloperRoleArn';
export const GUARDRAIL_ID_OUTPUT = 'GuardrailId';
export const GUARDRAIL_VERSION_OUTPUT = 'GuardrailVersion';

/** The output that holds the inference profile of a tier. */
export function profileOutputName(tier: string): string {
  return `${tier.charAt(0).toUpperCase()}${tier.slice(1)}ProfileArn`;
}
