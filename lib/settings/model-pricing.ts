import { MODEL_TIERS } from '../models/model-tier';
import { ModelPrices } from '../models/model-prices';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { PromptCacheDuration } from './settings-options';

/** Writing to the cache for an hour costs twice the price of input, on every model that takes it. */
const HOUR_TO_INPUT = 2;

/** What a model costs, in the words of the client: all four rates or none. */
type Rates = { input: number; output: number; cacheRead: number; cacheWrite: number };

/**
 * The prices that `/cost`, the status line and telemetry reckon with: the file's, or the catalogue's for the geography.
 * The client finds them by the model behind a profile. A model that lacks one of the four rates keeps the client's own
 * list; the higher price of long prompts cannot be said.
 */
export function modelPricing(props: ClaudeCodeSettingsProps): { overrides: { [model: string]: Rates } } | undefined {
  const pins = MODEL_TIERS.map((tier) => props.tiers[tier]).filter((pin) => pin !== undefined);
  const overrides = pins.flatMap((pin) => {
    const rates = ratesOf(pin, props);
    return rates === undefined ? [] : [[pin.model!.name, rates] as const];
  });
  return overrides.length === 0 ? undefined : { overrides: Object.fromEntries(overrides) };
}

function ratesOf({ model }: TierPin, props: ClaudeCodeSettingsProps): Rates | undefined {
  if (model === undefined) {
    return undefined;
  }
  const given = props.prices?.[model.name];
  const prices = given ?? (props.geography && model.prices(props.geography));
  if (prices?.cacheRead === undefined || prices.cacheWrite === undefined) {
    return undefined;
  }
  return { input: prices.input, output: prices.output, cacheRead: prices.cacheRead, cacheWrite: given?.cacheWrite ?? cacheWrite(prices, props) };
}

/** The price that the duration of the cache causes; a price that somebody gives is taken as it is. */
function cacheWrite(prices: ModelPrices, props: ClaudeCodeSettingsProps): number {
  return props.promptCacheDuration === PromptCacheDuration.ONE_HOUR ? rounded(HOUR_TO_INPUT * prices.input) : prices.cacheWrite!;
}

function rounded(amount: number): number {
  return Number(amount.toFixed(6));
}
