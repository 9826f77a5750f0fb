// Tables that no format knows: proposed, mapped by hand, remembered, forgotten.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileImport } from '#shared/schema/index.ts';
import type { Engine } from '../../../server/engine.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { lines } from './ingest.ts';

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-by-hand-'));
  engine = await openLocalEngine(join(folder, 'data'));
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, ...rows: string[]): Promise<{ path: string }> {
  const path = join(folder, name);
  await writeFile(path, lines(...rows));
  return { path };
}

/** A sheet that a small practice keeps its deals in, under words that no format knows. */
const sheet = [
  'Vorgang Nr;Mandant;Honorar;Unterschrieben;Kontakt;Notiz',
  'A-1;Blumen Berg;1.200,50;2026-03-02;anna@berg.example;ruft an',
  'A-2;Rad & Co;800,00;;jo@rad.example;',
];
const map = {
  deal_id: 'Vorgang Nr',
  amount: 'Honorar',
  won_at: 'Unterschrieben',
  email: 'Kontakt',
  account: 'Mandant',
};

const one = async (answer: Promise<FileImport[]>): Promise<FileImport> => (await answer)[0];

test('an unknown table is refused with the nearest format and the command that maps it, the columns guessed', async () => {
  const file = await put('sheet.csv', ...sheet);
  const { error } = await one(engine.import({ files: [file] }));
  expect(error?.code).toBe('format-unknown');
  expect(error?.remedy).toContain('throughline import "sheet.csv" --format deals --map deal_id="Vorgang Nr"');
  for (const part of [
    '--map amount="Honorar"',
    '--map won_at="Unterschrieben"',
    '--map email="Kontakt"',
    '--map account="Mandant"',
  ])
    expect(error?.remedy).toContain(part);
});

test('mapped by hand it is taken in; what is not mapped stays as a property', async () => {
  const file = await put('sheet.csv', ...sheet);
  const answer = await one(engine.import({ files: [file], format: 'deals', map, currency: 'EUR' }));
  expect(answer.error).toBeUndefined();
  expect([answer.kept, answer.rejected, answer.records]).toEqual([2, 0, { deals: 2, dealPeople: 2 }]);
  const report = await engine.report({ by: ['account'], goal: 'won' });
  // One deal has a date: 1.200,50 EUR; the workspace's currency is that of its deals.
  expect(report.meta.currency).toBe('EUR');
  expect(report.conservation.imported).toBe(1);
});

test('the next file with the same header, in any order, needs nothing and says so', async () => {
  await engine.import({ files: [await put('sheet.csv', ...sheet)], format: 'deals', map });
  const next = await put(
    'april.csv',
    'Mandant;Vorgang Nr;Notiz;Honorar;Kontakt;Unterschrieben',
    'Tee Haus;B-1;;99,00;li@tee.example;2026-04-01',
  );
  const [preview] = await engine.preview({ files: [next] });
  expect(preview.format).toMatchObject({ id: 'deals', by: 'remembered map' });
  const answer = await one(engine.import({ files: [next] }));
  expect([answer.format, answer.kept]).toEqual(['deals', 1]);
  expect(answer.notes.join(' ')).toContain('mapped by hand, as before: deal_id ← "Vorgang Nr"');
  expect(answer.notes.join(' ')).toContain('--forget-map');
  const kept = JSON.parse(await readFile(join(folder, 'data', 'mappings.json'), 'utf8'));
  expect(kept.mappings).toHaveLength(1);
  expect(kept.mappings[0]).toMatchObject({ format: 'deals', map: { deal_id: 'Vorgang Nr', amount: 'Honorar' } });
});

test('a header with one column more is another header', async () => {
  await engine.import({ files: [await put('sheet.csv', ...sheet)], format: 'deals', map });
  const other = await put('other.csv', `${sheet[0]};Quelle`, `${sheet[1]};x`);
  expect((await one(engine.import({ files: [other] }))).error?.code).toBe('format-unknown');
});

test('forgotten, the file is unknown again', async () => {
  const file = await put('sheet.csv', ...sheet);
  await engine.import({ files: [file], format: 'deals', map });
  const answer = await one(engine.import({ files: [file], forgetMap: true }));
  expect(answer.error?.code).toBe('format-unknown');
  expect(answer.notes).toContain('The mapping made by hand for these columns is forgotten.');
  expect((await one(engine.import({ files: [file] }))).error?.code).toBe('format-unknown');
});

test('the same file under another map takes the place of the first reading', async () => {
  const file = await put('two.csv', 'Nr,Plan,Real', 'A-1,100.00,70.00');
  await engine.import({ files: [file], format: 'deals', map: { deal_id: 'Nr', amount: 'Plan' } });
  const again = await one(engine.import({ files: [file], format: 'deals', map: { deal_id: 'Nr', amount: 'Real' } }));
  expect([again.kept, again.duplicates]).toEqual([1, 0]);
  const report = await engine.report({ by: ['account'], goal: 'pipeline' });
  expect(report.conservation.imported).toBe(70);
  expect((await engine.status()).imports).toHaveLength(1);
});

test('=text stands in every row', async () => {
  const file = await put('cost.csv', 'Stichtag,Aktion,Bezahlt', '2026-03-01,Frühling,12.50');
  const answer = await one(
    engine.import({
      files: [file],
      format: 'spend',
      map: { date: 'Stichtag', campaign: 'Aktion', cost: 'Bezahlt', platform: '=facebook' },
    }),
  );
  expect(answer.records).toEqual({ spend: 1 });
  const report = await engine.report({ by: ['platform'] });
  expect(report.rows[0]).toMatchObject({ platform: 'meta-ads', cost: 12.5 });
});

test('a column that the file has not, or the format has not, is an error that names the nearest', async () => {
  const file = await put('sheet.csv', ...sheet);
  const absent = await one(engine.import({ files: [file], format: 'deals', map: { ...map, name: 'Mandanten' } }));
  expect(absent.error?.code).toBe('map-absent');
  expect(absent.error?.remedy).toBe('Did you mean "Mandant"?');
  await expect(engine.import({ files: [file], format: 'deals', map: { dealid2: 'Vorgang Nr' } })).rejects.toMatchObject(
    {
      details: { code: 'map-column', remedy: 'Did you mean deal_id?' },
    },
  );
  await expect(engine.import({ files: [file], map: { deal_id: 'Vorgang Nr' } })).rejects.toMatchObject({
    details: { code: 'map-format' },
  });
  // Nothing went in, so nothing is remembered.
  expect((await one(engine.import({ files: [file] }))).error?.code).toBe('format-unknown');
});
