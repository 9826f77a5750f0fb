// Chargebee's names: `subscriptions.id` in the files of its export (major units, the site's clock), `subscription.id` in
// the API (minor units, Unix seconds), and labels by template.

import type { Column } from '../format.ts';

/** Where a field stands: in the export, in the API, under its labels. */
export const named = (object: string, field: string, ...labels: string[]): string[] => [
  `${object}s.${field}`,
  `${object}.${field}`,
  ...labels,
];

/** An amount: of the export in major units, of the API in minor ones. */
export const amount = (object: string, field: string, ...labels: string[]): Column[] => [
  { field: 'amount', from: [`${object}s.${field}`, ...labels], as: 'money' },
  { field: 'amount', from: [`${object}.${field}`], as: 'minor' },
];
