// Cost by ids alone (a warehouse's report tables) and the names that a history table tells: each row gets what its ids
// were called, and lay in, on its day. What a row says itself always stands.

import type { Sql } from '../identity/read-columns.ts';

/** SQL of the spend rows, with names and ids where ad_name knows them; the bare table where it knows nothing. */
export async function namedSpend(sql: Sql): Promise<string> {
  const known = await sql.first<{ n: number }>('SELECT count(*)::INTEGER AS n FROM (SELECT 1 FROM ad_name LIMIT 1)');
  if (!known || known.n === 0) return 'spend';
  // What an entity lies in never changes: any version that says it does.
  const lies = (kind: string): string =>
    `(SELECT platform, id, max(campaign_id) AS campaign_id, max(ad_group_id) AS ad_group_id FROM ad_name
      WHERE kind = '${kind}' GROUP BY ALL)`;
  const inside = `SELECT s.* REPLACE (coalesce(s.ad_group_id, a.ad_group_id) AS ad_group_id,
        coalesce(s.campaign_id, a.campaign_id, g.campaign_id) AS campaign_id)
      FROM spend s
      LEFT JOIN ${lies('ad')} a ON a.platform = s.platform AND a.id = s.ad_id
      LEFT JOIN ${lies('ad-group')} g ON g.platform = s.platform AND g.id = coalesce(s.ad_group_id, a.ad_group_id)`;
  return `(SELECT s.* REPLACE (${['campaign', 'ad_group', 'ad'].map(nameOf).join(', ')})
    FROM (${inside}) s ${joins('campaign', 'campaign')} ${joins('ad-group', 'ad_group')} ${joins('ad', 'ad')})`;
}

const alias = (column: string): [then: string, first: string] => [`${column}_then`, `${column}_first`];

function nameOf(column: string): string {
  const [then, first] = alias(column);
  return `coalesce(s.${column}, ${then}.name, ${first}.name) AS ${column}`;
}

/** The name of the day; before the first that is known, that one. Of several versions on one day the last. */
function joins(kind: string, column: string): string {
  const [then, first] = alias(column);
  const versions = `SELECT platform, id, CAST(make_timestamp(coalesce(modified_at, 0)) AS DATE) AS since,
      arg_max(name, coalesce(modified_at, 0)) AS name
    FROM ad_name WHERE kind = '${kind}' AND name IS NOT NULL GROUP BY ALL`;
  return `ASOF LEFT JOIN (${versions}) ${then}
      ON ${then}.platform = s.platform AND ${then}.id = s.${column}_id AND ${then}.since <= s.day
    LEFT JOIN (SELECT platform, id, arg_min(name, since) AS name FROM (${versions}) GROUP BY ALL) ${first}
      ON ${first}.platform = s.platform AND ${first}.id = s.${column}_id`;
}
