// The files of Umami's website export (events, pages, referrers …): a label `x` and a count `y`, of which no journey can be made.

import type { Format } from './format.ts';

export const umamiReport = {
  id: 'umami-report',
  label: 'Umami website export',
  vendor: 'Umami',
  version: 1,
  system: 'umami',
  shape: 'table',
  clock: 'utc',
  aggregate: {
    reason: "Umami's website export holds a count for each page, source or country, and no visitors.",
    remedy:
      'Export the rows of the table website_event (joined with session for distinct_id) from its database instead.',
  },
  // Two letters give little away: anything else that fits goes first.
  detect: { all: ['x', 'y'], only: true, priority: -1 },
  yields: [],
  facts: 'umami.is/docs (export); github umami-software/umami',
} satisfies Format;
