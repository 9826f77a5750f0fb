// Calls that name no visitor of ours but the number they went to: who was shown that number. Exactly one visitor within two hours
// before the call is the caller, softly; of several none can be told, and the call keeps what it says of its own source.

import { kindNumber } from '#shared/journeys/kinds.ts';
import { clickTable } from './keys.ts';
import { normalisePhone } from './phones.ts';
import type { Sql } from './read-columns.ts';
import { isStranger } from './strangers.ts';

/** Most callers ring while the page is open; a longer window only adds visitors who share the number. */
const WINDOW_US = 2 * 3_600_000_000;

/** A time of day written to the minute may be up to this much later. */
const MINUTE_US = 60_000_000;

/** SQL of a row of `event`: a call that says what was dialled. One known to the day only could have been before anything. */
export const mayNameNumber = `(kind = ${kindNumber.call} AND until IS NULL AND number IS NOT NULL)`;

/** The temporary table of such calls: key, a visitor who was shown the number, how many were. */
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
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${calledTable} (key UBIGINT, visitor VARCHAR, visitors UBIGINT)`);
  if (links === 'hard') return false;
  const isOpen = `${mayNameNumber} AND ${hasStrangers ? `(visitor IS NULL OR ${isStranger})` : 'visitor IS NULL'}`;
  const any = await sql.first(`SELECT 1 AS yes FROM event WHERE ${isOpen} LIMIT 1`);
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
       FROM event JOIN identity_number ON raw = number WHERE ${isOpen} AND key NOT IN (SELECT key FROM ${clickTable})
     ), shown AS (
       SELECT visitor, e164, "at", "at" // ${WINDOW_US} AS stretch
       FROM event JOIN identity_number ON raw = number WHERE visitor IS NOT NULL AND kind <> ${kindNumber.call} ${hasStrangers ? `AND NOT ${isStranger}` : ''}
     )
     SELECT called.key, min(visitor), count(DISTINCT visitor) FROM called JOIN shown USING (e164, stretch)
     WHERE shown."at" BETWEEN since AND last GROUP BY called.key`,
  );
  await sql.run(
    `INSERT INTO ${clickTable} SELECT called.key, called.visitor, 'dynamic number', event.visitor
     FROM ${calledTable} called JOIN event ON event.key = called.key WHERE visitors = 1`,
  );
  await sql.run('DROP TABLE identity_number');
  return (await sql.first(`SELECT 1 AS yes FROM ${calledTable} WHERE visitors = 1 LIMIT 1`)) !== undefined;
}
