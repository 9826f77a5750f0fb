// What surrounds a touch: landing page (host and path of its url, without the query), device, country; as a dictionary
// in order of content whose first row is "nothing known".

import { halvesOf, Interner } from '#shared/identity/intern.ts';
import type { Contexts } from '#shared/journeys/workspace.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { type Candidates, VISIT } from './candidates.ts';

/** SQL: columns page (the url without query and fragment, not tidied), device and country of `event`; '' for missing. */
export async function contextSql(sql: Sql): Promise<string> {
  // Constants where no event has any: millions of empty texts take time too.
  const column = async (name: string): Promise<string> =>
    (await sql.first(`SELECT 1 AS yes FROM event WHERE ${name} IS NOT NULL LIMIT 1`))
      ? `coalesce(event.${name}, '') AS ${name}`
      : `'' AS ${name}`;
  return `coalesce(split_part(split_part(event.url, '?', 1), '#', 1), '') AS page,
    ${await column('device')}, ${await column('country')}`;
}

/** Host and path as people compare them: no scheme, the host in lower case, '/' for the bare host. */
export function landingPageOf(page: string): string {
  const bare = page.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  if (bare === '') return '';
  const slash = bare.indexOf('/');
  return slash < 0 ? `${bare.toLowerCase()}/` : bare.slice(0, slash).toLowerCase() + bare.slice(slash);
}

/** The contexts of the touches `rows`, and each one's row in them. Visits' contexts lie in the table journey_visit. */
export async function readContexts(
  sql: Sql,
  candidates: Candidates,
  rows: Uint32Array,
): Promise<{ contexts: Contexts; context: Uint32Array }> {
  const others = rows.filter(row => (candidates.flags[row] & VISIT) === 0);
  await sql.run('CREATE OR REPLACE TEMP TABLE journey_other (key UBIGINT, row UINTEGER)');
  const columns = await contextSql(sql);
  if (others.length > 0) {
    const appender = await sql.appender('journey_other');
    for (const row of others) appender.append([candidates.key[row], row]);
    appender.close();
    const found = await readColumns(
      sql,
      { row: 'u32', context: 'u64' },
      `SELECT row, hash(page, device, country) FROM (
         SELECT journey_other.row AS row, ${columns} FROM event JOIN journey_other USING (key))`,
    );
    for (let i = 0; i < found.rows; i++) candidates.context[found.row[i]] = found.context[i];
  }
  const visits = others.length < rows.length ? 'SELECT context, page, device, country FROM journey_visit UNION' : '';
  const distinct = await readColumns(
    sql,
    { hash: 'u64', page: 'text', device: 'text', country: 'text' },
    `SELECT DISTINCT * FROM (${visits} SELECT hash(page, device, country) AS context, page, device, country FROM (
       SELECT ${columns} FROM event JOIN journey_other USING (key)))`,
  );
  const interner = new Interner(distinct.rows);
  const halves = halvesOf(distinct.hash);
  for (let i = 0; i < distinct.rows; i++) interner.intern(halves[2 * i], halves[2 * i + 1]);
  const n = rows.length;
  const context = new Uint32Array(n);
  const contextHalves = halvesOf(candidates.context);
  const used = new Uint8Array(distinct.rows);
  for (let i = 0; i < n; i++) {
    context[i] = interner.find(contextHalves[2 * rows[i]], contextHalves[2 * rows[i] + 1]);
    used[context[i]] = 1;
  }
  // Several pages as written are one landing page.
  const text = (i: number): string =>
    `${landingPageOf(distinct.page[i])}\u0000${distinct.device[i]}\u0000${distinct.country[i]}`;
  const texts = Array.from({ length: distinct.rows }, (_, i) => (used[i] ? text(i) : '\u0000\u0000'));
  const contents = [...new Set(['\u0000\u0000', ...texts])].sort();
  const place = new Map(contents.map((content, i) => [content, i]));
  const placeOf = Uint32Array.from(texts, content => place.get(content)!);
  for (let i = 0; i < n; i++) context[i] = placeOf[context[i]];
  const parts = contents.map(content => content.split('\u0000'));
  return {
    contexts: {
      length: contents.length,
      landingPage: parts.map(([page]) => page),
      device: parts.map(([, device]) => device),
      country: parts.map(([, , country]) => country),
    },
    context,
  };
}
