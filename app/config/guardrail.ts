import { z } from 'zod';
import type { ClaudeCodeGuardrailProps, FilterStrength } from '../../lib/account/claude-code-guardrail';
import { Geography } from '../../lib/models/geography';
import type { guardrailSchema } from './schema/settings';

/** What the file says of the account's guardrail. */
export type RawGuardrail = z.infer<typeof guardrailSchema>;

/** The geographies for which AWS has a guardrail profile of its own. */
const WITH_GUARDRAIL_PROFILE: readonly Geography[] = [Geography.US, Geography.EU, Geography.APAC, Geography.US_GOV];

/** The filters of a guardrail to create, as the library takes them. */
export function guardrailFilters(guardrail: RawGuardrail): Omit<ClaudeCodeGuardrailProps, 'guardrailName'> {
  return {
    contentFilters: guardrail.contentFilters && Object.fromEntries(Object.entries(guardrail.contentFilters)
      .filter(([, strength]) => strength !== undefined)
      .map(([type, strength]) => [type.toUpperCase(), toStrength(strength)])),
    promptAttacks: guardrail.promptAttacks && toStrength(guardrail.promptAttacks),
    deniedTopics: guardrail.deniedTopics,
    sensitiveInformation: guardrail.sensitiveInformation,
    blockedWords: guardrail.blockedWords,
    blockProfanity: guardrail.blockProfanity,
    blockedMessage: guardrail.blockedMessage,
  };
}

/** The guardrail profile of a guardrail to create: the given one, or that of the geography. */
export function guardrailProfileId(guardrail: RawGuardrail, geography: Geography): string | undefined {
  if (guardrail.guardrailProfile !== undefined) {
    return guardrail.guardrailProfile ?? undefined;
  }
  return WITH_GUARDRAIL_PROFILE.some((known) => known.prefix === geography.prefix) ? `${geography.prefix}.guardrail.v1:0` : undefined;
}

function toStrength(strength: string): FilterStrength {
  return strength.toUpperCase() as FilterStrength;
}
