// Rows that say their record was deleted in its own system: they are set aside, and what older rows told of the record goes
// with them, in whatever order the files come in.

import type { Format, RecordKind } from '#shared/formats/format.ts';
import { contentColumns } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import type { RecordSql } from './records.ts';
import { identifier, literal } from './sql.ts';

/** Records that are deleted by their key. Events aren't among them: several records may tell of one. */
const deletable: ReadonlySet<RecordKind> = new Set(['contact', 'account', 'deal', 'deal_person', 'stage_change']);

/** The reasons with which rows of a format are set aside as deleted. */
const reasonsOf = ({ refuse = [] }: Format): string[] => refuse.filter(one => one.deletes).map(({ reason }) => reason);

export const tellsDeleted = (format: Format): boolean => reasonsOf(format).length > 0;

const modifiedOf = (table: RecordKind): string =>
  contentColumns[table].some(([name]) => name === 'modified_at') ? 'modified_at' : 'CAST(NULL AS BIGINT)';

/** While a file is loaded: notes in the temporary table `gone` which of its records are deleted. `from` is SQL of its rows. */
export async function noteDeleted(
  store: Store,
  format: Format,
  sources: readonly { readonly record: RecordKind; readonly sql: RecordSql; readonly when: string | null }[],
  from: string,
): Promise<void> {
  await store.run('CREATE OR REPLACE TEMP TABLE gone (record VARCHAR, key UBIGINT, modified_at BIGINT, line UINTEGER)');
  const reasons = reasonsOf(format).map(literal).join(', ');
  for (const { record, sql, when } of sources) {
    if (!deletable.has(record)) continue;
    const rows = `${from} WHERE reason IN (${reasons})${when ? ` AND (${when})` : ''}`;
    await store.run(
      `INSERT INTO gone SELECT ${literal(record)}, key, ${modifiedOf(record)}, line
       FROM (${sql.select(rows, 0)}) AS told(${sql.columns.map(identifier).join(', ')})`,
    );
  }
}

/** Inside the publishing transaction: keeps what was noted. */
export async function keepDeleted(store: Store, importId: number): Promise<void> {
  await store.run(`INSERT INTO deleted SELECT record, key, modified_at, ${importId}, line FROM gone; DROP TABLE gone`);
}

/**
 * Inside the publishing transaction, when versions are settled: takes out the rows that are older than their record's
 * deletion, by `modified_at` where both have it and differ, else as they came.
 */
export async function takeDeletedOut(store: Store, tables: readonly RecordKind[]): Promise<void> {
  if (!(await store.first('SELECT 1 AS yes FROM deleted LIMIT 1'))) return;
  for (const table of tables.filter(one => deletable.has(one))) {
    await store.run(
      `DELETE FROM ${table} WHERE rowid IN (
         SELECT t.id FROM (SELECT rowid AS id, key, ${modifiedOf(table)} AS m, import_id, coalesce(line, 0) AS line FROM ${table}) t
           JOIN deleted d ON d.record = ${literal(table)} AND d.key = t.key
         WHERE CASE WHEN d.modified_at <> t.m THEN d.modified_at > t.m
           ELSE d.import_id > t.import_id OR (d.import_id = t.import_id AND d.line > t.line) END)`,
    );
  }
}
