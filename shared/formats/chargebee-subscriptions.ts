// Chargebee's subscriptions. No revenue comes of them: what was paid stands in invoices and transactions.

import type { Format } from './format.ts';
import { amount, named } from './parts/chargebee.ts';

const of = (field: string, ...labels: string[]): string[] => named('subscription', field, ...labels);

export const chargebeeSubscriptions = {
  id: 'chargebee-subscriptions',
  label: 'Chargebee subscriptions (as they stand: no revenue)',
  vendor: 'Chargebee',
  version: 1,
  system: 'chargebee',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['subscriptions.id'],
    or: [
      { all: ['subscription.id', 'subscription.status'] },
      {
        all: ['Subscription Id', 'Subscription Status'],
        some: {
          of: ['Customer Id', 'Plan Id', 'Next Billing At', 'Billing Period Unit', 'Plan Amount', 'Started At'],
          atLeast: 2,
        },
      },
    ],
    priority: 13,
  },
  yields: [
    {
      record: 'subscription',
      columns: [
        { field: 'id', from: of('id', 'Subscription Id'), as: 'id', required: true },
        { field: 'customer_id', from: [...of('customer_id'), ...named('customer', 'id', 'Customer Id')], as: 'id' },
        { field: 'email', from: named('customer', 'email', 'Customer Email', 'Email'), as: 'someEmail' },
        { field: 'name', from: named('customer', 'company', 'Customer Company', 'Company'), as: 'text' },
        {
          field: 'plan',
          from: of('plan_id', 'subscriptions.item_price_id', 'Plan Id', 'Plan', 'Item Price Id'),
          as: 'text',
        },
        { field: 'interval', from: of('billing_period_unit', 'Billing Period Unit'), as: 'text' },
        { field: 'state', from: of('status', 'Subscription Status', 'Status'), as: 'text' },
        { field: 'currency', from: of('currency_code', 'Currency', 'Currency Code'), as: 'currency' },
        ...amount('subscription', 'plan_amount', 'Plan Amount', 'subscriptions.item_amount'),
        { field: 'quantity', from: of('plan_quantity', 'Plan Quantity', 'Quantity'), as: 'count' },
        {
          field: 'started',
          from: of('started_at', 'Started At', 'subscriptions.created_at', 'Created At'),
          as: 'instant',
        },
        { field: 'ended', from: of('cancelled_at', 'Cancelled At'), as: 'instant' },
        { field: 'modified', from: of('updated_at', 'Updated At'), as: 'instant' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'apidocs.chargebee.com for the fields; headers of the CSV by hearsay',
} satisfies Format;
