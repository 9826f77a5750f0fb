// Gravity Forms' entries, with the labels of the form's own fields. The page's address carries the click's parameters; a
// form that takes money makes an order of the entry, under the payment service's own transaction id.

import type { Column, Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, sourceColumns } from './parts/contacts.ts';
import { heardColumn } from './parts/heard.ts';
import { unlessNought } from './parts/payments.ts';

const person: Column[] = [
  { field: 'email', from: ['Email', '*e-mail*'], as: 'someEmail' },
  { field: 'phone', from: ['Phone', '*phone*', '*telefon*', '*mobile*'], as: 'somePhone' },
];
const orderId: Column[] = [
  { field: 'order_id', from: ['Transaction Id'], as: 'id' },
  { field: 'order_id', from: ['Entry Id'], as: 'id', prefix: 'gravity-forms:' },
];

export const gravityFormsEntries = {
  id: 'gravity-forms-entries',
  label: 'Gravity Forms entries',
  vendor: 'Gravity Forms',
  version: 2,
  system: 'gravity-forms',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Entry Id', 'Entry Date'],
    or: [{ all: ['Entry Date', 'Source Url', 'User Agent'] }],
    priority: 12,
  },
  yields: [
    {
      record: 'event',
      columns: [
        // Every form counts its own entries through: the number is the site's, whatever the form.
        { field: 'id', from: ['Entry Id'], as: 'id' },
        { field: 'at', from: ['Entry Date'], as: 'instant', required: true },
        always('form'),
        ...person,
        { field: 'visitor', from: ['ga_client_id', 'ga', 'client_id', '_ga'], as: 'gaClient' },
        { field: 'visitor', from: ['visitor_id', 'anonymous_id'], as: 'id' },
        { field: 'url', from: ['Source Url'], as: 'url' },
        { field: 'referrer', from: ['referrer', 'HTTP referer'], as: 'url' },
        ...sourceColumns(),
        ...clickIdColumns(),
        heardColumn,
      ],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['Entry Id'], as: 'id', prefix: 'paid:' },
        { field: 'at', from: ['Payment Date', 'Entry Date'], as: 'instant' },
        {
          field: 'kind',
          from: ['Payment Status'],
          as: 'kind',
          values: { paid: 'order', approved: 'order', completed: 'order', active: 'order', refunded: 'order' },
        },
        ...person,
        ...orderId,
        { field: 'amount', from: ['Payment Amount'], as: 'money', values: unlessNought },
      ],
      when: ['kind', 'amount', 'at'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['Entry Id'], as: 'id', prefix: 'refund:' },
        { field: 'at', from: ['Date Updated', 'Payment Date'], as: 'instant' },
        { field: 'kind', from: ['Payment Status'], as: 'kind', values: { refunded: 'refund', reversed: 'refund' } },
        ...person,
        ...orderId,
        { field: 'amount', from: ['Payment Amount'], as: 'money', values: unlessNought },
      ],
      when: ['kind', 'amount', 'at'],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'Entries as exported by the plugin, as seen in public parsers; docs.gravityforms.com',
} satisfies Format;
