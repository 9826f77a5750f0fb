// Journeys without a store behind them, for the models' kernels alone: lengths, gaps and milestones as in the generated
// files, touches in plain columns.

import { FLAG_DIRECT, FLAG_PAID, type Journeys } from '#shared/journeys/journeys.ts';
import type { Random } from '../../server/sample/random.ts';

const DAY = 86_400_000;

/** About `touches` touches in journeys of one to thirteen, seven on average, three days apart on average. */
export function makeJourneys(touches: number, random: Random): Journeys {
  const length = Math.floor(touches / 7);
  const start = new Uint32Array(length + 1);
  for (let j = 0; j < length; j++) start[j + 1] = start[j] + random.int(1, 13);
  const n = start[length];
  const time = new Float64Array(n);
  const source = new Uint32Array(n);
  const flags = new Uint8Array(n);
  const touch = new Uint32Array(n);
  const columns = {
    conversion: new Uint32Array(length),
    at: new Float64Array(length),
    leadAt: new Float64Array(length),
    opportunityAt: new Float64Array(length),
    closeAt: new Float64Array(length),
    leadTouch: new Int32Array(length),
    opportunityTouch: new Int32Array(length),
    closeTouch: new Int32Array(length),
  };
  for (let j = 0; j < length; j++) {
    let at = Date.UTC(2025, 0, 1) + Math.floor(random.next() * 300 * DAY);
    for (let i = start[j]; i < start[j + 1]; i++) {
      time[i] = at;
      source[i] = random.int(0, 400);
      const kind = random.next();
      flags[i] = kind < 0.1 ? FLAG_DIRECT : kind < 0.6 ? FLAG_PAID : 0;
      touch[i] = i;
      at += Math.floor(random.next() * 6 * DAY);
    }
    columns.conversion[j] = j;
    columns.at[j] = at;
    columns.closeAt[j] = at;
    columns.leadTouch[j] = random.int(start[j], start[j + 1] - 1);
    columns.opportunityTouch[j] = random.int(columns.leadTouch[j], start[j + 1] - 1);
    columns.closeTouch[j] = start[j + 1] - 1;
    columns.leadAt[j] = time[columns.leadTouch[j]];
    columns.opportunityAt[j] = time[columns.opportunityTouch[j]];
  }
  return { length, start, time, source, flags, touch, ...columns };
}
