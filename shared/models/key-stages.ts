// The omnichannel model: the touches at first touch, lead, opportunity and close share equally; the others get nothing.

import { creditMilestones, type MilestoneShares } from './milestone-shares.ts';
import type { Model } from './model.ts';

const shares: MilestoneShares = { first: 25, lead: 25, opportunity: 25, close: 25, last: 0, rest: 0 };

/** Four touches, lead and opportunity at the 3rd, close at the 4th: 0.25, 0, 0.5, 0.25. */
export const keyStages = {
  id: 'key-stages',
  label: 'Key stages',
  kind: 'milestone',
  about: 'Only the four moments that moved the deal count, and they count the same.',
  formula: 'first, lead, opportunity, close share equally; all others 0',
  edges:
    '0 touches: no credit. 1: all of it. 2, all milestones but the first at the second: ¼ and ¾. A milestone that the journey lacks drops out: the others share equally. One touch at several milestones takes each share.',
  source:
    'https://experienceleague.adobe.com/en/docs/marketo-measure/using/introduction-to-marketo-measure/overview-resources/marketo-measure-attribution-models (full path without a share for other touches)',
  credit(journeys, out) {
    creditMilestones(journeys, out, shares);
  },
} as const satisfies Model;
