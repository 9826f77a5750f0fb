// How a table is written: its delimiter, where its header stands, its columns. The header is found by what it says
// (recognise.ts), so a preamble of any kind above it does no harm.

import { dirname } from 'node:path';
import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import { headerKey, headerKeys, withHeaders } from '#shared/formats/header.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import { plural } from '#shared/words.ts';
import { headlessDialect } from './headless.ts';
import type { Inspection } from './inspect.ts';
import { recognise } from './recognise.ts';
import { type HeadRow, headRows, type Quoting } from './rows.ts';

export interface Dialect {
  readonly format: Format;
  readonly delimiter: string;
  readonly quoting: Quoting;
  readonly headers: readonly string[];
  /** Physical line of the header's first line, and how many lines it takes up; 0 and 0 where there is none. */
  readonly headerLine: number;
  readonly headerLines: number;
  /** Rows below the header, as far as the head of the file goes. */
  readonly sample: readonly HeadRow[];
  /** Rows above the header: report name, date range. */
  readonly preamble: readonly HeadRow[];
}

const delimiters = [',', ';', '\t', '|'];
const rowsLookedAt = 40;
/** So many rows are looked at. */
export const sampleRows = 10_000;

/**
 * The dialect and format of a table. `folder`: where files that belong to it lie, if not beside what is read.
 *
 * @throws DataError (`format-unknown`, `delimiter-unknown`, `headers-duplicate`, `file-no-rows`, `columns-missing`).
 */
export function readDialect(
  inspection: Inspection,
  file: string,
  formatId?: string,
  formats: readonly Format[] = allFormats,
  folder = dirname(inspection.path),
): Dialect {
  const candidates = formatId === undefined ? formats : formats.filter(({ id }) => id === formatId);
  const headless = headlessDialect(inspection, candidates, folder, sampleRows);
  if (headless) return headless;
  const hint = /^sep=(.)\r?\n?/i.exec(inspection.head)?.[1];
  const { head, isHeadCut } = inspection;
  const likely = hint ?? findDelimiter(head, isHeadCut);
  const rowsBy = (mark: string): HeadRow[] =>
    headRows(head, mark, sampleRows, isHeadCut).slice(hint === undefined ? 0 : 1);
  const read = (mark: string) => {
    const rows = rowsBy(mark);
    return { rows, found: recognise({ file, shape: 'table', rows: rows.map(row => row.cells) }, formatId, formats) };
  };
  const first = rowsBy(likely);
  if (first.length === 0) {
    throw new DataError({
      code: isHeadCut ? 'format-unknown' : 'file-empty',
      what: isHeadCut ? `${file} has no rows that a table could begin with.` : `${file} is empty.`,
      where: file,
      found: isHeadCut ? 'a first row longer than a million characters' : 'nothing but blank lines',
      expected: 'a header row and rows below it',
      remedy: 'Export it again; an export that is still being written looks like this too.',
    });
  }
  refuseOddDelimiter(first, likely, file);
  const { delimiter, rows, found } = firstKnown(likely, hint === undefined, read);
  const header = rows[found.headerRow];
  const headers = header.cells.map(cell => cell.trim());
  refuseDuplicates(headers, found.format, file, header.line);
  const sample = rows.slice(found.headerRow + 1);
  if (sample.length === 0 && !isHeadCut) {
    throw new DataError({
      code: 'file-no-rows',
      what: `${file} has a header but no rows.`,
      where: `${file}:${header.line}`,
      found: `${plural(headers.length, 'column')} of ${found.format.label}, nothing below`,
      expected: 'rows below the header',
      remedy: 'Export again with a date range or filter that holds something.',
    });
  }
  return {
    format: withHeaders(found.format, headers),
    delimiter,
    quoting: 'quotes',
    headers,
    headerLine: header.line,
    headerLines: header.lines,
    sample,
    preamble: rows.slice(0, found.headerRow),
  };
}

/** The likely delimiter, or, where that makes no known header, another one that does: short files mislead (dates of a preamble). */
function firstKnown<T>(likely: string, isGuess: boolean, read: (delimiter: string) => T): T & { delimiter: string } {
  try {
    return { delimiter: likely, ...read(likely) };
  } catch (error) {
    if (!isGuess || !(error instanceof DataError) || error.code !== 'format-unknown') throw error;
    for (const delimiter of delimiters.filter(mark => mark !== likely)) {
      try {
        return { delimiter, ...read(delimiter) };
      } catch (other) {
        if (!(other instanceof DataError) || other.code !== 'format-unknown') throw other;
      }
    }
    throw error;
  }
}

/** The delimiter by which the most of the first rows have the same number of cells, more than one. */
export function findDelimiter(text: string, isCut: boolean): string {
  let best = { delimiter: ',', rows: 0, cells: 0 };
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>();
    for (const { cells } of headRows(text, delimiter, rowsLookedAt, isCut)) {
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    }
    counts.delete(1);
    for (const [cells, rows] of counts) {
      if (rows > best.rows || (rows === best.rows && cells > best.cells)) best = { delimiter, rows, cells };
    }
  }
  return best.delimiter;
}

/** A table parted by something else comes out as one column whose header is all the names. */
function refuseOddDelimiter(rows: readonly HeadRow[], delimiter: string, file: string): void {
  const width = Math.max(...rows.slice(0, rowsLookedAt).map(row => row.cells.length));
  if (width > 1) return;
  const first = rows[0].cells[0];
  const odd = ['^', '~', ':', '\u0001', '\u001f', '#', '¦', '/'].find(mark => {
    const parts = rows.slice(0, 10).map(row => row.cells[0].split(mark).length);
    return parts[0] > 2 && parts.every(count => count === parts[0]);
  });
  if (!odd) return;
  throw new DataError({
    code: 'delimiter-unknown',
    what: `${file} has its columns parted by ${JSON.stringify(odd)}, which is not read here.`,
    where: `${file}:${rows[0].line}`,
    found: JSON.stringify(first.slice(0, 120)),
    expected: `comma, semicolon, tab or | (looked for ${JSON.stringify(delimiter)} last)`,
    remedy: 'Export again with commas, or put a first line sep=X with X the delimiter.',
  });
}

function refuseDuplicates(headers: readonly string[], format: Format, file: string, line: number): void {
  const used = new Set(
    format.yields.flatMap(({ columns }) =>
      columns.flatMap(column => [...column.from, ...(column.given ?? []), ...(column.lacking ?? [])].map(headerKey)),
    ),
  );
  const seen = new Map<string, number>();
  headers.forEach((header, i) => {
    for (const key of headerKeys(header)) {
      const before = seen.get(key);
      if (before !== undefined && used.has(key)) {
        throw new DataError({
          code: 'headers-duplicate',
          what: `${file} has the column "${header}" twice: which one counts can't be told.`,
          where: `${file}:${line}`,
          found: `"${headers[before]}" as column ${before + 1} and "${header}" as column ${i + 1}`,
          expected: 'each column once',
          remedy: 'Rename or remove one of them.',
        });
      }
      if (before === undefined) seen.set(key, i);
    }
  });
}
