// What the second part has to give.

import type { hit } from '../client/hits.ts';
import { watchEmbeds } from './embeds.ts';
import { type Journey, watchFields } from './fields.ts';

export { showNumber } from './numbers.ts';
export type { Swap } from './swap.ts';

/** Listens from now on; `journey` is empty without consent. */
export const watch = (send: typeof hit, journey: Journey): void => {
  watchEmbeds(send);
  watchFields(journey);
};
