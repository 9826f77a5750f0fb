import { expect, test } from 'vitest';
import { readOptions } from '../../../server/replica/options.ts';

test('a page without a query has its usual options', () => {
  expect(readOptions({})).toEqual({
    rows: 0,
    recycle: 'replace',
    rerender: 0,
    load: 150,
    show: 50,
    segment: false,
    from: '2026-02-01',
    to: '2026-04-30',
  });
});

test('options are taken from the query', () => {
  const query = {
    rows: '200',
    recycle: 'detach',
    rerender: '40',
    load: '0',
    show: '500',
    segment: '',
    from: '2026-06-01',
    to: '2026-06-30',
  };
  expect(readOptions(query)).toEqual({
    rows: 200,
    recycle: 'detach',
    rerender: 40,
    load: 0,
    show: 500,
    segment: true,
    from: '2026-06-01',
    to: '2026-06-30',
  });
});

test.each([
  { rows: '-1', recycle: 'none', show: 'all', load: '1e9' },
  { from: '2026-02-01' },
  { from: '2026-03-01', to: '2026-02-01' },
  { from: '2026-02-01', to: '2026-02-31<script>' },
])('what it does not understand is left as usual: %o', query => {
  expect(readOptions(query)).toEqual(readOptions({}));
});

test('no query makes a page without end', () => {
  expect(readOptions({ rows: '999999999', show: '0' })).toMatchObject({ rows: 5_000, show: 50 });
});
