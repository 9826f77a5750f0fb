// Calls that name no visitor of ours but the number they went to: who was shown that number. Exactly one visitor within two hours
// before the call is the caller, softly; of several none can be told, unless they turn out to be one person's devices, and
// the call keeps what it says of its own source.

import { ABSENT, halvesOf } from '#shared/identity/intern.ts';
import { kindNumber } from '#shared/journeys/kinds.ts';
import type { Identity } from './graph.ts';
import { clickTable, factTable } from './keys.ts';
import { normalisePhone } from './phones.ts';
import { readColumns, type Sql } from './read-columns.ts';
import { isStranger } from './strangers.ts';

/** Most callers ring while the page is open; a longer window only adds visitors who share the number. */
const WINDOW_US = 2 * 3_600_000_000;

/** A time of day written to the minute may be up to this much later. */
const MINUTE_US = 60_000_000;

/** SQL of a row of events: a call that says what was dialled. One known to the day only could have been before anything. */
export const mayNameNumber = `(kind = ${kindNumber.call} AND until IS NULL AND number IS NOT NULL)`;

/** The temporary table of such calls: key, a visitor who was shown the number, how many were, and which where it is several. */
export const calledTable = 'identity_called';

/**
 * Adds such calls to the temporary table of facts whose visitor is told by something else (clicks.ts); answers whether any
 * is. With hard links only none is looked at.
 */
export async function prepareNumbers(
  sql: Sql,
  { region, links }: { readonly region: string; readonly links?: 'all' | 'hard' },
  hasStrangers: boolean,
): Promise<boolean> {
  await sql.run(
    `CREATE OR REPLACE TEMP TABLE ${calledTable} (key UBIGINT, visitor VARCHAR, visitors UBIGINT, among VARCHAR[])`,
  );
  if (links === 'hard') return false;
  const isOpen = `${mayNameNumber} AND ${hasStrangers ? `(visitor IS NULL OR ${isStranger})` : 'visitor IS NULL'}`;
  const any = await sql.first(`SELECT 1 AS yes FROM ${factTable} WHERE ${isOpen} LIMIT 1`);
  if (!any) return false;
  await sql.run('CREATE OR REPLACE TEMP TABLE identity_number (raw VARCHAR, e164 VARCHAR)');
  const numbers = await sql.all<{ raw: string }>('SELECT DISTINCT number AS raw FROM event WHERE number IS NOT NULL');
  const appender = await sql.appender('identity_number');
  for (const { raw } of numbers) {
    const e164 = normalisePhone(raw, region);
    if (e164 !== null) appender.append([raw, e164]);
  }
  appender.close();
  // Joined by number and stretch of two hours first: comparing every call with every page that showed its number takes long.
  const last = `"at" + CASE WHEN "at" % ${MINUTE_US} = 0 THEN ${MINUTE_US - 1} ELSE 0 END`;
  await sql.run(
    `INSERT INTO ${calledTable}
     WITH called AS (
       SELECT key, e164, "at" - ${WINDOW_US} AS since, ${last} AS last,
         unnest(range(("at" - ${WINDOW_US}) // ${WINDOW_US}, (${last}) // ${WINDOW_US} + 1)) AS stretch
       FROM ${factTable} JOIN identity_number ON raw = number WHERE ${isOpen} AND key NOT IN (SELECT key FROM ${clickTable})
     ), shown AS (
       SELECT visitor, e164, "at", "at" // ${WINDOW_US} AS stretch
       FROM event JOIN identity_number ON raw = number WHERE visitor IS NOT NULL AND kind <> ${kindNumber.call} ${hasStrangers ? `AND NOT ${isStranger}` : ''}
     )
     SELECT called.key, min(visitor), count(DISTINCT visitor) AS n, CASE WHEN n > 1 THEN list(DISTINCT visitor) END FROM called JOIN shown USING (e164, stretch)
     WHERE shown."at" BETWEEN since AND last GROUP BY called.key`,
  );
  await addCalls(sql);
  await sql.run('DROP TABLE identity_number');
  return (await sql.first(`SELECT 1 AS yes FROM ${calledTable} WHERE visitors = 1 LIMIT 1`)) !== undefined;
}

/** Those of one visitor into the table of facts whose visitor is told by something else, each once. */
async function addCalls(sql: Sql): Promise<void> {
  await sql.run(
    `INSERT INTO ${clickTable} SELECT called.key, called.visitor, 'dynamic number', event.visitor
     FROM ${calledTable} called JOIN event ON event.key = called.key
     WHERE visitors = 1 AND called.key NOT IN (SELECT key FROM ${clickTable})`,
  );
}

/**
 * Gives calls to a number that several visitors were shown to the person whose devices these are, as far as the graph knows
 * without them; answers whether it gave any. It takes the facts and the graph anew for these to be seen.
 */
export async function settleCalls(
  sql: Sql,
  identity: Pick<Identity, 'interner' | 'nodes' | 'root' | 'isShared' | 'shared'>,
): Promise<boolean> {
  const rows = await readColumns(
    sql,
    { key: 'u64', at: 'f64', visitor: 'u64' },
    `SELECT called.key, "at" / 1000.0, hash(one) FROM (SELECT key, unnest(among) AS one FROM ${calledTable} WHERE visitors > 1) called
     JOIN event ON event.key = called.key`,
  );
  const halves = halvesOf(rows.visitor);
  /** Key of the call → whose it is; ABSENT: of no one person. */
  const whose = new Map<bigint, number>();
  for (let i = 0; i < rows.rows; i++) {
    const key = rows.key[i];
    const node = identity.interner.find(halves[2 * i], halves[2 * i + 1]);
    let person = ABSENT;
    if (node < identity.nodes) {
      person = identity.isShared[node] === 1 ? identity.shared.personAt(node, rows.at[i], key) : identity.root[node];
    }
    const known = whose.get(key);
    whose.set(key, known === undefined || known === person ? person : ABSENT);
  }
  const settled = [...whose].filter(([, person]) => person !== ABSENT);
  if (settled.length === 0) return false;
  await sql.run('CREATE OR REPLACE TEMP TABLE identity_settled (key UBIGINT)');
  const appender = await sql.appender('identity_settled');
  for (const [key] of settled) appender.append([key]);
  appender.close();
  await sql.run(`UPDATE ${calledTable} SET visitors = 1 WHERE key IN (SELECT key FROM identity_settled)`);
  await sql.run('DROP TABLE identity_settled');
  await addCalls(sql);
  return true;
}
