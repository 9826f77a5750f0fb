// Chargebee's customers: the contact behind the customer id of invoices and subscriptions.

import type { Format } from './format.ts';
import { named } from './parts/chargebee.ts';

const of = (field: string, ...labels: string[]): string[] => named('customer', field, ...labels);

export const chargebeeCustomers = {
  id: 'chargebee-customers',
  label: 'Chargebee customers',
  vendor: 'Chargebee',
  version: 1,
  system: 'chargebee',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['customers.id', 'customers.email'],
    or: [
      { all: ['customer.id', 'customer.email'] },
      {
        all: ['Customer Id', 'Email'],
        some: {
          of: [
            'Auto Collection',
            'Net Term Days',
            'Taxability',
            'Preferred Currency Code',
            'Card Status',
            'Promotional Credits',
          ],
          atLeast: 2,
        },
      },
    ],
    // A subscription's or invoice's file may hold its customer beside it.
    priority: 11,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: of('id', 'Customer Id'), as: 'id', required: true },
        { field: 'created', from: of('created_at', 'Created At'), as: 'instant' },
        { field: 'modified', from: of('updated_at', 'Updated At'), as: 'instant' },
        { field: 'email', from: of('email', 'Email'), as: 'someEmail' },
        { field: 'phone', from: of('phone', 'Phone'), as: 'somePhone' },
        {
          field: 'name',
          from: [...of('first_name', 'First Name'), ...of('last_name', 'Last Name')],
          as: 'text',
          join: ' ',
        },
        { field: 'account_name', from: of('company', 'Company'), as: 'text' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'apidocs.chargebee.com for the fields; headers of the CSV by hearsay',
} satisfies Format;
