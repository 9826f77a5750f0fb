// Stripe's customers: the contact behind the customer id that payments and subscriptions name, and its e-mail address.

import type { Format } from './format.ts';

export const stripeCustomers = {
  id: 'stripe-customers',
  label: 'Stripe customers',
  vendor: 'Stripe',
  version: 1,
  system: 'stripe',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'Email', 'Delinquent'],
    or: [
      {
        all: ['id', 'Email', 'Created (UTC)'],
        some: { of: ['Card ID', 'Default Source', 'Description', 'Total Spend', 'Plan'], atLeast: 2 },
      },
      { all: ['id', 'email', 'invoice_prefix'] },
    ],
    priority: 12,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['id'], as: 'id', required: true },
        { field: 'created', from: ['Created (UTC)', 'Created date (UTC)', 'created'], as: 'instant' },
        { field: 'email', from: ['Email'], as: 'someEmail' },
        { field: 'phone', from: ['Phone'], as: 'somePhone' },
        { field: 'name', from: ['Name', 'Card Name', 'Business Name', 'Description'], as: 'text' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'customers.csv as exported from the dashboard; docs.stripe.com/api/customers',
} satisfies Format;
