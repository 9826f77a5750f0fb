// Recurly's transactions: a successful purchase is an order, a refund follows the purchase that it names, else it stands
// for itself. Authorizations, declined and void ones moved no money.

import type { Column, Format } from './format.ts';

const id = ['transaction_id', 'transaction_uuid', 'uuid', 'id'];
const original = ['original_transaction_id', 'original_transaction_uuid', 'refunded_transaction_id'];
const kind = { 'refund*': 'refund', credit: 'refund', chargeback: 'refund', '*': 'order' } as const;

const ofRefund = { field: 'kind', is: ['refund'] } as const;
const orderId: Column[] = [
  { field: 'order_id', from: original, as: 'id', only: ofRefund },
  { field: 'order_id', from: id, as: 'id', only: { field: 'kind', is: ['order'] } },
];

export const recurlyTransactions = {
  id: 'recurly-transactions',
  label: 'Recurly transactions (every purchase an order; refunds)',
  vendor: 'Recurly',
  version: 1,
  system: 'recurly',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['transaction_id', 'account_code'],
    some: { of: ['amount', 'type', 'status', 'invoice_number', 'gateway', 'origin', 'failure_type'], atLeast: 3 },
    or: [
      {
        all: ['account_code', 'type', 'status', 'amount', 'currency'],
        some: { of: ['invoice_number', 'origin', 'failure_type', 'gateway'], atLeast: 1 },
      },
    ],
    priority: 13,
  },
  refuse: [
    {
      from: ['status'],
      is: ['declined', 'void', 'voided', 'failed', 'processing', 'pending', 'scheduled', 'error', 'chargeback_pending'],
      reason: 'the transaction did not come about: no money was paid',
    },
    { from: ['type'], is: ['authorization', 'verify', 'capture'], reason: 'an authorization: no money was paid' },
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        {
          field: 'at',
          from: ['date', 'created_at', 'transaction_date', 'collected_at'],
          as: 'instant',
          required: true,
        },
        { field: 'kind', from: ['type'], as: 'kind', values: kind },
        { field: 'kind', from: [], as: 'kind', constant: 'order' },
        ...orderId,
        { field: 'contact_id', from: ['account_code'], as: 'text', prefix: 'recurly:' },
        { field: 'email', from: ['account_email', 'email', 'customer_email'], as: 'someEmail' },
        { field: 'currency', from: ['currency'], as: 'currency' },
        { field: 'amount', from: ['amount', 'total'], as: 'money' },
        { field: 'amount', from: ['amount_in_cents'], as: 'minor' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'docs.recurly.com: transactions export (types and statuses; some headers by hearsay)',
} satisfies Format;
