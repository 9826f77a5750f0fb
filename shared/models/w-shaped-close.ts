// W-shaped with the last touch before the close in place of the opportunity’s.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 30, lead: 30, opportunity: 0, close: 30, last: 0, rest: 10 };

/** Four touches, the lead at the 2nd, closed after the 4th: 0.3, 0.3, 0.1, 0.3. */
export const wShapedClose = {
  id: 'w-shaped-close',
  label: 'W-shaped (close)',
  kind: 'milestone',
  about: 'Credits how they found you, what made them a lead and what was in hand when they signed.',
  formula: 'first 30 %, lead 30 %, last before close 30 %, all others share 10 % evenly',
  edges:
    '0 touches: no credit. 1: all of it. 2, the lead at the first: ⅔ and ⅓. A milestone that the journey lacks (or reached after the conversion) drops out and the rest is scaled to 1; one touch at several milestones takes each share; no other touches: the rest share drops out too.',
  source:
    'https://experienceleague.adobe.com/en/docs/marketo-measure/using/introduction-to-marketo-measure/overview-resources/marketo-measure-attribution-models (W-shaped, with the close in place of the opportunity)',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
