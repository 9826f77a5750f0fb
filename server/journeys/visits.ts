// Everyone's touches counted per source and civil day of the workspace zone.

import { kindNumber } from '#shared/journeys/kinds.ts';
import type { Visits } from '#shared/journeys/workspace.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import type { SourceTable } from './sources.ts';
import { daySql } from './zone-days.ts';

/** Days fit 22 bits either side of 1970 with room to spare: source and day in one exact number. */
const DAY_SPAN = 2 ** 23;
const DAY_ZERO = 2 ** 22;

export class VisitCounter {
  readonly #counts = new Map<number, number>();

  add(source: number, day: number, count: number): void {
    const cell = source * DAY_SPAN + day + DAY_ZERO;
    this.#counts.set(cell, (this.#counts.get(cell) ?? 0) + count);
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
    for (let i = 0; i < rows.rows; i++) {
      if (table.continues[rows.source[i]] === 0) this.add(table.row[rows.source[i]], rows.day[i], rows.count[i]);
    }
  }

  markUsed(used: Uint8Array): void {
    for (const cell of this.#counts.keys()) used[Math.floor(cell / DAY_SPAN)] = 1;
  }

  /** By source and day; `place` maps sources to the rows of the final dictionary. */
  finish(place: Uint32Array): Visits {
    const cells = Float64Array.from(this.#counts.keys()).sort();
    const n = cells.length;
    const source = new Uint32Array(n);
    const day = new Int32Array(n);
    const count = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      const from = Math.floor(cells[i] / DAY_SPAN);
      source[i] = place[from];
      day[i] = cells[i] - from * DAY_SPAN - DAY_ZERO;
      count[i] = this.#counts.get(cells[i])!;
    }
    return { length: n, source, context: new Uint32Array(n), day, count };
  }
}

/** SQL: the civil day of an event in a zone; null where there are no events. */
export async function eventDaySql(sql: Sql, zone: string): Promise<string | null> {
  const range = await sql.first<{ low: number | null; high: number | null }>(
    'SELECT min("at") / 1000.0 AS low, max("at") / 1000.0 AS high FROM event',
  );
  return range && range.low !== null && range.high !== null ? daySql('"at"', zone, range.low, range.high) : null;
}
