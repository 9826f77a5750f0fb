import { expect, test } from 'vitest';
import { type CompareRow, type Sort, sortedBy, sortRows } from '../../../extension/views/dashboard/sorting.ts';

const row = (
  campaign: string,
  cost: number,
  first: number | undefined,
  last: number,
  lowest: number,
  highest: number,
) =>
  ({
    campaign,
    cost,
    byModel: { 'last-touch': last, ...(first === undefined ? {} : { 'first-touch': first }) },
    lowest,
    highest,
    rankLowest: lowest,
    rankHighest: highest,
  }) as unknown as CompareRow;
// Spreads: 4, 0, 9.
const rows = [row('b 10', 5, 1, 3, 1, 5), row('a', 7, undefined, 2, 2, 2), row('b 9', 6, 2, 1, 0, 9)];
const order = (sort: Sort) =>
  sortRows(rows, sort, { by: 'campaign', model: 'last-touch' }).map(({ campaign }) => campaign);

test('rows are ordered by name as people count, by cost, spread and place', () => {
  expect(order({ key: 'name', direction: 'ascending' })).toEqual(['a', 'b 9', 'b 10']);
  expect(order({ key: 'cost', direction: 'descending' })).toEqual(['a', 'b 9', 'b 10']);
  expect(order({ key: 'spread', direction: 'descending' })).toEqual(['b 9', 'b 10', 'a']);
  expect(order({ key: 'rank', direction: 'ascending' })).toEqual(['b 9', 'b 10', 'a']);
});

test('the current model’s column follows the model', () => {
  expect(order({ key: 'current', direction: 'descending' })).toEqual(['b 10', 'a', 'b 9']);
  expect(
    sortRows(rows, { key: 'current', direction: 'descending' }, { by: 'campaign', model: 'first-touch' })[0].campaign,
  ).toBe('b 9');
});

test('a row without the figure is last both ways', () => {
  expect(order({ key: 'first-touch', direction: 'descending' })).toEqual(['b 9', 'b 10', 'a']);
  expect(order({ key: 'first-touch', direction: 'ascending' })).toEqual(['b 10', 'b 9', 'a']);
});

test('a header begins with the order one looks for, then turns round', () => {
  const before: Sort = { key: 'current', direction: 'descending' };
  expect(sortedBy(before, 'name')).toEqual({ key: 'name', direction: 'ascending' });
  expect(sortedBy(before, 'cost')).toEqual({ key: 'cost', direction: 'descending' });
  expect(sortedBy(sortedBy(before, 'cost'), 'cost')).toEqual({ key: 'cost', direction: 'ascending' });
});
