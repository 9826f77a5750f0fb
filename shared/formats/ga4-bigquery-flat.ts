// GA4's BigQuery export after a query has flattened it: the same reading as of the nested export, by the headers that such
// queries give. A query may hold any part of a day, so it never takes the place of what was there.

import type { Column, Format } from './format.ts';
import { ga4BigQuery } from './ga4-bigquery.ts';

/** `event_params.page_location` → page_location …: with its path, dots as `_`, or without it. */
function flatHeaders(path: string): string[] {
  const steps = path.split('.');
  const last = steps[steps.length - 1];
  if (steps[0] === 'event_params') return [last, path, path.replace('.', '_'), `param_${last}`];
  const tails = steps.map((_, i) => steps.slice(i)).slice(0, -1);
  const named = tails.flatMap(tail => [tail.join('.'), tail.join('_')]);
  // `name` or `campaign_id` alone could be anything's; these say what they are.
  const isTold = /^(manual_|transaction_id$|purchase_revenue$|refund_value$|country$)/.test(last);
  return steps.length === 1 || isTold ? [...named, last] : named;
}

function flat(column: Column): Column {
  const headers = (paths: readonly string[]): string[] => [...new Set(paths.flatMap(flatHeaders))];
  return {
    ...column,
    from: column.field === 'session' ? [...headers(column.from), 'session_id'] : headers(column.from),
    ...(column.given && { given: headers(column.given) }),
    ...(column.lacking && { lacking: headers(column.lacking) }),
  };
}

export const ga4BigQueryFlat = {
  id: 'ga4-bigquery-flat',
  label: 'GA4 BigQuery export, flattened (CSV)',
  vendor: ga4BigQuery.vendor,
  version: 1,
  system: ga4BigQuery.system,
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['event_timestamp', 'event_name'],
    some: {
      of: ['user_pseudo_id', 'ga_session_id', 'page_location', 'event_bundle_sequence_id', 'event_date'],
      atLeast: 1,
    },
    priority: 10,
  },
  yields: ga4BigQuery.yields.map(one => ({ ...one, columns: one.columns.map(flat) })),
  facts: ga4BigQuery.facts,
} satisfies Format;
