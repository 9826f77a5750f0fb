// Opportunities a lead, in the same report: not the fate of the same leads.

import { type Metric, ratio } from './metric.ts';

/** leads 20, opportunities 5 → 0.25 */
export const opportunityRate = {
  id: 'opportunityRate',
  label: 'Opportunity rate',
  about: 'How many leads became an opportunity.',
  formula: 'opportunities / leads',
  unit: 'percent',
  of: p => ratio(p.opportunities, p.leads),
} as const satisfies Metric;
