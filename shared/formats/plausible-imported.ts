// Plausible's exports: sums by day and source, without anybody's id. Both the site's own export (`imported_*.csv`) and the
// dashboard's are known, so that the refusal can say why.

import type { Format } from './format.ts';

const perDay = ['visitors', 'visits', 'pageviews'];

export const plausibleImported = {
  id: 'plausible-imported',
  label: 'Plausible export',
  vendor: 'Plausible',
  version: 1,
  system: 'plausible',
  shape: 'table',
  clock: 'local',
  aggregate: {
    reason: 'Plausible counts visitors without telling one from another, so its files hold sums by day and source.',
    remedy:
      "Import what names visitors instead: the events of the site's own tag or server log as `events`, or forms and deals with utm values from the CRM.",
  },
  detect: {
    all: ['date', 'visitors', 'bounces'],
    or: [
      { all: ['date', 'name', 'visitors', 'events'] },
      { all: ['date', 'hostname', 'page', 'visitors'] },
      { all: ['date', 'entry_page', 'visitors'] },
      { all: ['date', 'exit_page', 'visitors'] },
      { all: ['date', 'country', 'region', 'city', 'visitors'] },
      ...['device', 'browser', 'operating_system'].map(what => ({ all: ['date', what, 'visitors', 'visits'] })),
      // The dashboard's own.
      { all: ['date', ...perDay, 'views_per_visit'] },
      { all: ['name', 'visitors', 'bounce_rate', 'visit_duration'] },
      { all: ['name', 'visitors', 'pageviews', 'bounce_rate'] },
      { all: ['name', 'unique_conversions', 'total_conversions'] },
      { all: ['property', 'value', 'visitors', 'events'] },
      { all: ['name', 'unique_entrances', 'total_entrances'] },
      { all: ['name', 'unique_exits', 'total_exits'] },
    ],
    priority: 10,
  },
  yields: [],
  facts: 'plausible.io/docs/csv-import and /export-stats',
} satisfies Format;
