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
  // What comes before the first ? or #; split_part would make lists of parts, which takes ten times as long.
  const cut = `least(nullif(strpos(event.url, '?'), 0), nullif(strpos(event.url, '#'), 0)) - 1`;
  return `coalesce(substr(event.url, 1, ${cut}), event.url, '') AS page,
    ${await column('device')}, ${await column('country')}`;
}

/** Host and path as people compare them: no scheme, the host in lower case, '/' for the bare host. */
export function landingPageOf(page: string): string {
  const bare = page.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  if (bare === '') return '';
  const slash = bare.indexOf('/');
  return slash < 0 ? `${bare.toLowerCase()}/` : bare.slice(0, slash).toLowerCase() + bare.slice(slash);
}

/** The contexts of the touches `rows`, and each one's row in them. Those of visits are known by their hash already. */
export async function readContexts(
  sql: Sql,
  candidates: Candidates,
  rows: Uint32Array,
): Promise<{ contexts: Contexts; context: Uint32Array }> {
  const columns = await contextSql(sql);
  const ofKeys = `SELECT row, ${columns} FROM event JOIN journey_other USING (key)`;
  const others = rows.filter(row => (candidates.flags[row] & VISIT) === 0);
  if (others.length > 0) {
    await writeRows(sql, candidates, others);
    const found = await readColumns(
      sql,
      { row: 'u32', context: 'u64' },
      `SELECT row, hash(page, device, country) FROM (${ofKeys})`,
    );
    for (let i = 0; i < found.rows; i++) candidates.context[found.row[i]] = found.context[i];
  }
  // What a hash stands for is read from the first touch that has it.
  const interner = new Interner();
  const halves = halvesOf(candidates.context);
  const context = new Uint32Array(rows.length);
  const first: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    context[i] = interner.intern(halves[2 * rows[i]], halves[2 * rows[i] + 1]);
    if (context[i] === first.length) first.push(rows[i]);
  }
  await writeRows(sql, candidates, first);
  const distinct = await readColumns(
    sql,
    { row: 'u32', page: 'text', device: 'text', country: 'text' },
    first.length === 0 ? `${ofKeys} WHERE false` : ofKeys,
  );
  // Several pages as written are one landing page.
  const nothing = '\u0000\u0000';
  const texts = new Array<string>(first.length).fill(nothing);
  for (let i = 0; i < distinct.rows; i++) {
    const row = distinct.row[i];
    const known = interner.find(halves[2 * row], halves[2 * row + 1]);
    texts[known] = `${landingPageOf(distinct.page[i])}\u0000${distinct.device[i]}\u0000${distinct.country[i]}`;
  }
  const contents = [...new Set([nothing, ...texts])].sort();
  const place = new Map(contents.map((content, i) => [content, i]));
  const placeOf = Uint32Array.from(texts, content => place.get(content)!);
  for (let i = 0; i < context.length; i++) context[i] = placeOf[context[i]];
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

/** Keys of candidates and their rows into the temporary table journey_other. */
async function writeRows(sql: Sql, candidates: Candidates, rows: ArrayLike<number>): Promise<void> {
  await sql.run('CREATE OR REPLACE TEMP TABLE journey_other (key UBIGINT, row UINTEGER)');
  const appender = await sql.appender('journey_other');
  for (let i = 0; i < rows.length; i++) appender.append([candidates.key[rows[i]], rows[i]]);
  appender.close();
}
