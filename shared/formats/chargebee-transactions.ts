// Chargebee's transactions: a successful payment is the order of its invoice (the invoice's own file brings the same
// order, which counts once), a refund follows that order.

import type { Column, Format } from './format.ts';
import { amount, named } from './parts/chargebee.ts';
import { payer } from './parts/payments.ts';

const of = (field: string, ...labels: string[]): string[] => named('transaction', field, ...labels);
const id = of('id', 'Transaction Id', 'Transaction ID');
const invoice = [
  'transactions.invoice_id',
  'transaction.invoice_id',
  'transactions.linked_invoices.invoice_id',
  'linked_invoices.invoice_id',
  'invoices.id',
  'Invoice Number',
  'Invoice Id',
];
const order: Column[] = [
  { field: 'order_id', from: invoice, as: 'first', prefix: 'chargebee:' },
  { field: 'order_id', from: id, as: 'id', prefix: 'chargebee:' },
];

export const chargebeeTransactions = {
  id: 'chargebee-transactions',
  label: 'Chargebee transactions (payments of invoices, refunds)',
  vendor: 'Chargebee',
  version: 1,
  system: 'chargebee',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['transactions.id', 'transactions.type'],
    or: [
      { all: ['transaction.id', 'transaction.type'] },
      {
        all: ['Transaction Id', 'Customer Id', 'Type', 'Status'],
        some: { of: ['Gateway', 'Payment Method', 'Id At Gateway', 'Invoice Number', 'Amount Unused'], atLeast: 2 },
      },
    ],
    priority: 14,
  },
  refuse: [
    {
      from: of('status', 'Status'),
      is: ['failure', 'failed', 'voided', 'timeout', 'needs_attention', 'in_progress', 'late_failure'],
      reason: 'the transaction did not come about',
    },
    { from: of('type', 'Type'), is: ['authorization'], reason: 'an authorization: no money was paid' },
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: id, as: 'id', required: true, prefix: 'transaction:' },
        { field: 'at', from: of('date', 'Date', 'Transaction Date'), as: 'instant', required: true },
        {
          field: 'kind',
          from: of('type', 'Type'),
          as: 'kind',
          values: { 'refund*': 'refund', payment_reversal: 'refund', 'payment reversal': 'refund', '*': 'order' },
          required: true,
        },
        ...order,
        ...payer(
          [...of('customer_id'), ...named('customer', 'id', 'Customer Id')],
          named('customer', 'email', 'Customer Email', 'Email'),
        ),
        { field: 'currency', from: of('currency_code', 'Currency', 'Currency Code'), as: 'currency' },
        ...amount('transaction', 'amount', 'Amount'),
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'apidocs.chargebee.com for the fields; headers of the CSV by hearsay',
} satisfies Format;
