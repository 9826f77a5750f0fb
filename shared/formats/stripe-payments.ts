// Stripe's payments, from the dashboard (major units, "(UTC)" in the headers) or as the API and Sigma name them (minor
// units, Unix seconds). Every paid charge is an order, a recurring one too; what was given back and a lost dispute are
// refunds of that order. A payment is known by its PaymentIntent where there is one: refunds name it.

import type { Column, Format } from './format.ts';
import { sourceColumns } from './parts/contacts.ts';
import { chargeback, payer, refundedSoFar, unlessNought } from './parts/payments.ts';

const dashboard = ['Created date (UTC)', 'Created (UTC)'];
const payment = ['PaymentIntent ID', 'payment_intent_id', 'payment_intent', 'id'];
const created: Omit<Column, 'field'> = { from: [...dashboard, 'created', 'created_at'], as: 'instant' };
const buyer = payer(
  ['Customer ID', 'customer_id', 'customer'],
  ['Customer Email', 'customer_email (metadata)', 'email (metadata)', 'receipt_email', 'billing_details.email'],
);
const currency: Column = { field: 'currency', from: ['Currency'], as: 'currency' };

/** An amount in the units of whichever of the two wrote the file. */
const amount = (from: readonly string[], values?: Column['values']): Column[] => [
  { field: 'amount', from, as: 'money', given: dashboard, ...(values && { values }) },
  { field: 'amount', from, as: 'minor', lacking: dashboard, ...(values && { values }) },
];

export const stripePayments = {
  id: 'stripe-payments',
  label: 'Stripe payments (every paid charge an order; refunds, lost disputes)',
  vendor: 'Stripe',
  version: 1,
  system: 'stripe',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'Amount', 'Amount Refunded', 'Currency', 'Status'],
    some: {
      of: [
        ...dashboard,
        'Captured',
        'Converted Amount',
        'PaymentIntent ID',
        'payment_intent',
        'Customer ID',
        'customer',
        'balance_transaction',
        'balance_transaction_id',
      ],
      atLeast: 2,
    },
    priority: 13,
  },
  refuse: [
    {
      from: ['Status'],
      is: [
        'failed',
        'canceled',
        'cancelled',
        'incomplete',
        'pending',
        'processing',
        'blocked',
        'expired',
        'uncaptured',
        'requires_payment_method',
        'requires_confirmation',
        'requires_action',
        'requires_capture',
      ],
      reason: 'the payment did not come about: no money was paid',
    },
    {
      from: ['Captured', 'paid'],
      is: ['false', 'f', '0', 'no'],
      reason: 'the payment was not captured: no money was paid',
    },
    { from: ['Mode'], is: ['test', 'test mode'], reason: 'a payment in test mode' },
    { from: ['livemode'], is: ['false', 'f', '0'], reason: 'a payment in test mode' },
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: payment, as: 'id', required: true },
        { ...created, field: 'at', required: true },
        { field: 'kind', from: [], as: 'kind', constant: 'order' },
        { field: 'order_id', from: payment, as: 'id' },
        ...buyer,
        { field: 'phone', from: ['Customer Phone'], as: 'somePhone' },
        currency,
        ...amount(['Amount']),
        ...sourceColumns(), // of payment links
      ],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: payment, as: 'id', prefix: refundedSoFar },
        { field: 'at', from: ['Refunded date (UTC)', 'Refunded (UTC)', ...created.from], as: 'instant' },
        { field: 'kind', from: [], as: 'kind', constant: 'refund' },
        { field: 'order_id', from: payment, as: 'id' },
        ...buyer,
        currency,
        ...amount(['Amount Refunded'], unlessNought),
      ],
      when: ['amount'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: payment, as: 'id', prefix: chargeback },
        { field: 'at', from: ['Dispute Date (UTC)', ...created.from], as: 'instant' },
        { field: 'kind', from: [], as: 'kind', constant: 'refund' },
        // An open dispute may yet be won, and an event, once kept, is not taken back.
        { field: 'name', from: ['Dispute Status'], as: 'text', values: { lost: 'chargeback', charge_refunded: '' } },
        { field: 'order_id', from: payment, as: 'id' },
        ...buyer,
        currency,
        ...amount(['Disputed Amount'], unlessNought),
      ],
      when: ['name', 'amount'],
      key: ['id'],
    },
  ],
  notes: [
    "Every paid charge is an order. Where a shop's or tracker's file brings the same sales, take one of the two, or they count twice.",
  ],
  keepsUnknown: true,
  facts: "unified_payments.csv as exported from the dashboard; docs.stripe.com/api/charges for the API's names",
} satisfies Format;
