// Models that give all of a journey's credit to one touch: they say which, and their weights follow from it. Knowing the
// touch alone, a report needs no array a touch and no splitting of money.

import type { Journeys } from '#shared/journeys/journeys.ts';
import type { Model } from './model.ts';

/**
 * `pick` and `credit` of such a model.
 *
 * @param pickOf the position in the touch columns of the touch that takes all of journey j, -1 where none does
 */
export function oneTouch(
  pickOf: (journeys: Journeys, out: Int32Array) => void,
): Required<Pick<Model, 'pick' | 'credit'>> {
  return {
    pick: pickOf,
    credit(journeys, out) {
      const picked = new Int32Array(journeys.length);
      pickOf(journeys, picked);
      out.fill(0);
      for (let j = 0; j < picked.length; j++) if (picked[j] >= 0) out[picked[j]] = 1;
    },
  };
}
