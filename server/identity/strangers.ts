// Visitors that only facts name, by another tracker's id (a call with a Google Analytics client): no visit or page here is
// theirs. Such a fact is looked up by its click and dialled number as one without a visitor is, and the id becomes a
// further key of whoever is found.

import { ABSENT } from '#shared/identity/intern.ts';
import { find, unite } from '#shared/identity/union-find.ts';
import type { Apart } from './apart.ts';
import { holdsOf } from './carriers.ts';
import { factTable, isPlain } from './keys.ts';
import type { Sql } from './read-columns.ts';

/** The temporary table of such visitors, of facts that can be looked up: visitor. */
const strangerTable = 'identity_stranger';

/** SQL of a row of events: whether its visitor is a stranger. */
export const isStranger = `visitor IN (SELECT visitor FROM ${strangerTable})`;

/** Fills the table; answers whether there are any. Visits are only looked at where a fact with a visitor can be looked up: `where`. */
export async function prepareStrangers(sql: Sql, where: string): Promise<boolean> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${strangerTable} AS
    SELECT DISTINCT visitor FROM ${factTable} WHERE visitor IS NOT NULL AND (${where})`);
  const any = `SELECT 1 AS yes FROM ${strangerTable} LIMIT 1`;
  if (!(await sql.first(any))) return false;
  await sql.run(
    `DELETE FROM ${strangerTable} WHERE visitor IN (SELECT visitor FROM event WHERE ${isPlain} AND ${isStranger})`,
  );
  return (await sql.first(any)) !== undefined;
}

/**
 * Joins strangers with the visitors they were found to be, in the order given, each where that makes no two e-mails or two
 * user ids one person and gets past no bar.
 */
export function joinStrangers(
  pairs: readonly (readonly [stranger: number, visitor: number])[],
  parent: Uint32Array,
  kind: Uint8Array,
  isShared: Uint8Array,
  apart: Apart,
): void {
  if (pairs.length === 0) return;
  const holds = holdsOf(parent, kind);
  for (const [stranger, visitor] of pairs) {
    if (stranger === ABSENT || visitor === ABSENT || isShared[stranger] === 1 || isShared[visitor] === 1) continue;
    const [a, b] = [find(stranger, parent), find(visitor, parent)];
    if (a === b || (holds[a] & holds[b]) !== 0) continue;
    if (!apart.isEmpty && apart.partners(parent).get(a)?.has(b)) continue;
    const both = holds[a] | holds[b];
    holds[unite(a, b, parent)] = both;
  }
}
