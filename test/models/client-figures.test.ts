import { ClaudeModel, Geography } from '../../lib';
import { models } from './client-figures.json';

/** The client reckons `/cost` with figures of its own: a catalogue that differs from them alarms at another amount than people see. */
// Retired models have no figure that counts.
const KNOWN = Object.entries(models).filter(([name]) => !name.startsWith('claude-3') && ClaudeModel.names().includes(name) && ClaudeModel.fromName(name).prices(Geography.GLOBAL) !== undefined);

test('most models of the client are in the catalogue', () => {
  expect(KNOWN.length).toBeGreaterThan(15);
});

test.each(KNOWN)('%s costs what the client reckons, cache and hour included', (name, { prices }) => {
  const { input, output, cacheRead, cacheWrite, cacheWriteOneHour } = ClaudeModel.fromName(name).prices(Geography.GLOBAL)!;

  expect([input, output, cacheRead, cacheWrite]).toEqual(prices.slice(0, 4));
  expect([prices[4], undefined]).toContain(cacheWriteOneHour);
});
