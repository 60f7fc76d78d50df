import { dashboardPages } from '../../../lib/cost/watching/dashboard-pages';

/** The sizes of the pages of so many sections, each of so many profiles. */
const pagesOf = (sections: number, profiles: number): number[] => dashboardPages(Array.from({ length: sections }, () => profiles), (count) => count).map((page) => page.length);

// A section has 7 widgets, and 6 lines of its own; a profile has at most 26 metrics and lines: 6 tokens, 8 and 7 of cost,
// 2 latencies, 1 throttle and 2 errors. So 84 for three profiles, of 2,500; with one profile the 500 widgets bind.
test.each([
  ['one section', 1, 3, [1]],
  ['as many of three profiles as fit', 29, 3, [29]],
  ['one more', 30, 3, [29, 1]],
  ['as many of one profile as there are widgets for', 71, 1, [71]],
  ['one more of one profile', 72, 1, [71, 1]],
  ['none', 0, 3, []],
] as const)('%s', (_, sections, profiles, pages) => {
  expect(pagesOf(sections, profiles)).toEqual(pages);
});

test('order is kept, and a section that fits nowhere has a page of its own', () => {
  expect(dashboardPages([1, 200, 2], (count) => count)).toEqual([[1], [200], [2]]);
});
