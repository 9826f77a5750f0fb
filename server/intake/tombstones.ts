// What stays of forgotten people: hashes of their keys, so that a file imported again or a hit that comes late can't bring them
// back. A row of a forgotten key that is in already is a duplicate; any other becomes an event of nobody.

import { createHash } from 'node:crypto';
import type { RecordKind } from '#shared/formats/format.ts';
import { normalisePhone } from '../identity/phones.ts';
import { rowTable } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import { anonymiseEvents } from './anonymise.ts';
import { keepWaysOnly } from './free-text.ts';

export const tombstoneOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Whether a key is forgotten for facts of an instant (UTC µs). */
export type IsForgotten = (key: string, at?: number) => boolean;

/** Undefined where nobody was ever forgotten. */
export async function readTombstones(store: Store): Promise<IsForgotten | undefined> {
  const rows = await store.all<{ key: string; until: number | null }>('SELECT key, until FROM forgotten');
  if (rows.length === 0) return undefined;
  const until = new Map(rows.map(row => [row.key, row.until]));
  return (key, at) => {
    const end = until.get(tombstoneOf(key));
    return end !== undefined && (end === null || at === undefined || at <= end);
  };
}

/** SQL of whether a key (SQL of its text, NULL for none) is forgotten for a fact of this instant (SQL; none: of any). */
function forgottenSql(key: string, at?: string): string {
  const ends = at === undefined ? '' : ` AND (f.until IS NULL OR ${at} IS NULL OR ${at} <= f.until)`;
  return `EXISTS (FROM forgotten f WHERE f.key = sha256(${key})${ends})`;
}

/**
 * Inside the publishing transaction, before duplicates are dropped. Answers the rows that went because they are in already,
 * without those whom they were of.
 */
export async function applyTombstones(
  store: Store,
  tables: readonly RecordKind[],
  importId: number,
  region: string,
): Promise<number> {
  if (!(await store.first('SELECT 1 AS yes FROM forgotten LIMIT 1'))) return 0;
  await forgottenPhones(store, tables, importId, region);
  const phone = (raw: string, at?: string): string =>
    `EXISTS (FROM forgotten_phone f WHERE f.raw = ${raw}${at ? ` AND (f.until IS NULL OR ${at} IS NULL OR ${at} <= f.until)` : ''})`;
  let dropped = 0;
  if (tables.includes('event')) {
    await store.run(
      `CREATE OR REPLACE TEMP TABLE nobody AS SELECT row_id, key FROM event WHERE import_id = ${importId} AND (
         ${forgottenSql("'visitor:' || visitor")} OR ${forgottenSql("'email:' || email", '"at"')}
         OR ${forgottenSql("'user:' || user_id", '"at"')} OR ${forgottenSql("'contact:' || contact_id", '"at"')}
         OR ${phone('phone', '"at"')})`,
    );
    const known = await store.run(
      `DELETE FROM event_row WHERE import_id = ${importId} AND rowid IN (SELECT row_id FROM nobody)
         AND key IN (SELECT key FROM event_row WHERE import_id <> ${importId})`,
    );
    dropped += known;
    await anonymiseEvents(
      store,
      'SELECT row_id, NULL::VARCHAR AS visitor, NULL::VARCHAR AS user_id FROM nobody WHERE row_id IN (SELECT rowid FROM event_row)',
    );
    await store.run('DROP TABLE nobody');
  }
  for (const table of ['contact', 'deal_person', 'subscription'] as const) {
    if (!tables.includes(table)) continue;
    const at = { contact: 'created_at', deal_person: undefined, subscription: 'started_at' }[table];
    const isGone = {
      contact: `${forgottenSql("'contact:' || system || ':' || id", at)} OR ${forgottenSql("'email:' || email", at)} OR ${phone('phone', at)}`,
      deal_person: `${forgottenSql('person')} OR ${phone("CASE WHEN starts_with(person, 'phone:') THEN substr(person, 7) END")}`,
      subscription: forgottenSql("'email:' || email", at),
    }[table];
    const where = `import_id = ${importId} AND (${isGone})`;
    dropped += await store.run(
      `DELETE FROM ${rowTable(table)} WHERE ${where} AND key IN (SELECT key FROM ${table} WHERE import_id <> ${importId})`,
    );
    const blank = {
      // The key is a hash of the id already, and stands for it.
      contact: "id = '~' || key, email = NULL, phone = NULL, name = NULL, merged_ids = NULL, properties = NULL",
      deal_person: "person = 'user:~' || key",
      subscription: 'email = NULL, name = NULL, customer_id = NULL, properties = NULL',
    }[table];
    if (table === 'contact') await keepWaysOnly(store, table, where);
    await store.run(`UPDATE ${table} SET ${blank} WHERE ${where}`);
  }
  await store.run('DROP TABLE forgotten_phone');
  return dropped;
}

/** Phones of an import as they are written in it that are a forgotten one. */
async function forgottenPhones(
  store: Store,
  tables: readonly RecordKind[],
  importId: number,
  region: string,
): Promise<void> {
  const texts = [
    ...(tables.includes('event') ? ['SELECT phone AS raw FROM event WHERE phone IS NOT NULL'] : []),
    ...(tables.includes('contact') ? ['SELECT phone AS raw FROM contact WHERE phone IS NOT NULL'] : []),
    ...(tables.includes('deal_person')
      ? ["SELECT substr(person, 7) AS raw FROM deal_person WHERE starts_with(person, 'phone:')"]
      : []),
  ].map(sql => `${sql} AND import_id = ${importId}`);
  await store.run('CREATE OR REPLACE TEMP TABLE forgotten_phone (raw VARCHAR, until BIGINT)');
  if (texts.length === 0) return;
  const ends = new Map(
    (await store.all<{ key: string; until: number | null }>('SELECT key, until FROM forgotten')).map(
      row => [row.key, row.until] as const,
    ),
  );
  const found: [string, bigint | null][] = [];
  for (const { raw } of await store.all<{ raw: string }>(`SELECT DISTINCT raw FROM (${texts.join(' UNION ALL ')})`)) {
    const e164 = normalisePhone(raw, region);
    const until = e164 === null ? undefined : ends.get(tombstoneOf(`phone:${e164}`));
    if (until !== undefined) found.push([raw, until === null ? null : BigInt(until)]);
  }
  if (found.length === 0) return;
  const appender = await store.appender('forgotten_phone');
  for (const row of found) appender.append(row);
  appender.close();
}
