// Everyone's touches counted per source and civil day of the workspace zone.

import { kindNumber } from '#shared/journeys/kinds.ts';
import type { Visits } from '#shared/journeys/workspace.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { orderBy } from './order-by.ts';
import type { SourceTable } from './sources.ts';
import { daySql } from './zone-days.ts';

/** Days fit 22 bits either side of 1970 with room to spare: source and day in one exact number. */
const DAY_SPAN = 2 ** 23;
const DAY_ZERO = 2 ** 22;

const cellOf = (source: number, day: number): number => source * DAY_SPAN + day + DAY_ZERO;
const sourceOf = (cell: number): number => Math.floor(cell / DAY_SPAN);

export class VisitCounter {
  /** Touches by cell of source and day: those that were counted one by one. */
  readonly #counts = new Map<number, number>();
  /** The same as SQL has counted them; a cell may be there more than once. */
  #cells: Float64Array = new Float64Array();
  #sums: Uint32Array = new Uint32Array();

  /** One more touch. */
  add(source: number, day: number): void {
    const cell = cellOf(source, day);
    this.#counts.set(cell, (this.#counts.get(cell) ?? 0) + 1);
  }

  /** The `visit` rows, which are touches as they stand, but for those that continue an earlier one. */
  async countVisitRows(sql: Sql, table: SourceTable, zone: string): Promise<void> {
    const day = await eventDaySql(sql, zone);
    if (day === null) return;
    const rows = await readColumns(
      sql,
      { source: 'u32', day: 'i32', count: 'u32' },
      `SELECT source_id, day, sum(n)::UINTEGER FROM (
         SELECT ref, ${day} AS day, count(*) AS n FROM event WHERE kind = ${kindNumber.visit} GROUP BY ALL)
       JOIN source_ref USING (ref) GROUP BY ALL`,
    );
    const cells = new Float64Array(rows.rows);
    let size = 0;
    for (let i = 0; i < rows.rows; i++) {
      const id = rows.source[i];
      if (table.continues[id] === 1) continue;
      cells[size] = cellOf(table.row[id], rows.day[i]);
      rows.count[size++] = rows.count[i];
    }
    this.#cells = cells.subarray(0, size);
    this.#sums = rows.count.subarray(0, size);
  }

  markUsed(used: Uint8Array): void {
    for (const cell of this.#counts.keys()) used[sourceOf(cell)] = 1;
    for (const cell of this.#cells) used[sourceOf(cell)] = 1;
  }

  /** By source and day; `place` maps sources to the rows of the final dictionary. */
  finish(place: Uint32Array): Visits {
    const cells = new Float64Array(this.#cells.length + this.#counts.size);
    const counts = new Uint32Array(cells.length);
    cells.set(this.#cells);
    counts.set(this.#sums);
    let next = this.#cells.length;
    for (const [cell, count] of this.#counts) {
      cells[next] = cell;
      counts[next++] = count;
    }
    const source = new Uint32Array(cells.length);
    const day = new Int32Array(cells.length);
    const count = new Uint32Array(cells.length);
    let n = 0;
    let last = Number.NaN;
    for (const row of orderBy(cells)) {
      const cell = cells[row];
      if (cell !== last) {
        const from = sourceOf(cell);
        source[n] = place[from];
        day[n++] = cell - from * DAY_SPAN - DAY_ZERO;
      }
      last = cell;
      count[n - 1] += counts[row];
    }
    return {
      length: n,
      source: source.slice(0, n),
      context: new Uint32Array(n),
      day: day.slice(0, n),
      count: count.slice(0, n),
    };
  }
}

/** SQL: the civil day of an event in a zone; null where there are no events. */
export async function eventDaySql(sql: Sql, zone: string): Promise<string | null> {
  const range = await sql.first<{ low: number | null; high: number | null }>(
    'SELECT min("at") / 1000.0 AS low, max("at") / 1000.0 AS high FROM event',
  );
  return range && range.low !== null && range.high !== null ? daySql('"at"', zone, range.low, range.high) : null;
}
