// Stripe's refunds one by one, as the API and Sigma name them (minor units) or with the dashboard's headers (major units).
// A refund follows the payment that it names; of one that failed the money stayed.

import type { Column, Format } from './format.ts';

const dashboard = ['Created date (UTC)', 'Created (UTC)'];
const refunded: Column[] = [
  { field: 'order_id', from: ['PaymentIntent ID', 'payment_intent_id', 'payment_intent'], as: 'id' },
  { field: 'order_id', from: ['Charge ID', 'charge_id', 'charge', 'Payment ID'], as: 'id' },
];

export const stripeRefunds = {
  id: 'stripe-refunds',
  label: 'Stripe refunds',
  vendor: 'Stripe',
  version: 1,
  system: 'stripe',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'Amount', 'Currency', 'Status', 'Reason'],
    some: {
      of: ['charge', 'charge_id', 'Charge ID', 'payment_intent', 'payment_intent_id', 'PaymentIntent ID'],
      atLeast: 1,
    },
    priority: 13,
  },
  refuse: [
    {
      from: ['Status'],
      is: ['failed', 'canceled', 'cancelled', 'requires_action', 'pending'],
      reason: 'the refund did not come about: no money was given back',
    },
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['id'], as: 'id', required: true },
        { field: 'at', from: [...dashboard, 'created', 'created_at'], as: 'instant', required: true },
        { field: 'kind', from: [], as: 'kind', constant: 'refund' },
        ...refunded,
        { field: 'contact_id', from: ['Customer ID', 'customer_id', 'customer'], as: 'contact' },
        { field: 'email', from: ['Customer Email'], as: 'someEmail' },
        { field: 'currency', from: ['Currency'], as: 'currency' },
        { field: 'amount', from: ['Amount'], as: 'money', given: dashboard, required: true },
        { field: 'amount', from: ['Amount'], as: 'minor', lacking: dashboard },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'docs.stripe.com/api/refunds; the tables of Stripe Sigma',
} satisfies Format;
