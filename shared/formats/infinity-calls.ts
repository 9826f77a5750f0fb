// Infinity's calls, by the column names of its API. A file may hold page goals beside calls: only rows that say something
// of a call are calls, for the rest is nothing that a lead did.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, callerPhone, sourceColumns } from './parts/contacts.ts';

const ofCalls = { field: 'kind', is: ['call'] } as const;
const ofCall = ['callDuration', 'callState', 'dstPhoneNumber', 'srcPhoneNumber'];

export const infinityCalls = {
  id: 'infinity-calls',
  label: 'Infinity calls',
  vendor: 'Infinity',
  version: 2,
  system: 'infinity',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['triggerDatetime'],
    some: { of: [...ofCall, 'dataTypeId', 'visitorId', 'keywordRef', 'ch', 'pub', 'goal'], atLeast: 2 },
    priority: 12,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['id', 'rowId', 'triggerId', 'callId'], as: 'id' },
        { field: 'at', from: ['triggerDatetime'], as: 'instant', required: true },
        { field: 'kind', from: ofCall, as: 'kind', values: { '*': 'call' } },
        always('custom'),
        { field: 'name', from: ['goal'], as: 'text' },
        callerPhone(['srcPhoneNumber']),
        { field: 'number', from: ['dstPhoneNumber'], as: 'somePhone' },
        { field: 'visitor', from: ['visitorId'], as: 'id' },
        // A goal of the same visit names the same source: the call alone is the touch.
        ...sourceColumns({
          source: ['pub'],
          medium: ['ch'],
          campaign: ['campaign'],
          keyword: ['keywordRef', 'keyword'],
        }).map(column => ({ ...column, only: ofCalls })),
        ...clickIdColumns(undefined, { only: ofCalls }),
        { field: 'url', from: ['landingPageUrl', 'landingPage', 'href'], as: 'url' },
        { field: 'referrer', from: ['referrer'], as: 'url' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: "Names seen in public integrations of Infinity's API, not in its documentation: any of them may be missing",
} satisfies Format;
