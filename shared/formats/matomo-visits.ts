// Matomo's visits log (Live.getLastVisitsDetails) as JSON: an array of visits, each with its actions.

import type { Format } from './format.ts';
import { matomoAction, matomoVisit } from './parts/matomo.ts';

const actions = 'actionDetails';

export const matomoVisits = {
  id: 'matomo-visits',
  label: 'Matomo visits log (JSON)',
  vendor: 'Matomo',
  version: 1,
  system: 'matomo',
  shape: 'ndjson',
  clock: 'utc',
  detect: {
    all: ['idVisit', 'visitorId'],
    some: { of: ['actionDetails', 'referrerType', 'serverTimestamp', 'firstActionTimestamp'], atLeast: 2 },
    priority: 10,
  },
  yields: [matomoVisit(`${actions}.0.url`), { ...matomoAction(field => `${actions}.${field}`), of: actions }],
  facts: 'developer.matomo.org/api-reference/reporting-api (Live); github matomo-org/matomo plugins/Live',
} satisfies Format;
