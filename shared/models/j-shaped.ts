// Last touch 60 %, first touch 20 %, the touches between share 20 %.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 20, lead: 0, opportunity: 0, close: 0, last: 60, rest: 20 };

/** Four touches: 0.2, 0.1, 0.1, 0.6. */
export const jShaped = {
  id: 'j-shaped',
  label: 'J-shaped',
  kind: 'rule',
  about: 'Most of the credit to what brought them in the end.',
  formula: 'first 20 %, last 60 %, the touches between share 20 % evenly',
  edges:
    '0 touches: no credit. 1: all of it. 2: ¼ and ¾ (20 : 60). Touches of one instant keep the order of their event keys.',
  source: 'https://knowledge.hubspot.com/reports/understand-attribution-reporting',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
