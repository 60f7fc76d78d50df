/**
 * Family and version, as they can be read from what people call a model: `claude-opus-5-5`, `Claude 3.5 Sonnet v2`,
 * `us.anthropic.claude-haiku-4-5-20251001-v1:0`. Only for putting names in order and for guessing what was meant: no id is
 * ever built from it.
 */
export interface ModelVersion {
  readonly family?: string;
  /** The numbers of the version in their order; empty where there are none. */
  readonly numbers: readonly number[];
}

/** What an id says besides the version: the day of its release, the version of the API, the suffix of a large context. */
const NOT_A_VERSION = /\d{8}|-v\d+:\d+|:\d+k?|\[1m\]/g;

export function modelVersion(word: string, families: readonly string[]): ModelVersion {
  const lower = word.toLowerCase().replace(NOT_A_VERSION, '');
  return {
    family: families.find((family) => lower.includes(family)),
    numbers: (lower.match(/\d+/g) ?? []).map(Number),
  };
}

/** Below zero when `a` is the older version. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** A known model: what a word is compared with. */
export interface KnownModel {
  readonly name: string;
  readonly family: string;
  /** Whether it may be suggested where the word does not say its very version. */
  readonly current: boolean;
}

/**
 * The model that a word means by its family and version: the one whose version has the same digits, so that
 * `claude-opus-55` is `claude-opus-5-5`; else the current one of the family whose version is nearest, the newer of two; and
 * the newest where the word has no version. Undefined where the word names no family.
 */
export function closestByVersion(word: string, models: readonly KnownModel[]): string | undefined {
  const families = [...new Set(models.map((model) => model.family))];
  const meant = modelVersion(word, families);
  const relatives = models
    .filter((model) => meant.family !== undefined && model.family === meant.family)
    .map((model) => ({ ...model, numbers: modelVersion(model.name, families).numbers }))
    .sort((a, b) => compareVersions(b.numbers, a.numbers));
  const sameDigits = relatives.find((model) => meant.numbers.length > 0 && model.numbers.join('') === meant.numbers.join(''));
  if (sameDigits !== undefined) {
    return sameDigits.name;
  }
  const current = relatives.filter((model) => model.current);
  const wanted = worth(split(meant.numbers));
  return (meant.numbers.length === 0 ? current : [...current].sort((a, b) =>
    Math.abs(worth(a.numbers) - wanted) - Math.abs(worth(b.numbers) - wanted)))[0]?.name;
}

/** `56` is taken for 5.6: no model has a version of two digits. */
function split(numbers: readonly number[]): number[] {
  return numbers.flatMap((number) => [...String(number)].map(Number));
}

function worth([major = 0, minor = 0, patch = 0]: readonly number[]): number {
  return major * 100 + minor * 10 + patch;
}
