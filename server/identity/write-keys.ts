// Hashes of chosen nodes into a temporary table, for semi-joins: set-wise questions are asked of the database by hash.

import type { Interner } from '#shared/identity/intern.ts';
import type { Sql } from './read-columns.ts';

/** Makes the temporary table `name (hash UBIGINT, node UINTEGER, last_at DOUBLE)` and fills it with the nodes' hashes. */
export async function writeKeys(
  sql: Sql,
  name: string,
  interner: Interner,
  nodes: ArrayLike<number>,
  lastAt?: ArrayLike<number>,
): Promise<void> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${name} (hash UBIGINT, node UINTEGER, last_at DOUBLE)`);
  const appender = await sql.appender(name);
  const hashes = new BigUint64Array(interner.keys.buffer, interner.keys.byteOffset, interner.size);
  for (let i = 0; i < nodes.length; i++) appender.append([hashes[nodes[i]], nodes[i], lastAt?.[i] ?? null]);
  appender.close();
}
