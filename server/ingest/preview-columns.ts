// What a preview says about a file's columns: why the format was found, which field each column fills, which currency the
// amounts are in.

import type { Format } from '#shared/formats/format.ts';
import type { FilePreview } from '#shared/schema/index.ts';
import { namedRecords } from '../record-names.ts';
import type { ImportOptions, Reading } from './import.ts';
import type { Sampled } from './preview-rows.ts';
import { matchedHeaders } from './recognise.ts';
import type { Relation } from './relation.ts';

type Found = NonNullable<FilePreview['format']>;

const longestExample = 80;

/** How the format was found: the headers that gave it away, and the line they stand on. */
export function reasonOf(
  { format, dialect, relation }: Reading,
  options: ImportOptions,
): Pick<Found, 'by' | 'line' | 'headers'> {
  const isRemembered = format.detect.only === true;
  const by = format.mapped ? (isRemembered ? 'remembered map' : 'map') : options.format ? 'option' : 'content';
  const headers = format.mapped
    ? Object.values(format.mapped).filter(header => !header.startsWith('='))
    : matchedHeaders(format, dialect?.headers ?? relation.headers);
  return { by, line: dialect?.headerLine ?? null, headers };
}

/** Every column of a table in its order; of JSON every path that is read and that some of the first objects have. */
export function columnsOf(format: Format, relation: Relation): FilePreview['columns'] {
  const isTable = format.shape === 'table';
  const columns = new Map<string, FilePreview['columns'][number]>();
  const exampleOf = (name: string): string | null => {
    const example = relation.sample(name)[0];
    if (example === undefined) return null;
    return example.length > longestExample ? `${example.slice(0, longestExample)}…` : example;
  };
  if (isTable) {
    for (const header of relation.headers) {
      const cell = relation.cell(header);
      if (header.trim() !== '' && cell !== null && !columns.has(cell))
        columns.set(cell, { column: header, example: exampleOf(header), fields: [] });
    }
  }
  for (const { record, columns: declared } of format.yields) {
    const name = Object.keys(namedRecords({ [record]: 0 }))[0];
    for (const { from, field, as } of declared) {
      for (const header of from) {
        const cell = relation.cell(header);
        if (cell === null) continue;
        if (!isTable && !columns.has(cell) && relation.sample(header).length > 0)
          columns.set(cell, { column: relation.header(header), example: exampleOf(header), fields: [] });
        const column = columns.get(cell);
        if (column && !column.fields.some(one => one.record === name && one.field === field))
          column.fields.push({ record: name, field, as });
      }
    }
  }
  return [...columns.values()];
}

/** The currencies of the rows looked at, and what says so. */
export async function currencyOf(
  sampled: Sampled,
  option: string | undefined,
  setting: string | null,
): Promise<FilePreview['currency']> {
  const { hasMoney, codes, isNamed } = await sampled.currencies();
  if (!hasMoney) return { codes: [], from: 'no amounts' };
  if (isNamed) return { codes, from: 'the file' };
  if (option !== undefined) return { codes: [option.toUpperCase()], from: 'the option currency' };
  if (setting !== null) return { codes: [setting], from: 'the setting currency' };
  return { codes: [], from: "the workspace's own, as no column names one" };
}
