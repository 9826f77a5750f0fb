// Tables without a header row, and tables of sums: the first are read by what stands in their cells, the second refused
// with the reason.

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Format } from '#shared/formats/format.ts';
import { lines, us, workspace } from './ingest.ts';

const yields: Format['yields'] = [
  {
    record: 'event',
    columns: [
      { field: 'id', from: ['event_id'], as: 'id' },
      { field: 'at', from: ['time'], as: 'instant', required: true },
      { field: 'kind', from: [], as: 'kind', constant: 'page' },
      { field: 'visitor', from: ['visitor'], as: 'id' },
      { field: 'url', from: ['page_url'], as: 'url' },
    ],
    key: ['id'],
  },
];

const named: Format = {
  id: 'probe-rows',
  label: 'Probe rows',
  vendor: 'None',
  version: 1,
  system: 'probe',
  shape: 'table',
  clock: 'utc',
  headless: {
    columns: ['visitor', 'time', 'event_id', 'page_url', 'title'],
    delimiter: '\t',
    content: [
      { cell: 2, like: 'uuid' },
      { cell: 1, like: 'timestamp' },
    ],
  },
  detect: { all: ['event_id', 'page_url', 'time'], priority: 10 },
  yields,
  facts: 'a test',
};
const beside: Format = {
  ...named,
  id: 'probe-feed',
  headless: {
    columns: { file: 'column_headers.tsv' },
    delimiter: '\t',
    escape: '\\',
    content: [],
  },
  detect: { all: ['post_visid'], priority: 10 },
};
const formats = [named, beside];

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const uuid = (n: number): string => `c6ef3124-b53a-4b13-a233-0088f79dcb0${n}`;
const row = (n: number, title: string): string =>
  ['v1', `2026-03-0${n} 10:00:00.000`, uuid(n), `https://a.example/${n}`, title].join('\t');

test('rows are told by their cells, from the first line on, quotes being letters like others', async () => {
  const answer = await space.add(lines(row(1, '"Sale" now'), row(2, '"open'), 'torn\trow', row(3, '')), { formats });
  expect(answer).toMatchObject({ format: 'probe-rows', read: 4, kept: 3, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 3, reason: '2 cells where the header has 5' }]);
  expect(await space.all('SELECT id, visitor, "at", url, line FROM event ORDER BY id')).toEqual([
    { id: uuid(1), visitor: 'v1', at: us('2026-03-01T10:00:00Z'), url: 'https://a.example/1', line: 1 },
    { id: uuid(2), visitor: 'v1', at: us('2026-03-02T10:00:00Z'), url: 'https://a.example/2', line: 2 },
    { id: uuid(3), visitor: 'v1', at: us('2026-03-03T10:00:00Z'), url: 'https://a.example/3', line: 4 },
  ]);
});

test('the same table with its header is read by the header', async () => {
  const answer = await space.add(lines('visitor\ttime\tevent_id\tpage_url\ttitle', row(1, 'x')), { formats });
  expect(answer).toMatchObject({ format: 'probe-rows', read: 1, kept: 1 });
  expect(await space.all('SELECT line FROM event')).toEqual([{ line: 2 }]);
});

test('other rows of as many cells are not taken for it', async () => {
  const answer = await space.add(lines('a\tb\tc\td\te', 'f\tg\th\ti\tj'), { formats });
  expect(answer.error?.code).toBe('format-unknown');
});

test('columns may be named by a file beside it; a backslash makes tabs and line breaks part of a cell', async () => {
  await space.add(lines('event_id\ttime\tvisitor\tpage_url\tnote'), { formats, name: 'column_headers.tsv' });
  const feed = lines(
    'e1\t1772359200\tv1\thttps://a.example/\\\\x\tone\\\ttwo',
    'e2\t1772359260\tv2\thttps://a.example/2\tthree\\',
    'four',
    'e3\t1772359320\tv3\thttps://a.example/3\t',
  );
  const answer = await space.add(feed, { formats, name: 'hit_data.tsv' });
  expect(answer).toMatchObject({ format: 'probe-feed', read: 3, kept: 3, rejected: 0 });
  expect(await space.all('SELECT id, visitor, "at", url, line FROM event ORDER BY id')).toEqual([
    { id: 'e1', visitor: 'v1', at: us('2026-03-01T10:00:00Z'), url: 'https://a.example/\\x', line: 1 },
    { id: 'e2', visitor: 'v2', at: us('2026-03-01T10:01:00Z'), url: 'https://a.example/2', line: 2 },
    { id: 'e3', visitor: 'v3', at: us('2026-03-01T10:02:00Z'), url: 'https://a.example/3', line: 4 },
  ]);
  rmSync(`${space.folder}/column_headers.tsv`);
  expect((await space.add(feed, { formats, name: 'other.tsv' })).error?.code).toBe('format-unknown');
});

test('sums are recognised and refused, with the reason and what to export instead', async () => {
  const sums: Format = {
    ...named,
    id: 'probe-sums',
    label: 'Probe sums',
    headless: undefined,
    detect: { all: ['Sessions', 'Source'], priority: 10 },
    aggregate: { reason: 'it has a row for each source, none for a visitor.', remedy: 'Export the events.' },
    yields: [],
  };
  const answer = await space.add(lines('# report', 'Source,Sessions', 'google,12'), { formats: [sums] });
  expect(answer.error).toEqual({
    code: 'file-aggregate',
    what: 'file-1.csv is Probe sums (probe-sums), of which no journey can be made: it has a row for each source, none for a visitor.',
    where: 'file-1.csv',
    found: 'Probe sums',
    expected: 'an export with a row for every visit, event or person',
    remedy: 'Export the events.',
  });
  expect(await space.all('SELECT count(*) AS n FROM import')).toEqual([{ n: 0 }]);
});
