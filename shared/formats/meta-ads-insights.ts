// Rows of Meta's insights API as JSON, one object a row (inside the API's own answer: meta-ads-insights-pages). A row without time_increment=1 stands for many days and can't be used.

import type { Column, Format } from './format.ts';
import { dayRemedy } from './parts/meta-ads-words.ts';

const columns: Column[] = [
  { field: 'platform', from: [], as: 'text', constant: 'meta-ads' },
  { field: 'account', from: ['account_id'], as: 'id' },
  { field: 'day', from: ['date_start'], as: 'day', required: true, remedy: dayRemedy },
  { field: 'campaign', from: ['campaign_name'], as: 'text' },
  { field: 'campaign_id', from: ['campaign_id'], as: 'id' },
  { field: 'ad_group', from: ['adset_name'], as: 'text' },
  { field: 'ad_group_id', from: ['adset_id'], as: 'id' },
  { field: 'ad', from: ['ad_name'], as: 'text' },
  { field: 'ad_id', from: ['ad_id'], as: 'id' },
  {
    field: 'segment',
    from: [
      'publisher_platform',
      'platform_position',
      'impression_device',
      'device_platform',
      'age',
      'gender',
      'country',
      'region',
    ],
    as: 'text',
    join: ' / ',
  },
  { field: 'impressions', from: ['impressions'], as: 'count' },
  { field: 'clicks', from: ['inline_link_clicks', 'clicks'], as: 'count' },
  { field: 'currency', from: ['account_currency'], as: 'currency' },
  { field: 'cost', from: ['spend'], as: 'money', required: true },
];

export const metaAdsInsights = {
  id: 'meta-ads-insights',
  label: 'Meta Ads insights (JSON rows)',
  vendor: 'Meta',
  version: 1,
  system: 'meta-ads',
  shape: 'ndjson',
  clock: 'local',
  detect: { all: ['date_start', 'spend'], priority: 12 },
  period: { from: ['date_start'], to: ['date_stop'], most: 0, remedy: dayRemedy },
  notes: ["Days are days in the ad account's own time zone."],
  yields: [{ record: 'spend', columns }],
  facts: 'developers.facebook.com/docs/marketing-api/insights',
} satisfies Format;
