// Where all texts of a column are known, the SQL for forms that none of them has is left out: what is read must not change.

import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conversion } from '#shared/formats/format.ts';
import { type ConversionContext, convert } from '../../../server/ingest/conversions.ts';
import { literal } from '../../../server/ingest/sql.ts';
import { lines, workspace } from './ingest.ts';

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
});
afterAll(() => instance.closeSync());

/** Value and fault of each text, as the rows of a column would have them. */
async function readings(as: Conversion, texts: readonly string[], context: Partial<ConversionContext>) {
  const { value, bounds, isNothing } = convert(as, 'c', {
    zone: 'UTC',
    order: null,
    sign: '.',
    currency: "'GBP'",
    system: 'own',
    platforms: new Map(),
    texts: null,
    ...context,
  });
  const outside = bounds ? ` OR v NOT BETWEEN ${bounds[0]} AND ${bounds[1]}` : '';
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const rows = texts.map((text, i) => `(${i}, ${literal(text)})`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT c, CAST(v AS VARCHAR), (v IS NULL${outside})${isNothing ? ` AND NOT ${isNothing}` : ''}
     FROM (SELECT *, ${value} AS v FROM (VALUES ${rows}) AS t(i, c)) ORDER BY i`,
  );
  connection.closeSync();
  return { rows: reader.getRows(), length: value.length };
}

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map(all => all.join(''));
/** A text by its pattern: each # a digit, so that many are days and times that there are none of. */
const shaped = (pattern: string) =>
  digits(pattern.split('#').length - 1).map(all => {
    let at = 0;
    return pattern.replace(/#/g, () => all[at++]);
  });
const days = ['2026-0#-1#', '20##-##-##', '####-##-##'];
const times = [
  '',
  ' 1#:##',
  'T##:##',
  ' 0#:##:##',
  'T1#:##:##Z',
  'T1#:0#:##.###Z',
  ' 1#:0#:##.######',
  ' 0#:0#:0# UTC',
];
const offsets = ['+0#:00', '-0###', '+##'];
const instants = fc.oneof(
  ...days.flatMap(day => [
    ...times.map(time => shaped(day + time)),
    ...offsets.map(offset => shaped(`${day}T1#:##:##${offset}`)),
  ]),
);
const points = fc.oneof(...['#', '-##', '####.##', '-#.####', '############.##', '0##'].map(shaped));
const whole = fc.oneof(...['#', '-##', '############', '0##'].map(shaped));
const emails = fc.constantFrom('Ann@Acme.example', 'a@b', 'x.y+z@q.example', 'é@ü.example');

const cases: [Conversion, fc.Arbitrary<string>, Partial<ConversionContext>][] = [
  ['instant', instants, {}],
  ['instant', instants, { zone: 'Europe/London', order: 'dmy' }],
  ['instant', instants, { zone: 'America/New_York', order: 'mdy' }],
  ['day', instants, { order: 'dmy' }],
  ...(['money', 'micros', 'minor', 'count', 'number', 'percent', 'rate'] as const).flatMap(
    (as): (typeof cases)[number][] => [
      [as, points, {}],
      [as, whole, { sign: ',' }],
    ],
  ),
  ['money', points, { currency: "'JPY'" }],
  ['currency', fc.constantFrom('GBP', 'eur', 'KWD'), {}],
  ['email', emails, {}],
];

test.each(cases)('%s reads the same', async (as, text, context) => {
  const run = async (texts: string[]) => {
    const full = await readings(as, texts, context);
    const known = await readings(as, texts, { ...context, texts });
    // Or nothing was left out, and nothing tried.
    expect(known.length).toBeLessThan(full.length);
    expect(known.rows).toEqual(full.rows);
  };
  await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 80 }), run), { numRuns: 3 });
});

const deals = "SELECT id, amount, currency, created_at FROM deal WHERE id < 'a' ORDER BY id";

test.each([
  [
    'blanks of all kinds',
    'deal_id,created_at,amount',
    '1, 2026-03-01 ,12\u2009',
    '2,\u00a02026-03-01,\u202f13 ',
    '3,,\t4',
  ],
  ['spellings of nothing', 'deal_id,created_at,amount,currency', '1,-,N/A,', '2,null,12,EUR', '3,2026-03-01,,usd'],
  ['one odd cell', 'deal_id,created_at,amount', '1,2026-03-01,12', '2,13/3/2026,"£1,200.50"', '3,2026-02-30,(4)'],
  [
    'quotes and breaks',
    'deal_id,created_at,amount',
    '"1","2026-03-01 10:00","1""2"',
    '2,"2026-03-01\n",4',
    '3,2026-03-01,5',
  ],
])('a file is read the same when it is too large for that: %s', async (_, header, ...rows) => {
  const noted = [`${header},note`, ...rows.map(row => `${row},`)];
  // Beyond what is looked at of a file.
  const long = Array.from({ length: 40 }, (_, i) => `z${i}${header.replace(/[^,]/g, '')},${'x'.repeat(30_000)}`);
  const small = await workspace();
  const large = await workspace();
  try {
    const known = await small.add(lines(...noted));
    const full = await large.add(lines(...noted, ...long));
    expect(known.rejects).toEqual(full.rejects);
    expect(await small.all(deals)).toEqual(await large.all(deals));
  } finally {
    await small.close();
    await large.close();
  }
});

test('a form that only a row beyond those looked at has is read', async () => {
  const { add, all, close } = await workspace();
  const rows = Array.from({ length: 10_000 }, (_, i) => `${i},2026-03-01`);
  try {
    const { kept } = await add(lines('deal_id,created_at', ...rows, 'last,31/3/2026'));
    expect(kept).toBe(10_001);
    expect(await all("SELECT CAST(make_timestamp(created_at) AS VARCHAR) AS at FROM deal WHERE id = 'last'")).toEqual([
      { at: '2026-03-31 00:00:00' },
    ]);
  } finally {
    await close();
  }
});
