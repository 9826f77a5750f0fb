// Meta's history tables of a warehouse (campaigns, ad sets, ads): what each id was called, and since when. They
// bring no cost: they give its names to cost that came by ids alone.

import type { Format } from './format.ts';
import { adNames } from './parts/ad-names.ts';

export const metaAdsNames = {
  id: 'meta-ads-names',
  label: 'Meta Ads names (history of campaigns, ad sets, ads)',
  vendor: 'Meta',
  version: 1,
  system: 'meta-ads',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'account_id', 'name', 'updated_time'],
    priority: 12,
  },
  yields: adNames({
    platform: 'meta-ads',
    modified: ['updated_time'],
    campaign: ['campaign_id'],
    adGroup: ['ad_set_id', 'adset_id'],
  }),
  facts: 'github fivetran/dbt_facebook_ads',
} satisfies Format;
