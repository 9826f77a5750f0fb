// Facts that name no visitor but a click (an uploaded conversion, a form service's response, a call): whose visit carried
// that click, by its id. A click belongs to the visitor who carried it first; whoever opens the copied address later is
// somebody else.

import { kindNumber } from '#shared/journeys/kinds.ts';
import { unpackedSql } from '../store/duckdb/tables.ts';
import { clickTable } from './keys.ts';
import type { Sql } from './read-columns.ts';

/** Parameters whose value is one person's one click. gbraid, wbraid and gad_source are many people's. */
const parameters = 'gclid|dclid|msclkid|fbclid|ttclid|twclid|li_fat_id|rdt_cid|sccid|qclid|yclid';

/** SQL of the list of clicks that an event names, as 'gclid=VALUE'. */
const clicks = `list_transform(
    regexp_extract_all(concat_ws('&', url, ${unpackedSql('given', 'click_ids')}), '(?i)(?:${parameters})=[A-Za-z0-9_.~-]{10,}'),
    lambda x: lower(split_part(x, '=', 1)) || '=' || split_part(x, '=', 2))`;

const isPlain = `kind IN (${kindNumber.visit}, ${kindNumber.page})`;
/** Cheap, and true of all that `clicks` finds something in. */
const mayName = `(given IS NOT NULL OR contains(url, 'id=') OR contains(url, 'ID='))`;

/** Fills the temporary table of such facts (key of the event, visitor, how the two are linked); answers whether it holds any. Without facts that need it, visits are not looked at. */
export async function prepareClicks(sql: Sql): Promise<boolean> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${clickTable} (key UBIGINT, visitor VARCHAR, how VARCHAR)`);
  await sql.run(
    `CREATE OR REPLACE TEMP TABLE identity_named AS SELECT key, unnest(${clicks}) AS click
     FROM event WHERE visitor IS NULL AND NOT ${isPlain} AND ${mayName}`,
  );
  const named = await sql.first<{ n: number }>('SELECT count(*) AS n FROM identity_named');
  if (named!.n > 0) {
    await sql.run(
      `INSERT INTO ${clickTable}
       SELECT named.key, arg_min(carrier.visitor, {'at': carrier.at, 'key': carrier.key}), 'click id'
       FROM identity_named named JOIN (
         SELECT click, arg_min(visitor, {'at': "at", 'key': key}) AS visitor, min({'at': "at", 'key': key}).at AS "at", min({'at': "at", 'key': key}).key AS key
         FROM (SELECT visitor, "at", key, unnest(${clicks}) AS click FROM event WHERE visitor IS NOT NULL AND ${mayName})
         WHERE click IN (SELECT click FROM identity_named) GROUP BY click) carrier USING (click)
       GROUP BY named.key`,
    );
  }
  await sql.run('DROP TABLE identity_named');
  return (await sql.first<{ n: number }>(`SELECT count(*) AS n FROM ${clickTable}`))!.n > 0;
}
