// A column's vocabulary as SQL. The words that the file really holds most are tried first: it looks at every cell.

import type { Column } from '#shared/formats/format.ts';
import type { Relation } from './relation.ts';
import { literal, lookUp } from './sql.ts';

/** Cells of a column from the head of the file, as its vocabulary meets them. */
export const sampleOf = (column: Column, relation: Relation): string[] =>
  column.from.flatMap(name => relation.sample(name).slice(0, 2_000)).map(cell => stripped(column, cell));

function stripped({ strip = '' }: Column, cell: string): string {
  return strip === '' ? cell : [...cell].filter(char => !strip.includes(char)).join('');
}

/** The cells that the file holds most of, as they stand, before the whole vocabulary: it folds every cell first. */
export function commonWordsSql(text: string, column: Column, relation: Relation, otherwise: string): string {
  const seen = new Map<string, number>();
  for (const cell of column.from.flatMap(name => relation.sample(name).slice(0, 2_000)))
    seen.set(cell, (seen.get(cell) ?? 0) + 1);
  const common = [...seen]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .flatMap(([cell]) => {
      const word = column.values?.[stripped(column, cell).toLowerCase()];
      return word === undefined || word === '*' || word === '' ? [] : [`WHEN ${literal(cell)} THEN ${literal(word)}`];
    });
  return common.length === 0 ? otherwise : `CASE ${text} ${common.join(' ')} ELSE ${otherwise} END`;
}

/** `sample`: cells of the column, so that the words it really holds are tried first. */
export function vocabularySql(
  text: string,
  values: Readonly<Record<string, string>>,
  sample: readonly string[],
): string {
  const result = (value: string): string => (value === '*' ? text : value === '' ? 'NULL' : literal(value));
  const seen = new Map<string, number>();
  for (const cell of sample) seen.set(cell.toLowerCase(), (seen.get(cell.toLowerCase()) ?? 0) + 1);
  const exact = Object.entries(values)
    .filter(([key]) => !key.endsWith('*'))
    .sort(([a], [b]) => (seen.get(b) ?? 0) - (seen.get(a) ?? 0));
  const prefixes = Object.entries(values)
    .filter(([key]) => key.endsWith('*') && key !== '*')
    .sort(([a], [b]) => b.length - a.length);
  const lower = `lower(${text})`;
  const rest = values['*'] === undefined ? 'NULL' : result(values['*']);
  const prefixCases = prefixes.map(
    ([key, value]) => `WHEN prefix(${lower}, ${literal(key.slice(0, -1))}) THEN ${result(value)}`,
  );
  const beyond = prefixCases.length > 0 ? `CASE ${prefixCases.join(' ')} ELSE ${rest} END` : rest;
  if (exact.length === 0) return `CASE WHEN ${text} IS NOT NULL THEN ${beyond} END`;
  return lookUp(
    lower,
    exact.map(([key, value]) => [key, result(value)] as const),
    beyond,
  );
}
