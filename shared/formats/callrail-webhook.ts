// What CallRail's post-call webhook says of a call, as server/webhooks keeps it: the same call as in the CSV or API export,
// which adds nothing when it is imported later.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, callerPhone, sourceColumns } from './parts/contacts.ts';
import { within } from './parts/within.ts';

export const callrailWebhook = {
  id: 'callrail-webhook',
  label: 'CallRail webhook (calls)',
  vendor: 'CallRail',
  version: 1,
  system: 'callrail',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['callrail', 'received'], priority: 20 },
  yields: [
    {
      record: 'event',
      columns: within('callrail', [
        // `id` is the older number; exports have the other one.
        { field: 'id', from: ['resource_id', 'id'], as: 'id', required: true },
        { field: 'at', from: ['start_time', 'datetime', 'created_at'], as: 'instant', required: true },
        { field: 'kind', from: ['direction'], as: 'kind', values: { 'outbound*': 'custom', '*': 'call' } },
        always('call'),
        callerPhone(['customer_phone_number', 'callernum']),
        { field: 'number', from: ['tracking_phone_number', 'trackingnum'], as: 'somePhone' },
        { field: 'email', from: ['customer_email'], as: 'someEmail' },
        { field: 'visitor', from: ['ga'], as: 'gaClient' },
        ...sourceColumns({ source: ['source'], medium: ['medium'], campaign: ['campaign'], keyword: ['keywords'] }),
        ...clickIdColumns(),
        { field: 'url', from: ['landing_page_url', 'landingpage'], as: 'url' },
        { field: 'referrer', from: ['referring_url', 'referrer', 'referrer_domain'], as: 'url' },
        { field: 'device', from: ['device_type'], as: 'text' },
        { field: 'country', from: ['customer_country'], as: 'text' },
      ]),
      key: ['id'],
    },
  ],
  facts: 'apidocs.callrail.com, call object; support.callrail.com, webhooks',
} satisfies Format;
