// CSV of GA4's interface: reports and explorations, sums under a preamble of lines that begin with `#`. Recognised by that
// preamble, whatever the language of the columns, so that the refusal can say why.

import type { Format } from './format.ts';

export const ga4Report = {
  id: 'ga4-report',
  label: 'GA4 report or exploration',
  vendor: 'Google Analytics 4',
  version: 1,
  system: 'ga4',
  shape: 'table',
  clock: 'local',
  aggregate: {
    reason: "GA4's interface exports sums of traffic, of which no visitor's journey can be made.",
    remedy:
      'Link the property to BigQuery (Admin, BigQuery links; the free tier will do) and export the tables events_YYYYMMDD as JSON or Parquet.',
  },
  detect: {
    all: ['Sessions'],
    some: {
      of: [
        'Engaged sessions',
        'Engagement rate',
        'Active users',
        'Total users',
        'New users',
        'Key events',
        'Event count',
        'Total revenue',
      ],
      atLeast: 1,
    },
    or: [
      {
        all: ['Active users'],
        some: {
          of: ['New users', 'Event count', 'Key events', 'Total revenue', 'Views', 'Engaged sessions'],
          atLeast: 1,
        },
      },
      { all: ['Views', 'Event count'] },
      { all: ['Event name', 'Event count'] },
      {
        all: [],
        above:
          '^#\\s*(start date|startdatum|date de début|fecha de inicio|data di inizio|data de início|begindatum)\\s*:',
      },
    ],
    priority: 10,
  },
  yields: [],
  facts: 'support.google.com/analytics: export report data as CSV',
} satisfies Format;
