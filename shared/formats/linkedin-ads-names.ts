// LinkedIn's history table of campaigns in a warehouse: what each id was called, and since when. They
// bring no cost: they give its names to cost that came by ids alone.

import type { Format } from './format.ts';
import { adNames } from './parts/ad-names.ts';

export const linkedinAdsNames = {
  id: 'linkedin-ads-names',
  label: 'LinkedIn Ads names (history of campaigns)',
  vendor: 'LinkedIn',
  version: 1,
  system: 'linkedin-ads',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'name', 'account_id', 'campaign_group_id', 'last_modified_time'],
    priority: 12,
  },
  yields: adNames({
    platform: 'linkedin-ads',
    modified: ['last_modified_time'],
    campaign: ['campaign_id'],
    adGroup: [],
  }),
  facts: 'github fivetran/dbt_linkedin',
} satisfies Format;
