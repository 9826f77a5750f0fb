// Records that messages of single changes tell of (`Yield.isPartial`) become one row: of each field the value that was said
// last stands, whoever said it; a whole row says all of its fields. Since every field keeps its own instant (`said`), it is
// the same whatever order messages and files come in, and a message that comes twice changes nothing.

import type { RecordKind } from '#shared/formats/format.ts';
import { contentColumns } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import { minorFactorSql } from './numbers.ts';
import { identifier, literal } from './sql.ts';

/** In `said`: all fields that no other entry names. */
const every = '*';

/** Amounts are numbers of their record's currency, which another message may name. */
const amounts = new Set(['amount', 'refund_amount']);

/**
 * Merges the keys in the temporary table `repeated` that any row tells of in parts, and takes them out of it. Answers how
 * many rows of the import told nothing new; the lines of those that have gone into another row are put in `superseded`.
 */
export async function mergePartial(store: Store, table: RecordKind, importId: number): Promise<number> {
  await store.run(
    `CREATE OR REPLACE TEMP TABLE merging AS SELECT key FROM ${table} WHERE key IN (SELECT key FROM repeated) GROUP BY key HAVING count(said) > 0`,
  );
  const keys = (await store.first<{ n: number }>('SELECT count(*) AS n FROM merging'))!.n;
  if (keys === 0) {
    await store.run('DROP TABLE merging');
    return 0;
  }
  await store.run('DELETE FROM repeated WHERE key IN (SELECT key FROM merging)');
  await store.run(`CREATE OR REPLACE TEMP TABLE part AS ${partsSql(table, importId)}`);
  await store.run(`CREATE OR REPLACE TEMP TABLE merged AS ${mergedSql(table)}`);
  await store.run(`CREATE OR REPLACE TEMP TABLE known AS ${knownSql()}`);
  const duplicates = (await store.first<{ n: number }>(
    `SELECT count(*) AS n FROM known JOIN part USING (row_id) WHERE import_id = ${importId} AND row_id NOT IN (SELECT standing FROM merged)`,
  ))!.n;
  await store.run(
    `INSERT INTO superseded SELECT DISTINCT line FROM part WHERE import_id = ${importId}
       AND row_id NOT IN (SELECT standing FROM merged) AND row_id NOT IN (SELECT row_id FROM known)`,
  );
  const columns = contentColumns[table].map(([name]) => identifier(name));
  const set = [...columns, 'said', 'version'].map(name => `${name} = merged.${name}`);
  await store.run(`UPDATE ${table} SET ${set.join(', ')} FROM merged WHERE ${table}.rowid = merged.standing`);
  await store.run(
    `DELETE FROM ${table} WHERE rowid IN (SELECT row_id FROM part WHERE row_id NOT IN (SELECT standing FROM merged))`,
  );
  await store.run('DROP TABLE merging; DROP TABLE part; DROP TABLE merged; DROP TABLE known');
  return duplicates;
}

/** The rows to merge, each with what it says as a map. `nth`: their order of arrival. */
function partsSql(table: RecordKind, importId: number): string {
  const columns = contentColumns[table].map(([name]) => identifier(name)).join(', ');
  const map = 'CAST(CAST(said AS JSON) AS MAP(VARCHAR, BIGINT))';
  // A whole row that doesn't say when it was modified is as new as the newest that was known when it came.
  const before = 'max(newest) OVER (PARTITION BY key ORDER BY nth ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
  return `SELECT * REPLACE (coalesce(told, MAP {${literal(every)}: coalesce(modified_at, ${before}, 0)}) AS told) FROM (
      SELECT *, greatest(list_max(map_values(told)), modified_at) AS newest,
        row_number() OVER (PARTITION BY key ORDER BY import_id = ${importId}, import_id, line) AS nth
      FROM (SELECT rowid AS row_id, import_id, line, key, said IS NULL AS is_whole, ${map} AS told, ${columns}
        FROM ${table} WHERE key IN (SELECT key FROM merging)))`;
}

/** One row for each key: of every field the value said last, and which row is to hold them. */
function mergedSql(table: RecordKind): string {
  const fields = fieldsOf(table);
  const picks = [...fields].flatMap(([field, columns]) => {
    const own = `told[${literal(field)}]`;
    const at = `coalesce(${own}, told[${literal(every)}])`;
    // Said in the same moment: the whole row, then the one that came later; of two messages always the same one.
    const order = `ORDER BY ${at} DESC, ${own} IS NULL DESC, CASE WHEN ${own} IS NULL THEN nth END DESC, hash(${columns.map(identifier).join(', ')}) DESC`;
    const pick = (sql: string): string => `first(${sql} ${order}) FILTER (WHERE ${at} IS NOT NULL)`;
    return [
      ...columns.map(column => `${pick(identifier(column))} AS ${identifier(column)}`),
      ...(amounts.has(field) ? [`${pick('currency')} AS ${field}_currency`] : []),
      `max(${own}) AS ${identifier(`t ${field}`)}`,
    ];
  });
  const entries = [...fields.keys()].map(
    field =>
      `{'k': ${literal(field)}, 'v': CASE WHEN ${identifier(`t ${field}`)} >= coalesce(whole, 0) THEN ${identifier(`t ${field}`)} END}`,
  );
  const all = `list_filter([{'k': ${literal(every)}, 'v': whole}, ${entries.join(', ')}], lambda x: x.v IS NOT NULL)`;
  const names = contentColumns[table].map(([name]) => name);
  const values = names.map(name => {
    if (name === 'state') return "coalesce(state, 'open') AS state";
    if (!amounts.has(name)) return identifier(name);
    const factor = minorFactorSql('currency');
    const own = minorFactorSql(`${name}_currency`);
    return `CAST(round(CAST(${name} AS DECIMAL(28, 3)) * ${factor} / ${own}, 0) AS BIGINT) AS ${name}`;
  });
  const grouped = `SELECT key, any_value(system) AS system, any_value(id) AS id, max(modified_at) AS modified_at, max(told[${literal(every)}]) AS whole,
      first(row_id ORDER BY is_whole, newest DESC, nth) AS standing, ${picks.join(',\n      ')}
    FROM part GROUP BY key`;
  return `SELECT *, hash(${names.map(identifier).join(', ')}) AS version FROM (
      SELECT standing, CAST(to_json(map_from_entries(${all})) AS VARCHAR) AS said, ${values.join(', ')} FROM (${grouped}))`;
}

/** The fields of a table and the columns that go with each: an instant has its end of day beside it. */
function fieldsOf(table: RecordKind): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const [column] of contentColumns[table]) {
    if (column === 'system' || column === 'id' || column === 'modified_at') continue;
    const field = column.replace(/_(at|until)$/, '');
    fields.set(field, [...(fields.get(field) ?? []), column]);
  }
  return fields;
}

/** Rows of which every word was known before they came. */
function knownSql(): string {
  const words = 'SELECT key, row_id, nth, unnest(map_entries(told)) AS word FROM part';
  return `SELECT later.row_id FROM part later WHERE nth > 1 AND NOT (is_whole AND modified_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM (${words}) own WHERE own.row_id = later.row_id AND NOT EXISTS (
      SELECT 1 FROM (${words}) earlier WHERE earlier.key = own.key AND earlier.nth < own.nth AND earlier.word = own.word))`;
}
