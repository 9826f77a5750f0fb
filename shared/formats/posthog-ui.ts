// The events list of PostHog's interface as CSV. Which columns there are is the user's choice; those of "all columns" begin
// with `*.`, and properties may stand with or without their path.

import type { Format } from './format.ts';
import { posthogEvent } from './parts/posthog.ts';

const anywhere = (name: string): string[] => [`*.properties.${name}`, `*.${name}`, `properties.${name}`, name];

export const posthogUi = {
  id: 'posthog-ui',
  label: 'PostHog events list (CSV)',
  vendor: 'PostHog',
  version: 1,
  system: 'posthog',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['event', 'timestamp', 'distinct_id'],
    some: {
      of: ['uuid', 'properties.$current_url', '$current_url', 'properties.$lib', '$lib', 'person_id', 'elements_chain'],
      atLeast: 1,
    },
    or: [
      { all: ['*.event', '*.distinct_id', '*.timestamp'] },
      { all: ['*.event', '*.timestamp', 'person.distinct_id'] },
      { all: ['event', 'timestamp', 'person.distinct_id'] },
    ],
    // The batch export's own columns, out of Parquet.
    none: ['properties'],
    priority: 10,
  },
  yields: [
    posthogEvent(
      name => [`*.${name}`, name, ...(name === 'distinct_id' ? ['person.distinct_id'] : [])],
      anywhere,
      name => [`person.properties.${name}`, `*.person.properties.${name}`, `person.${name}`, `*.person.${name}`],
    ),
  ],
  facts: 'posthog.com/docs/data/events; github PostHog/posthog (CSV exporter)',
} satisfies Format;
