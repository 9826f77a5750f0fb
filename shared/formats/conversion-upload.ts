// Google's and Microsoft's template for uploading offline conversions, filled by hand or by a CRM: a click id, a time, a
// value. A row with a value is a sale by whoever's visit carried that click; one without is a fact of the journey.

import type { Format } from './format.ts';

const google = ['Google Click ID', 'GCLID'];
const value = ['Conversion Value', 'Converted Value'];

export const conversionUpload = {
  id: 'conversion-upload',
  label: 'Conversion upload template of Google Ads or Microsoft Advertising (every value a sale)',
  vendor: 'Google, Microsoft',
  version: 1,
  system: 'conversion-upload',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Google Click ID', 'Conversion Name', 'Conversion Time'],
    or: [
      { all: ['Microsoft Click ID', 'Conversion Name', 'Conversion Time'] },
      { all: ['GCLID', 'Conversion Name', 'Conversion Time'] },
    ],
    priority: 12,
  },
  preamble: { zone: '^\\W*Parameters:.*?TimeZone=([^;,"\\s]+)' },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'at', from: ['Conversion Time'], as: 'instant', required: true },
        { field: 'kind', from: value, as: 'kind', values: { '0': 'offline', '0.00': 'offline', '*': 'order' } },
        { field: 'kind', from: [], as: 'kind', constant: 'offline' },
        { field: 'name', from: ['Conversion Name'], as: 'text' },
        { field: 'click_ids', from: google, as: 'text', prefix: 'gclid=' },
        { field: 'click_ids', from: ['Microsoft Click ID'], as: 'text', prefix: 'msclkid=' },
        { field: 'click_ids', from: ['GBRAID'], as: 'text', prefix: 'gbraid=' },
        { field: 'click_ids', from: ['WBRAID'], as: 'text', prefix: 'wbraid=' },
        { field: 'order_id', from: ['Order ID'], as: 'id' },
        { field: 'currency', from: ['Conversion Currency', 'Conversion Currency Code'], as: 'currency' },
        { field: 'amount', from: value, as: 'money' },
      ],
    },
  ],
  notes: [
    'Every row with a value is a sale. Where the same deals are imported from the CRM, leave this file out, or they count twice.',
  ],
  keepsUnknown: true,
  facts: 'support.google.com/google-ads/answer/7014069; help.ads.microsoft.com: offline conversions',
} satisfies Format;
