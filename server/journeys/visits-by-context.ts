// Visits split by landing page, device and country too. Few questions ask for it and it multiplies the rows, so it is
// made apart from the build, when first asked for.

import { kindNumber } from '#shared/journeys/kinds.ts';
import type { Contexts, Sources, Workspace } from '#shared/journeys/workspace.ts';
import { buildIdentity } from '../identity/graph.ts';
import { factTable } from '../identity/keys.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import type { BuildSettings } from './build.ts';
import { VISIT } from './candidates.ts';
import { contextSql, landingPageOf } from './contexts.ts';
import { readSources, type SourceTable } from './sources.ts';
import { gatherTouches } from './touches.ts';
import { eventDaySql } from './visits.ts';

/**
 * The workspace with `visits` split by context. `contexts` keeps its rows where they were (touches point at them) and
 * takes up those that only visits have. The store must hold the data that the workspace was built from.
 */
export async function buildVisitsByContext(
  sql: Sql,
  settings: BuildSettings,
  workspace: Workspace,
): Promise<Workspace> {
  const table = await readSources(sql);
  await sql.run(
    `CREATE OR REPLACE TEMP TABLE journey_cell (source UINTEGER, day INTEGER, page VARCHAR, device VARCHAR, country VARCHAR, n UINTEGER)`,
  );
  await sql.run('CREATE OR REPLACE TEMP TABLE journey_source (id UINTEGER, source UINTEGER)');
  await putVisitRows(sql, table, workspace);
  await putOtherTouches(sql, table, workspace, settings);

  const contexts = await extendContexts(sql, workspace.contexts);
  const rows = await readColumns(
    sql,
    { source: 'u32', day: 'i32', context: 'u32', count: 'u32' },
    `SELECT source, day, code, sum(n)::UINTEGER FROM journey_cell JOIN journey_context USING (page, device, country)
     GROUP BY ALL ORDER BY ALL`,
  );
  for (const name of [
    'journey_cell',
    'journey_source',
    'journey_context',
    'journey_seen',
    factTable,
    'journey_owner',
  ]) {
    await sql.run(`DROP TABLE IF EXISTS ${name}`);
  }
  const { source, day, context, count } = rows;
  return { ...workspace, contexts, visits: { length: rows.rows, source, day, context, count } };
}

/** Visit rows, which are touches as they stand, but for those that continue an earlier one. */
async function putVisitRows(sql: Sql, table: SourceTable, workspace: Workspace): Promise<void> {
  const day = await eventDaySql(sql, workspace.zone);
  if (day === null) return;
  const codes = codesOf(table, workspace.sources);
  const appender = await sql.appender('journey_source');
  for (let id = 0; id < table.row.length; id++) {
    const code = codes[table.row[id]];
    if (code >= 0 && table.continues[id] === 0) appender.append([id, code]);
  }
  appender.close();
  await sql.run(`INSERT INTO journey_cell
    SELECT s.source, ${day} AS day, ${await contextSql(sql)}, count(*)
    FROM event JOIN source_ref USING (ref) JOIN journey_source s ON s.id = source_ref.source_id
    WHERE kind = ${kindNumber.visit} GROUP BY ALL`);
}

/** Sessions and the touches beside them, of everyone. */
async function putOtherTouches(
  sql: Sql,
  table: SourceTable,
  workspace: Workspace,
  settings: BuildSettings,
): Promise<void> {
  const identity = await buildIdentity(sql, settings);
  const { candidates } = await gatherTouches(sql, identity, table, new Float64Array(0));
  const rows = candidates.rowsWithout(VISIT);
  if (rows.length === 0) return;
  const codes = codesOf(table, workspace.sources);
  const days = candidates.daysOf(rows, workspace.zone);
  await sql.run('CREATE OR REPLACE TEMP TABLE journey_seen (key UBIGINT, source UINTEGER, day INTEGER)');
  const appender = await sql.appender('journey_seen');
  for (let i = 0; i < rows.length; i++)
    appender.append([candidates.key[rows[i]], codes[candidates.source[rows[i]]], days[i]]);
  appender.close();
  await sql.run(`INSERT INTO journey_cell
    SELECT s.source, s.day, ${await contextSql(sql)}, count(*) FROM event JOIN journey_seen s USING (key) GROUP BY ALL`);
}

/** Content row of the source table → code in the workspace's dictionary; -1 where it isn't in there. */
function codesOf(table: SourceTable, sources: Sources): Int32Array {
  const textsOf = (from: Sources): string[] => {
    // The columns in one order, however the object was made.
    const columns = Object.entries(from)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([name]) => name !== 'length')
      .map(([, column]) => column as ArrayLike<unknown>);
    return Array.from({ length: from.length }, (_, i) => columns.map(column => String(column[i])).join('\u0000'));
  };
  const codes = new Map(textsOf(sources).map((text, code) => [text, code]));
  const own = table.pick(new Uint8Array(table.length).fill(1)).sources;
  return Int32Array.from(textsOf(own), text => codes.get(text) ?? -1);
}

/** Puts the code of each context as written into journey_context and gives the dictionary, known contexts first. */
async function extendContexts(sql: Sql, known: Contexts): Promise<Contexts> {
  const seen = await readColumns(
    sql,
    { page: 'text', device: 'text', country: 'text' },
    'SELECT DISTINCT page, device, country FROM journey_cell',
  );
  const codes = new Map<string, number>();
  const text = (page: string, device: string, country: string): string => `${page}\u0000${device}\u0000${country}`;
  for (let i = 0; i < known.length; i++) codes.set(text(known.landingPage[i], known.device[i], known.country[i]), i);
  const texts = Array.from({ length: seen.rows }, (_, i) =>
    text(landingPageOf(seen.page[i]), seen.device[i], seen.country[i]),
  );
  for (const content of [...new Set(texts)].sort()) if (!codes.has(content)) codes.set(content, codes.size);
  await sql.run(
    'CREATE OR REPLACE TEMP TABLE journey_context (page VARCHAR, device VARCHAR, country VARCHAR, code UINTEGER)',
  );
  const appender = await sql.appender('journey_context');
  for (let i = 0; i < seen.rows; i++)
    appender.append([seen.page[i], seen.device[i], seen.country[i], codes.get(texts[i])!]);
  appender.close();
  const parts = [...codes.keys()].map(content => content.split('\u0000'));
  return {
    length: parts.length,
    landingPage: parts.map(([page]) => page),
    device: parts.map(([, device]) => device),
    country: parts.map(([, , country]) => country),
  };
}
