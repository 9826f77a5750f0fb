// Tables for a terminal: columns as wide as their widest cell, numbers to the right. Cells come from other people's files:
// control characters, which could drive the terminal, are shown as a mark.

import { stripVTControlCharacters } from 'node:util';

export interface TableColumn {
  readonly label: string;
  readonly align?: 'left' | 'right';
}

/** The text as one line without anything that moves the cursor or turns the direction of writing. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Bidi_Control}]+/gu, '·');
}

/** The same for a text of several lines, such as an error that quotes what a remote collector, a vendor or a file says. */
export const plainLines = (text: string): string => text.split('\n').map(plain).join('\n');

/** JSON whose control characters beyond ASCII, and those that turn the direction of writing, are escapes: the same document. */
export const escapedJson = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\p{Bidi_Control}]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const isWide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const isMark = /^(?:\p{Mark}|\p{Cf})+$/u;

/** Made when a text first needs it, which few do: it takes 10 ms. */
let segmenter: Intl.Segmenter | undefined;
function segmentsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

/** How many columns a terminal gives the text: two for East Asian wide characters and emoji. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u007e\u00a1-\u02ff\u2010-\u2027\u20a0-\u20bf]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmentsOf(text)) width += isMark.test(segment) ? 0 : isWide.test(segment) ? 2 : 1;
  return width;
}

/** Cuts to a width, with … where something is left out. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let cut = '';
  for (const { segment } of segmentsOf(text)) {
    if (displayWidth(cut + segment) > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** The table's lines, header first. `rows` hold one cell a column. */
export function tableLines(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map(row => row.map(plain));
  const widths = columns.map((column, i) =>
    Math.max(displayWidth(column.label), ...cells.map(row => displayWidth(row[i]))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        const space = ' '.repeat(widths[i] - displayWidth(cell));
        return columns[i].align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(c => c.label)), ...cells.map(line)];
}

/** How wide the table will be. */
export function tableWidth(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): number {
  const widths = columns.map((column, i) =>
    Math.max(displayWidth(column.label), ...rows.map(row => displayWidth(plain(row[i])))),
  );
  return widths.reduce((sum, width) => sum + width, 0) + 2 * (columns.length - 1);
}
