// A report of Meta Ads Manager (Facebook, Instagram) with a row per day, in any of the interface's languages, or the rows of
// its insights API as CSV. The first row may be the sum of all others: it names no campaign.

import type { Format } from './format.ts';
import * as words from './parts/meta-ads-words.ts';

export const metaAds = {
  id: 'meta-ads',
  label: 'Meta Ads report (campaigns, ad sets, ads by day)',
  vendor: 'Meta',
  version: 1,
  system: 'meta-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: [words.cost[0]],
    some: { of: words.marks, atLeast: 1 },
    none: ['Ad group name', 'Ad group ID', 'eCPM', 'eCPM (*)'],
    or: [
      ...words.cost.slice(1).map(cost => ({
        all: [cost],
        some: { of: words.marks, atLeast: 1 },
        none: ['Ad group name', 'Ad group ID', 'eCPM', 'eCPM (*)', 'Swipe ups'],
      })),
      { all: ['spend', 'date_start'] },
      { all: ['spend', 'inline_link_clicks'] },
      { all: ['spend', 'adset_id'] },
      { all: ['spend', 'adset_name'], none: ['platform', 'source', 'network', 'channel'] },
    ],
    priority: 10,
  },
  period: {
    from: words.starts,
    to: words.ends,
    most: 0,
    unless: words.day,
    remedy: words.dayRemedy,
  },
  blank: [
    ...words.day,
    ...words.campaign,
    ...words.campaignId,
    ...words.adSet,
    ...words.adSetId,
    ...words.ad,
    ...words.adId,
  ],
  notes: ["Days are days in the ad account's own time zone."],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'meta-ads' },
        { field: 'account', from: words.account, as: 'id' },
        { field: 'day', from: [...words.day, ...words.starts], as: 'day', required: true, remedy: words.dayRemedy },
        { field: 'campaign', from: words.campaign, as: 'text' },
        { field: 'campaign_id', from: words.campaignId, as: 'id' },
        { field: 'ad_group', from: words.adSet, as: 'text' },
        { field: 'ad_group_id', from: words.adSetId, as: 'id' },
        { field: 'ad', from: words.ad, as: 'text' },
        { field: 'ad_id', from: words.adId, as: 'id' },
        { field: 'segment', from: words.segments, as: 'text', join: ' / ' },
        { field: 'impressions', from: words.impressions, as: 'count' },
        { field: 'clicks', from: [...words.linkClicks, ...words.allClicks], as: 'count' },
        { field: 'currency', from: words.currency, as: 'currency' },
        { field: 'currency', from: words.spentIn, as: 'currency', inHeader: true },
        { field: 'cost', from: [...words.cost, 'spend'], as: 'money', required: true },
        { field: 'claimed_conversions', from: words.conversions, as: 'number' },
        { field: 'claimed_value', from: words.conversionValue, as: 'money' },
      ],
    },
  ],
  facts:
    'Exports of Ads Manager in several languages; developers.facebook.com/docs/marketing-api/insights; github fivetran/dbt_facebook_ads',
} satisfies Format;
