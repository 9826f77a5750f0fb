// Return on investment: −1 is −100 %, the whole spend lost; 0 is break-even.

import { type Metric, ratio } from './metric.ts';

/** cost 20000, revenue 0 → -1 */
export const roi = {
  id: 'roi',
  label: 'ROI',
  about: 'What the spend earned beyond itself.',
  formula: '(revenue − cost) / cost',
  unit: 'percent',
  of: p => ratio(p.revenue - p.cost, p.cost),
} as const satisfies Metric;
