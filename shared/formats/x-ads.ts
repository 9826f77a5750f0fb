// A report of X (Twitter) Ads with a row per day, as Ads Manager exports it, or the rows of its stats API in millionths.
// A row's time period may be several days: such rows can't be used.

import type { Format } from './format.ts';

const remedy = 'Export the report again with the time segmentation Day.';

export const xAds = {
  id: 'x-ads',
  label: 'X (Twitter) Ads report (campaigns, ad groups, ads by day)',
  vendor: 'X',
  version: 1,
  system: 'x-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Time period', 'Spend'],
    or: [{ all: ['Time period', 'Spend (*)'] }, { all: ['billed_charge_local_micro'] }],
    priority: 10,
  },
  period: { from: ['Time period'], to: ['Time period'], most: 0, remedy },
  notes: ["Days are days in the ad account's own time zone."],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'x-ads' },
        { field: 'account', from: ['Account ID', 'account_id'], as: 'id' },
        { field: 'day', from: ['Time period', 'date', 'Day'], as: 'day', required: true, remedy },
        { field: 'campaign', from: ['Campaign name'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'id' },
        { field: 'ad_group', from: ['Ad Group name', 'Line item name'], as: 'text' },
        { field: 'ad_group_id', from: ['Ad Group ID', 'Line item ID'], as: 'id' },
        { field: 'ad', from: ['Ad name', 'Post text', 'Tweet text'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID', 'Promoted tweet ID', 'Post ID', 'Tweet ID'], as: 'id' },
        { field: 'segment', from: ['Placement', 'Platform', 'Country', 'Keyword'], as: 'text', join: ' / ' },
        { field: 'impressions', from: ['Impressions'], as: 'count' },
        { field: 'clicks', from: ['Link clicks', 'url_clicks', 'Clicks'], as: 'count' },
        { field: 'currency', from: ['Currency'], as: 'currency' },
        { field: 'currency', from: ['Spend (*)'], as: 'currency', inHeader: true },
        { field: 'cost', from: ['Spend', 'Spend (*)'], as: 'money', required: true },
        { field: 'cost', from: ['billed_charge_local_micro'], as: 'micros', required: true },
        {
          field: 'claimed_conversions',
          from: ['Purchases', 'Total conversions', 'Conversions', 'Leads'],
          as: 'number',
        },
        {
          field: 'claimed_value',
          from: ['Purchases - sale amount', 'Total sale amount', 'Total conversion value'],
          as: 'money',
        },
      ],
    },
  ],
  facts: 'Exports of X Ads Manager; developer.x.com/en/docs/x-ads-api/analytics; github fivetran/dbt_twitter',
} satisfies Format;
