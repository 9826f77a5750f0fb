// Customer acquisition cost: the ad spend alone, salaries are not in it.

import { type Metric, ratio } from './metric.ts';

/** cost 20000, won 2 → 10000 */
export const cac = {
  id: 'cac',
  label: 'CAC',
  about: 'What a won customer cost.',
  formula: 'cost / won',
  unit: 'money',
  of: p => ratio(p.cost, p.won),
} as const satisfies Metric;
