// A warehouse's table of the actions that Meta claims for its ads, by ad and day. It holds no cost, and the same conversion
// under several names: it is recognised so that the refusal can say so.

import type { Format } from './format.ts';

export const metaAdsActions = {
  id: 'meta-ads-actions',
  label: 'Meta Ads actions (claimed conversions by ad and day)',
  vendor: 'Meta',
  version: 1,
  system: 'meta-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['action_type', 'value', 'date'],
    some: { of: ['ad_id', 'campaign_id', '_7_d_click', '_1_d_view', 'inline'], atLeast: 2 },
    priority: 12,
  },
  aggregate: {
    reason: 'it counts what Meta claims for its ads, one conversion under several names, and holds no cost.',
    remedy:
      'Import the report of ads by day (basic_ad: ad_id, date, spend). What the ads brought is worked out from your own visits and deals.',
  },
  yields: [],
  facts: 'github fivetran/dbt_facebook_ads',
} satisfies Format;
