// Recurly's subscriptions export (amounts in major units). No revenue comes of them: what was paid stands in the
// transactions. Versions of the export add columns, custom fields come last.

import type { Format } from './format.ts';

const one = { field: 'quantity', is: ['1'] } as const;

export const recurlySubscriptions = {
  id: 'recurly-subscriptions',
  label: 'Recurly subscriptions (as they stand: no revenue)',
  vendor: 'Recurly',
  version: 1,
  system: 'recurly',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['uuid', 'account_code', 'state'],
    some: {
      of: [
        'plan_code',
        'activated_at',
        'trial_started_at',
        'current_period_started_at',
        'canceled_at',
        'expires_at',
        'unit_amount',
      ],
      atLeast: 2,
    },
    priority: 12,
  },
  yields: [
    {
      record: 'subscription',
      columns: [
        { field: 'id', from: ['uuid'], as: 'id', required: true },
        { field: 'customer_id', from: ['account_code'], as: 'id' },
        { field: 'email', from: ['email', 'account_email'], as: 'someEmail' },
        { field: 'plan', from: ['plan_code', 'plan_name', 'plan'], as: 'text' },
        { field: 'interval', from: ['plan_interval_unit', 'plan_interval', 'interval'], as: 'text' },
        { field: 'state', from: ['state'], as: 'text' },
        { field: 'currency', from: ['currency'], as: 'currency' },
        { field: 'quantity', from: ['quantity'], as: 'count' },
        { field: 'amount', from: ['total_recurring_amount', 'plan_total_amount', 'subtotal'], as: 'money' },
        // What one costs is what all cost only where there is one.
        { field: 'amount', from: ['unit_amount', 'plan_unit_amount'], as: 'money', only: one },
        { field: 'amount', from: ['unit_amount_in_cents'], as: 'minor', only: one },
        { field: 'started', from: ['activated_at', 'trial_started_at', 'created_at'], as: 'instant' },
        { field: 'ended', from: ['expires_at', 'canceled_at'], as: 'instant' },
        { field: 'modified', from: ['modified_at', 'updated_at'], as: 'instant' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'docs.recurly.com: subscriptions export',
} satisfies Format;
