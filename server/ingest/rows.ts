// Splits the head of a table into rows and cells, quotes and line breaks within them respected: enough to find the
// delimiter, the header and the forms of numbers and dates. The file itself is read by DuckDB, or by normalise.ts.

export interface HeadRow {
  readonly cells: readonly string[];
  /** Physical line on which the row starts, from 1. */
  readonly line: number;
  /** Physical lines that it takes up. */
  readonly lines: number;
}

/** How a cell holds a delimiter or line break: in quotes, behind a backslash, or not at all. */
export type Quoting = 'quotes' | 'backslash' | 'none';

/** The first rows of `text`, blank lines left out. A row that the end of `text` cuts is left out where `isCut`. */
export function headRows(
  text: string,
  delimiter: string,
  most: number,
  isCut: boolean,
  quoting: Quoting = 'quotes',
): HeadRow[] {
  const rows: HeadRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let inQuotes = false;
  let line = 1;
  let startLine = 1;
  let i = 0;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cell.trim() !== '') rows.push({ cells, line: startLine, lines: line - startLine + 1 });
    cells = [];
    cell = '';
  };
  for (; i < text.length && rows.length < most; i++) {
    const char = text[i];
    const isBreak = char === '\n' || char === '\r';
    if (inQuotes) {
      if (char === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') inQuotes = false;
      else {
        cell += char;
        if (char === '\n' || (char === '\r' && text[i + 1] !== '\n')) line++;
      }
    } else if (char === '"' && cell === '' && quoting === 'quotes') inQuotes = true;
    else if (char === '\\' && quoting === 'backslash' && i + 1 < text.length) {
      cell += text[++i];
      if (text[i] === '\n') line++;
    } else if (char === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (isBreak) {
      endRow();
      if (char === '\r' && text[i + 1] === '\n') i++;
      line++;
      startLine = line;
    } else cell += char;
  }
  if (i >= text.length && !isCut && (cell !== '' || cells.length > 0)) endRow();
  return rows;
}
