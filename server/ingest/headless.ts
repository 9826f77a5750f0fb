// Tables without a header row: told by what stands in their cells, their columns named by the format (Snowplow) or by the
// one row of a file beside them (Adobe's column_headers.tsv).

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '#shared/formats/format.ts';
import type { Dialect } from './dialect.ts';
import type { Inspection } from './inspect.ts';
import { missingColumns } from './recognise.ts';
import { headRows, type Quoting } from './rows.ts';

type Headless = NonNullable<Format['headless']>;

const rowsLookedAt = 20;
const mostHeaderBytes = 1024 * 1024;

const alike: Readonly<Record<Headless['content'][number]['like'], RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  timestamp: /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/,
  'unix-seconds': /^\d{10}$/,
};

/** Names of files that name the columns of another file: by themselves they hold nothing. */
export function columnFiles(formats: readonly Format[]): string[] {
  return formats.flatMap(({ headless }) => (headless && 'file' in headless.columns ? [headless.columns.file] : []));
}

/** The dialect of a table without a header; null where no format knows its rows. `folder`: where files beside it lie. */
export function headlessDialect(
  inspection: Inspection,
  formats: readonly Format[],
  folder: string,
  sampleRows: number,
): Dialect | null {
  for (const format of formats) {
    const { headless } = format;
    if (!headless) continue;
    const headers = columnsOf(headless, folder);
    if (headers === null || missingColumns(format, headers).length > 0) continue;
    const quoting: Quoting = headless.escape === undefined ? 'none' : 'backslash';
    const { head, isHeadCut } = inspection;
    const first = headRows(head, headless.delimiter, rowsLookedAt, isHeadCut, quoting).map(row => row.cells);
    const fits = (cells: readonly string[]): boolean =>
      cells.length === headers.length &&
      headless.content.every(({ cell, like }) => alike[like].test(cells[cell]?.trim() ?? ''));
    // Not the first alone, for one row may be broken; but it may not be a header either.
    const fitting = first.filter(fits).length;
    if (fitting === 0 || fitting * 2 < first.length || !(fits(first[0]) || !isHeader(first[0], headers))) continue;
    return {
      format,
      delimiter: headless.delimiter,
      quoting,
      headers,
      headerLine: 0,
      headerLines: 0,
      sample: headRows(head, headless.delimiter, sampleRows, isHeadCut, quoting),
      preamble: [],
    };
  }
  return null;
}

function isHeader(cells: readonly string[], headers: readonly string[]): boolean {
  const names = new Set(headers);
  return cells.some(cell => names.has(cell.trim()));
}

function columnsOf({ columns, delimiter }: Headless, folder: string): readonly string[] | null {
  if (!('file' in columns)) return columns;
  const path = join(folder, columns.file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > mostHeaderBytes) return null;
  const names = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/, 1)[0]
    .split(delimiter);
  return names.map(name => name.trim());
}
