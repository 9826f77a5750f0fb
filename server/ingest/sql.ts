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

/**
 * The letters of Western and Central Europe, to stand in a pattern's brackets: `\pL` takes longer to compile (milliseconds,
 * each time it is mentioned) than a small file to read.
 */
export const latinLetters = 'A-Za-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{24F}';

/** SQL of "is one of these", spelled out: DuckDB makes a join of a long IN, which costs more than reading the file. */
export function isOneOf(value: string, texts: readonly string[]): string {
  return `(${texts.map(text => `${value} = ${literal(text)}`).join(' OR ')})`;
}

/** SQL of `value` looked up in a vocabulary: arms in the order given, so the likely ones first; NULL stays NULL. */
export function lookUp(
  value: string,
  entries: Iterable<readonly [key: string, sql: string]>,
  otherwise: string,
): string {
  const arms = [...entries].map(([key, sql]) => `WHEN ${literal(key)} THEN ${sql}`);
  return `CASE WHEN ${value} IS NULL THEN NULL ELSE CASE ${value} ${arms.join(' ')} ELSE ${otherwise} END END`;
}
