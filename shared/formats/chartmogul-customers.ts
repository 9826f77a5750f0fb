// ChartMogul's customers: the template of its CSV import, its API's names, or the customer list. The external id is the
// billing system's own, so it is kept apart from ChartMogul's: people are matched by e-mail address.

import type { Format } from './format.ts';

export const chartmogulCustomers = {
  id: 'chartmogul-customers',
  label: 'ChartMogul customers',
  vendor: 'ChartMogul',
  version: 1,
  system: 'chartmogul',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['External ID', 'Email'],
    some: {
      of: [
        'Free trial started at',
        'Lead created at',
        'Customer since',
        'customer-since',
        'MRR',
        'ARR',
        'data_source_uuid',
        'uuid',
      ],
      atLeast: 1,
    },
    or: [{ all: ['Email', 'Customer since', 'MRR'] }, { all: ['Lead created at', 'Free trial started at'] }],
    priority: 12,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['uuid', 'Customer UUID', 'External ID', 'Email'], as: 'id', required: true },
        { field: 'created', from: ['Lead created at', 'Free trial started at', 'Customer since'], as: 'instant' },
        { field: 'email', from: ['Email'], as: 'someEmail' },
        { field: 'name', from: ['Name', 'Customer name'], as: 'text' },
        { field: 'account_name', from: ['Company'], as: 'text' },
        { field: 'lifecycle', from: ['Status'], as: 'text' },
        { field: 'owner', from: ['Owner'], as: 'text' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'dev.chartmogul.com/reference/sources/import-csv; github chartmogul/chartmogul-node',
} satisfies Format;
