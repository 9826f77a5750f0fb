// First touch, lead and opportunity 30 % each, the rest 10 %.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 30, lead: 30, opportunity: 30, close: 0, last: 0, rest: 10 };

/** Five touches, the lead at the 2nd, the opportunity at the 4th: 0.3, 0.3, 0.05, 0.3, 0.05. */
export const wShaped = {
  id: 'w-shaped',
  label: 'W-shaped',
  kind: 'milestone',
  about: 'Credits the three moments that marketing is asked for: found you, became a lead, became an opportunity.',
  formula: 'first 30 %, lead 30 %, opportunity 30 %, all others share 10 % evenly',
  edges:
    '0 touches: no credit. 1: all of it. 2, lead and opportunity at the second: ⅓ and ⅔. A milestone that the journey lacks (or reached after the conversion) drops out and the rest is scaled to 1; one touch at several milestones takes each share; no other touches: the rest share drops out too.',
  source:
    'https://experienceleague.adobe.com/en/docs/marketo-measure/using/introduction-to-marketo-measure/overview-resources/marketo-measure-attribution-models',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
