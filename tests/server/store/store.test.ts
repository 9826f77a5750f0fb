// The store's promises: a private folder, a schema that is brought up to date, one process at a time, clear errors, and
// columns read in place.

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addEventColumns } from '../../../server/store/duckdb/event-rows.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { contentColumns, packedFields, recordTables } from '../../../server/store/duckdb/tables.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('makes the data folder for its owner alone and opens it again', async () => {
  const data = join(folder, 'data');
  const store = await openStore(data);
  await store.run("INSERT INTO meta VALUES ('x', 'y')");
  await store.close();
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const again = await openStore(data);
  expect(await again.first("SELECT value FROM meta WHERE key = 'x'")).toEqual({ value: 'y' });
  await again.close();
});

test('the list of columns in code is the list in the schema', async () => {
  const store = await openStore(':memory:');
  const columnsOf = (table: string): Promise<{ name: string; type: string }[]> =>
    store.all(`SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = '${table}'`);
  const own = ['row_id', 'import_id', 'line', 'key', 'version', 'ref', 'reason', 'raw', 'said'];
  for (const table of recordTables) {
    const expected = (await columnsOf(table))
      .filter(({ name }) => !own.includes(name))
      .map(({ name, type }) => [name, type]);
    expect([...contentColumns[table]].sort()).toEqual(expected.sort());
  }
  const unpacked = await columnsOf('event_given');
  expect(unpacked.map(({ name }) => name)).toEqual(['key', 'import_id', 'line', ...packedFields]);
  await store.close();
});

test('events gain the columns that are asked for; the view has the same ones before and after', async () => {
  const store = await openStore(':memory:');
  const names = (table: string): Promise<{ column_name: string }[]> =>
    store.all(`SELECT column_name FROM (DESCRIBE ${table}) ORDER BY column_name`);
  const before = await names('event');
  await store.run('INSERT INTO event_row (import_id, key, ref, "at", kind) VALUES (1, 1, 1, 7, 0)');
  await addEventColumns(store, ['url', 'amount', 'at', 'key']);
  await store.run(
    'INSERT INTO event_row (import_id, key, ref, "at", kind, url, amount) VALUES (1, 2, 1, 8, 0, \'u\', 5)',
  );
  expect(await names('event')).toEqual(before);
  expect(await store.all('SELECT "at", url, amount, email FROM event ORDER BY "at"')).toEqual([
    { at: 7, url: null, amount: null, email: null },
    { at: 8, url: 'u', amount: 5, email: null },
  ]);
  // Asked for again, with one more: the earlier ones keep what they hold.
  await addEventColumns(store, ['url', 'email']);
  expect(await store.all('SELECT url, email FROM event ORDER BY "at"')).toEqual([
    { url: null, email: null },
    { url: 'u', email: null },
  ]);
  await store.close();
});

test('cut off between a migration and the view of its columns, it has both when it is opened the next time', async () => {
  const data = join(folder, 'data');
  const { run } = DuckDBConnection.prototype;
  const spy = vi.spyOn(DuckDBConnection.prototype, 'run').mockImplementation(function (
    this: DuckDBConnection,
    ...given
  ) {
    if (given[0].startsWith('CREATE OR REPLACE VIEW event ')) throw new Error('cut off');
    return run.apply(this, given);
  });
  try {
    await expect(openStore(data)).rejects.toThrow('cut off');
  } finally {
    spy.mockRestore();
  }
  const store = await openStore(data);
  for (const [name] of contentColumns.event) expect(await store.all(`SELECT "${name}" FROM event`)).toEqual([]);
  await store.close();
});

test('a folder in use by another process is an error that names the process', async () => {
  const script = `const { openStore } = await import(${JSON.stringify(new URL('../../../server/store/duckdb/open.ts', import.meta.url).href)});
    await openStore(process.argv[1]); console.log('open'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise(resolve => child.stdout.once('data', resolve));
    await expect(openStore(folder)).rejects.toMatchObject({
      details: { code: 'data-folder-in-use', found: `process ${child.pid} holds it` },
    });
  } finally {
    child.kill('SIGKILL');
  }
});

test('a file in place of the folder, and a folder that may not be written, are clear errors', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(openStore(file)).rejects.toMatchObject({
    details: { code: 'data-folder', found: 'a file of that name' },
  });
  await expect(openStore(join(file, 'below'))).rejects.toMatchObject({ details: { code: 'data-folder' } });
  if (process.getuid?.() === 0) return; // the superuser may write anywhere
  chmodSync(folder, 0o500);
  await expect(openStore(join(folder, 'data'))).rejects.toMatchObject({ details: { code: 'data-folder' } });
});

test('a folder written by a newer version, and one with another hash function, are refused', async () => {
  const store = await openStore(folder);
  await store.run("UPDATE meta SET value = '999' WHERE key = 'schema'");
  await store.close();
  await expect(openStore(folder)).rejects.toMatchObject({
    details: { code: 'data-folder-newer', found: 'schema 999' },
  });
  rmSync(folder, { recursive: true });
  const other = await openStore(folder);
  await other.run("UPDATE meta SET value = '1' WHERE key = 'hash_canary'");
  await other.close();
  await expect(openStore(folder)).rejects.toMatchObject({ details: { code: 'data-folder-hash' } });
});

test('what is no database is refused with the folder named', async () => {
  writeFileSync(join(folder, 'throughline.duckdb'), 'not a database, but long enough to be looked at '.repeat(400));
  await expect(openStore(folder)).rejects.toMatchObject({ details: { code: 'data-folder-unreadable', where: folder } });
});

test('streams columns as typed arrays, chunk by chunk, with their NULLs', async () => {
  const store = await openStore(':memory:');
  let rows = 0;
  let sum = 0n;
  let nulls = 0;
  const texts: unknown[] = [];
  const stream = store.stream(
    'SELECT hash(i) AS h, CASE WHEN i % 2 = 0 THEN i END AS n, i::UTINYINT AS k, i::VARCHAR AS t FROM (SELECT range % 100 AS i FROM range(5000))',
  );
  for await (const { rows: count, columns } of stream) {
    expect(columns[0].items).toBeInstanceOf(BigUint64Array);
    expect(columns[2].items).toBeInstanceOf(Uint8Array);
    expect(columns[3].items).toBeNull();
    const items = columns[1].items as BigInt64Array;
    for (let i = 0; i < count; i++) {
      if (columns[1].isValid(i)) sum += items[i];
      else nulls++;
    }
    texts.push(columns[3].get(0));
    rows += count;
  }
  expect(rows).toBe(5000);
  expect(sum).toBe(122_500n); // 50 times the even numbers under 100: 2 · (0 + … + 49) = 2,450
  expect(nulls).toBe(2500);
  expect(texts[0]).toBe('0');
  await store.close();
});

test('rows come with numbers where they are exact and bigints for hashes', async () => {
  const store = await openStore(':memory:');
  expect(
    await store.first(
      'SELECT 1::BIGINT AS a, hash(1) > 0 AS b, 5::UBIGINT AS c, 9007199254740993::BIGINT AS d, NULL AS e, $x AS f',
      { x: 'y' },
    ),
  ).toEqual({
    a: 1,
    b: true,
    c: 5n,
    d: 9007199254740993n,
    e: null,
    f: 'y',
  });
  await store.close();
});

test('a transaction that fails leaves nothing behind', async () => {
  const store = await openStore(':memory:');
  await expect(
    store.transaction(async () => {
      await store.run("INSERT INTO meta VALUES ('x', 'y')");
      throw new Error('halfway');
    }),
  ).rejects.toThrow('halfway');
  expect(await store.first("SELECT value FROM meta WHERE key = 'x'")).toBeUndefined();
  await store.close();
});

test('a database that a checkpoint without room has stopped is opened anew for the next statement', async () => {
  const store = await openStore(join(folder, 'data'));
  await store.run("INSERT INTO meta VALUES ('x', 'y')");
  // DuckDB's own way to make one fail: what it says and does then is what it does on a full disk.
  await store.run("SET GLOBAL debug_checkpoint_abort = 'before_truncate'");
  await expect(store.run('CHECKPOINT')).rejects.toThrow('FATAL');
  expect(await store.first("SELECT value, current_setting('TimeZone') AS zone FROM meta WHERE key = 'x'")).toEqual({
    value: 'y',
    zone: 'UTC',
  });
  await store.transaction(() => store.run("INSERT INTO meta VALUES ('z', 'z')"));
  await store.run('CHECKPOINT');
  await store.close();
  const again = await openStore(join(folder, 'data'));
  expect(await again.first("SELECT count(*) AS n FROM meta WHERE key IN ('x', 'z')")).toEqual({ n: 2 });
  await again.close();
});

test('a database that was cut off, or whose log is not its own, is an error that says what to do', async () => {
  const data = join(folder, 'data');
  const path = join(data, 'throughline.duckdb');
  const store = await openStore(data);
  await store.run("INSERT INTO meta VALUES ('x', 'y')");
  const log = readFileSync(`${path}.wal`);
  await store.close();
  const whole = readFileSync(path);
  for (const bytes of [0, 100, 4096, whole.length / 2]) {
    writeFileSync(path, whole.subarray(0, bytes));
    await expect(openStore(data)).rejects.toMatchObject({ code: 'data-folder-unreadable' });
  }
  writeFileSync(path, whole);
  writeFileSync(`${path}.wal`, log);
  await expect(openStore(data)).rejects.toMatchObject({
    code: 'data-folder-unreadable',
    details: { remedy: expect.stringContaining('move throughline.duckdb.wal away') },
  });
  rmSync(`${path}.wal`);
  const again = await openStore(data);
  expect(await again.first("SELECT value FROM meta WHERE key = 'x'")).toEqual({ value: 'y' });
  await again.close();
});
