// First touch and the touch that made the lead 40 % each. A reader would take its right arm for the last touch: it is the lead’s.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 40, lead: 40, opportunity: 0, close: 0, last: 0, rest: 20 };

/** Four touches, the lead at the second: 0.4, 0.4, 0.1, 0.1. */
export const uShapedLead = {
  id: 'u-shaped-lead',
  label: 'U-shaped (lead)',
  kind: 'milestone',
  about: 'Credits how they found you and what made them leave their name.',
  formula: 'first 40 %, lead 40 %, all others share 20 % evenly',
  edges:
    '0 touches: no credit. 1: all of it. 2, the lead at the second: half each; the lead at the first: 0.8 and 0.2. A milestone that the journey lacks (or reached after the conversion) drops out and the rest is scaled to 1; one touch at several milestones takes each share; no other touches: the rest share drops out too.',
  source: 'https://knowledge.hubspot.com/reports/understand-attribution-reporting',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
