// A table (CSV) as a relation. A clean file is read by DuckDB as it lies there, with all threads; anything odd is written
// anew first (normalise.ts). Which of the two is decided here, and again by DuckDB: where its strict reader stops, the
// slow way is taken.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { headerKey, headerKeys } from '#shared/formats/header.ts';
import { type Dialect, sampleRows } from './dialect.ts';
import type { Inspection } from './inspect.ts';
import { longestCell, type Normalised, normalise } from './normalise.ts';
import { type Relation, wideRow } from './relation.ts';
import { literal } from './sql.ts';
import { hasFooter } from './totals.ts';

/**
 * DuckDB's own choice, sixteen longest lines, would give it pieces of a few thousand rows, which it then has to put together
 * to row groups: a sixth of the load's time.
 */
const bufferBytes = 8 * 1024 * 1024;
/** A table of more columns than this is wide: read by one thread and handed on as lists, or it would take gigabytes. */
const mostColumns = 200;

/** Whether DuckDB may try the file as it is, lines counting up by one from the header. */
export function isPlain(inspection: Inspection, dialect: Dialect): boolean {
  return (
    inspection.encoding === 'utf-8' &&
    !inspection.hasNul &&
    inspection.carriageReturns !== 'some' &&
    inspection.hasLineFeeds &&
    dialect.quoting !== 'backslash' &&
    dialect.headerLines <= 1 &&
    dialect.headerLine <= 2 &&
    dialect.preamble.length === 0 &&
    !dialect.format.totals?.length &&
    !dialect.format.blank?.length &&
    // Rows that take several lines at the head go on so: the quick way would be walked twice.
    !dialect.sample.some(row => row.lines > 1) &&
    !hasFooter(inspection.tail, dialect.delimiter)
  );
}

/** Rows that a plain file must have if every row is one line: what the load is checked against. */
export function plainRows(lineFeeds: number, inspection: Inspection, dialect: Dialect): number {
  const endsInFeed = inspection.tail.endsWith('\n');
  return lineFeeds + (endsInFeed ? 0 : 1) - inspection.blankLinesAtEnd - dialect.headerLine;
}

/** The file as it lies there. */
export function plainRelation(inspection: Inspection, dialect: Dialect): Relation {
  const names = dialect.headers.map((_, i) => `c${i}`);
  const quote = dialect.quoting === 'quotes' ? '"' : '';
  const columns = names.map(name => `'${name}': 'VARCHAR'`).join(', ');
  return {
    ...cells(inspection, dialect, names),
    from: `read_csv(${literal(inspection.path)}, auto_detect = false, header = false, skip = ${dialect.headerLine},
      columns = {${columns}}, delim = ${literal(dialect.delimiter)}, quote = '${quote}', escape = '${quote}', max_line_size = ${longestCell}, buffer_size = ${bufferBytes}, parallel = ${!isWide(names)})`,
    line: null,
    firstLine: dialect.headerLine + 1,
    isTidy: inspection.isTidy,
    problem: null,
    raw: rawRow(names, dialect.delimiter),
  };
}

/**
 * The file written anew into `folder`; the caller removes `path` when it is done. A pasted table in one cell can mislead the
 * threads about where rows begin: then DuckDB stops or counts other rows than were written, and `inOneThread` is right.
 */
export async function normalisedRelation(
  inspection: Inspection,
  dialect: Dialect,
  used: ReadonlySet<number>,
  folder: string,
  onBytes?: (done: number) => void,
): Promise<{ relation: Relation; inOneThread: Relation; normalised: Normalised; path: string }> {
  const path = join(folder, `normalised-${process.pid}-${Date.now()}.csv`);
  const { delimiter, quoting, headers, headerLine, headerLines, format } = dialect;
  const normalised = await normalise(
    inspection,
    path,
    {
      delimiter,
      quoting,
      columns: headers.length,
      headerLine,
      headerLines,
      used,
      totals: format.totals ?? [],
      blank: blankColumns(dialect),
    },
    onBytes,
  ).catch(error => {
    rmSync(path, { force: true });
    throw error;
  });
  const names = headers.map((_, i) => `c${i}`);
  const columns = [
    "'line': 'UINTEGER'",
    "'problem': 'VARCHAR'",
    "'raw': 'VARCHAR'",
    ...names.map(name => `'${name}': 'VARCHAR'`),
  ];
  const longest = Math.max(longestCell, normalised.longest + 1);
  const reader = (isParallel: boolean): Relation => ({
    ...cells(inspection, dialect, names),
    from: `read_csv(${literal(path)}, auto_detect = false, header = false, columns = {${columns.join(', ')}},
      delim = ',', quote = '"', escape = '"', new_line = '\\n', max_line_size = ${longest}, buffer_size = ${Math.max(bufferBytes, 2 * longest)}, parallel = ${isParallel && !isWide(names)})`,
    line: 'line',
    firstLine: headerLine + headerLines,
    isTidy: normalised.isTidy,
    problem: 'problem',
    raw: `coalesce(raw, ${rawRow(names, delimiter)})`,
  });
  return { relation: reader(true), inOneThread: reader(false), normalised, path };
}

/** Indexes of the columns that are empty in a summary row. */
function blankColumns({ format, headers }: Dialect): number[] {
  const names = new Set((format.blank ?? []).map(headerKey));
  return headers.flatMap((header, i) => (headerKeys(header).some(key => names.has(key)) ? [i] : []));
}

function cells(
  inspection: Inspection,
  dialect: Dialect,
  names: readonly string[],
): Pick<Relation, 'headers' | 'cell' | 'header' | 'sample' | 'texts' | 'delimiter' | 'preamble' | 'wide'> {
  const { sample, preamble } = dialect;
  // Two more: the header, and the line that may name the delimiter.
  const isWhole = !inspection.isHeadCut && preamble.length + sample.length + 2 < sampleRows;
  const at = new Map<string, number>();
  dialect.headers.forEach((header, i) => {
    for (const key of headerKeys(header)) if (key !== '' && !at.has(key)) at.set(key, i);
  });
  return {
    headers: dialect.headers,
    wide: isWide(names) ? names : undefined,
    cell: name => {
      const i = at.get(headerKey(name));
      return i === undefined ? null : names[i];
    },
    header: name => dialect.headers[at.get(headerKey(name)) ?? -1] ?? name,
    sample: name => {
      const i = at.get(headerKey(name));
      if (i === undefined) return [];
      return sample.map(row => row.cells[i]?.trim() ?? '').filter(cell => cell !== '');
    },
    texts: name => {
      const i = at.get(headerKey(name));
      if (i === undefined || !isWhole) return null;
      return sample.map(row => row.cells[i]?.replace(/^[ \t]+|[ \t]+$/g, '') ?? '').filter(cell => cell !== '');
    },
    delimiter: dialect.delimiter,
    preamble: preamble.map(row => row.cells.join(' ').trim()),
  };
}

const isWide = (names: readonly string[]): boolean => names.length > mostColumns;

function rawRow(names: readonly string[], delimiter: string): string {
  const needs = `["\\n\\r${delimiter === '|' ? '\\|' : delimiter}]`;
  const cell = `CASE WHEN cell IS NULL THEN '' WHEN regexp_matches(cell, '${needs}') THEN '"' || replace(cell, '"', '""') || '"' ELSE cell END`;
  const all = isWide(names) ? wideRow : `[${names.join(', ')}]`;
  return `array_to_string(list_transform(${all}, lambda cell: ${cell}), ${literal(delimiter)})`;
}
