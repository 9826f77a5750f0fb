// All credit to the touch that made the lead. A journey that never had a lead fact gets no credit, and is listed as unattributed.

import type { Model } from './model.ts';
import { oneTouch } from './one-touch.ts';

/** Three touches, the lead made between the 2nd and the 3rd: 0, 1, 0. */
export const leadCreation = {
  id: 'lead-creation',
  label: 'Lead creation',
  kind: 'milestone',
  about: 'All credit to what made them leave their name.',
  formula: 'lead 100 %',
  edges:
    '0 touches: no credit. 1: all of it, where there is a lead. The lead’s touch is the last at or before the lead’s instant, else the first. No lead fact, or one after the conversion: no credit.',
  source:
    'https://experienceleague.adobe.com/en/docs/marketo-measure/using/introduction-to-marketo-measure/overview-resources/marketo-measure-attribution-models',
  withoutCredit: 'no fact that made a lead',
  ...oneTouch(({ leadTouch }, out) => out.set(leadTouch)),
} as const satisfies Model;
