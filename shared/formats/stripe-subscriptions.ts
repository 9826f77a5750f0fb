// Stripe's subscriptions, from the dashboard (major units). The amount is that of one interval for the whole quantity. No
// revenue comes of them: what was paid stands in the payments.

import type { Format } from './format.ts';

export const stripeSubscriptions = {
  id: 'stripe-subscriptions',
  label: 'Stripe subscriptions (as they stand: no revenue)',
  vendor: 'Stripe',
  version: 1,
  system: 'stripe',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'Customer ID', 'Plan', 'Status'],
    some: {
      of: [
        'Current Period Start (UTC)',
        'Current Period End (UTC)',
        'Trial Start (UTC)',
        'Canceled At (UTC)',
        'Cancel At Period End',
        'Interval',
        'Start (UTC)',
        'Start Date (UTC)',
      ],
      atLeast: 2,
    },
    priority: 13,
  },
  yields: [
    {
      record: 'subscription',
      columns: [
        { field: 'id', from: ['id'], as: 'id', required: true },
        { field: 'customer_id', from: ['Customer ID'], as: 'id' },
        { field: 'email', from: ['Customer Email'], as: 'someEmail' },
        { field: 'name', from: ['Customer Name', 'Customer Description'], as: 'text' },
        { field: 'plan', from: ['Plan', 'Product'], as: 'text' },
        { field: 'interval', from: ['Interval'], as: 'text' },
        { field: 'state', from: ['Status'], as: 'text' },
        { field: 'currency', from: ['Currency'], as: 'currency' },
        { field: 'amount', from: ['Amount'], as: 'money' },
        { field: 'quantity', from: ['Quantity'], as: 'count' },
        { field: 'started', from: ['Start Date (UTC)', 'Start (UTC)', 'Created (UTC)'], as: 'instant' },
        { field: 'ended', from: ['Ended At (UTC)', 'Canceled At (UTC)'], as: 'instant' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'subscriptions.csv as exported from the dashboard',
} satisfies Format;
