// The data's version: a hash of what the records say, whatever order files and rows came in. Sums and xors don't mind
// order; import numbers, lines and times of import play no part.

import { createHash } from 'node:crypto';
import { recordTables } from './duckdb/tables.ts';
import type { Store } from './store.ts';

/** The version of the published records, 16 hexadecimal digits. Reading it is one row; it is written with each import. */
export async function dataVersion(store: Store): Promise<string> {
  const row = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'data_version'");
  return row?.value ?? computeDataVersion(store);
}

/** Works the version out from the records and keeps it; for the end of an import's transaction. */
export async function refreshDataVersion(store: Store): Promise<string> {
  const version = await computeDataVersion(store);
  await store.run("INSERT OR REPLACE INTO meta VALUES ('data_version', $version)", { version });
  return version;
}

async function computeDataVersion(store: Store): Promise<string> {
  const hash = createHash('sha256');
  for (const table of recordTables) {
    const row = table === 'event' ? 'hash(key, "at", kind, amount, currency)' : 'hash(key, version)';
    const sums = await store.first(
      `SELECT count(*) AS rows, coalesce(bit_xor(h), 0)::VARCHAR AS x, coalesce(sum(h::HUGEINT), 0)::VARCHAR AS s
       FROM (SELECT ${row} AS h FROM ${table})`,
    );
    hash.update(JSON.stringify([table, sums?.rows, sums?.x, sums?.s]));
  }
  return hash.digest('hex').slice(0, 16);
}
