// Our own table of ad cost, a row per day and campaign or finer. The platform may be written as people write it (google,
// Facebook Ads); a day is a day in the ad account's own zone and never shifts.

import type { Format } from './format.ts';

const day = ['date', 'day'];
const campaign = ['campaign', 'campaign_name'];
const cost = ['cost', 'spend', 'amount_spent', 'spent', 'ad_spend'];

export const spend = {
  id: 'spend',
  label: 'Spend (our own)',
  vendor: 'Throughline',
  version: 1,
  system: 'own',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['date', 'cost'],
    or: day.flatMap(when => cost.map(paid => ({ all: [when, paid] }))),
    priority: 0,
  },
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'day', from: day, as: 'day', required: true },
        {
          field: 'platform',
          from: ['platform', 'ad_platform', 'source', 'network', 'channel'],
          as: 'platform',
          required: true,
        },
        { field: 'account', from: ['account_id', 'customer_id', 'account', 'account_name'], as: 'id' },
        { field: 'campaign', from: campaign, as: 'text' },
        { field: 'campaign_id', from: ['campaign_id'], as: 'id' },
        { field: 'ad_group', from: ['ad_group', 'ad_group_name', 'ad_set', 'ad_set_name'], as: 'text' },
        { field: 'ad_group_id', from: ['ad_group_id', 'ad_set_id'], as: 'id' },
        { field: 'ad', from: ['ad', 'ad_name'], as: 'text' },
        { field: 'ad_id', from: ['ad_id'], as: 'id' },
        { field: 'keyword', from: ['keyword', 'keyword_text'], as: 'keyword' },
        { field: 'keyword_id', from: ['keyword_id'], as: 'id' },
        { field: 'match_type', from: ['match_type'], as: 'text' },
        { field: 'segment', from: ['device', 'country', 'placement', 'hour'], as: 'text', join: ' / ' },
        { field: 'impressions', from: ['impressions', 'impr', 'impr.'], as: 'count' },
        { field: 'clicks', from: ['clicks', 'link_clicks'], as: 'count' },
        { field: 'currency', from: ['currency', 'currency_code'], as: 'currency' },
        { field: 'cost', from: cost, as: 'money', required: true },
        { field: 'claimed_conversions', from: ['conversions', 'claimed_conversions'], as: 'number' },
        { field: 'claimed_value', from: ['conversion_value', 'conversions_value', 'claimed_value'], as: 'money' },
      ],
    },
  ],
  facts: 'Our own; the README names the columns.',
} satisfies Format;
