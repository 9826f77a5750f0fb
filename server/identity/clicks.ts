// Facts that name no visitor of ours but a click (an uploaded conversion, a form service's response, a call): whose visit
// carried that click, by its id. A click belongs to the visitor who carried it first; whoever opens the copied address later
// is somebody else.

import { unpackedSql } from '../store/duckdb/tables.ts';
import { clickTable, factTable } from './keys.ts';
import type { Sql } from './read-columns.ts';
import { isStranger } from './strangers.ts';

/** Parameters whose value is one person's one click. gbraid, wbraid and gad_source are many people's. */
const parameters = 'gclid|dclid|msclkid|fbclid|ttclid|twclid|li_fat_id|rdt_cid|sccid|qclid|yclid';

/** SQL of the list of clicks that an event names, as 'gclid=VALUE'. */
const clicks = `list_transform(
    regexp_extract_all(concat_ws('&', url, ${unpackedSql('given', 'click_ids')}), '(?i)(?:${parameters})=[A-Za-z0-9_.~-]{10,}'),
    lambda x: lower(split_part(x, '=', 1)) || '=' || split_part(x, '=', 2))`;

/** SQL of a row of events. Cheap, and true of all that `clicks` finds something in. */
export const mayNameClick = `(given IS NOT NULL OR contains(url, 'id=') OR contains(url, 'ID='))`;

/**
 * Fills the temporary table of such facts (key of the event, visitor, how the two are linked, the stranger whom the fact
 * names itself); answers whether it holds any. Without facts that need it, visits are not looked at.
 */
export async function prepareClicks(sql: Sql, hasStrangers: boolean): Promise<boolean> {
  const open = hasStrangers ? `(visitor IS NULL OR ${isStranger})` : 'visitor IS NULL';
  await sql.run(
    `CREATE OR REPLACE TEMP TABLE ${clickTable} (key UBIGINT, visitor VARCHAR, how VARCHAR, stranger VARCHAR)`,
  );
  await sql.run(
    `CREATE OR REPLACE TEMP TABLE identity_named AS SELECT key, visitor, unnest(${clicks}) AS click
     FROM ${factTable} WHERE ${open} AND ${mayNameClick}`,
  );
  const named = await sql.first<{ n: number }>('SELECT count(*) AS n FROM identity_named');
  if (named!.n > 0) {
    await sql.run(
      `INSERT INTO ${clickTable}
       SELECT named.key, arg_min(carrier.visitor, carrier.place), 'click id', any_value(named.visitor)
       FROM identity_named named JOIN (
         SELECT click, arg_min(visitor, place) AS visitor, min(place) AS place
         FROM (SELECT visitor, {'strange': ${hasStrangers ? isStranger : 'false'}, 'at': "at", 'key': key} AS place, unnest(${clicks}) AS click
           FROM event WHERE visitor IS NOT NULL AND ${mayNameClick})
         WHERE click IN (SELECT click FROM identity_named) GROUP BY click) carrier USING (click)
       WHERE named.visitor IS NULL OR NOT carrier.place.strange
       GROUP BY named.key`,
    );
  }
  await sql.run('DROP TABLE identity_named');
  return (await sql.first<{ n: number }>(`SELECT count(*) AS n FROM ${clickTable}`))!.n > 0;
}
