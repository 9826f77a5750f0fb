// Columns mapped by hand: a format made out of a declared one, in which named columns of the file stand for the format's
// own. Everything behind it reads it like any other format; its id and version are those of the format it came from.

import { DataError, UsageError } from '#shared/errors.ts';
import type { Column, Format } from '#shared/formats/format.ts';
import { headerKey } from '#shared/formats/header.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import { nearest } from '#shared/nearest.ts';
import { platformFromText } from '#shared/sources/platforms.ts';

/** The format's own header → the file's, or `=text` for what stands in every row. */
export type ColumnMap = Readonly<Record<string, string>>;

export interface Target {
  /** The format's own header, as in `--map NAME=COLUMN`. */
  readonly name: string;
  readonly as: Column['as'];
  readonly isRequired: boolean;
  /** What it fills: another target may fill the same. */
  readonly field: string;
  /** All headers that the format knows it by, its own first. */
  readonly known: readonly string[];
}

/** Mapped by hand, a file is what its user says: above every vendor. */
const priority = 1_000;

/** The columns of a format that can be mapped to, in the order in which it declares them. */
export function targetsOf(format: Format): Target[] {
  const targets: Target[] = [];
  for (const { record, columns, when } of format.yields) {
    for (const { field, from, as, required, inHeader } of columns) {
      if (from.length === 0 || inHeader) continue;
      if (targets.some(({ known }) => from.some(name => known.some(other => headerKey(other) === headerKey(name)))))
        continue;
      const isRequired = required === true && when === undefined;
      targets.push({ name: from[0], as, isRequired, field: `${record}.${field}`, known: from });
    }
  }
  return targets;
}

/** The declared format of an id that columns can be mapped to. */
export function mappable(formatId: string | undefined): Format {
  const format = allFormats.find(({ id }) => id === formatId);
  if (format && format.shape === 'table' && !format.headless && !format.aggregate) return format;
  throw new UsageError({
    code: 'map-format',
    what:
      formatId === undefined ? 'Columns are mapped to those of a format.' : `No columns can be mapped to ${formatId}.`,
    found: formatId,
    expected: 'a format that is a table: events, deals, spend …',
    remedy: 'Name it: --format deals --map deal_id="Opp Nr"',
  });
}

/** Checks a map given by hand and puts the format's own spelling in its place; throws UsageError for an unknown column. */
export function checkedMap(format: Format, map: ColumnMap): ColumnMap {
  const targets = targetsOf(format);
  return Object.fromEntries(
    Object.entries(map).map(([name, column]) => {
      const target = targets.find(({ known }) => known.some(other => headerKey(other) === headerKey(name)));
      if (target && column.trim() !== '' && column !== '=') return [target.name, column.trim()];
      const names = targets.map(one => one.name);
      const near = nearest(name, names);
      throw new UsageError({
        code: 'map-column',
        what: target ? `${name} is mapped to no column.` : `${format.label} (${format.id}) has no column "${name}".`,
        where: '--map',
        found: `${name}=${column}`,
        expected: target ? `${name}="a column of the file", or ${name}==text for all rows` : names.join(', '),
        remedy: near && !target ? `Did you mean ${near}?` : undefined,
      });
    }),
  );
}

/** The format with the mapped columns in place of its own. `headers`: all headers of the file that it is good for, where known. */
export function mappedFormat(format: Format, map: ColumnMap, headers?: readonly string[]): Format {
  const entries = Object.entries(map);
  const mappedTo = (column: Column): string | undefined =>
    entries.find(([name]) => column.from.some(known => headerKey(known) === headerKey(name)))?.[1];
  const own = entries.map(([, column]) => column).filter(column => !column.startsWith('='));
  const words = entries.map(([name, column]) =>
    column.startsWith('=') ? `${name} is "${column.slice(1)}"` : `${name} ← "${column}"`,
  );
  return {
    ...format,
    detect: headers ? { all: headers, only: true, priority } : { all: own, priority },
    notes: [
      ...(format.notes ?? []),
      `Columns mapped by hand${headers ? ', as before' : ''}: ${words.join(', ')}.${headers ? ' To read such a file without: --forget-map.' : ''}`,
    ],
    mapped: map,
    yields: format.yields.map(one => ({
      ...one,
      columns: one.columns.map(column => {
        const name = mappedTo(column);
        if (name === undefined) return column;
        if (name.startsWith('=')) return { ...column, from: [], constant: constantOf(column, name.slice(1)) };
        return { ...column, from: [name] };
      }),
    })),
  };
}

/** Platforms are looked up by what the cells say; what stands in no cell is looked up here. */
function constantOf({ as }: Column, text: string): string {
  return (as === 'platform' && platformFromText(text)) || text;
}

/** Throws DataError where a column that was mapped by hand isn't in the file. */
export function refuseAbsent(map: ColumnMap, headers: readonly string[], file: string): void {
  const keys = new Set(headers.map(headerKey));
  const absent = Object.entries(map).filter(([, column]) => !column.startsWith('=') && !keys.has(headerKey(column)));
  if (absent.length === 0) return;
  const near = nearest(absent[0][1], headers);
  throw new DataError({
    code: 'map-absent',
    what: `${file} has no column "${absent[0][1]}", which was to be ${absent[0][0]}.`,
    where: file,
    found: headers.map(header => `"${header}"`).join(', '),
    expected: absent.map(([, column]) => `"${column}"`).join(', '),
    remedy: near ? `Did you mean "${near}"?` : 'Name one of its columns.',
  });
}
