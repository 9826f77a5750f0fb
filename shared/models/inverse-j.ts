// First touch 60 %, last touch 20 %, the touches between share 20 %.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 60, lead: 0, opportunity: 0, close: 0, last: 20, rest: 20 };

/** Four touches: 0.6, 0.1, 0.1, 0.2. */
export const inverseJ = {
  id: 'inverse-j',
  label: 'Inverse J',
  kind: 'rule',
  about: 'Most of the credit to how they found you.',
  formula: 'first 60 %, last 20 %, the touches between share 20 % evenly',
  edges:
    '0 touches: no credit. 1: all of it. 2: ¾ and ¼ (60 : 20). Touches of one instant keep the order of their event keys.',
  source: 'https://knowledge.hubspot.com/reports/understand-attribution-reporting',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
