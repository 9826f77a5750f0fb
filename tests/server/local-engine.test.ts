import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type TestWorkspace, workspaceOf } from '../with-engine.ts';

const events = `visitor_id,ts,event,url,referrer,email,amount,currency,order_id
s1,2026-03-01T10:00:00Z,visit,https://shop.acme.example/sale?x=1,https://acme-blog.example/post,,,,
s1,2026-03-01T11:00:00Z,order,https://shop.acme.example/thanks,,a@b.example,120.50,GBP,o1
s2,2026-03-02T10:00:00Z,visit,https://shop.acme.example/,https://www.google.com/,,,,
`;

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await workspaceOf({ 'events.csv': events });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await workspace.close();
});

/** From the first statement on that `begins` says so of, nothing more can be written. */
function fillDisk(begins: (sql: string) => boolean): void {
  const { run } = DuckDBConnection.prototype;
  let isFull = false;
  vi.spyOn(DuckDBConnection.prototype, 'run').mockImplementation(function (this: DuckDBConnection, ...given) {
    const [sql] = given;
    isFull ||= begins(sql);
    if (isFull && /^\s*(INSERT|UPDATE|DELETE|CREATE|COMMIT|CHECKPOINT)/.test(sql))
      throw new Error('IO Error: Could not write file: No space left on device');
    return run.apply(this, given);
  });
}

test('naming the own sites resolves the sources of what is already in anew, and taking them back does too', async () => {
  const { engine } = workspace;
  const sources = async () => (await engine.report({ by: ['source'] })).rows.map(row => [row.source, row.revenue]);
  expect(await sources()).toEqual([
    ['acme-blog.example', 120.5],
    ['google', 0],
  ]);
  await engine.setSetting('sites', 'acme.example, acme-blog.example');
  expect(await sources()).toEqual([
    ['(direct)', 120.5],
    ['google', 0],
  ]);
  await engine.setSetting('sites', 'none');
  expect((await sources())[0]).toEqual(['acme-blog.example', 120.5]);
});

test('visits are split by landing page for everyone, not only for those who bought', async () => {
  const { engine } = workspace;
  const { rows, totals } = await engine.report({ by: ['landing-page'] });
  expect(rows.map(row => [row['landing-page'], row.visits, row.revenue])).toEqual([
    ['shop.acme.example/sale', 1, 120.5],
    ['shop.acme.example/', 1, 0],
  ]);
  expect(totals.visits).toBe(2);
});

test('rows that could neither be published nor taken out again are nobody’s to see', async () => {
  const { engine } = workspace;
  const { records } = await engine.status();
  const path = join((await engine.status()).workspace.path, 'more.csv');
  await writeFile(path, 'visitor_id,ts\ns9,2026-03-05T10:00:00Z\n');
  fillDisk(sql => sql.includes('published_at = $now'));
  await expect(engine.import({ files: [{ path }] })).rejects.toMatchObject({ code: 'disk-full' });
  await expect(engine.status()).rejects.toMatchObject({ code: 'disk-full' });
  vi.restoreAllMocks();
  expect((await engine.status()).records).toEqual(records);
});

test('an answer needs no room on the disk', async () => {
  fillDisk(sql => sql === 'CHECKPOINT');
  expect((await workspace.engine.report({ by: ['source'] })).totals.revenue).toBe(120.5);
});

test('of what was collected the days that are in are seen, though one behind them could not be taken in', async () => {
  const { engine } = workspace;
  const { workspace: before, records } = await engine.status();
  const hits = join(before.path, 'journal', 'hits');
  await mkdir(hits, { recursive: true });
  for (const day of [4, 5]) {
    const at = Date.UTC(2026, 2, day);
    const hit = { hit_id: `hit-000${day}`, received: at, at, kind: 'page', consent: 'granted', visitor: 'v1' };
    await writeFile(join(hits, `2026-03-0${day}.ndjson`), `${JSON.stringify(hit)}\n`);
  }
  let isFirstIn = false;
  fillDisk(sql => {
    const isFull = isFirstIn && sql.startsWith('INSERT INTO import');
    isFirstIn ||= sql.includes('published_at = $now');
    return isFull;
  });
  await expect(engine.drain()).rejects.toMatchObject({ code: 'disk-full' });
  const after = await engine.status();
  expect(after.records.events).toBe(records.events + 1);
  expect(after.workspace.dataVersion).not.toBe(before.dataVersion);
});

test('a file is in though the mapping that it came with could not be written', async () => {
  const { engine } = workspace;
  const { path: folder } = (await engine.status()).workspace;
  await writeFile(join(folder, 'mappings.json'), '{"mappings": ');
  const path = join(folder, 'deals.csv');
  await writeFile(path, 'Nr,Wert\nD1,100\n');
  const [answer] = await engine.import({ files: [{ path }], format: 'deals', map: { deal_id: 'Nr', amount: 'Wert' } });
  expect([answer.error, answer.kept]).toEqual([undefined, 1]);
  expect(answer.notes.at(-1)).toMatch(/^The mapping could not be remembered, .*mappings\.json/s);
});
