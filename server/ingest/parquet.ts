// Parquet: written as text by DuckDB, a table as CSV and rows of nested records as a JSON object a line, which is then read
// like any other file. Which of the two is told by which formats know its columns.

import { join } from 'node:path';
import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import type { Store } from '../store/store.ts';
import { recognise } from './recognise.ts';
import { identifier, literal } from './sql.ts';

const nested = /^(STRUCT|MAP)|\[\]$/;

/** The file as text in `folder`. Throws DataError (`parquet-broken`). */
export async function parquetAsText(
  store: Store,
  path: string,
  file: string,
  folder: string,
  formats: readonly Format[],
): Promise<string> {
  // Older writers leave text unmarked, as bytes.
  const from = `read_parquet(${literal(path)}, binary_as_string = true)`;
  try {
    const columns = await store.all<{ column_name: string; column_type: string }>(`DESCRIBE SELECT * FROM ${from}`);
    const headers = columns.map(column => column.column_name);
    const isNested = columns.some(column => nested.test(column.column_type));
    const isTable =
      !(isNested && isKnown(file, 'ndjson', headers, formats)) && isKnown(file, 'table', headers, formats);
    const to = join(folder, isTable ? 'rows.csv' : 'rows.json');
    if (isTable) {
      const cells = columns.map(({ column_name, column_type }) => cellSql(identifier(column_name), column_type));
      await store.run(`COPY (SELECT ${cells.join(', ')} FROM ${from}) TO ${literal(to)} (FORMAT csv, HEADER)`);
    } else await store.run(`COPY (SELECT * FROM ${from}) TO ${literal(to)} (FORMAT json)`);
    return to;
  } catch (cause) {
    if (!/parquet|thrift|snappy|magic|zstd|Invalid Input|decrypt/i.test((cause as Error).message)) throw cause;
    throw new DataError({
      code: 'parquet-broken',
      what: `${file} is a Parquet file that can't be read.`,
      where: file,
      found: (cause as Error).message.split('\n')[0].slice(0, 200),
      remedy: 'Export or download it again; it may have been cut.',
      cause,
    });
  }
}

function isKnown(
  file: string,
  shape: Format['shape'],
  headers: readonly string[],
  formats: readonly Format[],
): boolean {
  try {
    recognise({ file, shape, rows: [headers] }, undefined, formats);
    return true;
  } catch (error) {
    // Known, but not to be read: the reading itself says why.
    if (error instanceof DataError) return error.code !== 'format-unknown';
    throw error;
  }
}

/** A column as a CSV has it: whole numbers without a point, lists and records as JSON. */
function cellSql(column: string, type: string): string {
  if (type === 'DOUBLE' || type === 'FLOAT') {
    return `CASE WHEN ${column} = trunc(${column}) AND abs(${column}) < 9007199254740992 THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END AS ${column}`;
  }
  if (nested.test(type)) return `CAST(to_json(${column}) AS VARCHAR) AS ${column}`;
  return column;
}
