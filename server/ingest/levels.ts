// The compiled query, level by level: each adds columns to those of the one inside it. The innermost trim the file's cells
// and turn the spellings of nothing into NULL, each cell once, however many fields read it.

import { type Relation, wideRow } from './relation.ts';
import { identifier, isOneOf, literal } from './sql.ts';

const shortNulls: Readonly<Record<number, readonly string[]>> = {
  4: ['null', 'NULL', 'Null', '#N/A'],
  3: ['N/A', 'n/a', 'nan', 'NaN', '—', '–'],
  2: ['--'],
  1: ['-'],
};
const bracketNulls = ['(not set)', '(none)', '(not provided)'];

/** The query so far: a chain of SELECTs, each with the columns of the one inside it and its own. */
export class Levels {
  private text: string;
  private readonly relation: Relation;
  private readonly cells = new Map<string, string>();
  private trimmed: string[] = [];
  private cleaned: string[] = [];
  private readonly later: (readonly [string, string])[][] = [];

  constructor(from: string, relation: Relation) {
    this.text = from;
    this.relation = relation;
  }

  /** Name of the cleaned cell of a header; null where the file has none. */
  cell(name: string, isVerbatim: boolean): string | null {
    const raw = this.relation.cell(name);
    if (raw === null) return null;
    const key = `${isVerbatim ? 'v' : 'n'}${raw}`;
    const known = this.cells.get(key);
    if (known) return known;
    const trimmed = this.relation.isTidy ? raw : identifier(`t_${raw.replaceAll('"', '')}`);
    const cleaned = identifier(`${isVerbatim ? 'v' : 'n'}_${raw.replaceAll('"', '')}`);
    if (!this.cells.has(raw)) {
      this.cells.set(raw, trimmed);
      if (!this.relation.isTidy) this.trimmed.push(`${trimmedSql(raw)} AS ${trimmed}`);
    }
    this.cleaned.push(`${cleanedSql(trimmed, isVerbatim)} AS ${cleaned}`);
    this.cells.set(key, cleaned);
    return cleaned;
  }

  add(columns: readonly (readonly [string, string])[]): void {
    if (columns.length > 0) this.later.push([...columns]);
  }

  sql(): string {
    const { wide } = this.relation;
    let text = `SELECT *${wide ? `, [${wide.join(', ')}] AS ${wideRow}` : ''} FROM ${this.text}`;
    if (this.trimmed.length > 0) text = `SELECT *, ${this.trimmed.join(',\n')} FROM (${text})`;
    if (this.cleaned.length > 0) text = `SELECT *, ${this.cleaned.join(',\n')} FROM (${text})`;
    for (const columns of this.later) {
      text = `SELECT *, ${columns.map(([name, sql]) => `${sql} AS ${name}`).join(',\n')} FROM (${text})`;
    }
    return text;
  }
}

/** Whether a cell, trimmed, is one of the spellings of nothing. */
export function saysNothing(text: string): boolean {
  return text === 'undefined' || bracketNulls.includes(text) || Object.values(shortNulls).flat().includes(text);
}

function trimmedSql(cell: string): string {
  const nbsp = literal('\u00a0');
  const all = literal(' \t\r\n\u00a0\u202f\u200b\ufeff');
  // trim() on every cell costs more than reading the file; most cells need none.
  return `CASE WHEN ${cell} < '!' OR suffix(${cell}, ' ') OR suffix(${cell}, ${nbsp}) OR prefix(${cell}, ${nbsp}) OR suffix(${cell}, '\t') OR suffix(${cell}, '\r')
    THEN trim(${cell}, ${all}) ELSE ${cell} END`;
}

/** Null spellings become NULL. By length first: most cells are longer than any of them, and comparing costs. */
function cleanedSql(cell: string, isVerbatim: boolean): string {
  const brackets = isVerbatim ? '' : ` OR (prefix(${cell}, '(') AND ${isOneOf(cell, bracketNulls)})`;
  const short = Object.entries(shortNulls).map(
    ([length, texts]) =>
      `WHEN strlen(${cell}) = ${length} THEN CASE WHEN ${isOneOf(cell, texts)} THEN NULL ELSE ${cell} END`,
  );
  return `CASE WHEN strlen(${cell}) > 14 THEN ${cell} WHEN ${cell} IS NULL THEN NULL
    WHEN strlen(${cell}) > 4 THEN CASE WHEN ${cell} = 'undefined'${brackets} THEN NULL ELSE ${cell} END
    ${short.join(' ')} ELSE NULL END`;
}
