// All credit to the first touch in the window: with a lookback that isn’t always how they first came.

import type { Model } from './model.ts';
import { oneTouch } from './one-touch.ts';

/** Three touches: 1, 0, 0. */
export const firstTouch = {
  id: 'first-touch',
  label: 'First touch',
  kind: 'rule',
  about: 'All credit to how they found you.',
  formula: 'first 100 %',
  edges: '0 touches: no credit. 1: all of it. 2: 1 and 0. Touches of one instant keep the order of their event keys.',
  source:
    'https://support.google.com/analytics/answer/10596866 (the rule-based models Google showed until November 2023)',
  ...oneTouch(({ length, start }, out) => {
    for (let j = 0; j < length; j++) out[j] = start[j] < start[j + 1] ? start[j] : -1;
  }),
} as const satisfies Model;
