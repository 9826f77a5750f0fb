// A report of Pinterest Ads with a row per day, as Ads Manager exports it or with the column names of its API.

import type { Format } from './format.ts';

const remedy = 'Export the report again by day: in the custom report choose the level of detail Daily.';

export const pinterestAds = {
  id: 'pinterest-ads',
  label: 'Pinterest Ads report (campaigns, ad groups, ads by day)',
  vendor: 'Pinterest',
  version: 1,
  system: 'pinterest-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Spend in account currency'],
    or: [
      { all: ['Spend in account currency (*)'] },
      { all: ['SPEND_IN_MICRO_DOLLAR'] },
      { all: ['SPEND_IN_DOLLAR'] },
      { all: ['Pin clicks', 'Outbound clicks'], some: { of: ['Spend', 'Spend (*)'], atLeast: 1 } },
    ],
    priority: 10,
  },
  notes: ['Days are UTC days: Pinterest reports in no other.'],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'pinterest-ads' },
        { field: 'account', from: ['Ad account ID', 'Account ID', 'advertiser_id'], as: 'id' },
        { field: 'day', from: ['Date', 'Day'], as: 'day', required: true, remedy },
        { field: 'campaign', from: ['Campaign name'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'id' },
        { field: 'ad_group', from: ['Ad group name'], as: 'text' },
        { field: 'ad_group_id', from: ['Ad group ID'], as: 'id' },
        { field: 'ad', from: ['Ad name', 'Promoted Pin name'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID', 'Promoted Pin ID', 'pin_promotion_id'], as: 'id' },
        { field: 'keyword', from: ['Keyword'], as: 'keyword' },
        { field: 'keyword_id', from: ['Keyword ID'], as: 'id' },
        { field: 'segment', from: ['Placement', 'Device', 'Country', 'Age', 'Gender'], as: 'text', join: ' / ' },
        { field: 'impressions', from: ['Impressions', 'Paid impressions', 'impression_1'], as: 'count' },
        {
          field: 'clicks',
          from: ['Outbound clicks', 'outbound_click_1', 'Pin clicks', 'Clicks', 'clickthrough_1'],
          as: 'count',
        },
        { field: 'currency', from: ['Currency', 'Account currency'], as: 'currency' },
        { field: 'currency', from: ['Spend in account currency (*)', 'Spend (*)'], as: 'currency', inHeader: true },
        {
          field: 'cost',
          from: ['Spend in account currency', 'Spend in account currency (*)', 'Spend', 'Spend (*)', 'SPEND_IN_DOLLAR'],
          as: 'money',
          required: true,
        },
        { field: 'cost', from: ['SPEND_IN_MICRO_DOLLAR'], as: 'micros', required: true },
        { field: 'claimed_conversions', from: ['Total conversions', 'Conversions', 'total_conversions'], as: 'number' },
        {
          field: 'claimed_value',
          from: ['Total conversion value', 'Total order value (Checkout)', 'Conversion value'],
          as: 'money',
        },
      ],
    },
  ],
  facts: 'Exports of Pinterest Ads Manager; developers.pinterest.com/docs/api/v5 (ad analytics)',
} satisfies Format;
