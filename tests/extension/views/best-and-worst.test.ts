import { expect, test } from 'vitest';
import type { ReportRow } from '#shared/schema/index.ts';
import { bestAndWorst } from '../../../extension/views/best-and-worst.ts';

const row = (campaign: string, revenue: number, cost: number) => ({ campaign, revenue, cost }) as unknown as ReportRow;
const names = (rows: ReportRow[]) => rows.map(({ campaign }) => campaign);

test('the best bring the most, the worst cost the most for the least, and none is in both', () => {
  const { best, worst } = bestAndWorst(
    [row('a', 100, 10), row('b', 500, 10), row('c', 0, 20), row('d', 300, 10), row('e', 0, 90), row('f', 50, 10)],
    'revenue',
  );
  expect(names(best)).toEqual(['b', 'd', 'a']);
  expect(names(worst)).toEqual(['e', 'c', 'f']);
});

test('a campaign that costs and brings nothing is shown even where it is the only one', () => {
  const { best, worst } = bestAndWorst([row('silent', 0, 1500)], 'revenue');
  expect(names(best)).toEqual([]);
  expect(names(worst)).toEqual(['silent']);
});

test('what has no name is no campaign, and what costs nothing is none of the worst', () => {
  const { best, worst } = bestAndWorst([row('(not set)', 900, 50), row('newsletter', 0, 0)], 'revenue');
  expect([best, worst]).toEqual([[], []]);
});

test('the goal decides', () => {
  const rows = [
    { campaign: 'many leads', leads: 170, revenue: 0, cost: 31000 },
    { campaign: 'few leads', leads: 2, revenue: 2000, cost: 200 },
  ] as unknown as ReportRow[];
  expect(names(bestAndWorst(rows, 'leads', 1).best)).toEqual(['many leads']);
  expect(names(bestAndWorst(rows, 'revenue', 1).best)).toEqual(['few leads']);
});
