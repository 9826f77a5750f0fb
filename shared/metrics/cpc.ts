// Cost per click, over the platform’s own clicks, not over visits.

import { type Metric, ratio } from './metric.ts';

/** cost 20000, clicks 1000 → 20 */
export const cpc = {
  id: 'cpc',
  label: 'CPC',
  about: 'What a click cost.',
  formula: 'cost / clicks',
  unit: 'money',
  of: p => ratio(p.cost, p.clicks),
} as const satisfies Metric;
