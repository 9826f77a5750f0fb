// ChartMogul's activities as its API names them: new business, expansion, contraction, churn, reactivation, amounts in
// cents. The latest activity of a subscription is how it stands: its MRR, and whether it was cancelled.

import type { Format } from './format.ts';

const movement = ['activity-mrr-movement', 'activity-mrr', 'activity-arr'];
const date = ['date', 'activity-date'];

export const chartmogulActivities = {
  id: 'chartmogul-activities',
  label: 'ChartMogul activities (subscriptions as they stand: no revenue)',
  vendor: 'ChartMogul',
  version: 1,
  system: 'chartmogul',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['date', 'type'],
    some: { of: [...movement, 'subscription-external-id', 'plan-external-id', 'customer-external-id'], atLeast: 2 },
    priority: 12,
  },
  yields: [
    {
      record: 'subscription',
      columns: [
        {
          field: 'id',
          from: ['subscription-external-id', 'customer-external-id', 'customer-uuid'],
          as: 'id',
          required: true,
        },
        { field: 'customer_id', from: ['customer-uuid', 'customer-external-id'], as: 'id' },
        { field: 'name', from: ['customer-name'], as: 'text' },
        { field: 'plan', from: ['plan-external-id', 'plan'], as: 'text' },
        { field: 'interval', from: [], as: 'text', constant: 'month' },
        { field: 'state', from: ['type'], as: 'text', values: { churn: 'cancelled', '*': 'active' } },
        { field: 'currency', from: ['currency'], as: 'currency' },
        { field: 'amount', from: ['activity-mrr'], as: 'minor' },
        { field: 'ended', from: date, as: 'instant', only: { field: 'state', is: ['cancelled'] } },
        { field: 'modified', from: date, as: 'instant', required: true },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'dev.chartmogul.com: list activities',
} satisfies Format;
