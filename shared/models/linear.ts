// Every touch the same share. Ten visits through one link are ten shares: repeats aren’t collapsed.

import type { Model } from './model.ts';

/** Four touches: 0.25 each. */
export const linear = {
  id: 'linear',
  label: 'Linear',
  kind: 'rule',
  about: 'Every touch counts the same.',
  formula: 'each of n touches 1 / n',
  edges: '0 touches: no credit. 1: all of it. 2: half each. Equal times change nothing.',
  source:
    'https://support.google.com/analytics/answer/10596866 (the rule-based models Google showed until November 2023)',
  credit(journeys, out) {
    const { length, start } = journeys;
    for (let j = 0; j < length; j++) {
      const s = start[j];
      const e = start[j + 1];
      const share = 1 / (e - s);
      for (let i = s; i < e; i++) out[i] = share;
    }
  },
} as const satisfies Model;
