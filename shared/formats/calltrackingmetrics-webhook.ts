// What CallTrackingMetrics' webhook says of a call, as server/webhooks keeps it. `unix_time` is exact; texts come with
// directions of their own and are touches of no other kind than in the export.

import type { Format } from './format.ts';
import { callColumns } from './parts/calltrackingmetrics.ts';
import { within } from './parts/within.ts';

export const callTrackingMetricsWebhook = {
  id: 'calltrackingmetrics-webhook',
  label: 'CallTrackingMetrics webhook (calls)',
  vendor: 'CallTrackingMetrics',
  version: 1,
  system: 'calltrackingmetrics',
  shape: 'ndjson',
  clock: 'local',
  detect: { all: ['calltrackingmetrics', 'received'], priority: 20 },
  yields: [
    {
      record: 'event',
      columns: within('calltrackingmetrics', [
        { field: 'id', from: ['id', 'sid', 'message_id'], as: 'id', required: true },
        ...callColumns,
      ]),
      key: ['id'],
    },
  ],
  facts: 'calltrackingmetrics.com API documentation and webhook examples',
} satisfies Format;
