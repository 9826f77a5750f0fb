// Touches before it is settled which of them count, in growing columns, and their total order: instant, then the vendor's
// event id where there is one, then the event's key. A row with a vendor's id comes before one without.

import { halvesOf } from '#shared/identity/intern.ts';
import { daysInZone } from '#shared/time.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { orderBy } from './order-by.ts';
import { sortRun } from './sort-run.ts';

/** The row continues an earlier visit: a touch only where the person has none before. */
export const CONTINUES = 1;
/** A `visit` row, which SQL has counted already. */
export const VISIT = 2;

export class Candidates {
  length = 0;
  /** Node of the person. */
  person = new Uint32Array(1024);
  at = new Float64Array(1024);
  /** Content row of the source table. */
  source = new Uint32Array(1024);
  flags = new Uint8Array(1024);
  isDropped = new Uint8Array(1024);
  key = new BigUint64Array(1024);
  /** Hash of the context, known for VISIT rows only. */
  context = new BigUint64Array(1024);
  #keys = halvesOf(this.key);
  /** Vendor's event ids of rows whose instant isn't their own alone. */
  readonly #ids = new Map<number, string>();

  /** One more row; its key are the halves of `keys` at `row`. */
  add(person: number, at: number, source: number, keys: Uint32Array, row: number, flags: number): void {
    if (this.length === this.person.length) this.#grow(this.length + 1);
    const i = this.length++;
    this.person[i] = person;
    this.at[i] = at;
    this.source[i] = source;
    this.flags[i] = flags;
    this.#keys[2 * i] = keys[2 * row];
    this.#keys[2 * i + 1] = keys[2 * row + 1];
  }

  /** Whole columns of rows with the same flags. */
  addAll(
    person: Uint32Array,
    at: Float64Array,
    source: Uint32Array,
    key: BigUint64Array,
    context: BigUint64Array,
    flags: number,
  ): void {
    const from = this.length;
    this.length += person.length;
    if (this.length > this.person.length) this.#grow(this.length);
    this.person.set(person, from);
    this.at.set(at, from);
    this.source.set(source, from);
    this.key.set(key, from);
    this.context.set(context, from);
    this.flags.fill(flags, from, this.length);
  }

  #grow(least: number): void {
    const size = Math.max(least, this.person.length * 2);
    const grown = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.person = grown(new Uint32Array(size), this.person);
    this.at = grown(new Float64Array(size), this.at);
    this.source = grown(new Uint32Array(size), this.source);
    this.flags = grown(new Uint8Array(size), this.flags);
    this.isDropped = grown(new Uint8Array(size), this.isDropped);
    this.key = grown(new BigUint64Array(size), this.key);
    this.context = grown(new BigUint64Array(size), this.context);
    this.#keys = halvesOf(this.key);
  }

  /** Negative where row a comes before row b. */
  compare(a: number, b: number): number {
    if (this.at[a] !== this.at[b]) return this.at[a] - this.at[b];
    if (this.#ids.size > 0) {
      const idA = this.#ids.get(a);
      const idB = this.#ids.get(b);
      if (idA !== idB) {
        if (idA === undefined) return 1;
        if (idB === undefined) return -1;
        return idA < idB ? -1 : 1;
      }
    }
    const keys = this.#keys;
    return keys[2 * a + 1] - keys[2 * b + 1] || keys[2 * a] - keys[2 * b];
  }

  /** The rows of people marked in `isWanted`, person by person (by node), each person's in the total order. */
  async sort(sql: Sql, isWanted: Uint8Array): Promise<Uint32Array> {
    const start = new Uint32Array(isWanted.length + 1);
    for (let i = 0; i < this.length; i++) if (isWanted[this.person[i]]) start[this.person[i] + 1]++;
    for (let i = 0; i < isWanted.length; i++) start[i + 1] += start[i];
    const order = new Uint32Array(start[isWanted.length]);
    const fill = start.slice();
    for (let i = 0; i < this.length; i++) if (isWanted[this.person[i]]) order[fill[this.person[i]]++] = i;
    await this.#readIds(sql, order);
    const before = (a: number, b: number): boolean => this.compare(a, b) < 0;
    for (let person = 0; person < isWanted.length; person++) {
      if (start[person + 1] - start[person] > 1) sortRun(order, start[person], start[person + 1], before);
    }
    return order;
  }

  /** The sorted rows again, people in order of their first touch: an order that doesn't hang on nodes. */
  byPerson(sorted: Uint32Array): Uint32Array {
    const starts: number[] = [];
    let last = -1;
    for (let i = 0; i < sorted.length; i++) {
      const person = this.person[sorted[i]];
      if (person !== last) starts.push(i);
      last = person;
    }
    const first = Float64Array.from(starts, start => this.at[sorted[start]]);
    const order = orderBy(first, (a, b) => this.compare(sorted[starts[a]], sorted[starts[b]]));
    const rows = new Uint32Array(sorted.length);
    let size = 0;
    for (const group of order) {
      const end = group + 1 < starts.length ? starts[group + 1] : sorted.length;
      for (let i = starts[group]; i < end; i++) rows[size++] = sorted[i];
    }
    return rows;
  }

  /** The rows that count and don't carry the flag. */
  rowsWithout(flag: number): Uint32Array {
    const rows = new Uint32Array(this.length);
    let n = 0;
    for (let i = 0; i < this.length; i++) if ((this.flags[i] & flag) === 0 && this.isDropped[i] === 0) rows[n++] = i;
    return rows.subarray(0, n);
  }

  /** Civil days of rows in a zone. */
  daysOf(rows: Uint32Array, zone: string): Int32Array {
    const times = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) times[i] = this.at[rows[i]];
    return daysInZone(times, zone);
  }

  /** Vendor's ids, only for rows that share their instant with another, and only where vendors gave any. */
  async #readIds(sql: Sql, rows: Uint32Array): Promise<void> {
    if (!(await sql.first('SELECT 1 AS yes FROM event WHERE id IS NOT NULL LIMIT 1'))) return;
    const times = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) times[i] = this.at[rows[i]];
    times.sort();
    const shared = new Set<number>();
    for (let i = 1; i < times.length; i++) if (times[i] === times[i - 1]) shared.add(times[i]);
    if (shared.size === 0) return;
    const tied = rows.filter(row => shared.has(this.at[row]));
    await sql.run('CREATE OR REPLACE TEMP TABLE journey_tied (key UBIGINT, row UINTEGER)');
    const appender = await sql.appender('journey_tied');
    for (const row of tied) appender.append([this.key[row], row]);
    appender.close();
    const ids = await readColumns(
      sql,
      { row: 'u32', id: 'text' },
      'SELECT row, id FROM event JOIN journey_tied USING (key) WHERE id IS NOT NULL',
    );
    for (let i = 0; i < ids.rows; i++) this.#ids.set(ids.row[i], ids.id[i]);
  }
}
