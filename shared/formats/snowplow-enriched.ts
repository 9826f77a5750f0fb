// Snowplow's enriched events as the pipeline writes them: 131 columns between tabs, without a header and without quotes.

import type { Format } from './format.ts';
import { snowplowColumns, snowplowYields } from './parts/snowplow.ts';

export const snowplowEnriched = {
  id: 'snowplow-enriched',
  label: 'Snowplow enriched events (TSV without a header)',
  vendor: 'Snowplow',
  version: 1,
  system: 'snowplow',
  shape: 'table',
  clock: 'utc',
  headless: {
    columns: snowplowColumns,
    delimiter: '\t',
    content: [
      { cell: 3, like: 'timestamp' },
      { cell: 6, like: 'uuid' },
    ],
  },
  // With its header written on top it is a warehouse's file; these three no warehouse keeps.
  detect: { all: ['collector_tstamp', 'event_id', 'contexts', 'unstruct_event', 'derived_contexts'], priority: 11 },
  yields: snowplowYields,
  facts: 'docs.snowplow.io canonical event; github snowplow/snowplow-scala-analytics-sdk (Event.scala)',
} satisfies Format;
