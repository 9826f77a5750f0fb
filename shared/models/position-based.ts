// First and last touch 40 % each, the touches between share 20 %. Not the U of lead reports: that is u-shaped-lead.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 40, lead: 0, opportunity: 0, close: 0, last: 40, rest: 20 };

/** Four touches: 0.4, 0.1, 0.1, 0.4. */
export const positionBased = {
  id: 'position-based',
  label: 'Position-based (U)',
  kind: 'rule',
  about: 'Most of the credit to how they found you and to what brought them in the end, some to everything between.',
  formula: 'first 40 %, last 40 %, the touches between share 20 % evenly',
  edges: '0 touches: no credit. 1: all of it. 2: half each. Touches of one instant keep the order of their event keys.',
  source:
    'https://support.google.com/analytics/answer/10596866 (the rule-based models Google showed until November 2023)',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
