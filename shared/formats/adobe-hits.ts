// Adobe Analytics' data feed (hit_data.tsv), with the header of column_headers.tsv. Ids are longer than a number can hold.
// `post_campaign` repeats the code of an earlier visit, so only `campaign`, what the hit itself brought, is read.

import type { Format } from './format.ts';

/** A list of event numbers: 1 is a purchase, most others are the company's own. */
const purchases: Readonly<Record<string, string>> = { '1': 'order', '1,*': 'order' };
const pages: Readonly<Record<string, string>> = { '0': 'page', '*': 'custom' };
const ofOrders = { only: { field: 'kind', is: ['order'] } } as const;

export const adobeHits = {
  id: 'adobe-hits',
  label: 'Adobe Analytics data feed (hit_data)',
  vendor: 'Adobe Analytics',
  version: 1,
  system: 'adobe',
  shape: 'table',
  clock: 'utc',
  headless: { columns: { file: 'column_headers.tsv' }, delimiter: '\t', escape: '\\', content: [] },
  detect: {
    all: ['hit_time_gmt'],
    some: {
      of: ['post_visid_high', 'post_visid_low', 'visid_high', 'exclude_hit', 'hit_source', 'visit_num'],
      atLeast: 2,
    },
    priority: 10,
  },
  refuse: [
    {
      from: ['exclude_hit'],
      is: Array.from({ length: 30 }, (_, i) => `${i + 1}`),
      reason: 'left out of reports by Adobe (exclude_hit)',
    },
    {
      from: ['hit_source'],
      is: ['5', '7', '8', '9'],
      reason: 'no hit of a visitor but a data source or summary (hit_source)',
    },
  ],
  notes: [
    'Tracking codes are read from the column campaign. post_campaign keeps the code of an earlier visit and is left alone.',
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['hitid_high', 'hitid_low'], as: 'id', join: '_' },
        { field: 'visitor', from: ['post_visid_high', 'post_visid_low'], as: 'id', join: '_' },
        { field: 'visitor', from: ['visid_high', 'visid_low'], as: 'id', join: '_' },
        { field: 'visitor', from: ['mcvisid'], as: 'id' },
        { field: 'session', from: ['visit_num', 'visit_start_time_gmt'], as: 'text', join: '_' },
        { field: 'at', from: ['hit_time_gmt', 'cust_hit_time_gmt'], as: 'instant', required: true },
        { field: 'kind', from: ['post_event_list', 'event_list'], as: 'kind', values: purchases },
        { field: 'kind', from: [], as: 'kind', constant: 'order', given: ['post_purchaseid', 'purchaseid'] },
        { field: 'kind', from: ['post_page_event', 'page_event'], as: 'kind', values: pages },
        { field: 'kind', from: [], as: 'kind', constant: 'page' },
        { field: 'name', from: ['post_pagename', 'pagename'], as: 'text' },
        { field: 'url', from: ['post_page_url', 'page_url'], as: 'url' },
        { field: 'referrer', from: ['post_referrer', 'referrer'], as: 'url' },
        { field: 'campaign', from: ['campaign'], as: 'text' },
        { field: 'user_id', from: ['post_cust_visid', 'cust_visid'], as: 'text' },
        { field: 'email', from: ['post_cust_visid', 'cust_visid'], as: 'email-if-any' },
        { field: 'order_id', from: ['post_purchaseid', 'purchaseid'], as: 'id', ...ofOrders },
        { field: 'currency', from: ['currency', 'post_currency'], as: 'currency', ...ofOrders },
        { field: 'amount', from: ['post_product_list', 'product_list'], as: 'product-list', ...ofOrders },
        { field: 'country', from: ['geo_country'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  facts: 'experienceleague.adobe.com analytics data feed: contents and reference',
} satisfies Format;
