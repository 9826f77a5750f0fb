// Leads a visit. Visits are counted by their own day and leads by the report’s date basis.

import { type Metric, ratio } from './metric.ts';

/** visits 200, leads 5 → 0.025 */
export const conversionRate = {
  id: 'conversionRate',
  label: 'Conversion rate',
  about: 'How many visits made a lead.',
  formula: 'leads / visits',
  unit: 'percent',
  of: p => ratio(p.leads, p.visits),
} as const satisfies Metric;
