// The first of an import's two transactions: the import's row, unpublished, and every row of the file behind it. Bad rows
// go in with their reason. Nothing is deleted or updated here: DuckDB would write all rows a second time at the commit.

import type { Format, Yield } from '#shared/formats/format.ts';
import type { Store } from '../store/store.ts';
import { type Compiled, fieldName, whenSql } from './compile.ts';
import { queryForm, type RecordSource, recordSql } from './records.ts';
import type { Relation } from './relation.ts';

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
}

/** Loads the whole file inside one transaction; a failure leaves nothing. */
export async function load(store: Store, row: ImportRow, relation: Relation, compiled: Compiled): Promise<Loaded> {
  // A long IN list would become a join: rows would lose their order, by which lines are counted, and the load takes three
  // times as long.
  await store.run("SET disabled_optimizers = 'in_clause'");
  try {
    return await store.transaction(() => loadRows(store, row, relation, compiled));
  } finally {
    await store.run("SET disabled_optimizers = ''");
  }
}

async function loadRows(store: Store, row: ImportRow, relation: Relation, compiled: Compiled): Promise<Loaded> {
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
  const sources = format.yields.map(
    (one, index): RecordSource => ({
      one,
      index,
      fields: compiled.fields[index],
      system: format.system,
      keepsUnknown: format.keepsUnknown === true,
      query: queryForm(urlSample(one, relation)),
    }),
  );
  const only = sources[0];
  if (sources.length === 1 && !only.one.when && !only.one.each) {
    const { columns, select } = recordSql(only);
    const read = await store.run(
      `INSERT INTO ${only.one.record} (${columns.join(', ')}) ${select(compiled.sql, row.id)}`,
    );
    return { read, needsLines: relation.line === null };
  }
  return { read: await loadStaged(store, row, relation, compiled, sources), needsLines: false };
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
  const names = sources.flatMap(({ index, fields, one }) =>
    [...fields].flatMap(field => [
      fieldName(index, field),
      ...(one.columns.some(column => column.field === field && column.as === 'instant') ? [`u${index}_${field}`] : []),
    ]),
  );
  await store.run('DROP TABLE IF EXISTS staged');
  await store.run(
    `CREATE TEMP TABLE staged AS SELECT line_no, reason, raw_row, extra, ${names.join(', ')} FROM (${compiled.sql})`,
  );
  // Rows of an uncommitted transaction have row ids from 2^55 on, in their order.
  const line =
    relation.line === null
      ? `CAST(rowid - (SELECT min(rowid) FROM staged) + ${relation.firstLine} AS UINTEGER)`
      : 'line_no';
  const rows = `SELECT * REPLACE (${line} AS line_no) FROM staged`;
  await store.run(
    `INSERT INTO reject SELECT ${row.id}, line_no, reason, coalesce(raw_row, '') FROM (${rows}) WHERE reason IS NOT NULL ORDER BY line_no`,
  );
  for (const source of sources) {
    const { columns, select } = recordSql(source);
    const when = whenSql(source.one, source.index, source.fields);
    const good = `${rows} WHERE reason IS NULL${when ? ` AND (${when})` : ''}`;
    await store.run(`INSERT INTO ${source.one.record} (${columns.join(', ')}) ${select(good, row.id)}`);
  }
  const count = await store.first<{ rows: number }>('SELECT count(*) AS rows FROM staged');
  await store.run('DROP TABLE staged');
  return count!.rows;
}
