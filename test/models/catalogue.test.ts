import { ClaudeModel, Geography } from '../../lib';
import { CATALOGUE } from '../../lib/models/model-catalogue';
import { authorizedRegions, offerProblems } from '../../lib/models/model-offer';

const offers = Object.entries(CATALOGUE.models).flatMap(([name, entry]) =>
  Object.entries(entry.geographies).map(([prefix, offer]) => ({ name, prefix, entry, offer })));

const REGION = /^[a-z]{2}(-gov)?-[a-z]+-\d$/;

test.each(offers)('$name in $prefix: ids and routes have their shape', ({ prefix, entry, offer }) => {
  expect(offer.inferenceProfileId).toBe(`${prefix}.${entry.foundationModelId}`);
  const sources = offer.routes.flatMap((route) => route.sourceRegions);
  expect(new Set(sources).size).toBe(sources.length);
  expect(sources.length).toBeGreaterThan(0);
  sources.forEach((region) => expect(region).toMatch(REGION));
  offer.routes.forEach((route) => {
    if (prefix === 'global') {
      expect(route.destinationRegions).toEqual(['*']);
    } else {
      expect(route.destinationRegions.length).toBeGreaterThan(0);
      route.destinationRegions.forEach((region) => expect(region).toMatch(REGION));
    }
  });
});

test('every geography of the catalogue has a constant', () => {
  const prefixes = new Set(offers.map(({ prefix }) => prefix));

  expect([...prefixes].sort()).toEqual(Geography.all().map((geography) => geography.prefix).sort());
});

test('every active model can be called from each of its source regions, on regions that include no other geography', () => {
  const active = offers.filter(({ entry, offer }) => entry.lifecycle.status !== 'retired' && offer.status === 'active');

  expect(active.length).toBeGreaterThan(60);
  for (const { name, prefix, offer } of active) {
    for (const route of offer.routes) {
      for (const source of route.sourceRegions) {
        const model = ClaudeModel.fromName(name);
        expect(offerProblems(model, Geography.of(prefix), source)).toEqual([]);
        const expected = prefix === 'global' ? ['', source] : [...new Set([source, ...route.destinationRegions])].sort();
        expect(authorizedRegions(model, Geography.of(prefix), source)).toEqual(expected);
      }
    }
  }
});

test('capabilities are words that Claude Code knows', () => {
  const known = ['effort', 'xhigh_effort', 'max_effort', 'thinking', 'adaptive_thinking', 'interleaved_thinking'];

  Object.values(CATALOGUE.models).forEach((entry) => entry.claudeCodeCapabilities.forEach((word) => expect(known).toContain(word)));
});
