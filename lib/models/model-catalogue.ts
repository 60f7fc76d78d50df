import data from './catalogue.json';

/**
 * The types of `catalogue.json`, the one place that knows which models, geographies, routes and prices exist.
 * Internal: users meet the catalogue through `ClaudeModel`.
 */

/** How well a fact is known: a service of AWS answered it, a page or a kept list says it, or a sibling suggests it. */
export type Confidence = 'recorded' | 'secondary' | 'presumed';

/** Where facts come from. */
export interface Source {
  readonly confidence: Confidence;
  /** The day on which it was read, as `YYYY-MM-DD`. */
  readonly date: string;
  readonly what: string;
}

export interface Route {
  readonly sourceRegions: readonly string[];
  /** Regions that may serve the call; `*` alone stands for the global profile. */
  readonly destinationRegions: readonly string[];
  /** Of the offer and of the route, the weaker. */
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

/** How a model reaches a context of a million tokens in Claude Code; the data file says what each word means. */
export type OneMillion = 'always' | 'always-or-suffix' | 'suffix' | 'none' | 'unknown';

/** What Claude Code asks a model for where nobody says otherwise, and the most that it may ask for. */
export interface OutputTokens {
  readonly default: number;
  readonly largest: number;
}

/** A data retention mode that an account needs, in each region, before the model answers. */
export interface DataRetention {
  readonly mode: string;
  readonly confidence: Confidence;
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
  readonly claudeCodeOneMillion?: OneMillion;
  readonly maxOutputTokens?: OutputTokens;
  readonly dataRetention?: DataRetention;
  readonly oneHourCache?: boolean;
  readonly geographies: Readonly<Record<string, GeographyEntry>>;
  readonly prices?: PricesEntry;
}

export interface Catalogue {
  /** The day up to which facts were gathered, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The day on which AWS's own listing was recorded. */
  readonly recordedAt: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly models: Readonly<Record<string, CatalogueEntry>>;
}

/** What stands in the file: a fact names its source, and an offer names routes of its geography. */
interface Sourced {
  readonly source: string;
}

interface NamedRoute extends Sourced {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

type OfferInFile = Omit<GeographyEntry, 'confidence' | 'routes'> & Sourced & { readonly routes: readonly string[] };

type EntryInFile = Omit<CatalogueEntry, 'geographies' | 'prices' | 'dataRetention'> & {
  readonly geographies: Readonly<Record<string, OfferInFile>>;
  readonly prices?: Omit<PricesEntry, 'confidence'> & Sourced;
  readonly dataRetention?: Omit<DataRetention, 'confidence'> & Sourced;
};

export interface CatalogueFile {
  readonly asOf: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly routes: Readonly<Record<string, Readonly<Record<string, NamedRoute>>>>;
  readonly models: Readonly<Record<string, EntryInFile>>;
}

const SCALE: readonly Confidence[] = ['recorded', 'secondary', 'presumed'];

/** The catalogue with every name of a source or of a route in the file replaced by what it stands for. */
export function readCatalogue(file: CatalogueFile): Catalogue {
  const graded = <T extends Sourced>({ source, ...fact }: T): Omit<T, 'source'> & { confidence: Confidence } =>
    ({ ...fact, confidence: file.sources[source]!.confidence });
  const offered = (prefix: string, { routes, ...offer }: OfferInFile): GeographyEntry => {
    const known = graded(offer);
    return {
      ...known,
      routes: routes.map((name) => {
        const { from, to, confidence } = graded(file.routes[prefix]![name]!);
        return { sourceRegions: from, destinationRegions: to, confidence: weaker(known.confidence, confidence) };
      }),
    };
  };
  const entry = ({ geographies, prices, dataRetention, ...rest }: EntryInFile): CatalogueEntry => ({
    ...rest,
    geographies: mapped(geographies, (offer, prefix) => offered(prefix, offer)),
    ...(prices && { prices: graded(prices) }),
    ...(dataRetention && { dataRetention: graded(dataRetention) }),
  });
  return { asOf: file.asOf, recordedAt: file.sources.listing!.date, sources: file.sources, models: mapped(file.models, entry) };
}

function weaker(a: Confidence, b: Confidence): Confidence {
  return SCALE[Math.max(SCALE.indexOf(a), SCALE.indexOf(b))]!;
}

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

export const CATALOGUE: Catalogue = readCatalogue(data as unknown as CatalogueFile);
