import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { drain } from '../../../server/intake/drain.ts';
import { type Collected, collected, hit, now } from './collected.ts';

let company: Collected;
afterEach(() => company.close());

const imports = () =>
  company.store.all('SELECT file, rows_read, kept, duplicates, rejected, bytes FROM import ORDER BY file');
const journal = (name: string) => join(company.folder, 'journal', 'hits', name);

test('many segments are one import a day, and a line of it is that line of the day’s archive', async () => {
  company = await collected();
  const late = hit('2026-10-17T23:59:50Z', { visitor: 'visitor-a' });
  await company.write(hit('2026-10-17T10:00:00Z', { visitor: 'visitor-a' }), late);
  expect(await company.drain()).toMatchObject({ kept: 2, segments: [{ channel: 'hits', number: 1 }] });
  // One segment over midnight: a hit of each day, and one that was sent twice.
  await company.write(late, hit('2026-10-17T23:59:55Z'), hit('2026-10-18T00:00:05Z', { visitor: 'visitor-a' }));
  expect(await company.drain()).toMatchObject({ kept: 2, problems: [] });
  const size = (name: string) => readFileSync(journal(name)).length;
  expect(await imports()).toEqual([
    {
      file: 'journal/hits/2026-10-17.ndjson',
      rows_read: 4,
      kept: 3,
      duplicates: 1,
      rejected: 0,
      bytes: size('2026-10-17.ndjson'),
    },
    {
      file: 'journal/hits/2026-10-18.ndjson',
      rows_read: 1,
      kept: 1,
      duplicates: 0,
      rejected: 0,
      bytes: size('2026-10-18.ndjson'),
    },
  ]);
  const places = await company.store.all<{ file: string; line: number; id: string }>(
    'SELECT file, line, event.id AS id FROM event JOIN import ON import.id = import_id',
  );
  expect(places).toHaveLength(4);
  for (const { file, line, id } of places) {
    const text = readFileSync(join(company.folder, file), 'utf8').split('\n')[line - 1];
    expect(JSON.parse(text).hit_id).toBe(id);
  }
});

test('draining again changes nothing, whatever step was cut off', async () => {
  company = await collected();
  await company.write(hit('2026-10-17T10:00:00Z'), hit('2026-10-17T10:00:01Z'));
  await company.drain();
  await company.write(hit('2026-10-17T10:00:02Z'));
  const before = readFileSync(journal('drained.json'), 'utf8');
  await company.drain();
  const whole = await imports();
  const day = readFileSync(journal('2026-10-17.ndjson'), 'utf8');
  expect(await company.drain()).toMatchObject({ kept: 0 });
  expect(await imports()).toEqual(whole);
  // Cut off between the move of the segment and the note of it: the size before is known, the line isn't there twice.
  const size = Buffer.byteLength(day.split('\n').slice(0, 2).join('\n')) + 1;
  writeFileSync(
    journal('drained.json'),
    JSON.stringify({ ...JSON.parse(before), moving: { '2026-10-17.ndjson': size } }),
  );
  expect(await company.drain()).toMatchObject({ kept: 0 });
  expect(readFileSync(journal('2026-10-17.ndjson'), 'utf8')).toBe(day);
  expect(await imports()).toEqual(whole);
  // Cut off between archive and import: the store knows how far it is.
  writeFileSync(journal('2026-10-17.ndjson'), `${day}${hit('2026-10-17T10:00:03Z')}\n`);
  expect(await company.drain()).toMatchObject({ kept: 1 });
  expect((await imports())[0]).toMatchObject({ rows_read: 4, kept: 4 });
});

test('a segment imported by hand, too, is all duplicates', async () => {
  company = await collected();
  await company.write(hit('2026-10-17T10:00:00Z'), hit('2026-10-17T10:00:01Z'));
  await company.drain();
  const { importFile } = await import('../../../server/ingest/import.ts');
  const again = await importFile(company.store, { path: journal('00000001.ndjson') }, company.settings);
  expect(again).toMatchObject({ format: 'hits', read: 2, kept: 0, duplicates: 2 });
});

test('a line that is no hit is set aside with its line, and a channel of no format is a problem in words', async () => {
  company = await collected();
  await company.write(hit('2026-10-17T10:00:00Z'), hit('2026-10-17T10:00:01Z', { kind: 'dance' as 'page' }));
  writeFileSync(join(company.folder, 'journal', 'stray.json'), '{}');
  await company.drain();
  expect(await company.store.all('SELECT line, reason FROM reject')).toEqual([
    { line: 2, reason: 'no value in column "kind"' },
  ]);
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(company.folder, 'journal', 'unheard-of'));
  expect((await company.drain()).problems).toEqual(['journal/unheard-of: no format of that name']);
});

test('the open segment is left alone: its writer is at work on it', async () => {
  company = await collected();
  await company.write(hit('2026-10-17T10:00:00Z'));
  const [open] = readdirSync(join(company.folder, 'journal', 'hits')).filter(name => name.startsWith('00000002'));
  writeFileSync(journal(open), `${hit('2026-10-17T10:00:05Z')}\n`);
  expect(await drain(company.store, company.folder, company.settings, now)).toMatchObject({ kept: 1 });
});
