// The collector's journal: one hit a line, as JournalLine in shared/schema/collect.ts has it. `at` is the visitor's clock set
// right by the collector, `received` the collector's own; a hit without a visitor was sent without consent and is nobody's.

import type { Format } from './format.ts';

export const hits = {
  id: 'hits',
  label: 'Collected hits',
  vendor: 'Throughline',
  version: 1,
  system: 'hits',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['hit_id', 'received', 'kind'], priority: 10 },
  refuse: [{ from: ['kind'], is: ['withdraw'], reason: 'takes consent back: it is no event' }],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['hit_id'], as: 'text', required: true },
        { field: 'visitor', from: ['visitor'], as: 'text' },
        { field: 'at', from: ['at'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['kind'],
          as: 'kind',
          required: true,
          // What has only a name of its own (tel-click, download …) makes nobody a lead, whatever it is called.
          values: {
            visit: 'visit',
            page: 'page',
            form: 'form',
            chat: 'chat',
            booking: 'booking',
            identify: 'identify',
            order: 'order',
            custom: 'custom',
          },
        },
        { field: 'name', from: ['name'], as: 'text' },
        { field: 'url', from: ['url'], as: 'url' },
        { field: 'referrer', from: ['referrer'], as: 'url' },
        // People type anything into a form: what is no address or number says nothing, the form counts all the same.
        { field: 'email', from: ['email'], as: 'someEmail' },
        { field: 'email', from: ['email'], as: 'email-hash' },
        { field: 'phone', from: ['phone'], as: 'somePhone' },
        { field: 'user_id', from: ['user_id'], as: 'text' },
        { field: 'order_id', from: ['order_id'], as: 'text' },
        { field: 'amount', from: ['amount'], as: 'money' },
        { field: 'currency', from: ['currency'], as: 'currency' },
        { field: 'device', from: ['device'], as: 'text' },
        { field: 'number', from: ['number'], as: 'text' },
        { field: 'heard', from: ['heard'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  // An export asks them for the consent that a click was made under.
  properties: ['consent', 'ad_user_data', 'site', 'title', 'properties'],
  facts: 'shared/schema/collect.ts',
} satisfies Format;
