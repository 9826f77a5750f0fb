// A Google Ads report with a row per campaign (or ad group, ad, keyword) and day, as the interface downloads it, as the
// API names it, or as a warehouse keeps it. A report without days is refused: its cost can't be spread over them.

import type { Format, Signature } from './format.ts';
import * as words from './parts/google-ads-words.ts';

/** Beside a cost and impressions in one language: enough to be a report of ads. */
const known = [
  ...words.campaign,
  ...words.campaignId,
  ...words.account,
  'Account',
  ...words.currency,
  ...words.adGroup,
  ...words.keyword,
];

const interfaces: Signature[] = words.cost.flatMap(cost =>
  ['Impr.', 'Vert.'].map(impressions => ({ all: [impressions, cost], some: { of: known, atLeast: 1 } })),
);

export const googleAdsCampaigns = {
  id: 'google-ads-campaigns',
  label: 'Google Ads report (campaigns, ad groups, ads, keywords by day)',
  vendor: 'Google Ads',
  version: 2,
  system: 'google-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    ...interfaces[0],
    or: [
      ...interfaces.slice(1),
      {
        all: ['metrics.cost_micros'],
        some: {
          of: ['campaign.id', 'campaign.name', 'segments.date', 'customer.id', 'metrics.impressions'],
          atLeast: 2,
        },
      },
      {
        all: ['metrics_cost_micros'],
        some: {
          of: ['campaign_id', 'campaign_name', 'segments_date', 'customer_id', 'metrics_impressions'],
          atLeast: 2,
        },
      },
      {
        all: ['cost_micros', 'impressions'],
        some: { of: ['customer_id', 'campaign_id', 'base_campaign', 'ad_network_type', 'campaign_name'], atLeast: 2 },
      },
    ],
    priority: 10,
  },
  totals: ['total:', 'total :', 'total\u00a0:', 'gesamt:', 'totale:', 'totaal:'],
  notes: [words.dayNote],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'google-ads' },
        { field: 'account', from: words.account, as: 'id', strip: '-' },
        { field: 'day', from: words.day, as: 'day', required: true, remedy: words.dayRemedy },
        { field: 'campaign', from: words.campaign, as: 'text' },
        { field: 'campaign_id', from: words.campaignId, as: 'id' },
        { field: 'campaign_id', from: words.campaignResource, as: 'resource' },
        { field: 'ad_group', from: words.adGroup, as: 'text' },
        { field: 'ad_group_id', from: words.adGroupId, as: 'id' },
        { field: 'ad_group_id', from: words.adGroupResource, as: 'resource' },
        { field: 'ad', from: words.ad, as: 'text' },
        { field: 'ad', from: words.headlines, as: 'text', join: ' | ' },
        { field: 'ad_id', from: words.adId, as: 'id' },
        { field: 'keyword', from: words.keyword, as: 'keyword' },
        { field: 'keyword_id', from: words.keywordId, as: 'id' },
        { field: 'match_type', from: words.matchType, as: 'text' },
        { field: 'segment', from: words.segments, as: 'text', join: ' / ' },
        { field: 'impressions', from: words.impressions, as: 'count' },
        { field: 'clicks', from: words.clicks, as: 'count' },
        { field: 'currency', from: words.currency, as: 'currency' },
        {
          field: 'currency',
          from: [],
          as: 'currency',
          preamble: '\\b(?:currency|währung|moneda|devise|moeda|valuta)\\s*:\\s*([a-z]{3})\\b',
        },
        { field: 'cost', from: words.cost, as: 'money', required: true },
        { field: 'cost', from: words.micros, as: 'micros', required: true },
        { field: 'claimed_conversions', from: words.conversions, as: 'number' },
        { field: 'claimed_value', from: words.conversionValue, as: 'money' },
      ],
    },
  ],
  facts:
    'Reports downloaded in several languages; developers.google.com/google-ads/api/fields; github fivetran/dbt_google_ads',
} satisfies Format;
