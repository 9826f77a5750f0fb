// ChartMogul's invoices: the template holds customer, dates and currency but no amount, which stands in the line items. It
// is known, so that the refusal can say where the money is.

import type { Format } from './format.ts';

export const chartmogulInvoices = {
  id: 'chartmogul-invoices',
  label: 'ChartMogul invoices',
  vendor: 'ChartMogul',
  version: 1,
  system: 'chartmogul',
  shape: 'table',
  clock: 'utc',
  detect: { all: ['Customer external ID', 'Invoice external ID', 'Invoiced date'], priority: 12 },
  aggregate: {
    reason: "ChartMogul's invoice file holds no amounts: those stand in the line items, without a customer",
    remedy:
      'Import the payments of the billing system that ChartMogul reads (Stripe, Chargebee, Recurly), or orders in the columns of `events`: event, order_id, email, ts, amount, currency.',
  },
  yields: [{ record: 'event', columns: [{ field: 'at', from: ['Invoiced date'], as: 'instant', required: true }] }],
  facts: 'dev.chartmogul.com/reference/sources/import-csv; fixtures of chartmogul/chartmogul-go',
} satisfies Format;
