// A report of Snapchat Ads with a row per day, as Ads Manager exports it, or the hourly and daily tables of a warehouse,
// whose `spend` is in millionths. A day's row ends at the midnight after it.

import type { Format } from './format.ts';

const remedy = 'Export the report again with the breakdown Day (granularity Day).';

export const snapchatAds = {
  id: 'snapchat-ads',
  label: 'Snapchat Ads report (campaigns, ad sets, ads by day)',
  vendor: 'Snapchat',
  version: 1,
  system: 'snapchat-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Spend', 'Start Time', 'Campaign Name'],
    or: [
      { all: ['Spend', 'Start Time', 'Ad Squad Name'] },
      { all: ['Spend', 'Swipe Ups'] },
      { all: ['Spend', 'Paid Impressions'], none: ['Pin clicks'] },
      { all: ['Amount Spent', 'Swipe Ups'] },
      { all: ['Amount Spent (*)', 'Swipe Ups'] },
      { all: ['Amount Spent', 'Start Time', 'Paid Impressions'] },
      { all: ['spend', 'swipes'] },
    ],
    priority: 10,
  },
  notes: ["Days are days in the ad account's own time zone."],
  period: {
    from: ['Start Time', 'start_time'],
    to: ['End Time', 'end_time'],
    most: 1,
    unless: ['Date', 'Day'],
    remedy,
  },
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'snapchat-ads' },
        { field: 'account', from: ['Ad Account ID', 'Account ID'], as: 'id' },
        {
          field: 'day',
          from: ['Date', 'Day', 'Start Time', 'date_day', 'date_hour'],
          as: 'day',
          required: true,
          remedy,
        },
        { field: 'campaign', from: ['Campaign Name'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'id' },
        { field: 'ad_group', from: ['Ad Set Name', 'Ad Squad Name'], as: 'text' },
        { field: 'ad_group_id', from: ['Ad Set ID', 'Ad Squad ID'], as: 'id' },
        { field: 'ad', from: ['Ad Name'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID'], as: 'id' },
        { field: 'segment', from: ['Country', 'Gender', 'Age', 'OS', 'Hour'], as: 'text', join: ' / ' },
        { field: 'impressions', from: ['Paid Impressions', 'Impressions'], as: 'count' },
        { field: 'clicks', from: ['Swipe Ups', 'Clicks', 'swipes'], as: 'count' },
        { field: 'currency', from: ['Currency', 'Ad Account Currency'], as: 'currency' },
        { field: 'currency', from: ['Spend (*)', 'Amount Spent (*)'], as: 'currency', inHeader: true },
        { field: 'cost', from: ['spend'], as: 'micros', required: true, given: ['swipes'] },
        {
          field: 'cost',
          from: ['Spend', 'Amount Spent', 'Spend (*)', 'Amount Spent (*)'],
          as: 'money',
          required: true,
          lacking: ['swipes'],
        },
        {
          field: 'claimed_conversions',
          from: ['Purchases', 'conversion_purchases', 'Conversions', 'Sign Ups'],
          as: 'number',
        },
        { field: 'claimed_value', from: ['Purchases Value'], as: 'money' },
      ],
    },
  ],
  facts:
    'Exports of Snapchat Ads Manager; developers.snap.com/api/marketing-api/Ads-API/measurement; github fivetran/dbt_snapchat_ads',
} satisfies Format;
