// Cost per lead. Leads are credited and so may be fractional.

import { type Metric, ratio } from './metric.ts';

/** cost 20000, leads 2.5 → 8000 */
export const cpl = {
  id: 'cpl',
  label: 'CPL',
  about: 'What a lead cost.',
  formula: 'cost / leads',
  unit: 'money',
  of: p => ratio(p.cost, p.leads),
} as const satisfies Metric;
