import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardPicture } from '../../scripts/render-dashboard';
import { evaluate } from '../../scripts/dashboard/metric-math';
import { PROJECT } from '../support/synthesis';

test('the picture in docs/ is that of the dashboard; npm run picture draws it anew', () => {
  expect(readFileSync(join(PROJECT, 'docs/images/usage-dashboard.svg'), 'utf8')).toBe(dashboardPicture());
});

describe('the interpreter of metric math', () => {
  const environment = { timestamps: [0, 86_400, 172_800], metrics: { a: [1, undefined, 3], b: [5, 5, 5] } };

  test.each<[string, unknown]>([
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['a*2', [2, undefined, 6]],
    ['FILL(a,0)+b', [6, 5, 8]],
    ['MAX([FILL(a,0),b])', [5, 5, 5]],
    ['MAX(a)', 3],
    ['IF(FILL(a,0)>2,b,0)', [0, 0, 5]],
    ['RUNNING_SUM(b)', [5, 10, 15]],
    ['DATE(a)', [1, 2, 3]],
    ['EPOCH(a)==MAX(EPOCH(a))', [0, 0, 1]],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression, environment)).toEqual(expected);
  });

  test.each(['a+', '1e-7*b', 'c', 'SEARCH(a,b)', 'a b', 'MAX([a,b)'])('refuses %s', (expression) => {
    expect(() => evaluate(expression, environment)).toThrow();
  });
});
