// All credit to the last touch in a paid channel. A journey without one gets no credit, and is listed as unattributed.

import { FLAG_PAID } from '#shared/journeys/journeys.ts';
import type { Model } from './model.ts';
import { oneTouch } from './one-touch.ts';

/** Ads, Email, Direct: 1, 0, 0. */
export const lastPaid = {
  id: 'last-paid',
  label: 'Last paid touch',
  kind: 'rule',
  about: 'All credit to the last ad they came through.',
  formula: 'the last touch in a paid channel 100 %; none paid: no credit',
  edges:
    '0 touches: no credit. 1: all of it, if paid. 2, the first paid alone: 1 and 0. Touches of one instant keep the order of their event keys.',
  source: 'https://support.google.com/google-ads/answer/6259715 (last Google Ads click, over every paid channel)',
  withoutCredit: 'no paid touch',
  ...oneTouch(({ length, start, flags }, out) => {
    for (let j = 0; j < length; j++) {
      const s = start[j];
      let i = start[j + 1] - 1;
      while (i >= s && (flags[i] & FLAG_PAID) === 0) i--;
      out[j] = i >= s ? i : -1;
    }
  }),
} as const satisfies Model;
