// Writing CSV (RFC 4180): comma, CRLF, quotes where needed. Reading it is the importer's.

/**
 * One line of CSV with its CRLF. null and undefined are empty cells; numbers are written with a point and no grouping.
 * Quotes a cell that holds a comma, a quote, a line break, or a space at either end. O(length).
 *
 *     csvLine(['a "b"', 1.5, null]) === '"a ""b""",1.5,\r\n'
 *
 * Source: RFC 4180, section 2.
 */
export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * One line of CSV for a person's spreadsheet: as `csvLine`, but a text that a spreadsheet would run as a formula has an
 * apostrophe before it. Not for programs, which read what was written. O(length).
 *
 *     sheetLine(['=HYPERLINK("http://x")', -1.5]) === '"\'=HYPERLINK(""http://x"")",-1.5\r\n'
 *
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function sheetLine(cells: readonly (string | number | null | undefined)[]): string {
  return csvLine(cells.map(cell => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
}

function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
