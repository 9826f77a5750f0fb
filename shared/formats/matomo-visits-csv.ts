// Matomo's visits log as CSV (UTF-16): a visit a row. Its actions lie in numbered columns (`actionDetails_0_type` …), too many
// to take apart: what came of a visit is read from its sums, one contact and one order at the most, at its last action.

import type { Column, Format } from './format.ts';
import { matomoVisit, visitorColumns } from './parts/matomo.ts';

/** Names and order ids are looked for in so many actions. */
const actions = Array.from({ length: 40 }, (_, i) => `actionDetails_${i}_`);
const ofActions = (field: string): string[] => actions.map(action => action + field);

const last: Column = { field: 'at', from: ['lastActionTimestamp', 'serverTimestamp'], as: 'instant' };

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
  notes: [
    'Of each visit one contact and one order are read, at its last action; the JSON export holds every one of them.',
  ],
  yields: [
    matomoVisit('actionDetails_0_url'),
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['idVisit'], as: 'id', prefix: 'goal:' },
        ...visitorColumns,
        last,
        { field: 'kind', from: ['goalConversions'], as: 'kind', values: { '0': '', '*': 'form' } },
        { field: 'name', from: ofActions('goalName'), as: 'text' },
      ],
      when: ['kind', 'at'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['idVisit'], as: 'id', prefix: 'order:' },
        ...visitorColumns,
        last,
        {
          field: 'kind',
          from: ['visitEcommerceStatus'],
          as: 'kind',
          values: { ordered: 'order', orderedthenabandonedcart: 'order' },
        },
        { field: 'order_id', from: ofActions('orderId'), as: 'id' },
        { field: 'currency', from: ['siteCurrency'], as: 'currency' },
        { field: 'amount', from: ['totalEcommerceRevenue'], as: 'money' },
      ],
      when: ['kind', 'at'],
      key: ['id'],
    },
  ],
  facts: 'developer.matomo.org/api-reference/reporting-api (Live); github matomo-org/matomo (CSV renderer)',
} satisfies Format;
