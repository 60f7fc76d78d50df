import data from './catalogue.json';

/**
 * The types of `catalogue.json`, the one place that knows which models, geographies, routes and prices exist.
 * Internal: users meet the catalogue through `ClaudeModel`.
 */

/** How well a fact of the catalogue is known; see `readme` in the data file. */
export type Confidence = string;

export interface Route {
  readonly sourceRegions: readonly string[];
  /** Regions that may serve the call; `*` alone stands for the global profile. */
  readonly destinationRegions: readonly string[];
  readonly confidence: Confidence;
}

export interface GeographyEntry {
  readonly inferenceProfileId: string;
  readonly status: 'active' | 'unconfirmed' | 'retired';
  readonly confidence: Confidence;
  readonly routes: readonly Route[];
}

export interface LifecycleEntry {
  readonly status: 'active' | 'legacy' | 'retired' | 'gated';
  readonly legacyFrom?: string;
  readonly endOfLife?: string;
  readonly endOfLifeNotBefore?: string;
}

/** US dollars per million tokens; null where it is not published. */
export interface PriceEntry {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number | null;
  readonly cacheWrite5m: number | null;
  readonly cacheWrite1h: number | null;
}

/** Regional is every geography but `global` and `us-gov`. */
export interface PricesByGeography {
  readonly global?: PriceEntry;
  readonly regional?: PriceEntry;
  readonly govCloud?: PriceEntry;
}

export interface PricesEntry extends PricesByGeography {
  readonly confidence: Confidence;
  readonly longContext?: PricesByGeography & { readonly thresholdPromptTokens: number };
}

export interface CatalogueEntry {
  readonly displayName: string;
  readonly family: string;
  readonly foundationModelId: string;
  readonly anthropicId: string;
  readonly lifecycle: LifecycleEntry;
  readonly claudeCodeCapabilities: readonly string[];
  readonly claudeCodeMinimumVersion?: string;
  /** `adaptive` models ignore a thinking budget. */
  readonly thinking?: string;
  /** How Claude Code reaches a context of a million tokens: `suffix`, `always`, `none` or `unknown`. */
  readonly claudeCodeOneMillion?: string;
  readonly geographies: Readonly<Record<string, GeographyEntry>>;
  readonly prices?: PricesEntry;
}

export interface Catalogue {
  /** The day up to which facts were gathered, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The day on which AWS's own listing was recorded. */
  readonly recordedAt: string;
  readonly models: Readonly<Record<string, CatalogueEntry>>;
}

export const CATALOGUE = data as unknown as Catalogue;
