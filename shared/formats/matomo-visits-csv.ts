// Matomo's visits log as CSV (UTF-16): a visit a row, its actions in numbered columns (`actionDetails_0_type` …), of which
// the conversions are read. The JSON form holds the same without a limit to the number of actions.

import type { Format } from './format.ts';
import { matomoAction, matomoVisit } from './parts/matomo.ts';

/** Columns of more actions than these aren't looked at. */
const mostActions = 40;

export const matomoVisitsCsv = {
  id: 'matomo-visits-csv',
  label: 'Matomo visits log (CSV)',
  vendor: 'Matomo',
  version: 1,
  system: 'matomo',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['idVisit', 'visitorId'],
    some: { of: ['referrerType', 'serverTimestamp', 'firstActionTimestamp', 'visitCount', 'visitorType'], atLeast: 2 },
    priority: 10,
  },
  notes: [`Conversions are read from the first ${mostActions} actions of a visit; the JSON export has no such limit.`],
  yields: [
    matomoVisit('actionDetails_0_url'),
    ...Array.from({ length: mostActions }, (_, i) => matomoAction(field => `actionDetails_${i}_${field}`, false)),
  ],
  facts: 'developer.matomo.org/api-reference/reporting-api (Live); github matomo-org/matomo (CSV renderer)',
} satisfies Format;
