// What mapping a table's columns by hand starts from: its header, examples of its cells, and a guess for each of our formats.

import { rmSync } from 'node:fs';
import { deals } from '#shared/formats/deals.ts';
import { events } from '#shared/formats/events.ts';
import { fx } from '#shared/formats/fx.ts';
import { headerKey } from '#shared/formats/header.ts';
import { spend } from '#shared/formats/spend.ts';
import type { FilePreview } from '#shared/schema/index.ts';
import { targetsOf } from './by-hand.ts';
import { findDelimiter } from './dialect.ts';
import { type GuessedTable, guessColumns, guessFormat } from './guess-columns.ts';
import { inspect } from './inspect.ts';
import { headRows } from './rows.ts';

const rowsLookedAt = 200;
/** A header never stands lower. */
const headerRows = 20;
const examplesShown = 3;

/** Undefined where the text is no table. */
export function byHandOf(head: string, isCut: boolean): FilePreview['byHand'] {
  const found = tableOf(head, isCut);
  if (!found) return undefined;
  const { headers, sample } = found;
  return {
    headers: headers.flatMap((name, i) =>
      name === ''
        ? []
        : [{ name, examples: [...new Set(sample(i))].slice(0, examplesShown).map(cell => cell.slice(0, 60)) }],
    ),
    formats: [deals, spend, events, fx].map(format => {
      const targets = targetsOf(format);
      const own = targets.flatMap(({ name, known }) => {
        const found = headers.find(one => known.some(other => headerKey(other) === headerKey(one)));
        return found === undefined ? [] : [[name, found] as const];
      });
      return {
        id: format.id,
        label: format.label,
        columns: targets.map(({ name, isRequired }) => ({ name, isRequired })),
        map: { ...Object.fromEntries(own), ...guessColumns(format, found).map },
      };
    }),
    nearest: guessFormat(found)?.format.id ?? null,
  };
}

/** The headers of a file that is a table, as it lies on disk; none where it is no table. */
export async function headersOf(path: string, temporaryFolder: string): Promise<readonly string[]> {
  const inspection = await inspect(path, temporaryFolder);
  if (inspection.isTemporary) rmSync(inspection.path, { force: true });
  return tableOf(inspection.head, inspection.isHeadCut)?.headers ?? [];
}

function tableOf(head: string, isCut: boolean): GuessedTable | undefined {
  const rows = headRows(head, findDelimiter(head, isCut), rowsLookedAt, isCut);
  // The first of the widest rows is the header, whatever stands above it.
  const width = (row: number): number => rows[row].cells.filter(cell => cell.trim() !== '').length;
  let header = 0;
  for (let row = 1; row < Math.min(rows.length, headerRows); row++) if (width(row) > width(header)) header = row;
  if (rows.length === 0 || width(header) < 2) return undefined;
  const headers = rows[header].cells.map(cell => cell.trim());
  return {
    headers,
    sample: column => rows.slice(header + 1).flatMap(row => row.cells[column]?.trim() || []),
  };
}
