// What CallTrackingMetrics says of a call, in its export and in its webhook alike. `unix_time` is exact; `called_at` is the
// account's clock.

import type { Column } from '../format.ts';
import { clickIdColumns } from './click-ids.ts';
import { always, callerPhone, sourceColumns } from './contacts.ts';

export const callColumns: readonly Column[] = [
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
];
