// What CallTrackingMetrics' webhook says of a call, as server/webhooks keeps it. `unix_time` is exact; texts come with
// directions of their own and are touches of no other kind than in the export.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, callerPhone, sourceColumns } from './parts/contacts.ts';
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
        { field: 'at', from: ['unix_time', 'called_at'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['direction'],
          as: 'kind',
          values: { 'outbound*': 'custom', 'msg_outbound*': 'custom', '*': 'call' },
        },
        always('call'),
        callerPhone(['caller_number', 'caller_number_complete', 'contact_number', 'caller_number_format']),
        { field: 'number', from: ['tracking_number'], as: 'somePhone' },
        { field: 'email', from: ['email', 'contact_email'], as: 'someEmail' },
        { field: 'visitor', from: ['ga', 'ga_client_id'], as: 'gaClient' },
        ...sourceColumns({
          source: ['source', 'tracking_source'],
          medium: ['medium'],
          campaign: ['campaign'],
          keyword: ['search', 'keyword', 'search_query'],
        }),
        ...clickIdColumns(),
        { field: 'url', from: ['location', 'landing_url', 'last_location'], as: 'url' },
        { field: 'referrer', from: ['referrer'], as: 'url' },
        { field: 'country', from: ['country'], as: 'text' },
      ]),
      key: ['id'],
    },
  ],
  facts: 'calltrackingmetrics.com API documentation and webhook examples',
} satisfies Format;
