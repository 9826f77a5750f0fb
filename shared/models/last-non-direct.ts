// All credit to the last touch that isn’t direct. Where all are direct, the last of them: direct is then what is known.

import { FLAG_DIRECT } from '#shared/journeys/journeys.ts';
import type { Model } from './model.ts';
import { oneTouch } from './one-touch.ts';

/** Ads, Email, Direct: 0, 1, 0. Direct, Direct: 0, 1. */
export const lastNonDirect = {
  id: 'last-non-direct',
  label: 'Last non-direct touch',
  kind: 'rule',
  about: 'All credit to the last thing that brought them, coming straight to you not counted.',
  formula: 'the last touch that isn’t direct 100 %; all direct: the last 100 %',
  edges:
    '0 touches: no credit. 1: all of it. 2, the second direct: 1 and 0. Touches of one instant keep the order of their event keys.',
  source:
    'https://support.google.com/analytics/answer/10596866 (the rule-based models Google showed until November 2023)',
  ...oneTouch(({ length, start, flags }, out) => {
    for (let j = 0; j < length; j++) {
      const s = start[j];
      const last = start[j + 1] - 1;
      let i = last;
      while (i >= s && (flags[i] & FLAG_DIRECT) !== 0) i--;
      out[j] = i >= s ? i : last >= s ? last : -1;
    }
  }),
} as const satisfies Model;
