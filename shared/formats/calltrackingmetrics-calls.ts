// CallTrackingMetrics' calls, whose columns the account chooses. `unix_time` is exact; `called_at` is on the account's
// clock unless it carries an offset, as newer exports do.

import type { Format } from './format.ts';
import { callColumns } from './parts/calltrackingmetrics.ts';

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
      columns: [{ field: 'id', from: ['id', 'call_id', 'sid'], as: 'id' }, ...callColumns],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: "calltrackingmetrics.com API documentation; the headers of the CSV are the account's choice",
} satisfies Format;
