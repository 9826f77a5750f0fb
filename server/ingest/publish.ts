// The second transaction of an import: lines, rejects, duplicates, newer versions, sources, counts, and at the end the mark
// that the import is published. Until then nobody sees its rows; after a crash before the mark they are deleted.

import type { Format, RecordKind } from '#shared/formats/format.ts';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { applyTombstones } from '../intake/tombstones.ts';
import { refreshDataVersion } from '../store/data-version.ts';
import { contentColumns, partialTables, recordTables, rowTable } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import { keepDeleted, takeDeletedOut, tellsDeleted } from './deleted.ts';
import { type Folding, foldIn, foldMark } from './fold.ts';
import { hasClicks, joinClicks } from './join-clicks.ts';
import type { Loaded } from './load.ts';
import { mergePartial } from './merge-partial.ts';
import { replaceNamedPeople } from './named-people.ts';
import { setAside } from './records.ts';
import { damagedIds, rejectsOf } from './rejects.ts';
import { replaceDays } from './replace-days.ts';
import { resolveSources } from './resolve-sources.ts';
import { joinNamedCampaigns } from './spend-keys.ts';
import { identifier } from './sql.ts';

export interface Published {
  readonly kept: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly records: Record<string, number>;
  /** Events of earlier files that made room for those of a day written anew. */
  readonly replaced: number;
  /** Cost rows of earlier files that made room for what this one tells of the same entities and days. */
  readonly replacedSpend: number;
  /** Nothing is listed of the next part of a file that grows. */
  readonly rejects: { line: number; reason: string }[];
  /** What there is to say of ids that were rounded. */
  readonly damaged: string[];
}

export interface Publishing {
  readonly importId: number;
  readonly sha256: string;
  readonly format: Format;
  readonly loaded: Loaded;
  readonly firstLine: number;
  /** Earlier readings of the same file, which this one takes the place of. */
  readonly replaces: readonly number[];
  readonly sites: readonly string[];
  /** Where phones without a country's code are from. */
  readonly region: string;
  /** What the doctor goes on saying of this file. */
  readonly findings: readonly string[];
  /** Of a part of a file that grows. */
  readonly fold?: Folding;
}

export async function publish(store: Store, publishing: Publishing): Promise<Published> {
  const { importId, format, loaded, firstLine } = publishing;
  const tables = [...new Set(format.yields.map(one => one.record))];
  return store.transaction(async () => {
    for (const old of publishing.replaces) await removeImport(store, old);
    if (loaded.needsLines) {
      const table = rowTable(tables[0]);
      await store.run(
        `UPDATE ${table} SET line = CAST(rowid - (SELECT min(rowid) FROM ${table} WHERE import_id = ${importId}) + ${firstLine} AS UINTEGER)
         WHERE import_id = ${importId}`,
      );
    }
    for (const table of tables) await moveRejects(store, table, importId);
    if (tellsDeleted(format)) await keepDeleted(store, importId);
    await replaceNamedPeople(store, importId, format);
    const forgotten = await applyTombstones(store, tables, importId, publishing.region);
    const replaced = format.replaces ? await replaceDays(store, importId) : 0;
    await store.run('CREATE OR REPLACE TEMP TABLE counted (line UINTEGER)');
    const isSingle = format.yields.length === 1 && !format.yields[0].each;
    let duplicates = 0;
    let replacedSpend = 0;
    for (const table of tables) {
      const before = isSingle ? 0 : await count(store, table, importId);
      const earlier = table === 'spend' ? await rowsOfOthers(store, importId) : 0;
      if (table === 'spend') await joinNamedCampaigns(store);
      const dropped = await settle(store, table, importId);
      if (table === 'spend') replacedSpend = earlier - (await rowsOfOthers(store, importId));
      if (isSingle) duplicates = dropped + forgotten;
      else if (before > 0) {
        await store.run(
          `INSERT INTO counted SELECT DISTINCT line FROM ${table} WHERE import_id = ${importId} UNION SELECT line FROM superseded`,
        );
      }
    }
    const rejected = (await store.first<{ n: number }>(
      `SELECT count(*) AS n FROM reject WHERE import_id = ${importId}`,
    ))!.n;
    if (!isSingle) {
      const kept = (await store.first<{ n: number }>('SELECT count(DISTINCT line) AS n FROM counted'))!.n;
      duplicates = loaded.read - rejected - kept;
    }
    await store.run('DROP TABLE counted; DROP TABLE IF EXISTS superseded');
    await takeDeletedOut(store, tables);
    if (loaded.isNumbered) await setLines(store, tables, importId);
    const clicksChanged = tables.includes('click');
    if (clicksChanged) await joinClicks(store, null);
    else if (tables.includes('event') && (await hasClicks(store))) await joinClicks(store, importId);
    if (clicksChanged || tables.includes('event'))
      await resolveSources(store, publishing.sites, clicksChanged ? null : importId);
    const records: Record<string, number> = {};
    for (const table of tables) records[table] = await count(store, table, importId);
    const kept = loaded.read - rejected - duplicates;
    const isNext = publishing.fold?.into !== undefined;
    const rejects = isNext ? [] : await rejectsOf(store, importId);
    const damaged = isNext ? [] : await damagedIds(store, importId);
    await refreshDataVersion(store);
    await store.run(
      `UPDATE import SET sha256 = $sha256, rows_read = $read, kept = $kept, duplicates = $duplicates, rejected = $rejected,
         records = $records, findings = $findings, published_at = $now WHERE id = $id`,
      {
        sha256: publishing.fold ? foldMark : publishing.sha256,
        read: BigInt(loaded.read),
        kept: BigInt(kept),
        duplicates: BigInt(duplicates),
        rejected: BigInt(rejected),
        records: JSON.stringify(records),
        findings: JSON.stringify(publishing.findings),
        now: BigInt(Date.now()) * 1000n,
        id: importId,
      },
    );
    if (publishing.fold) await foldIn(store, importId, publishing.fold, tables);
    return { kept, duplicates, rejected, records, replaced, replacedSpend, rejects, damaged };
  });
}

/** Rows that went by their own number get the line of their record, which several share. */
async function setLines(store: Store, tables: readonly RecordKind[], importId: number): Promise<void> {
  for (const table of tables) {
    const name = rowTable(table);
    await store.run(
      `UPDATE ${name} SET line = row_line.line FROM row_line WHERE import_id = ${importId} AND row_line."row" = ${name}.line`,
    );
  }
  await store.run('DROP TABLE row_line');
}

async function rowsOfOthers(store: Store, importId: number): Promise<number> {
  return (await store.first<{ n: number }>(`SELECT count(*) AS n FROM spend WHERE import_id <> ${importId}`))!.n;
}

async function count(store: Store, table: string, importId: number): Promise<number> {
  return (await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE import_id = ${importId}`))!.n;
}

/** Takes an import and all its rows out; for use inside a transaction. */
export async function removeImport(store: Store, id: number): Promise<void> {
  for (const table of recordTables) await store.run(`DELETE FROM ${rowTable(table)} WHERE import_id = ${id}`);
  for (const table of ['reject', 'deleted']) await store.run(`DELETE FROM ${table} WHERE import_id = ${id}`);
  await store.run(`DELETE FROM import WHERE id = ${id}`);
}

async function moveRejects(store: Store, table: RecordKind, importId: number): Promise<void> {
  const isEvent = table === 'event';
  const bad = `FROM ${rowTable(table)} WHERE import_id = ${importId} AND ${isEvent ? `kind = ${setAside}` : 'reason IS NOT NULL'}`;
  const [reason, raw] = isEvent ? ['name', 'given'] : ['reason', 'raw'];
  const moved = await store.run(
    `INSERT INTO reject SELECT import_id, line, ${reason}, coalesce(${raw}, '') ${bad} ORDER BY line`,
  );
  if (moved > 0) await store.run(`DELETE ${bad}`);
}

/**
 * Keeps one row of each key (spend: one import's rows of each key). Answers how many rows of this import were duplicates;
 * the lines of its rows that lost to a newer version stand in the temporary table `superseded`.
 */
async function settle(store: Store, table: RecordKind, importId: number): Promise<number> {
  await store.run('CREATE OR REPLACE TEMP TABLE superseded (line UINTEGER)');
  const others = (await store.first<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${table} WHERE import_id <> ${importId} LIMIT 1)`,
  ))!.n;
  // Keys held more than once, of which at least one row is new: few, whatever the size of the tables.
  const candidates =
    others === 0
      ? `SELECT key FROM ${table} GROUP BY key HAVING count(*) > 1`
      : `SELECT key FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE import_id = ${importId}) GROUP BY key HAVING count(*) > 1`;
  await store.run(`CREATE OR REPLACE TEMP TABLE repeated AS ${candidates}`);
  const count = async () => (await store.first<{ n: number }>('SELECT count(*) AS n FROM repeated'))!.n;
  let repeated = await count();
  let duplicates = 0;
  if (repeated > 0 && partialTables.has(table)) {
    duplicates = await mergePartial(store, table, importId);
    repeated = await count();
  }
  if (repeated > 0) {
    const ranked =
      table === 'event' ? eventsRanked() : table === 'spend' ? spendRanked(importId) : versionsRanked(table);
    await store.run(
      `CREATE OR REPLACE TEMP TABLE dropped AS SELECT id, line, import_id, is_duplicate FROM (${ranked}) WHERE NOT stands`,
    );
    duplicates += (await store.first<{ n: number }>(
      `SELECT count(*) AS n FROM dropped WHERE import_id = ${importId} AND is_duplicate`,
    ))!.n;
    await store.run(
      `INSERT INTO superseded SELECT DISTINCT line FROM dropped WHERE import_id = ${importId} AND NOT is_duplicate`,
    );
    await store.run(`DELETE FROM ${rowTable(table)} WHERE rowid IN (SELECT id FROM dropped)`);
    await store.run('DROP TABLE dropped');
  }
  await store.run('DROP TABLE repeated');
  return duplicates;
}

/**
 * The earliest instant stands, then the smallest content: whatever order files came in. All others are duplicates. Of a
 * refund the largest amount stands: what an order has given back so far only grows from one export to the next.
 */
function eventsRanked(): string {
  const content = contentColumns.event.map(([column]) => identifier(column)).join(', ');
  return `SELECT row_id AS id, line, import_id, true AS is_duplicate,
      row_number() OVER (PARTITION BY key ORDER BY CASE WHEN kind = ${kindNumber.refund} THEN abs(amount) END DESC NULLS LAST, "at", hash(${content}), import_id, line) = 1 AS stands
    FROM event WHERE key IN (SELECT key FROM repeated)`;
}

/**
 * Rows of a key in their order (by `modified_at` where all have it, else as they came) are states that follow each other.
 * The last state stands, in the first row that brought it; a row that says what the row before it said is a duplicate.
 */
function versionsRanked(table: RecordKind): string {
  const hasModified = contentColumns[table].some(([column]) => column === 'modified_at');
  const modified = hasModified
    ? 'CASE WHEN count(modified_at) OVER (PARTITION BY key) = count(*) OVER (PARTITION BY key) THEN modified_at END'
    : 'NULL::BIGINT';
  return `SELECT *, NOT is_duplicate AND state = max(state) OVER (PARTITION BY key) AS stands FROM (
      SELECT *, sum(CASE WHEN is_duplicate THEN 0 ELSE 1 END) OVER (PARTITION BY key ORDER BY m, import_id, line) AS state FROM (
        SELECT *, coalesce(version = lag(version) OVER (PARTITION BY key ORDER BY m, import_id, line), false) AS is_duplicate FROM (
          SELECT rowid AS id, key, version, line, import_id, ${modified} AS m
          FROM ${table} WHERE key IN (SELECT key FROM repeated))))`;
}

/**
 * Rows of one key in one file are parts of a whole (split by a column that isn't read) and stand together. A later file's
 * rows take the place of an earlier one's; what both say alike stands as it is.
 */
function spendRanked(importId: number): string {
  return `SELECT id, line, import_id, is_duplicate, NOT is_duplicate AND (import_id = ${importId} OR NOT has_new OR in_new) AS stands FROM (
      SELECT rowid AS id, line, import_id,
        row_number() OVER (PARTITION BY key, version ORDER BY import_id, line) > 1 AS is_duplicate,
        max(CASE WHEN import_id = ${importId} THEN 1 ELSE 0 END) OVER (PARTITION BY key) = 1 AS has_new,
        max(CASE WHEN import_id = ${importId} THEN 1 ELSE 0 END) OVER (PARTITION BY key, version) = 1 AS in_new
      FROM spend WHERE key IN (SELECT key FROM repeated))`;
}
