// SQL text: how a literal and a name are written. Values that come from a file's cells never go into SQL text; headers,
// paths and a format's own words do, through these.

/** Text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Text as an SQL identifier. */
export function identifier(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Text as an SQL literal that may hold control characters and is safe in any position. */
export function listOf(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}
