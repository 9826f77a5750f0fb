// Rows of the Google Ads API as JSON: one object a row (scripts, BigQuery), nested and in camel or snake case, or flat. Rows
// of the click view bring clicks, all others cost; google-ads-api-search is the same inside the API's own answer.

import type { Column, Format, Yield } from './format.ts';
import * as words from './parts/google-ads-words.ts';

/** The API's own names out of a list: `ad_group.id`, with `adGroup.id` and `ad_group_id`. */
function api(names: readonly string[]): string[] {
  const own = names.filter(name => /^[a-z]+[_.][a-z_.]+$/.test(name));
  return [...new Set(own.flatMap(name => [name, words.camel(name), name.replaceAll('.', '_')]))];
}

const owner: Column[] = [
  { field: 'platform', from: [], as: 'text', constant: 'google-ads' },
  { field: 'account', from: api(words.account), as: 'id', strip: '-' },
];
const entity: Column[] = [
  { field: 'campaign', from: api(words.campaign), as: 'text' },
  { field: 'campaign_id', from: api(words.campaignId), as: 'id' },
  { field: 'campaign_id', from: api(words.campaignResource), as: 'resource' },
  { field: 'ad_group', from: api(words.adGroup), as: 'text' },
  { field: 'ad_group_id', from: api(words.adGroupId), as: 'id' },
  { field: 'ad_group_id', from: api(words.adGroupResource), as: 'resource' },
];

const yields: Yield[] = [
  {
    record: 'spend',
    when: ['cost'],
    columns: [
      ...owner,
      { field: 'day', from: api(words.day), as: 'day', required: true, remedy: words.dayRemedy },
      ...entity,
      { field: 'ad', from: api(words.ad), as: 'text' },
      { field: 'ad_id', from: api(words.adId), as: 'id' },
      { field: 'keyword', from: api(words.keyword), as: 'keyword' },
      { field: 'keyword_id', from: api(words.keywordId), as: 'id' },
      { field: 'match_type', from: api(words.matchType), as: 'text' },
      { field: 'segment', from: api(words.segments), as: 'text', join: ' / ' },
      { field: 'impressions', from: api(words.impressions), as: 'count' },
      { field: 'clicks', from: api(words.clicks), as: 'count' },
      { field: 'currency', from: api(words.currency), as: 'currency' },
      { field: 'cost', from: api(words.micros), as: 'micros' },
      { field: 'claimed_conversions', from: api(words.conversions), as: 'number' },
      { field: 'claimed_value', from: api(words.conversionValue), as: 'money' },
    ],
  },
  {
    record: 'click',
    when: ['click_id'],
    columns: [
      ...owner,
      { field: 'click_id', from: api(['click_view.gclid']), as: 'text' },
      { field: 'day', from: api(words.day), as: 'day' },
      ...entity,
      { field: 'ad_id', from: api(['click_view.ad_group_ad']), as: 'resource' },
      { field: 'keyword', from: api(['click_view.keyword_info.text']), as: 'keyword' },
      { field: 'keyword_id', from: api(['click_view.keyword']), as: 'resource' },
      { field: 'match_type', from: api(['click_view.keyword_info.match_type']), as: 'text' },
    ],
  },
];

export const googleAdsApi = {
  id: 'google-ads-api',
  label: 'Google Ads API rows (JSON)',
  vendor: 'Google Ads',
  version: 1,
  system: 'google-ads',
  shape: 'ndjson',
  clock: 'local',
  detect: {
    all: ['metrics.costMicros'],
    or: api(['metrics.cost_micros', 'click_view.gclid']).map(name => ({ all: [name] })),
    priority: 12,
  },
  notes: [words.dayNote],
  yields,
  facts: 'developers.google.com/google-ads/api: googleAds:search, searchStream, click_view; Google Ads scripts',
} satisfies Format;
