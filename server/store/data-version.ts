// The data's version: a hash of what the records say, whatever order files and rows came in. Sums and xors don't mind
// order; import numbers, lines and times of import play no part. What was decided by hand about who is who is part of it as it
// stands: undone, the version is the former one.

import { createHash } from 'node:crypto';
import { isEmptyManual, readManual } from '../identity/manual.ts';
import { recordTables } from './duckdb/tables.ts';
import type { Store } from './store.ts';

/**
 * The version of the published records and of what was decided by hand, 16 hexadecimal digits. Reading it is a few rows; that
 * of the records is written with each import.
 */
export async function dataVersion(store: Store): Promise<string> {
  const row = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'data_version'");
  const records = row?.value ?? (await computeDataVersion(store));
  const manual = await readManual(store);
  if (isEmptyManual(manual)) return records;
  return createHash('sha256')
    .update(JSON.stringify([records, manual]))
    .digest('hex')
    .slice(0, 16);
}

/** Works the records' version out and keeps it; for the end of an import's transaction. */
export async function refreshDataVersion(store: Store): Promise<string> {
  const version = await computeDataVersion(store);
  await store.run("INSERT OR REPLACE INTO meta VALUES ('data_version', $version)", { version });
  return version;
}

async function computeDataVersion(store: Store): Promise<string> {
  const hash = createHash('sha256');
  const sums = recordTables.map(table => {
    const row = table === 'event' ? 'hash(key, "at", kind, amount, currency)' : 'hash(key, version)';
    return `SELECT '${table}' AS name, count(*) AS rows, coalesce(bit_xor(h), 0)::VARCHAR AS x, coalesce(sum(h::HUGEINT), 0)::VARCHAR AS s
      FROM (SELECT ${row} AS h FROM ${table})`;
  });
  const found = new Map((await store.all(sums.join(' UNION ALL '))).map(row => [row.name, row]));
  for (const table of recordTables) {
    const row = found.get(table);
    hash.update(JSON.stringify([table, row?.rows, row?.x, row?.s]));
  }
  // Forgetting somebody moves no sum, but whatever named them has to be made anew.
  const gone = await store.first<{ n: number }>('SELECT count(*) AS n FROM forgotten');
  if (gone && gone.n > 0) hash.update(`forgotten ${gone.n}`);
  return hash.digest('hex').slice(0, 16);
}
