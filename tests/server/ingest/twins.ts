// The ugly twins of a fixture: the same table or records as other tools, other machines and people in between would hand
// them over. Each says what the plain one says.

import { gzipSync } from 'node:zlib';
import { csvLine } from '#shared/csv.ts';
import { headRows } from '../../../server/ingest/rows.ts';
import type { Cells } from './fixture-files.ts';

export interface Twin {
  readonly name: string;
  readonly file: Buffer;
  /** Columns that only the twin has. */
  readonly added?: readonly string[];
}

interface Table {
  readonly preamble: readonly (readonly string[])[];
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const mark = Buffer.from([0xff, 0xfe]);
const note = 'Twin note';

function written({ preamble, headers, rows }: Table, delimiter = ',', end = '\n'): string {
  const line = (cells: readonly string[]): string =>
    delimiter === ','
      ? csvLine(cells).replace(/\r\n$/, end)
      : cells
          .map(cell => (new RegExp(`["\\r\\n${delimiter}]`).test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
          .join(delimiter) + end;
  return [...preamble, headers, ...rows].map(line).join('');
}

/** The twins of a table; `text` is the fixture's, decoded. */
export function tableTwins(text: string, { dialect, left }: Cells): Twin[] {
  const { delimiter, quoting, headerLine, format, headers } = dialect!;
  const packed = (name: string, file: Buffer): Twin => ({ name, file: gzipSync(file) });
  if (headerLine === 0) {
    // No header: nothing may be moved or added, and no quotes are known.
    return [
      { name: 'BOM', file: Buffer.from(`\uFEFF${text}`) },
      { name: 'UTF-16', file: Buffer.concat([mark, utf16(text)]) },
      { name: 'CR LF', file: Buffer.from(text.replace(/\r?\n/g, '\r\n')) },
      packed('gzip', Buffer.from(text)),
    ];
  }
  const all = headRows(text, delimiter, Number.POSITIVE_INFINITY, false, quoting);
  const leftLines = new Set(left.map(row => row.line));
  const isBelow = (line: number): boolean => line > headerLine && !leftLines.has(line);
  const width = headers.length;
  const table: Table = {
    preamble: all.filter(row => row.line < headerLine && !/^sep=/i.test(row.cells[0])).map(row => row.cells),
    headers,
    rows: all.filter(row => isBelow(row.line) && row.cells.length === width).map(row => row.cells),
  };
  const reversed = (cells: readonly string[]): string[] => [...cells].reverse();
  const single = table.headers.length === 1;
  const hasBreaks = [...table.headers, ...table.rows.flat()].some(cell => /[\r\n]/.test(cell));
  const twins: Twin[] = [
    { name: 'BOM and CR LF', file: Buffer.from(`\uFEFF${written(table, ',', '\r\n')}`) },
    { name: 'UTF-16 with tabs', file: Buffer.concat([mark, utf16(written(table, '\t', '\r\n'))]) },
    { name: 'UTF-16 without a mark', file: utf16(written(table, '\t')) },
    { name: 'semicolons', file: Buffer.from(written(table, ';')) },
    { name: 'sep= and bars', file: Buffer.from(`sep=|\n${written(table, '|')}`) },
    {
      name: 'columns in another order',
      file: Buffer.from(written({ ...table, headers: reversed(table.headers), rows: table.rows.map(reversed) })),
    },
    {
      name: 'lines above and below',
      file: Buffer.from(
        `Made for a meeting\n"Printed, then saved"\n\n${written(table)}\nGrand Totals (${table.rows.length} records)\nConfidential Information - Do Not Distribute\n`,
      ),
    },
    packed('gzip', Buffer.from(written(table))),
  ];
  if (!hasBreaks) twins.push({ name: 'CR alone', file: Buffer.from(written(table, ',', '\r')) });
  if (!single && !signatures(format).some(({ only }) => only)) {
    const noted = (cells: readonly string[], text: string): string[] => [...cells, text];
    twins.push({
      name: 'an unknown column with line breaks and quotes',
      file: Buffer.from(
        written({
          ...table,
          headers: noted(table.headers, note),
          rows: table.rows.map(cells => noted(cells, 'two\nlines, "said"')),
        }),
      ),
      added: [note],
    });
  }
  const latin = Buffer.from(written(table), 'latin1');
  if (Buffer.byteLength(written(table)) > latin.length && latin.toString('latin1') === written(table))
    twins.push({ name: 'Windows-1252', file: latin });
  return twins;
}

function signatures(format: NonNullable<Cells['dialect']>['format']): readonly { readonly only?: boolean }[] {
  return [format.detect, ...(format.detect.or ?? [])];
}

/** The twins of JSON records. */
export function jsonTwins(text: string): Twin[] {
  const records = recordsOf(text);
  const lines = records.map(record => JSON.stringify(record)).join('\n');
  return [
    { name: 'BOM', file: Buffer.from(`\uFEFF${text}`) },
    { name: 'UTF-16', file: Buffer.concat([mark, utf16(text)]) },
    { name: 'a line each', file: Buffer.from(`${lines}\r\n\r\n`) },
    { name: 'an array', file: Buffer.from(JSON.stringify(records)) },
    { name: 'an array over several lines', file: Buffer.from(JSON.stringify(records, null, 2)) },
    { name: 'gzip', file: gzipSync(lines) },
  ];
}

function recordsOf(text: string): unknown[] {
  try {
    const all: unknown = JSON.parse(text);
    return Array.isArray(all) ? all : [all];
  } catch {
    return text.split('\n').flatMap(line => {
      try {
        return [JSON.parse(line)];
      } catch {
        return []; // a broken line of the fixture: in an array it would break the whole
      }
    });
  }
}
