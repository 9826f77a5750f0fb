// The first of an import's two transactions: the import's row, unpublished, and every row of the file behind it. Bad rows
// go in with their reason. Nothing is deleted or updated here: DuckDB would write all rows a second time at the commit.

import type { Format, Yield } from '#shared/formats/format.ts';
import { addEventColumns } from '../store/duckdb/event-rows.ts';
import type { Store } from '../store/store.ts';
import { type Compiled, fieldName, whenSql } from './compile.ts';
import { noteDeleted, tellsDeleted } from './deleted.ts';
import { hasClicks } from './join-clicks.ts';
import { type RecordSource, recordSql } from './records.ts';
import type { Relation } from './relation.ts';
import { saidName } from './said.ts';
import { queryForm } from './source-ref.ts';
import { identifier } from './sql.ts';

export interface ImportRow {
  readonly id: number;
  readonly bytes: number;
  readonly file: string;
  readonly format: Format;
  readonly options: string;
  readonly startedAt: number;
}

export interface Loaded {
  readonly read: number;
  /** True where lines are still to be set from the order of rows (publish.ts). */
  readonly needsLines: boolean;
  /** True where several rows share a line: rows carry their own number instead, and `row_line` says which line that is. */
  readonly isNumbered: boolean;
}

/** A file of less is read sooner than the expressions that read it are polished. */
const smallBytes = 64 * 1024;

/** Loads the whole file inside one transaction; a failure leaves nothing. */
export async function load(store: Store, row: ImportRow, relation: Relation, compiled: Compiled): Promise<Loaded> {
  const sources = row.format.yields.map(
    (one, index): RecordSource => ({
      one,
      index,
      fields: compiled.fields[index],
      system: row.format.system,
      keepsUnknown: compiled.hasExtra,
      hasDays: row.format.replaces !== undefined,
      query: queryForm(urlSample(one, relation)),
    }),
  );
  const events = sources.filter(({ one }) => one.record === 'event');
  const columns = new Set(events.flatMap(one => recordSql(one).columns));
  if (row.format.yields.some(({ record }) => record === 'click') || (events.length > 0 && (await hasClicks(store))))
    columns.add('click_ref');
  await addEventColumns(store, [...columns]);
  // A long IN list would become a join: rows would lose their order, by which lines are counted, and the load takes three
  // times as long.
  const disabled = row.bytes < smallBytes ? ['in_clause', 'expression_rewriter'] : ['in_clause'];
  await store.run(`SET disabled_optimizers = '${disabled.join(',')}'`);
  try {
    return await store.transaction(() => loadRows(store, row, relation, compiled, sources));
  } finally {
    await store.run("SET disabled_optimizers = ''");
  }
}

async function loadRows(
  store: Store,
  row: ImportRow,
  relation: Relation,
  compiled: Compiled,
  sources: readonly RecordSource[],
): Promise<Loaded> {
  const { format } = row;
  await store.run(
    `INSERT INTO import (id, sha256, bytes, file, format, format_version, options, started_at)
       VALUES ($id, '', $bytes, $file, $format, $version, $options, $started)`,
    {
      id: row.id,
      bytes: BigInt(row.bytes),
      file: row.file,
      format: format.id,
      version: format.version,
      options: row.options,
      started: BigInt(row.startedAt),
    },
  );
  const only = sources[0];
  if (sources.length === 1 && !only.one.when && !only.one.each && !relation.part && !tellsDeleted(format)) {
    const { table, columns, select } = recordSql(only);
    const read = await store.run(
      `INSERT INTO ${table} (${columns.map(identifier).join(', ')}) ${select(compiled.sql, row.id)}`,
    );
    return { read, needsLines: relation.line === null, isNumbered: false };
  }
  const read = await loadStaged(store, row, relation, compiled, sources);
  return { read, needsLines: false, isNumbered: relation.part !== undefined };
}

function urlSample(one: Yield, relation: Relation): string[] {
  return one.columns
    .filter(column => column.field === 'url')
    .flatMap(column => column.from.flatMap(name => relation.sample(name)));
}

/** A row that yields several records, or not always one, waits in a temporary table, which gives it its line. */
async function loadStaged(
  store: Store,
  row: ImportRow,
  relation: Relation,
  compiled: Compiled,
  sources: readonly RecordSource[],
): Promise<number> {
  const names = sources.flatMap(({ index, fields, one }) => [
    ...(one.isPartial ? [saidName(index)] : []),
    ...[...fields].flatMap(field => [
      fieldName(index, field),
      ...(one.columns.some(column => column.field === field && column.as === 'instant') ? [`u${index}_${field}`] : []),
    ]),
  ]);
  await store.run('DROP TABLE IF EXISTS staged');
  const beside = [...(relation.part ? ['part'] : []), ...(row.format.replaces ? ['day_of'] : [])];
  await store.run(
    `CREATE TEMP TABLE staged AS SELECT ${['line_no', 'reason', 'raw_row', 'extra', ...beside, ...names].join(', ')} FROM (${compiled.sql})`,
  );
  // Rows of an uncommitted transaction have row ids from 2^55 on, in their order.
  const number = (first: number): string => `CAST(rowid - (SELECT min(rowid) FROM staged) + ${first} AS UINTEGER)`;
  const line = relation.line === null ? number(relation.firstLine) : 'line_no';
  await store.run(
    `INSERT INTO reject SELECT ${row.id}, ${line} AS line, reason, coalesce(raw_row, '') FROM staged WHERE reason IS NOT NULL ORDER BY line`,
  );
  if (relation.part)
    await store.run(
      `CREATE OR REPLACE TEMP TABLE row_line AS SELECT ${number(1)} AS "row", ${line} AS line FROM staged`,
    );
  const rows = `SELECT * REPLACE (${relation.part ? number(1) : line} AS line_no) FROM staged`;
  const records = sources.map(source => ({
    record: source.one.record,
    sql: recordSql(source),
    when: whenSql(source.one, source.index, source.fields, relation),
  }));
  for (const { sql, when } of records) {
    const good = `${rows} WHERE reason IS NULL${when ? ` AND (${when})` : ''}`;
    await store.run(`INSERT INTO ${sql.table} (${sql.columns.map(identifier).join(', ')}) ${sql.select(good, row.id)}`);
  }
  if (tellsDeleted(row.format)) await noteDeleted(store, row.format, records, rows);
  const count = await store.first<{ rows: number }>('SELECT count(*) AS rows FROM staged');
  await store.run('DROP TABLE staged');
  return count!.rows;
}
