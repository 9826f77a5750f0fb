// A report of TikTok Ads Manager with a row per day, from its tables or its reporting API. Its last row says "Total of N
// results" and adds up the others.

import type { Format } from './format.ts';

const remedy =
  'Export the report again with the dimension (breakdown) Day: in Custom reports add the dimension By Day.';
const ours = ['platform', 'ad platform', 'source', 'network', 'channel'];

export const tiktokAds = {
  id: 'tiktok-ads',
  label: 'TikTok Ads Manager report (campaigns, ad groups, ads by day)',
  vendor: 'TikTok',
  version: 1,
  system: 'tiktok-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Cost', 'Clicks (destination)'],
    or: [
      { all: ['Cost', 'By Day'] },
      { all: ['Cost', 'Stat time'] },
      { all: ['Cost', 'Ad group name', 'Impressions'], none: [...ours, 'Impr.'] },
      {
        all: ['Cost', 'Campaign name', 'Impressions'],
        some: {
          of: ['Clicks (all)', 'CPC (destination)', 'CTR (destination)', 'CPA', 'Primary status', 'Result rate'],
          atLeast: 1,
        },
        none: ours,
      },
      { all: ['stat_time_day'], some: { of: ['spend', 'cost'], atLeast: 1 } },
    ],
    priority: 10,
  },
  notes: ["Days are days in the ad account's own time zone."],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'tiktok-ads' },
        { field: 'account', from: ['Account ID', 'Advertiser ID', 'advertiser_id'], as: 'id' },
        {
          field: 'day',
          from: ['By Day', 'Day', 'Stat time', 'stat_time_day', 'Date'],
          as: 'day',
          required: true,
          remedy,
        },
        { field: 'campaign', from: ['Campaign name'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'id' },
        { field: 'ad_group', from: ['Ad group name', 'adgroup_name'], as: 'text' },
        { field: 'ad_group_id', from: ['Ad group ID', 'adgroup_id'], as: 'id' },
        { field: 'ad', from: ['Ad name'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID'], as: 'id' },
        {
          field: 'segment',
          from: ['Placement', 'Placement types', 'Age', 'Gender', 'Country/Region', 'Country', 'Device', 'OS'],
          as: 'text',
          join: ' / ',
        },
        { field: 'impressions', from: ['Impressions', 'Impression'], as: 'count' },
        { field: 'clicks', from: ['Clicks (destination)', 'Clicks', 'Clicks (all)'], as: 'count' },
        { field: 'currency', from: ['Currency', 'Account currency'], as: 'currency' },
        { field: 'currency', from: ['Cost (*)'], as: 'currency', inHeader: true },
        { field: 'cost', from: ['Cost', 'Cost (*)', 'spend'], as: 'money', required: true },
        { field: 'claimed_conversions', from: ['Conversions', 'Conversion', 'Total conversions'], as: 'number' },
        {
          field: 'claimed_value',
          from: ['Total purchase value', 'Total complete payment value', 'Conversion value'],
          as: 'money',
        },
      ],
    },
  ],
  facts: 'Reports of TikTok Ads Manager; business-api.tiktok.com report/integrated/get',
} satisfies Format;
