// Dictionary coding: texts become codes into a dictionary sorted by content, with '' (missing) always first.

import { halvesOf, Interner } from '#shared/identity/intern.ts';
import type { Coded } from '#shared/journeys/workspace.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';

/** Codes a column of texts. */
export function codeTexts(texts: readonly string[]): Coded {
  const seen = new Map<string, number>([['', 0]]);
  const code = new Uint32Array(texts.length);
  let last = '';
  let lastCode = 0;
  for (let i = 0; i < texts.length; i++) {
    // Neighbours are often the same text.
    if (texts[i] !== last) {
      last = texts[i];
      const known = seen.get(last);
      lastCode = known ?? seen.size;
      if (known === undefined) seen.set(last, lastCode);
    }
    code[i] = lastCode;
  }
  const dict = [...seen.keys()].sort();
  const place = new Uint32Array(dict.length);
  for (let i = 0; i < dict.length; i++) place[seen.get(dict[i])!] = i;
  for (let i = 0; i < code.length; i++) code[i] = place[code[i]];
  return { code, dict };
}

/** Picks rows of a coded column; entries that no row uses leave the dictionary. -1 picks ''. */
export function pickCoded(column: Coded, rows: ArrayLike<number>): Coded {
  const used = new Uint8Array(column.dict.length);
  used[0] = 1;
  for (let i = 0; i < rows.length; i++) if (rows[i] >= 0) used[column.code[rows[i]]] = 1;
  const place = new Uint32Array(column.dict.length);
  const dict: string[] = [];
  for (let i = 0; i < used.length; i++) if (used[i]) place[i] = dict.push(column.dict[i]) - 1;
  const code = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) code[i] = rows[i] >= 0 ? place[column.code[rows[i]]] : 0;
  return { code, dict };
}

/** A text column read as hashes, with what the hashes stand for: a million rows of few texts make few strings. */
export class HashCoder {
  readonly #interner: Interner;
  /** Id of the interner → code. */
  readonly #code: Uint32Array;
  readonly dict: readonly string[];

  private constructor(interner: Interner, code: Uint32Array, dict: readonly string[]) {
    this.#interner = interner;
    this.#code = code;
    this.dict = dict;
  }

  /** `columns` of `table` (or subquery) share one dictionary. */
  static async read(sql: Sql, table: string, columns: readonly string[]): Promise<HashCoder> {
    const union = columns.map(column => `SELECT ${column} AS x FROM ${table}`).join(' UNION ');
    const rows = await readColumns(
      sql,
      { hash: 'u64', text: 'text' },
      `SELECT DISTINCT hash(x), x FROM (${union}) WHERE x IS NOT NULL AND x <> ''`,
    );
    const order = Array.from({ length: rows.rows }, (_, i) => i).sort((a, b) => (rows.text[a] < rows.text[b] ? -1 : 1));
    const interner = new Interner(rows.rows);
    const halves = halvesOf(rows.hash);
    const code = new Uint32Array(rows.rows);
    for (let i = 0; i < order.length; i++)
      code[interner.intern(halves[2 * order[i]], halves[2 * order[i] + 1])] = i + 1;
    return new HashCoder(interner, code, ['', ...order.map(i => rows.text[i])]);
  }

  /** Codes of a column read as `hash(column)`; unknown hashes (of NULL, of '') are ''. */
  code(hashes: BigUint64Array): Coded {
    const code = new Uint32Array(hashes.length);
    this.#interner.findAll(halvesOf(hashes), hashes.length, code);
    for (let i = 0; i < code.length; i++) code[i] = code[i] === 0xffffffff ? 0 : this.#code[code[i]];
    return { code, dict: this.dict };
  }
}
