// A visit that carries only an ad click's id is given what the click was on: campaign, ad group, keyword. Such an event gets
// a second reference to its source, over the first and the click's own words, which stands before it in the view `event`;
// `click_ref` keeps those words, so that the source can be resolved anew at any time. A click that goes takes it back.

import { clickIds } from '#shared/sources/click-ids.ts';
import type { ResolvedSource, SourceInput } from '#shared/sources/source.ts';
import { unpackedSql } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import { literal } from './sql.ts';

/** What a click says, by the names of the resolver's inputs and of the table's columns. */
export const clickFields = [
  ['campaign', 'campaign'],
  ['campaignId', 'campaign_id'],
  ['adGroup', 'ad_group'],
  ['adGroupId', 'ad_group_id'],
  ['ad', 'ad'],
  ['adId', 'ad_id'],
  ['keyword', 'keyword'],
  ['keywordId', 'keyword_id'],
] as const;

const columns = clickFields.map(([, column]) => column);
const params = clickIds
  .filter(({ keepsValue }) => !keepsValue)
  .flatMap(one => one.params)
  .filter(name => !name.endsWith('*'));
const idPattern = `(?:^|[?&#])(?:${params.join('|')})=([^&#]+)`;

/** Whether there are clicks to join: only then events need room for the second reference. */
export async function hasClicks(store: Store): Promise<boolean> {
  return (await store.first('SELECT 1 AS yes FROM click LIMIT 1')) !== undefined;
}

/**
 * Inside the publishing transaction: finds the clicks of an import's events, or, where the clicks themselves have changed
 * (`importId` null), of all events. The column `click_ref` must be there (addEventColumns).
 */
export async function joinClicks(store: Store, importId: number | null): Promise<void> {
  if (importId === null) await store.run('UPDATE event_row SET click_ref = NULL WHERE click_ref IS NOT NULL');
  const ids = unpackedSql('given', 'click_ids');
  const text = `concat_ws('&', url, ${ids})`;
  const words = columns.map(column => `click.${column}`).join(', ');
  // The view itself would answer with the second reference.
  await store.run(
    `CREATE OR REPLACE TEMP TABLE clicked AS
     SELECT id, hash(base, 'click', ${columns.join(', ')}) AS ref, ${columns.join(', ')} FROM (
       SELECT e.id, e.base, e.place, ${words} FROM (
         SELECT row_id AS id, base_ref AS base, unnest(found) AS click_id, generate_subscripts(found, 1) AS place FROM (
           SELECT row_id, base_ref, regexp_extract_all(${text}, ${literal(idPattern)}, 1, 'i') AS found
           FROM (SELECT event.row_id, event_row.ref AS base_ref, event.url, event.given
                 FROM event JOIN event_row ON event_row.rowid = event.row_id
                 ${importId === null ? '' : `WHERE event.import_id = ${importId}`})
           WHERE contains(url, '=') OR given IS NOT NULL)) e
       JOIN click ON click.click_id = CASE WHEN contains(e.click_id, '%') THEN url_decode(e.click_id) ELSE e.click_id END
         AND coalesce(${words}) IS NOT NULL)
     QUALIFY row_number() OVER (PARTITION BY id ORDER BY place, ${columns.join(', ')}) = 1`,
  );
  await store.run('UPDATE event_row SET click_ref = clicked.ref FROM clicked WHERE event_row.rowid = clicked.id');
  await store.run(`INSERT OR IGNORE INTO click_ref SELECT DISTINCT ref, ${columns.join(', ')} FROM clicked`);
  await store.run('DROP TABLE clicked');
}

/**
 * What an event says, completed by its click: null where there is nothing to add, or where the event names another
 * campaign, for then one of the two is wrong and the event's own words stand.
 */
export function completedByClick(
  input: SourceInput,
  resolved: ResolvedSource,
  click: Readonly<Record<string, unknown>>,
): SourceInput | null {
  if (clickFields.every(([, column]) => click[column] === null)) return null;
  const isNamed = resolved.campaign !== null || resolved.campaignId !== null;
  const isSame =
    (resolved.campaignId !== null && resolved.campaignId === click.campaign_id) ||
    (resolved.campaignId === null && folded(resolved.campaign) === folded(click.campaign));
  if (isNamed && !isSame) return null;
  const added = clickFields.filter(([name, column]) => resolved[name] === null && click[column] !== null);
  if (added.length === 0) return null;
  return { ...input, ...Object.fromEntries(added.map(([name, column]) => [name, click[column]])) };
}

function folded(text: unknown): string {
  return typeof text === 'string' ? text.normalize('NFKC').trim().toLowerCase() : '';
}
