// Snowplow's events table out of a warehouse, with its header; contexts stand in columns of their own, which aren't read.

import type { Format } from './format.ts';
import { snowplowYields } from './parts/snowplow.ts';

export const snowplowWarehouse = {
  id: 'snowplow-warehouse',
  label: 'Snowplow events (warehouse table)',
  vendor: 'Snowplow',
  version: 1,
  system: 'snowplow',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['event_id', 'collector_tstamp'],
    some: {
      of: [
        'domain_userid',
        'domain_sessionid',
        'refr_medium',
        'mkt_clickid',
        'derived_tstamp',
        'page_urlhost',
        'event_name',
      ],
      atLeast: 2,
    },
    priority: 10,
  },
  yields: snowplowYields,
  facts: 'docs.snowplow.io canonical event; github snowplow/dbt-snowplow-web',
} satisfies Format;
