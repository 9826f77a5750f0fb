// Folders, archives, workbooks and Parquet: each file in them is taken in as one of its own, what is no data is left and
// said, and a container that is broken, locked or a bomb is one clear error.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileImport } from '#shared/schema/index.ts';
import { Budget } from '../../../server/ingest/budget.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import type { Row } from '../../../server/store/store.ts';
import { tar, workbook, zip } from './archives.ts';
import { lines, us } from './ingest.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function take(name: string, content?: string | Buffer): Promise<FileImport[]> {
  if (content !== undefined) writeFileSync(join(folder, name), content);
  const engine = await openLocalEngine(data);
  try {
    return await engine.import({ files: [{ path: join(folder, name), name }] });
  } finally {
    await engine.close();
  }
}

async function rows(sql: string): Promise<Row[]> {
  const store = await openStore(data);
  try {
    return await store.all(sql);
  } finally {
    await store.close();
  }
}

const deals = lines('deal_id,name,won_at,amount', 'd1,One,2026-03-01,10', 'd2,Two,2026-03-02,20');
const visits = lines('visitor_id,ts', 'v1,2026-03-01T10:00:00Z');
const summary = (answers: readonly FileImport[]) =>
  answers.map(({ file, format, kept, error, notes }) => ({ file, format, kept, error: error?.code, notes }));
const noErrors = { error: undefined, notes: [] };

const files = {
  'b/visits.csv.gz': gzipSync(visits),
  'a deals.csv': deals,
  'README.txt': 'What is in here\nNothing much.\n',
  'logo.png': Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'),
  '__MACOSX/._a deals.csv': 'x',
  'b/.DS_Store': Buffer.alloc(64),
  'strange.csv': 'apples,pears\n1,2\n',
};
const expected = (name: string) => [
  { file: `${name}/a deals.csv`, format: 'deals', kept: 2, ...noErrors },
  { file: `${name}/b/visits.csv.gz`, format: 'events', kept: 1, ...noErrors },
  { file: `${name}/strange.csv`, format: null, kept: 0, error: 'format-unknown', notes: [] },
  {
    file: name,
    format: null,
    kept: 0,
    error: undefined,
    notes: ['2 files that hold no known data left: README.txt, logo.png.'],
  },
];

test('a ZIP archive: each file in it by its name there, in the order of names; again nothing changes', async () => {
  expect(summary(await take('exports.zip', zip(files)))).toEqual(expected('exports.zip'));
  expect(await rows('SELECT id, line FROM deal ORDER BY id')).toEqual([
    { id: 'd1', line: 2 },
    { id: 'd2', line: 3 },
  ]);
  const again = await take('exports.zip');
  expect(again.map(({ kept, duplicates }) => [kept, duplicates])).toEqual([
    [0, 2],
    [0, 1],
    [0, 0],
    [0, 0],
  ]);
  expect(readdirSync(join(data, 'tmp'))).toEqual([]);
});

test('what is wrong with a file in an archive is said of it by its name there', async () => {
  const [empty] = await take('month.zip', zip({ 'empty.csv': '' }));
  expect(empty.error).toMatchObject({ code: 'file-empty', what: 'month.zip/empty.csv is empty.', where: empty.file });
});

test('a TAR archive, gzipped or not, is read alike', async () => {
  expect(summary(await take('exports.tar.gz', gzipSync(tar(files))))).toEqual(expected('exports.tar.gz'));
  expect((await take('exports.tar', tar(files)))[0]).toMatchObject({ duplicates: 2 });
});

test('a folder with folders and archives in it', async () => {
  mkdirSync(join(folder, 'exports/b'), { recursive: true });
  writeFileSync(join(folder, 'exports/a.zip'), zip({ 'deals.csv': deals }));
  writeFileSync(join(folder, 'exports/b/visits.csv'), visits);
  expect(summary(await take('exports'))).toEqual([
    { file: 'exports/a.zip/deals.csv', format: 'deals', kept: 2, ...noErrors },
    { file: 'exports/b/visits.csv', format: 'events', kept: 1, ...noErrors },
  ]);
});

test('Zstandard is unpacked like gzip', async () => {
  expect(summary(await take('deals.csv.zst', zstdCompressSync(deals)))).toEqual([
    { file: 'deals.csv.zst', format: 'deals', kept: 2, ...noErrors },
  ]);
});

test.each<[string, Buffer, string]>([
  ['cut', zip({ 'deals.csv': deals }).subarray(0, 90), 'archive-broken'],
  ['locked', zip({ 'deals.csv': deals }, 0x801), 'archive-locked'],
  ['of pictures', zip({ 'a.png': Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1') }), 'container-empty'],
  ['that is a text document', zip({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' }), 'file-binary'],
  ['that is a broken workbook', zip({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x' }), 'workbook-broken'],
])('an archive %s is a clear error', async (_, content, code) => {
  const answers = await take('x.zip', content);
  expect(answers.map(({ error }) => error?.code)).toEqual([code]);
});

test('a bomb is left before the disk is full', () => {
  // A megabyte may unpack to 1 GB, 10 MB to 200 times that: 2,000 MB.
  const small = new Budget(1024 ** 2, 'small.zip');
  small.take(1024 ** 3);
  expect(() => small.take(1)).toThrow(/small\.zip unpacks to far more/);
  const large = new Budget(10 * 1024 ** 2, 'large.zip');
  large.take(2_000 * 1024 ** 2);
  expect(() => large.take(1)).toThrow(/large\.zip unpacks to far more/);
});

test('a workbook: dates as dates, numbers digit by digit, blank rows counted, hidden columns read, other sheets left', async () => {
  const book = workbook(
    {
      Deals: [
        ['deal_id', 'name', 'won_at', 'amount', 'currency', 'created_at'],
        [
          { number: '120213000000000123' },
          'Two\nlines, "quoted"',
          { date: '46082' },
          { number: '1234.5' },
          'EUR',
          null,
        ],
        [],
        // 46083 days after 1899-12-30 is 2026-03-02; .75 of a day is 18:00.
        [{ number: '7.0' }, ' Café ', { date: '46083.75' }, { number: '0.05' }, 'EUR', '2026-03-01'],
        [{ number: '1.20213E+17' }, 'Rounded', { date: '46082' }, { number: '1' }, 'EUR', null],
      ],
      Notes: [['What this is'], ['Nothing']],
      Empty: [],
      Visits: [
        ['visitor_id', 'ts'],
        ['v1', { date: '46082.5' }],
      ],
    },
    3,
  );
  const answers = await take('book.xlsx', book);
  expect(summary(answers)).toEqual([
    {
      file: 'book.xlsx/Deals',
      format: 'deals',
      kept: 2,
      error: undefined,
      notes: [expect.stringMatching(/^1 row has an id in "deal_id" that a spreadsheet has rounded/)],
    },
    { file: 'book.xlsx/Visits', format: 'events', kept: 1, ...noErrors },
    { file: 'book.xlsx', format: null, kept: 0, error: undefined, notes: ['1 sheet of no known format left: Notes.'] },
  ]);
  expect(answers[0].rejects).toEqual([
    { line: 5, reason: 'column "deal_id": "1.20213E+17" is an id that a spreadsheet has rounded' },
  ]);
  expect(
    await rows('SELECT id, name, won_at, won_until IS NULL AS exact, amount, line FROM deal ORDER BY line'),
  ).toEqual([
    {
      id: '120213000000000123',
      name: 'Two lines, "quoted"',
      won_at: us('2026-03-01T00:00:00Z'),
      exact: false,
      amount: 123450,
      line: 2,
    },
    { id: '7', name: 'Café', won_at: us('2026-03-02T18:00:00Z'), exact: true, amount: 5, line: 4 },
  ]);
});

test('a workbook of one sheet goes by its own name', async () => {
  const book = workbook({
    Sheet1: [
      ['deal_id', 'won_at'],
      ['d1', { date: '46082' }],
    ],
  });
  expect(summary(await take('one.xlsx', book))).toEqual([{ file: 'one.xlsx', format: 'deals', kept: 1, ...noErrors }]);
});

test('Parquet is read as the same rows in CSV or JSON are', async () => {
  const store = await openStore(':memory:');
  await store.run(
    `COPY (SELECT * FROM (VALUES ('d1', 12.0::DOUBLE, TIMESTAMP '2026-03-01 10:00:00', 1234.5::DECIMAL(9,2)),
       ('d2', 13.5, NULL, NULL)) t(deal_id, colour, won_at, amount)) TO '${join(folder, 'deals.parquet')}' (FORMAT parquet)`,
  );
  await store.run(
    `COPY (SELECT 1772359200000000 AS event_timestamp, '20260301' AS event_date, 'page_view' AS event_name, 'u.1' AS user_pseudo_id,
       [{'key': 'ga_session_id', 'value': {'string_value': NULL::VARCHAR, 'int_value': 1772359199, 'double_value': NULL::DOUBLE}},
        {'key': 'page_location', 'value': {'string_value': 'https://a.example/?gclid=Cj0KCQ', 'int_value': NULL, 'double_value': NULL}}] AS event_params,
       {'gclid': 'Cj0KCQ'} AS collected_traffic_source) TO '${join(folder, 'events.parquet')}' (FORMAT parquet)`,
  );
  await store.close();
  expect(summary([...(await take('deals.parquet')), ...(await take('events.parquet'))])).toEqual([
    { file: 'deals.parquet', format: 'deals', kept: 2, ...noErrors },
    { file: 'events.parquet', format: 'ga4-bigquery', kept: 1, ...noErrors },
  ]);
  expect(await rows('SELECT id, won_at, amount, properties FROM deal ORDER BY id')).toEqual([
    { id: 'd1', won_at: us('2026-03-01T10:00:00Z'), amount: 123450, properties: '{"colour":"12"}' },
    { id: 'd2', won_at: null, amount: null, properties: '{"colour":"13.5"}' },
  ]);
  expect(await rows('SELECT visitor, session, "at", url FROM event')).toEqual([
    { visitor: 'u.1', session: '1772359199', at: 1772359200e6, url: 'https://a.example/?gclid=Cj0KCQ' },
  ]);
  const [cut] = await take('cut.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100)]));
  expect(cut.error?.code).toBe('parquet-broken');
});
