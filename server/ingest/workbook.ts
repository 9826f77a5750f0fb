// Excel workbooks: each sheet is written as a table of text, a line for each of its rows, which is then read like any CSV.
// Numbers stay as the workbook has them, digit by digit; dates become ISO text, for a serial number says nothing.

import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import readWorkbook from 'read-excel-file/node';
import { csvLine } from '#shared/csv.ts';
import { DataError } from '#shared/errors.ts';
import { diskFull } from './inspect.ts';

export interface SheetFile {
  readonly sheet: string;
  readonly path: string;
}

/** A workbook is held in memory while it is read; a larger one is better saved as CSV. */
const mostWorkbookBytes = 400 * 1024 ** 2;

/** What a ZIP archive is by the names in it, where that is a document of an office program. */
export function officeKind(names: readonly string[]): 'workbook' | 'other' | null {
  if (names.includes('xl/workbook.xml')) return 'workbook';
  const others = [
    'xl/workbook.bin',
    'word/document.xml',
    'ppt/presentation.xml',
    'META-INF/manifest.xml',
    'Index/Document.iwa',
  ];
  return others.some(name => names.includes(name)) ? 'other' : null;
}

/**
 * The sheets of a workbook that hold anything, each as a CSV file in `folder`.
 *
 * @throws DataError (`workbook-broken`, `workbook-too-large`).
 */
export async function sheetFiles(
  path: string,
  file: string,
  folder: string,
  unpackedBytes: number,
): Promise<SheetFile[]> {
  if (unpackedBytes > mostWorkbookBytes) {
    throw new DataError({
      code: 'workbook-too-large',
      what: `${file} is a workbook too large to be read as one.`,
      where: file,
      found: `${Math.round(unpackedBytes / 1024 ** 2).toLocaleString('en-GB')} MB, unpacked`,
      expected: `at most ${mostWorkbookBytes / 1024 ** 2} MB`,
      remedy: 'Export it as CSV, or open it and save the sheet as CSV (UTF-8).',
    });
  }
  let sheets: Awaited<ReturnType<typeof readWorkbook<string>>>;
  try {
    sheets = await readWorkbook<string>(path, { parseNumber: numberText, trim: false });
  } catch (cause) {
    throw new DataError({
      code: 'workbook-broken',
      what: `${file} is a workbook that can't be read.`,
      where: file,
      found: (cause as Error).message,
      remedy: 'Open it and save it again, or save the sheet as CSV (UTF-8).',
      cause,
    });
  }
  const files: SheetFile[] = [];
  for (const { sheet, data } of sheets) {
    if (data.length === 0) continue;
    const to = join(folder, `sheet-${files.length}.csv`);
    const rows = function* (): Generator<string> {
      for (const row of data)
        yield row.every(cell => cell === null) ? '\n' : csvLine(row.map(cellText)).replace(/\r?\n$/, '\n');
    };
    try {
      await pipeline(Readable.from(rows()), createWriteStream(to, { mode: 0o600 }));
    } catch (cause) {
      throw diskFull(to, cause);
    }
    files.push({ sheet, path: to });
  }
  return files;
}

/** A number as it stands in the file. Some programs write 7 as `7.0`, by which no id is known again. */
function numberText(text: string): string {
  return text.replace(/^(-?\d+)\.0+$/, '$1');
}

/** A line break within a cell becomes a space, so that a row's line is its number in the sheet. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return String(cell).replace(/\s*[\r\n]+\s*/g, ' ');
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // Excel counts in parts of a day: 10:00 may come as 9:59:59.9999.
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const [day, time] = [text.slice(0, 10), text.slice(11, 19)];
  return time === '00:00:00' ? day : `${day} ${time}`;
}
