// CallTrackingMetrics' calls, whose columns the account chooses. `unix_time` is exact; `called_at` is on the account's
// clock unless it carries an offset, as newer exports do.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, callerPhone, sourceColumns } from './parts/contacts.ts';

export const callTrackingMetricsCalls = {
  id: 'calltrackingmetrics-calls',
  label: 'CallTrackingMetrics calls',
  vendor: 'CallTrackingMetrics',
  version: 2,
  system: 'calltrackingmetrics',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['called_at'],
    some: {
      of: [
        'caller_number',
        'tracking_number',
        'business_number',
        'talk_time',
        'dial_status',
        'tracking_label',
        'ring_time',
        'sid',
      ],
      atLeast: 2,
    },
    or: [{ all: ['unix_time', 'caller_number', 'tracking_number'] }],
    priority: 12,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['id', 'call_id', 'sid'], as: 'id' },
        { field: 'at', from: ['unix_time', 'called_at'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['direction'],
          as: 'kind',
          values: { 'outbound*': 'custom', 'msg_outbound*': 'custom', '*': 'call' },
        },
        always('call'),
        callerPhone(['caller_number', 'caller_number_complete', 'contact_number', 'caller_number_format']),
        { field: 'number', from: ['tracking_number', 'tracking_number_format'], as: 'somePhone' },
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
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: "calltrackingmetrics.com API documentation; the headers of the CSV are the account's choice",
} satisfies Format;
