// Civil days in SQL without a zone database: the zone's offset is constant between its few clock changes, which are
// found here and written into the query.

import { DAY_MS, zoneOffset } from '#shared/time.ts';

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** The instants (epoch ms) from which an offset (ms) holds, over [from, to]; the first starts at `from`. */
function offsetsBetween(from: number, to: number, zone: string): { from: number; offset: number }[] {
  let offset = zoneOffset(from, zone);
  const answer = [{ from, offset }];
  for (let at = from; at < to; ) {
    const next = Math.min(at + DAY_MS, to);
    const after = zoneOffset(next, zone);
    if (after !== offset) {
      let low = at;
      let high = next;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (zoneOffset(middle, zone) === offset) low = middle;
        else high = middle;
      }
      answer.push({ from: high, offset: after });
      offset = after;
    }
    at = next;
  }
  return answer;
}

/** SQL: the civil day (INTEGER, days since 1970-01-01) of a column of UTC microseconds, for instants within [fromMs, toMs]. */
export function daySql(column: string, zone: string, fromMs: number, toMs: number): string {
  // A row from the year 1 must not make us look at a million days.
  const from = Math.max(fromMs, EARLIEST);
  const parts =
    zone === 'UTC' ? [{ from, offset: 0 }] : offsetsBetween(from, Math.max(from, Math.min(toMs, LATEST)), zone);
  const whens = parts
    .slice(1)
    .reverse()
    .map(part => `WHEN ${column} >= ${part.from * 1000} THEN ${part.offset * 1000}`);
  const offset =
    whens.length === 0 ? `${parts[0].offset * 1000}` : `CASE ${whens.join(' ')} ELSE ${parts[0].offset * 1000} END`;
  // Integer division rounds down only above zero; 10,000 years keep every instant there.
  return `((${column} + ${offset} + 315360000000000000) // 86400000000 - 3650000)::INTEGER`;
}
