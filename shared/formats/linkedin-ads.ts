// A report of LinkedIn Campaign Manager with a row per day, as downloaded (UTF-16, tabs, a preamble) or saved anew, or the
// ad analytics table of a warehouse. LinkedIn's days are UTC days, unlike every other platform's.

import type { Format } from './format.ts';

const remedy = 'Export the report again with Time breakdown set to Daily.';

export const linkedinAds = {
  id: 'linkedin-ads',
  label: 'LinkedIn Campaign Manager report (campaigns, ads by day)',
  vendor: 'LinkedIn',
  version: 1,
  system: 'linkedin-ads',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['Start Date (in UTC)', 'Total Spent'],
    or: [
      { all: ['Total Spent', 'Campaign Group Name'] },
      { all: ['Total Spent', 'Campaign Group ID'] },
      { all: ['Total Spent'], above: '^(campaign|creative|ad|account).*report \\(in utc\\)' },
      {
        all: ['Total Spent', 'Campaign Name'],
        some: {
          of: ['Start Date', 'Campaign Type', 'Clicks to Landing Page', 'Average CTR', 'Total Engagements'],
          atLeast: 1,
        },
      },
      { all: ['cost_in_local_currency'] },
      { all: ['cost_in_usd'], some: { of: ['campaign_id', 'creative_id', 'landing_page_clicks'], atLeast: 1 } },
    ],
    priority: 10,
  },
  notes: ['Days are UTC days: LinkedIn has no other.'],
  preamble: {
    refuse: [
      {
        line: '^(?:time breakdown|report granularity):\\s*(all time|monthly|weekly|yearly)',
        reason: 'its sums are of more than a day: they can’t be spread over days',
        remedy,
      },
    ],
  },
  period: {
    from: ['Start Date (in UTC)', 'Start Date'],
    to: ['End Date (in UTC)', 'End Date'],
    most: 0,
    unless: ['day'],
    remedy,
  },
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'linkedin-ads' },
        { field: 'account', from: ['Account ID'], as: 'resource' },
        { field: 'account', from: ['Account Name'], as: 'text' },
        {
          field: 'day',
          from: ['Start Date (in UTC)', 'Start Date', 'day', 'date_start', 'date'],
          as: 'day',
          order: 'mdy',
          required: true,
          remedy,
        },
        { field: 'campaign', from: ['Campaign Name'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'resource' },
        { field: 'ad', from: ['Ad Name', 'Creative Name', 'Ad Introduction Text'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID', 'Creative ID'], as: 'resource' },
        {
          field: 'segment',
          from: ['Ad Placement', 'Member Country', 'Audience Network', 'Device'],
          as: 'text',
          join: ' / ',
        },
        { field: 'impressions', from: ['Impressions'], as: 'count' },
        { field: 'clicks', from: ['Clicks'], as: 'count' },
        { field: 'currency', from: ['Currency', 'Account Currency'], as: 'currency' },
        { field: 'currency', from: ['Total Spent (*)'], as: 'currency', inHeader: true },
        {
          field: 'currency',
          from: ['cost_in_usd'],
          as: 'currency',
          values: { '*': 'USD' },
          lacking: ['cost_in_local_currency'],
        },
        {
          field: 'cost',
          from: ['Total Spent', 'Total Spent (*)', 'cost_in_local_currency', 'cost_in_usd'],
          as: 'money',
          required: true,
        },
        {
          field: 'claimed_conversions',
          from: ['Conversions', 'external_website_conversions', 'Leads', 'one_click_leads'],
          as: 'number',
        },
        {
          field: 'claimed_value',
          from: ['Total Conversion Value', 'Conversion Value', 'conversion_value_in_local_currency'],
          as: 'money',
        },
      ],
    },
  ],
  facts:
    'Reports of Campaign Manager; learn.microsoft.com/linkedin/marketing ads-reporting; github fivetran/dbt_linkedin',
} satisfies Format;
