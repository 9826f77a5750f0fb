// Chargebee's invoices: a paid one is an order, under the invoice's number, which its payments and refunds name too. One
// that is not (yet) paid is none.

import type { Format } from './format.ts';
import { amount, named } from './parts/chargebee.ts';
import { payer } from './parts/payments.ts';

const of = (field: string, ...labels: string[]): string[] => named('invoice', field, ...labels);
const id = of('id', 'Invoice Number', 'Invoice Id', 'Invoice No');

export const chargebeeInvoices = {
  id: 'chargebee-invoices',
  label: 'Chargebee invoices (every paid one an order)',
  vendor: 'Chargebee',
  version: 1,
  system: 'chargebee',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['invoices.id', 'invoices.status'],
    or: [
      { all: ['invoice.id', 'invoice.status'] },
      {
        all: ['Invoice Number', 'Customer Id', 'Status'],
        some: { of: ['Amount Paid', 'Paid On', 'Paid At', 'Invoice Date', 'Amount Due', 'Recurring'], atLeast: 2 },
      },
    ],
    priority: 13,
  },
  refuse: [
    {
      from: of('status', 'Status'),
      is: ['not_paid', 'not paid', 'payment_due', 'payment due', 'posted', 'voided', 'pending'],
      reason: 'the invoice is not paid',
    },
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: id, as: 'id', required: true, prefix: 'invoice:' },
        {
          field: 'at',
          from: [...of('paid_at', 'Paid At', 'Paid On'), ...of('date', 'Invoice Date', 'Date')],
          as: 'instant',
          required: true,
        },
        { field: 'kind', from: [], as: 'kind', constant: 'order' },
        { field: 'order_id', from: id, as: 'id', prefix: 'chargebee:' },
        ...payer(
          [...of('customer_id'), ...named('customer', 'id', 'Customer Id')],
          named('customer', 'email', 'Customer Email', 'Email'),
        ),
        { field: 'currency', from: of('currency_code', 'Currency', 'Currency Code'), as: 'currency' },
        ...amount('invoice', 'amount_paid', 'Amount Paid'),
        ...amount('invoice', 'total', 'Amount', 'Total'),
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'apidocs.chargebee.com for the fields; headers of the CSV by hearsay',
} satisfies Format;
