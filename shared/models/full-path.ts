// First touch, lead, opportunity and close 22.5 % each, the rest 10 %.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 22.5, lead: 22.5, opportunity: 22.5, close: 22.5, last: 0, rest: 10 };

/** Five touches, lead 2nd, opportunity 3rd, close 5th: 0.225, 0.225, 0.225, 0.1, 0.225. */
export const fullPath = {
  id: 'full-path',
  label: 'Full path',
  kind: 'milestone',
  about: 'Credits all four moments of a deal, from found you to signed.',
  formula: 'first, lead, opportunity, close 22.5 % each, all others share 10 % evenly',
  edges:
    '0 touches: no credit. 1: all of it. 2, all milestones but the first at the second: ¼ and ¾. A milestone that the journey lacks (or reached after the conversion) drops out and the rest is scaled to 1; one touch at several milestones takes each share; no other touches: the rest share drops out too.',
  source:
    'https://experienceleague.adobe.com/en/docs/marketo-measure/using/introduction-to-marketo-measure/overview-resources/marketo-measure-attribution-models',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
