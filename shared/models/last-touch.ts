// All credit to the last touch at or before the conversion, direct ones included.

import type { Model } from './model.ts';
import { oneTouch } from './one-touch.ts';

/** Three touches: 0, 0, 1. */
export const lastTouch = {
  id: 'last-touch',
  label: 'Last touch',
  kind: 'rule',
  about: 'All credit to what brought them in the end.',
  formula: 'last 100 %',
  edges: '0 touches: no credit. 1: all of it. 2: 0 and 1. Touches of one instant keep the order of their event keys.',
  source:
    'https://support.google.com/analytics/answer/10596866 (the rule-based models Google showed until November 2023)',
  ...oneTouch(({ length, start }, out) => {
    for (let j = 0; j < length; j++) out[j] = start[j] < start[j + 1] ? start[j + 1] - 1 : -1;
  }),
} as const satisfies Model;
