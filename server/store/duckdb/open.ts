// Opens a data folder's database: makes it where there is none, brings its schema up to date, and takes out what an
// interrupted import left. The database belongs to one process at a time; a second one gets an error that names the first.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ConnectionError, DataError, SettingsError } from '#shared/errors.ts';
import { databaseName } from '../../data-folder.ts';
import type { Store } from '../store.ts';
import { duckdbStore } from './duckdb-store.ts';
import { openError } from './errors.ts';
import { renewEventView } from './event-rows.ts';
import { recordTables, rowTable } from './tables.ts';

const migrationsFolder = new URL('./migrations/', import.meta.url);

export interface OpenOptions {
  /** DuckDB's own limit, as it writes it ('1GB'); left out: THROUGHLINE_MEMORY, else 1 GB. */
  readonly memory?: string;
  readonly threads?: number;
}

/**
 * The store in a data folder (made with mode 0700 where it isn't there), or in memory for ':memory:'.
 *
 * @throws ConnectionError where the folder can't be made, written, or is held by another process; DataError where it was
 * written by a newer version.
 */
export async function openStore(dataFolder: string, options: OpenOptions = {}): Promise<Store> {
  const inMemory = dataFolder === ':memory:';
  const temporaryFolder = inMemory ? mkdtempSync(join(tmpdir(), 'throughline-')) : makeFolder(dataFolder);
  const open = async (): Promise<DuckDBInstance> => {
    try {
      return await DuckDBInstance.create(inMemory ? ':memory:' : join(dataFolder, databaseName), {
        threads: String(options.threads ?? availableParallelism()),
        memory_limit: memoryLimit(options.memory),
        temp_directory: temporaryFolder,
        preserve_insertion_order: 'true',
        // No older DuckDB ever reads the file, and its newer compression is the quicker to write.
        storage_compatibility_version: 'latest',
      });
    } catch (error) {
      throw openError(error, dataFolder);
    }
  };
  const instance = await open();
  const folder = inMemory ? null : dataFolder;
  const store = await duckdbStore({ instance, folder, temporaryFolder, ...(!inMemory && { reopen: open }) }, true);
  try {
    await migrate(store, dataFolder);
    await checkHash(store, dataFolder);
    await recover(store);
    // Only now: the folder is ours alone.
    for (const name of readdirSync(temporaryFolder))
      rmSync(join(temporaryFolder, name), { recursive: true, force: true });
  } catch (error) {
    await store.close();
    throw openError(error, dataFolder);
  }
  if (!inMemory) return store;
  const close = store.close;
  store.close = async () => {
    await close();
    rmSync(temporaryFolder, { recursive: true, force: true });
  };
  return store;
}

function makeFolder(path: string): string {
  const temporary = join(path, 'tmp');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    mkdirSync(temporary, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const isFile = code === 'EEXIST' || code === 'ENOTDIR';
    const isFull = code === 'ENOSPC';
    throw new ConnectionError({
      code: isFull ? 'disk-full' : 'data-folder',
      what: isFile ? 'The data folder is not a folder.' : 'The data folder cannot be made or written to.',
      where: path,
      found: isFile ? 'a file of that name' : code || (cause as Error).message,
      expected: 'a folder that can be read and written',
      remedy: isFull
        ? 'Make room, or name another folder with --data DIR.'
        : 'Name another one with --data DIR, or mend its permissions.',
      cause,
    });
  }
  return temporary;
}

function memoryLimit(given: string | undefined): string {
  const text = given ?? process.env.THROUGHLINE_MEMORY ?? '';
  if (text === '') return '1GB';
  if (/^\d+(\.\d+)?\s*(KB|MB|GB|TB|KiB|MiB|GiB|TiB)$/i.test(text)) return text;
  throw new SettingsError({
    code: 'memory-limit',
    what: 'THROUGHLINE_MEMORY is not an amount of memory.',
    found: text,
    expected: 'a number and a unit, for instance 1GB or 800MB',
  });
}

/** Runs the numbered files that the database hasn't seen yet, each in a transaction of its own. */
async function migrate(store: Store, folder: string): Promise<void> {
  const files = readdirSync(migrationsFolder)
    .filter(name => /^\d{3}-.*\.sql$/.test(name))
    .sort();
  const hasMeta = await store.first("SELECT 1 AS yes FROM duckdb_tables() WHERE table_name = 'meta'");
  const version = hasMeta
    ? await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'schema'")
    : undefined;
  const done = Number(version?.value ?? 0);
  const newest = Number(files.at(-1)?.slice(0, 3) ?? 0);
  if (done > newest) {
    throw new DataError({
      code: 'data-folder-newer',
      what: 'The data folder was written by a newer version of Throughline.',
      where: folder,
      found: `schema ${done}`,
      expected: `schema ${newest} or lower`,
      remedy: 'Update Throughline, or name another folder with --data DIR.',
    });
  }
  for (const file of files) {
    const number = Number(file.slice(0, 3));
    if (number <= done) continue;
    const sql = readFileSync(new URL(file, migrationsFolder), 'utf8');
    await store.transaction(async () => {
      await store.run(sql);
      // A column that events gain comes with a migration: with the last of them the view has it.
      if (number === newest) await renewEventView(store);
      // Said twice rather than INSERT OR REPLACE, which costs more than the rest of a new store's making.
      const noted = await store.run("UPDATE meta SET value = $number WHERE key = 'schema'", { number: String(number) });
      if (noted === 0) await store.run("INSERT INTO meta VALUES ('schema', $number)", { number: String(number) });
    });
  }
}

/** Keys are DuckDB's hash(): were it to change, rows already stored would be taken for new ones. */
async function checkHash(store: Store, folder: string): Promise<void> {
  const now = await store.first<{ canary: string }>(
    "SELECT hash('throughline', 'canary', 42::BIGINT, NULL::VARCHAR)::VARCHAR AS canary",
  );
  const kept = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'hash_canary'");
  if (!kept) {
    await store.run("INSERT INTO meta VALUES ('hash_canary', $canary)", { canary: now!.canary });
  } else if (kept.value !== now!.canary) {
    throw new DataError({
      code: 'data-folder-hash',
      what: 'The data folder was written with another hash function: new rows could not be compared with the stored ones.',
      where: folder,
      found: `canary ${now!.canary}`,
      expected: `canary ${kept.value}`,
      remedy: 'Name a new folder with --data DIR and import the files again.',
    });
  }
}

/** Takes out the rows of imports that were never published. */
export async function recover(store: Store): Promise<void> {
  const open = await store.all<{ id: number }>('SELECT id FROM import WHERE published_at IS NULL');
  if (open.length === 0) return;
  const ids = open.map(row => row.id).join(', ');
  await store.transaction(async () => {
    for (const table of recordTables) await store.run(`DELETE FROM ${rowTable(table)} WHERE import_id IN (${ids})`);
    await store.run(`DELETE FROM reject WHERE import_id IN (${ids})`);
    await store.run(`DELETE FROM import WHERE id IN (${ids})`);
  });
}
