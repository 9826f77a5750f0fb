// Cost per opportunity.

import { type Metric, ratio } from './metric.ts';

/** cost 20000, opportunities 4 → 5000 */
export const cpo = {
  id: 'cpo',
  label: 'CPO',
  about: 'What an opportunity cost.',
  formula: 'cost / opportunities',
  unit: 'money',
  of: p => ratio(p.cost, p.opportunities),
} as const satisfies Metric;
