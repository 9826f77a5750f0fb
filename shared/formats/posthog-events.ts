// PostHog's batch export: one event a record, its properties an object or, out of Parquet, that object as text. The
// export's `person_id` is as of ingestion and never corrected by later merges, so it isn't read.

import type { Format } from './format.ts';
import { posthogEvent } from './parts/posthog.ts';

export const posthogEvents = {
  id: 'posthog-events',
  label: 'PostHog batch export (JSON lines, Parquet)',
  vendor: 'PostHog',
  version: 1,
  system: 'posthog',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['event', 'distinct_id', 'properties', 'timestamp'], priority: 10 },
  yields: [
    posthogEvent(
      name => [name],
      name => [`properties.${name}`],
      name => [`person_properties.${name}`, `person.properties.${name}`, `set.${name}`],
    ),
  ],
  facts: 'posthog.com/docs/data-pipelines/batch-exports/s3; posthog.com/docs/product-analytics/identify',
} satisfies Format;
