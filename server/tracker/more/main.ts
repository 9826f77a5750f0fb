// What the second part has to give.

import type { hearSignal, hit } from '../client/hits.ts';
import { watchEmbeds } from './embeds.ts';
import { type Journey, watchFields } from './fields.ts';
import { watchTcf } from './tcf.ts';

export { showNumber } from './numbers.ts';
export type { Swap } from './swap.ts';

/** Listens from now on; `journey` is empty without consent. */
export const watch = (send: typeof hit, journey: Journey, hear: typeof hearSignal): void => {
  for (const part of [() => watchTcf(hear), () => watchFields(journey), () => watchEmbeds(send)]) {
    try {
      part();
    } catch {
      // The page must not hear of it, nor the next part.
    }
  }
};
