// Hashes of chosen nodes into a temporary table, for semi-joins: set-wise questions are asked of the database by hash.

import type { Interner } from '#shared/identity/intern.ts';
import type { Sql } from './read-columns.ts';

/** Later than any instant. */
const NEVER = 2 ** 62;

/**
 * Makes the temporary table `name (hash UBIGINT, node UINTEGER, last_at BIGINT)` and fills it with the nodes' hashes.
 *
 * @param lastAt epoch ms by node, in the table microseconds: comparing whole numbers takes a join half the time
 */
export async function writeKeys(
  sql: Sql,
  name: string,
  interner: Interner,
  nodes: ArrayLike<number>,
  lastAt?: ArrayLike<number>,
): Promise<void> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${name} (hash UBIGINT, node UINTEGER, last_at BIGINT)`);
  const appender = await sql.appender(name);
  const hashes = new BigUint64Array(interner.keys.buffer, interner.keys.byteOffset, interner.size);
  for (let i = 0; i < nodes.length; i++) {
    const last = lastAt ? Math.min(Math.round(lastAt[i] * 1000), NEVER) : null;
    appender.append([hashes[nodes[i]], nodes[i], last]);
  }
  appender.close();
}
