// A response as Typeform's webhook sends it and server/webhooks keeps it: the answers that are an address, a number or an
// answer to "How did you hear about us?" stand beside the hidden fields. Its token is the `#` of the CSV export.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, sourceColumns } from './parts/contacts.ts';
import { within } from './parts/within.ts';

export const typeformWebhook = {
  id: 'typeform-webhook',
  label: 'Typeform webhook (responses)',
  vendor: 'Typeform',
  version: 1,
  system: 'typeform',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['typeform', 'received'], priority: 20 },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['typeform.token'], as: 'id', required: true },
        { field: 'at', from: ['typeform.submitted_at', 'typeform.landed_at'], as: 'instant', required: true },
        always('form'),
        { field: 'name', from: ['typeform.form'], as: 'text' },
        { field: 'email', from: ['typeform.email', 'hidden.email'], as: 'someEmail' },
        { field: 'phone', from: ['typeform.phone', 'hidden.phone'], as: 'somePhone' },
        { field: 'heard', from: ['typeform.heard'], as: 'text' },
        ...within('hidden', [
          { field: 'visitor', from: ['tl_visitor', 'visitor_id', 'anonymous_id'], as: 'text' },
          { field: 'visitor', from: ['ga_client_id', 'ga', 'client_id', '_ga'], as: 'gaClient' },
          ...sourceColumns(),
          ...clickIdColumns(name => [name, `tl_${name}`]),
          { field: 'url', from: ['page_url', 'landing_page', 'tl_landing', 'url'], as: 'url' },
          { field: 'referrer', from: ['referrer', 'tl_referrer'], as: 'url' },
        ]),
      ],
      key: ['id'],
    },
  ],
  facts: 'www.typeform.com/developers/webhooks/example-payload',
} satisfies Format;
