// Return on ad spend: 4 means 4 : 1, never 400 %.

import { type Metric, ratio } from './metric.ts';

/** cost 20000, revenue 100000 → 5 */
export const roas = {
  id: 'roas',
  label: 'ROAS',
  about: 'Revenue for each unit of ad spend.',
  formula: 'revenue / cost',
  unit: 'ratio',
  of: p => ratio(p.revenue, p.cost),
} as const satisfies Metric;
