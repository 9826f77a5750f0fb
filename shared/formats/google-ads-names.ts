// Google Ads' history tables of a warehouse (campaigns, ad groups, ads): what each id was called, and since when. They
// bring no cost: they give its names to cost that came by ids alone.

import type { Format } from './format.ts';
import { adNames } from './parts/ad-names.ts';

export const googleAdsNames = {
  id: 'google-ads-names',
  label: 'Google Ads names (history of campaigns, ad groups, ads)',
  vendor: 'Google Ads',
  version: 1,
  system: 'google-ads',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'name', 'customer_id', 'updated_at'],
    or: [
      {
        all: ['id', 'name', 'campaign_id', 'updated_at'],
        some: {
          of: ['campaign_name', 'ad_rotation_mode', 'cpc_bid_micros', 'type', 'tracking_url_template'],
          atLeast: 1,
        },
      },
      {
        all: ['id', 'ad_group_id', 'updated_at'],
        some: { of: ['final_urls', 'display_url', 'action_items', 'ad_strength'], atLeast: 1 },
      },
    ],
    priority: 12,
  },
  yields: adNames({
    platform: 'google-ads',
    modified: ['updated_at'],
    campaign: ['campaign_id'],
    adGroup: ['ad_group_id'],
  }),
  facts: 'github fivetran/dbt_google_ads',
} satisfies Format;
