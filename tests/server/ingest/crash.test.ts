// kill -9 at any moment of an import: the store opens again, and the file is either wholly in or not at all.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const url = (path: string): string => JSON.stringify(new URL(`../../../${path}`, import.meta.url).href);

// Kills itself at the n-th statement that starts with a given word: each a moment at which a real kill could come.
const script = `
  const { openStore } = await import(${url('server/store/duckdb/open.ts')});
  const { importFile } = await import(${url('server/ingest/import.ts')});
  const { defaultSettings } = await import(${url('shared/settings.ts')});
  const [folder, file, word, when, after] = process.argv.slice(1);
  const store = await openStore(folder);
  const run = store.run;
  let seen = 0;
  store.run = async (sql, params) => {
    const hit = sql.startsWith(word) && ++seen === Number(when);
    if (hit && after === 'before') process.kill(process.pid, 'SIGKILL');
    const result = await run(sql, params);
    if (hit) process.kill(process.pid, 'SIGKILL');
    return result;
  };
  await importFile(store, { path: file }, defaultSettings);
  console.log('done');
`;

const rows = 3_000;

test.each<[string, string, string, 'before' | 'after', boolean]>([
  ['before the rows are in', 'INSERT INTO event', '1', 'before', false],
  ['after the rows are in, before their commit', 'INSERT INTO event', '1', 'after', false],
  ['after the first commit', 'COMMIT', '1', 'after', false],
  ['after duplicates are gone', 'DELETE FROM event', '1', 'after', false],
  ['before the second commit', 'COMMIT', '2', 'before', false],
  ['after the second commit', 'COMMIT', '2', 'after', true],
])('killed %s', async (_, word, when, after, isIn) => {
  const data = join(folder, 'data');
  const file = join(folder, 'events.csv');
  const body = Array.from({ length: rows }, (_, i) => `v${i},2026-03-01T10:00:00Z,visit`);
  writeFileSync(file, ['visitor_id,ts,event', ...body, body[0], 'v,never,visit'].join('\n'));
  const before = await openStore(data);
  const earlier = join(folder, 'earlier.csv');
  writeFileSync(earlier, 'visitor_id,ts\nold,2026-01-01\n');
  await importFile(before, { path: earlier }, defaultSettings);
  await before.close();

  const child = spawn(process.execPath, ['--input-type=module', '-e', script, data, file, word, when, after], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [code, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.once('exit', (...ended) => resolve(ended)),
  );
  expect([code, signal]).toEqual([null, 'SIGKILL']);

  const store = await openStore(data);
  const count = (sql: string): Promise<number> => store.first<{ n: number }>(sql).then(row => row!.n);
  expect(await count('SELECT count(*) AS n FROM event')).toBe(isIn ? rows + 1 : 1);
  expect(await count('SELECT count(*) AS n FROM reject')).toBe(isIn ? 1 : 0);
  expect(await count('SELECT count(*) AS n FROM import')).toBe(isIn ? 2 : 1);
  expect(readdirSync(store.temporaryFolder)).toEqual([]);
  // And the file goes in as if nothing had been.
  const answer = await importFile(store, { path: file }, defaultSettings);
  expect(answer).toMatchObject({ read: rows + 2, kept: isIn ? 0 : rows, duplicates: isIn ? rows + 1 : 1, rejected: 1 });
  expect(await count('SELECT count(*) AS n FROM event')).toBe(rows + 1);
  await store.close();
  expect(existsSync(join(data, 'throughline.duckdb'))).toBe(true);
});

test('a disk that is full is a clear error, and nothing of the file is in', async () => {
  const data = join(folder, 'data');
  const file = join(folder, 'events.csv');
  // Hashes don't compress: 200,000 rows of two take 3.2 MB, more than the limit on the size of a file below.
  const body = Array.from({ length: 200_000 }, (_, i) => `v${(i * 2654435761) % 4294967296},2026-03-01T10:00:00Z`);
  writeFileSync(file, ['visitor_id,ts', ...body].join('\n'));
  const script = `
    const { openStore } = await import(${url('server/store/duckdb/open.ts')});
    const { importFile } = await import(${url('server/ingest/import.ts')});
    const { defaultSettings } = await import(${url('shared/settings.ts')});
    const store = await openStore(process.argv[1]);
    try {
      await importFile(store, { path: process.argv[2] }, defaultSettings);
    } catch (error) {
      const rows = await store.all('SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM import) AS imports');
      console.log(JSON.stringify([error.constructor.name, error.details.code, rows[0]]));
    }`;
  const child = spawn(
    'bash',
    ['-c', 'ulimit -f 4000; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', script, data, file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', text => {
    said += text;
  });
  await new Promise(resolve => child.once('close', resolve));
  expect(JSON.parse(said)).toEqual(['ConnectionError', 'disk-full', { events: 0, imports: 0 }]);
});
