// What surrounds a touch: landing page (host and path of its url, without the query), device, country; as a dictionary
// in order of content whose first row is "nothing known".

import { halvesOf, Interner } from '#shared/identity/intern.ts';
import type { Contexts } from '#shared/journeys/workspace.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { type Candidates, VISIT } from './candidates.ts';

/** SQL: columns lp, device and country of an event; '' for what is missing. */
export function contextSql(event: string): string {
  const bare = `split_part(split_part(${event}.url, '#', 1), '?', 1)`;
  const page = `CASE WHEN starts_with(${bare}, 'https://') THEN substr(${bare}, 9) WHEN starts_with(${bare}, 'http://') THEN substr(${bare}, 8) ELSE ${bare} END`;
  // Hosts don't tell cases apart, paths do.
  const lower = `CASE WHEN contains(${page}, '/') THEN lower(split_part(${page}, '/', 1)) || substr(${page}, strpos(${page}, '/')) ELSE lower(${page}) || '/' END`;
  return `CASE WHEN ${event}.url IS NULL OR ${event}.url = '' THEN '' ELSE ${lower} END AS lp,
    coalesce(${event}.device, '') AS device, coalesce(${event}.country, '') AS country`;
}

/** The contexts of the touches `rows`, and each one's row in them. Visits' contexts lie in the table journey_visit. */
export async function readContexts(
  sql: Sql,
  candidates: Candidates,
  rows: Uint32Array,
): Promise<{ contexts: Contexts; context: Uint32Array }> {
  const others = rows.filter(row => (candidates.flags[row] & VISIT) === 0);
  await sql.run('CREATE OR REPLACE TEMP TABLE journey_other (key UBIGINT, row UINTEGER)');
  if (others.length > 0) {
    const appender = await sql.appender('journey_other');
    for (const row of others) appender.append([candidates.key[row], row]);
    appender.close();
    const found = await readColumns(
      sql,
      { row: 'u32', context: 'u64' },
      `SELECT row, hash(lp, device, country) FROM (
         SELECT journey_other.row AS row, ${contextSql('event')} FROM event JOIN journey_other USING (key))`,
    );
    for (let i = 0; i < found.rows; i++) candidates.context[found.row[i]] = found.context[i];
  }
  const visits = others.length < rows.length ? 'SELECT context, lp, device, country FROM journey_visit UNION' : '';
  const distinct = await readColumns(
    sql,
    { hash: 'u64', landingPage: 'text', device: 'text', country: 'text' },
    `SELECT DISTINCT * FROM (${visits} SELECT hash(lp, device, country) AS context, lp, device, country FROM (
       SELECT ${contextSql('event')} FROM event JOIN journey_other USING (key)))`,
  );
  const text = (i: number): string =>
    `${distinct.landingPage[i]}\u0000${distinct.device[i]}\u0000${distinct.country[i]}`;
  const texts = Array.from({ length: distinct.rows }, (_, i) => text(i));
  const interner = new Interner(distinct.rows);
  const halves = halvesOf(distinct.hash);
  for (let i = 0; i < distinct.rows; i++) interner.intern(halves[2 * i], halves[2 * i + 1]);

  const n = rows.length;
  const id = new Uint32Array(n);
  const contextHalves = halvesOf(candidates.context);
  const used = new Uint8Array(distinct.rows);
  for (let i = 0; i < n; i++) {
    id[i] = interner.find(contextHalves[2 * rows[i]], contextHalves[2 * rows[i] + 1]);
    used[id[i]] = 1;
  }
  const order = Array.from({ length: distinct.rows }, (_, i) => i)
    .filter(i => used[i] === 1 && texts[i] !== '\u0000\u0000')
    .sort((a, b) => (texts[a] < texts[b] ? -1 : 1));
  const place = new Uint32Array(distinct.rows);
  for (let i = 0; i < order.length; i++) place[order[i]] = i + 1;
  const context = new Uint32Array(n);
  for (let i = 0; i < n; i++) context[i] = place[id[i]];
  return {
    contexts: {
      length: order.length + 1,
      landingPage: ['', ...order.map(i => distinct.landingPage[i])],
      device: ['', ...order.map(i => distinct.device[i])],
      country: ['', ...order.map(i => distinct.country[i])],
    },
    context,
  };
}
