import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { type DateOrder, instantSql } from '../../../server/ingest/instants.ts';

async function read(cells: readonly string[], zone: string, order: DateOrder): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const rows = cells.map((cell, i) => `(${i}, '${cell}')`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT strftime(make_timestamp(${instantSql('c', zone, order, null)}), '%Y-%m-%d %H:%M:%S.%f')
     FROM (VALUES ${rows}) AS t(i, c) ORDER BY i`,
  );
  connection.closeSync();
  return reader.getRows().map(([text]) => (text === null ? '–' : String(text).replace(/\.000000$/, '')));
}

test('reads Unix times by their number of digits, each to its last digit', async () => {
  const cells = ['1772704800', '1772704800123', '1772704800123456', '1772704800123456789', '1772704800.5'];
  expect(await read(cells, 'Europe/London', null)).toEqual([
    '2026-03-05 10:00:00',
    '2026-03-05 10:00:00.123000',
    '2026-03-05 10:00:00.123456',
    '2026-03-05 10:00:00.123457', // nanoseconds round to the nearest microsecond
    '2026-03-05 10:00:00.500000',
  ]);
});

test('takes an offset in the cell before the zone of the file, and daylight saving by the zone', async () => {
  const cells = [
    '2026-06-15T10:00:00Z',
    '2026-06-15 10:00:00 +0200',
    '2026-06-15 10:00',
    '2026-01-15 10:00',
    '2026-06-15',
  ];
  expect(await read(cells, 'Europe/London', null)).toEqual([
    '2026-06-15 10:00:00',
    '2026-06-15 08:00:00',
    '2026-06-15 09:00:00',
    '2026-01-15 10:00:00',
    '2026-06-14 23:00:00',
  ]);
});

test('reads two-digit years as this century', async () => {
  expect(await read(['12/03/26', '12/03/26 10:00', '12/03/2026'], 'UTC', 'dmy')).toEqual([
    '2026-03-12 00:00:00',
    '2026-03-12 10:00:00',
    '2026-03-12 00:00:00',
  ]);
  expect(await read(['03/12/26', '03/12/2026 1:05 PM'], 'UTC', 'mdy')).toEqual([
    '2026-03-12 00:00:00',
    '2026-03-12 13:05:00',
  ]);
  expect(await read(['12.03.26', '12.03.2026 08:00', '8 Jul 25', '8 jul 2025'], 'UTC', null)).toEqual([
    '2026-03-12 00:00:00',
    '2026-03-12 08:00:00',
    '2025-07-08 00:00:00',
    '2025-07-08 00:00:00',
  ]);
});

test('reads months of the languages that ad reports come in', async () => {
  const cells = [
    '8 ago 2026',
    '3. März 2026',
    '1 de dic. de 2026',
    '14 juil. 2026',
    '14 juin 2026',
    '2 mei 2026',
    '8 jul 2026',
  ];
  expect(await read(cells, 'UTC', null)).toEqual(
    ['08-08', '03-03', '12-01', '07-14', '06-14', '05-02', '07-08'].map(day => `2026-${day} 00:00:00`),
  );
  expect(await read(['31 abr 2026', '3 foo 2026'], 'UTC', null)).toEqual(['–', '–']); // April has 30 days
});

test('gives nothing for what is no time', async () => {
  expect(await read(['yesterday', '2026-13-01', '99', 'T10:00'], 'UTC', null)).toEqual(['–', '–', '–', '–']);
});

test('reads twelve-hour times behind an ISO day, zones by name and by letters', async () => {
  const cells = [
    '2026-03-02 10:24 AM', // London in winter is UTC
    '2026-06-02 10:24 PM', // in summer an hour ahead of it
    '2026-03-02 12:05:30 am -04:00',
    '2026-06-27 03:47:28 PDT', // UTC − 7
    '2026-01-27 03:47:28 PST', // UTC − 8
    '2026-08-14 13:00:00 America/Los_Angeles', // UTC − 7 in August
    '2026-08-14 13:00:00+0500',
    '2026-08-14 13:00 Nowhere/Atall',
  ];
  expect(await read(cells, 'Europe/London', null)).toEqual([
    '2026-03-02 10:24:00',
    '2026-06-02 21:24:00',
    '2026-03-02 04:05:30',
    '2026-06-27 10:47:28',
    '2026-01-27 11:47:28',
    '2026-08-14 20:00:00',
    '2026-08-14 08:00:00',
    '–',
  ]);
});
