// A report of Reddit Ads with a row per day. Its cost column is named as Meta's is, but it has ad groups and an eCPM where
// Meta has ad sets.

import type { Format } from './format.ts';

const remedy = 'Export the report again with the breakdown Date (daily).';

export const redditAds = {
  id: 'reddit-ads',
  label: 'Reddit Ads report (campaigns, ad groups, ads by day)',
  vendor: 'Reddit',
  version: 1,
  system: 'reddit-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Amount Spent (*)', 'Campaign Name'],
    some: {
      of: ['Ad Group Name', 'Ad Group ID', 'eCPM', 'eCPM (*)', 'CPC (*)', 'Community', 'Post URL', 'Date'],
      atLeast: 1,
    },
    none: ['Reporting starts', 'Ad set name', 'Link clicks', 'Clicks (all)', 'Day', 'Reach', 'Swipe Ups'],
    or: [
      {
        all: ['Amount Spent', 'Campaign Name'],
        some: { of: ['Ad Group Name', 'Ad Group ID', 'eCPM', 'Community'], atLeast: 1 },
        none: ['Reporting starts', 'Ad set name', 'Link clicks', 'Clicks (all)', 'Swipe Ups'],
      },
      { all: ['Spend', 'eCPM', 'Campaign Name'], none: ['Swipe Ups', 'Paid Impressions', 'Time period'] },
    ],
    priority: 10,
  },
  notes: ["Days are days in the ad account's own time zone."],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'reddit-ads' },
        { field: 'account', from: ['Account ID', 'Ad Account ID'], as: 'id' },
        { field: 'day', from: ['Date', 'Day'], as: 'day', required: true, remedy },
        { field: 'campaign', from: ['Campaign Name'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'id' },
        { field: 'ad_group', from: ['Ad Group Name'], as: 'text' },
        { field: 'ad_group_id', from: ['Ad Group ID'], as: 'id' },
        { field: 'ad', from: ['Ad Name'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID'], as: 'id' },
        {
          field: 'segment',
          from: ['Placement', 'Community', 'Country', 'Interest', 'Keyword'],
          as: 'text',
          join: ' / ',
        },
        { field: 'impressions', from: ['Impressions'], as: 'count' },
        { field: 'clicks', from: ['Clicks'], as: 'count' },
        { field: 'currency', from: ['Currency'], as: 'currency' },
        { field: 'currency', from: ['Amount Spent (*)'], as: 'currency', inHeader: true },
        { field: 'cost', from: ['Amount Spent (*)', 'Amount Spent', 'Spend'], as: 'money', required: true },
        {
          field: 'claimed_conversions',
          from: ['Conversions', 'Purchase (Total)', 'Lead (Total)', 'Sign Up (Total)'],
          as: 'number',
        },
        { field: 'claimed_value', from: ['Purchase Total Value', 'Conversion Value'], as: 'money' },
      ],
    },
  ],
  facts: 'Exports of the Reddit Ads dashboard; github fivetran/dbt_reddit_ads',
} satisfies Format;
