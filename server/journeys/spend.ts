// Ad spend and exchange rates as columns, in an order made by their content. A cost row that came without its names gets
// those that its ids had on its day.

import { kindNumber } from '#shared/journeys/kinds.ts';
import type { Coded, FxRate, Spend } from '#shared/journeys/workspace.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { HashCoder, pickCoded } from './coded.ts';
import { namedSpend } from './named-spend.ts';

const texts = [
  'platform',
  'account',
  'campaign',
  'campaign_id',
  'ad_group',
  'ad_group_id',
  'ad',
  'ad_id',
  'keyword',
  'keyword_id',
  'currency',
] as const;

export async function readSpend(sql: Sql, fileOf: Uint32Array): Promise<Spend> {
  const from = await namedSpend(sql);
  const coder = await HashCoder.read(sql, from, texts);
  const types = Object.fromEntries(texts.map(name => [name, 'u64'])) as Record<(typeof texts)[number], 'u64'>;
  const rows = await readColumns(
    sql,
    { day: 'i32', level: 'u8', impressions: 'f64', clicks: 'f64', cost: 'f64', importId: 'u32', line: 'u32', ...types },
    `SELECT (day - DATE '1970-01-01')::INTEGER, level, coalesce(impressions, 0)::DOUBLE, coalesce(clicks, 0)::DOUBLE, cost::DOUBLE,
       import_id, coalesce(line, 0)::UINTEGER, ${texts.map(name => `hash(${name})`).join(', ')}
     FROM ${from} ORDER BY day, platform, campaign_id NULLS FIRST, campaign NULLS FIRST, key`,
  );
  const all = Uint32Array.from({ length: rows.rows }, (_, i) => i);
  const coded = (name: (typeof texts)[number]): Coded => pickCoded(coder.code(rows[name]), all);
  const currency = coded('currency');
  return {
    length: rows.rows,
    platform: coded('platform'),
    account: coded('account'),
    day: rows.day,
    campaign: coded('campaign'),
    campaignId: coded('campaign_id'),
    adGroup: coded('ad_group'),
    adGroupId: coded('ad_group_id'),
    ad: coded('ad'),
    adId: coded('ad_id'),
    keyword: coded('keyword'),
    keywordId: coded('keyword_id'),
    level: rows.level,
    impressions: rows.impressions,
    clicks: rows.clicks,
    cost: rows.cost,
    currency: Uint16Array.from(currency.code),
    currencies: currency.dict,
    file: rows.importId.map(id => fileOf[id]),
    line: rows.line,
  };
}

export async function readFx(sql: Sql): Promise<FxRate[]> {
  return sql.all<FxRate & Record<string, unknown>>(
    `SELECT (day - DATE '1970-01-01')::INTEGER AS day, base, coalesce(quote, '') AS quote, rate FROM fx ORDER BY day, base, quote NULLS FIRST, key`,
  );
}

/** The commonest currency of deals, else of orders, else of spend; the alphabet decides between equals. */
export async function readCommonCurrency(sql: Sql): Promise<string> {
  for (const from of ['deal WHERE', `event WHERE kind = ${kindNumber.order} AND`, 'spend WHERE']) {
    const row = await sql.first<{ currency: string }>(
      `SELECT currency FROM ${from} currency IS NOT NULL AND currency <> '' GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1`,
    );
    if (row) return row.currency;
  }
  return '';
}
