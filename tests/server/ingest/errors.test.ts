// What can be wrong with a file as a whole: each is one clear error that names what was found and what to do, and leaves
// the store as it was.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { lines, us, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
let folder: string;
beforeEach(async () => {
  space = await workspace();
  folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
});
afterEach(async () => {
  await space.close();
  rmSync(folder, { recursive: true, force: true });
});

const noise = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256));

test.each<[string, string | Buffer, string, RegExp]>([
  ['an empty file', '', 'file-empty', /empty/],
  ['a file of blank lines', '\n\n  \n', 'file-empty', /empty/],
  ['a header without rows', 'visitor_id,ts\n', 'file-no-rows', /no rows/],
  ['a binary file', noise, 'file-binary', /binary/],
  ['a ZIP under a .csv name', Buffer.concat([Buffer.from('PK\x03\x04'), noise]), 'file-binary', /ZIP/],
  ['a workbook under a .csv name', Buffer.from('PK\x03\x04....[Content_Types].xml'), 'file-binary', /Excel/],
  ['gzip that was cut', gzipSync('visitor_id,ts\n'.repeat(1000)).subarray(0, 40), 'gzip-broken', /unpacked/],
  [
    'a delimiter that is not read',
    lines('visitor_id^ts^event', 'v1^2026-03-01^visit', 'v2^2026-03-01^visit'),
    'delimiter-unknown',
    /\^/,
  ],
  [
    'a column twice',
    lines('visitor_id,ts,email,E-mail', 'v1,2026-03-01,a@x.example,b@x.example'),
    'headers-duplicate',
    /twice/,
  ],
  ['no known format', lines('apples,pears', '1,2'), 'format-unknown', /no format/],
  ['columns missing', lines('deal_id,stage', 'd1,won').replace('deal_id', 'Deal Name'), 'format-unknown', /no format/],
])('%s is a clear error', async (_, file, code, what) => {
  const answer = await space.add(file);
  expect(answer.error?.code).toBe(code);
  expect(answer.error?.what).toMatch(what);
  expect(answer.read).toBe(0);
  expect(await space.all('SELECT count(*) AS n FROM import')).toEqual([{ n: 0 }]);
});

test('a folder, a missing file and one that may not be read are clear errors', async () => {
  const folderAnswer = await importFile(space.store, { path: folder }, defaultSettings);
  expect(folderAnswer.error?.code).toBe('file-folder');
  const missing = await importFile(space.store, { path: join(folder, 'none.csv') }, defaultSettings);
  expect(missing.error?.code).toBe('file-missing');
  const secret = join(folder, 'secret.csv');
  writeFileSync(secret, 'visitor_id,ts\nv1,2026-03-01\n');
  chmodSync(secret, 0o000);
  // The superuser may read everything: the permission can only be refused to others.
  if (process.getuid?.() !== 0) {
    const refused = await importFile(space.store, { path: secret }, defaultSettings);
    expect(refused.error?.code).toBe('file-unreadable');
  }
  mkdirSync(join(folder, 'sub'));
});

test.skipIf(process.platform === 'win32')('what is no file, but a device, is a clear error', async () => {
  const answer = await importFile(space.store, { path: '/dev/null' }, defaultSettings);
  expect(answer.error).toMatchObject({ code: 'file-special', where: '/dev/null', found: 'a device' });
});

test('an unknown format, zone or currency is wrong use, with the choices', async () => {
  await expect(space.add('visitor_id,ts\nv1,2026-03-01\n', { format: 'event' })).rejects.toThrow(
    /Unknown format "event"\. Formats: events, deals/,
  );
  await expect(space.add('visitor_id,ts\nv1,2026-03-01\n', { zone: 'Mars/Base' })).rejects.toThrow(/Unknown time zone/);
  await expect(space.add('visitor_id,ts\nv1,2026-03-01\n', { currency: 'XXQ' })).rejects.toThrow(/Unknown currency/);
});

test('an unknown currency sets its row aside', async () => {
  const answer = await space.add(
    lines('visitor_id,ts,event,amount,currency', 'v1,2026-03-01,order,10,XXQ', 'v2,2026-03-01,order,10,GBP'),
  );
  expect(answer).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 2, reason: 'column "currency": "XXQ" is not a currency code' }]);
});

const ambiguous = lines('deal_id,won_at', 'd1,03/04/2026', 'd2,05/06/2026');

test('dates that could be D/M or M/D are refused, saying what was seen and how to set it', async () => {
  const answer = await space.add(ambiguous);
  expect(answer.error).toMatchObject({ code: 'date-order' });
  expect(answer.error?.found).toContain('03/04/2026');
  expect(answer.error?.remedy).toContain('date-order');
  expect(await space.all('SELECT count(*) AS n FROM deal')).toEqual([{ n: 0 }]);
});

test('the setting date-order decides them, and the answer says so', async () => {
  await space.close();
  space = await workspace({ dateOrder: 'dmy' });
  const answer = await space.add(ambiguous);
  expect(answer.notes).toEqual(['"won_at" read as day/month/year by the setting date-order.']);
  expect(await space.all('SELECT won_at FROM deal ORDER BY id')).toEqual([
    { won_at: us('2026-04-03T00:00:00Z') },
    { won_at: us('2026-06-05T00:00:00Z') },
  ]);
});

test('one part above twelve decides the column, wherever it stands', async () => {
  // The deciding row stands beyond the head of the file that is looked at first.
  const many = Array.from({ length: 60_000 }, (_, i) => `d${i},03/04/2026,some words to fill the line`);
  const answer = await space.add(lines('deal_id,won_at,name', ...many, 'last,04/13/2026,x'));
  expect(answer.error).toBeUndefined();
  expect(await space.all("SELECT DISTINCT won_at FROM deal WHERE id <> 'last'")).toEqual([
    { won_at: us('2026-03-04T00:00:00Z') },
  ]);
});

test('dates in both orders are refused', async () => {
  const answer = await space.add(lines('deal_id,won_at', 'd1,13/04/2026', 'd2,04/13/2026'));
  expect(answer.error?.code).toBe('date-order');
  expect(answer.error?.what).toContain('mixes');
});

test('ids that a spreadsheet has rounded are set aside', async () => {
  const answer = await space.add(
    lines(
      'date,platform,campaign_id,cost',
      '2026-03-01,google,1.20213E+17,5',
      '2026-03-01,google,120213000000000123,5',
    ),
  );
  expect(answer.rejects).toEqual([
    { line: 2, reason: 'column "campaign_id": "1.20213E+17" is an id that a spreadsheet has rounded' },
  ]);
});

test('a missing required value says which column', async () => {
  const answer = await space.add(lines('visitor_id,ts', 'v1,', 'v2,soon', ',2026-03-01'));
  expect(answer.rejects).toEqual([
    { line: 2, reason: 'no value in column "ts"' },
    { line: 3, reason: 'column "ts": "soon" is not a date or time' },
  ]);
  expect(answer.kept).toBe(1);
});
