// Stripe's events as server/webhooks keeps them: the object of each under its own name (`charge`, `refund` …). Payments,
// refunds, customers and subscriptions have the keys that the files give them, so a CSV of the same ones adds nothing.

import type { Column, Format } from './format.ts';
import { chargeback, payer, refundedSoFar, unlessNought } from './parts/payments.ts';

const event: Column = { field: 'at', from: ['stripe.created'], as: 'instant', required: true };
const kind = (constant: 'order' | 'refund'): Column => ({ field: 'kind', from: [], as: 'kind', constant });
const payment = ['charge.payment_intent', 'charge.id', 'payment_intent.id'];
const emails = ['charge.billing_details.email', 'charge.receipt_email', 'payment_intent.receipt_email'];
const currency = (object: string): Column => ({ field: 'currency', from: [`${object}.currency`], as: 'currency' });
const ofPayment = (object: string): string[] => [`${object}.payment_intent`, `${object}.charge`];

export const stripeWebhook = {
  id: 'stripe-webhook',
  label: 'Stripe webhook (payments, refunds, lost disputes, customers, subscriptions)',
  vendor: 'Stripe',
  version: 1,
  system: 'stripe',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['stripe', 'received'], priority: 20 },
  refuse: [
    { from: ['stripe.livemode'], is: ['false'], reason: 'an event in test mode' },
    {
      from: ['charge.status', 'refund.status'],
      is: ['failed', 'canceled', 'pending', 'requires_action'],
      reason: 'it did not come about: no money moved',
    },
    { from: ['charge.captured'], is: ['false'], reason: 'the payment was not captured: no money was paid' },
  ],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: payment, as: 'id' },
        { field: 'at', from: ['charge.created', 'payment_intent.created'], as: 'instant', required: true },
        kind('order'),
        { field: 'order_id', from: payment, as: 'id' },
        ...payer(['charge.customer', 'payment_intent.customer'], emails),
        { field: 'phone', from: ['charge.billing_details.phone'], as: 'somePhone' },
        { field: 'currency', from: ['charge.currency', 'payment_intent.currency'], as: 'currency' },
        { field: 'amount', from: ['charge.amount', 'payment_intent.amount_received'], as: 'minor' },
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['charge.payment_intent', 'charge.id'], as: 'id', prefix: refundedSoFar },
        event,
        kind('refund'),
        { field: 'order_id', from: ['charge.payment_intent', 'charge.id'], as: 'id' },
        ...payer(['charge.customer'], ['charge.billing_details.email', 'charge.receipt_email']),
        currency('charge'),
        { field: 'amount', from: ['charge.amount_refunded'], as: 'minor', values: unlessNought },
      ],
      when: ['id', 'amount'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['refund.id'], as: 'id' },
        { field: 'at', from: ['refund.created'], as: 'instant', required: true },
        kind('refund'),
        { field: 'order_id', from: ofPayment('refund'), as: 'id' },
        currency('refund'),
        { field: 'amount', from: ['refund.amount'], as: 'minor' },
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ofPayment('dispute'), as: 'id', prefix: chargeback },
        event,
        kind('refund'),
        // An open dispute may yet be won, and an event, once kept, is not taken back.
        { field: 'name', from: ['dispute.status'], as: 'text', values: { lost: 'chargeback' } },
        { field: 'order_id', from: ofPayment('dispute'), as: 'id' },
        currency('dispute'),
        { field: 'amount', from: ['dispute.amount'], as: 'minor' },
      ],
      when: ['id', 'name'],
      key: ['id'],
    },
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['customer.id'], as: 'id' },
        { field: 'created', from: ['customer.created'], as: 'instant' },
        { field: 'modified', from: ['stripe.created'], as: 'instant' },
        { field: 'email', from: ['customer.email'], as: 'someEmail' },
        { field: 'phone', from: ['customer.phone'], as: 'somePhone' },
        { field: 'name', from: ['customer.name', 'customer.description'], as: 'text' },
      ],
      when: ['id'],
    },
    {
      record: 'subscription',
      columns: [
        { field: 'id', from: ['subscription.id'], as: 'id' },
        { field: 'customer_id', from: ['subscription.customer'], as: 'id' },
        { field: 'plan', from: ['subscription.plan'], as: 'text' },
        { field: 'interval', from: ['subscription.interval'], as: 'text' },
        { field: 'state', from: ['subscription.status'], as: 'text' },
        currency('subscription'),
        { field: 'amount', from: ['subscription.amount'], as: 'minor' },
        { field: 'quantity', from: ['subscription.quantity'], as: 'count' },
        { field: 'started', from: ['subscription.start_date', 'subscription.created'], as: 'instant' },
        { field: 'ended', from: ['subscription.ended_at', 'subscription.canceled_at'], as: 'instant' },
        { field: 'modified', from: ['stripe.created'], as: 'instant' },
      ],
      when: ['id'],
    },
  ],
  notes: [
    "Every paid charge is an order. Where a shop's or tracker's data brings the same sales, take one of the two, or they count twice.",
  ],
  facts: 'docs.stripe.com/api/events, /charges, /refunds, /disputes, /subscriptions',
} satisfies Format;
