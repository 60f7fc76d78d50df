import { z } from 'zod';
import { Geography, GuardrailOptions } from '../../lib/rules';
import type { guardrailSchema } from './schema/settings';

/** What the file says of the account's guardrail. */
export type RawGuardrail = z.infer<typeof guardrailSchema>;

/** The geographies for which AWS has a guardrail profile of its own. */
const WITH_GUARDRAIL_PROFILE: readonly Geography[] = [Geography.US, Geography.EU, Geography.APAC, Geography.US_GOV];

/** What a guardrail to create blocks. */
export function guardrailFilters({ id: _id, version: _version, guardrailProfile: _profile, ...filters }: RawGuardrail): GuardrailOptions {
  return filters;
}

/** The guardrail profile of a guardrail to create: the given one, or that of the geography. */
export function guardrailProfileId(guardrail: RawGuardrail, geography: Geography): string | undefined {
  if (guardrail.guardrailProfile !== undefined) {
    return guardrail.guardrailProfile ?? undefined;
  }
  return WITH_GUARDRAIL_PROFILE.some((known) => known.prefix === geography.prefix) ? `${geography.prefix}.guardrail.v1:0` : undefined;
}
