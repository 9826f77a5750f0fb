// A report of Microsoft Advertising (Bing) with a row per day, as the interface or the reporting API writes it. The lines
// above the header say what a row adds up: only Daily (and Hourly) can be used.

import type { Format, Signature } from './format.ts';

const remedy =
  'Run the report again with Unit of time (aggregation) set to Day and the time column included, then download it.';
const marks = [
  'Gregorian date',
  'TimePeriod',
  'Account number',
  'AccountNumber',
  'Bid match type',
  'Delivered match type',
  'BidMatchType',
  'Impr.',
  'Average CPC',
  'Avg. CPC',
  'AverageCpc',
];
const signature = (mark: string): Signature => ({
  all: ['Spend', mark],
  some: {
    of: [
      'Campaign',
      'Campaign name',
      'Campaign ID',
      'Ad group',
      'Ad group name',
      'Keyword',
      'Account name',
      'Account ID',
    ],
    atLeast: 1,
  },
  none: ['Time period (UTC)', 'Swipe ups', 'Spend in account currency', 'platform'],
});

export const microsoftAds = {
  id: 'microsoft-ads',
  label: 'Microsoft Advertising report (campaigns, ad groups, ads, keywords by day)',
  vendor: 'Microsoft',
  version: 1,
  system: 'microsoft-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Spend'],
    above: '^report (name|aggregation):',
    or: marks.map(signature),
    priority: 10,
  },
  totals: ['overall total'],
  preamble: {
    notes: [{ line: '^time zone:\\s*(.+)', note: "Days are days in the report's time zone: *." }],
    refuse: [
      {
        line: '^report aggregation:\\s*(summary|weekly|monthly|yearly|day ?of ?week|hour ?of ?day)',
        reason: 'its sums are of more than a day: they can’t be spread over days',
        remedy,
      },
    ],
  },
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'microsoft-ads' },
        { field: 'account', from: ['Account ID', 'AccountId', 'Account number'], as: 'id', strip: '[]' },
        { field: 'account', from: [], as: 'id', preamble: '^account(?: id| number)?:\\s*\\[?([a-z0-9]+)\\]?' },
        {
          field: 'day',
          from: ['Gregorian date', 'TimePeriod', 'Day', 'Date'],
          as: 'day',
          order: 'mdy',
          required: true,
          remedy,
        },
        { field: 'campaign', from: ['Campaign name', 'Campaign'], as: 'text' },
        { field: 'campaign_id', from: ['Campaign ID'], as: 'id', strip: '[]' },
        { field: 'ad_group', from: ['Ad group', 'Ad group name'], as: 'text' },
        { field: 'ad_group_id', from: ['Ad group ID'], as: 'id', strip: '[]' },
        { field: 'ad', from: ['Ad title', 'Title part 1', 'AdTitle', 'TitlePart1'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID'], as: 'id', strip: '[]' },
        { field: 'keyword', from: ['Keyword'], as: 'keyword' },
        { field: 'keyword_id', from: ['Keyword ID'], as: 'id', strip: '[]' },
        {
          field: 'match_type',
          from: ['Bid match type', 'Delivered match type', 'Match type', 'BidMatchType', 'DeliveredMatchType'],
          as: 'text',
        },
        {
          field: 'segment',
          from: [
            'Device type',
            'Device',
            'Network',
            'Ad distribution',
            'Top vs. other',
            'Country/region',
            'Country',
            'Search term',
            'Search query',
          ],
          as: 'text',
          join: ' / ',
        },
        { field: 'impressions', from: ['Impressions', 'Impr.'], as: 'count' },
        { field: 'clicks', from: ['Clicks'], as: 'count' },
        { field: 'currency', from: ['Currency code', 'Currency'], as: 'currency' },
        { field: 'currency', from: ['Spend (*)'], as: 'currency', inHeader: true },
        { field: 'currency', from: [], as: 'currency', preamble: '^currency(?: code)?:\\s*([a-z]{3})\\b' },
        { field: 'cost', from: ['Spend', 'Spend (*)'], as: 'money', required: true },
        {
          field: 'claimed_conversions',
          from: ['Conversions', 'Conv.', 'ConversionsQualified', 'Conversions qualified'],
          as: 'number',
        },
        { field: 'claimed_value', from: ['Revenue', 'Conv. value'], as: 'money' },
      ],
    },
  ],
  facts:
    'learn.microsoft.com/advertising/guides/reports; the BingAds SDKs’ report file reader; reports downloaded from the interface',
} satisfies Format;
