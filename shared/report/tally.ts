// The hot loops: credit added up group by group over flat arrays. Small top-level functions on typed arrays only. Money
// is whole minor units in doubles, so these sums are exact in any order; counts carry float noise, which figures round off.

/** What a conversion's standing in a question is: only those IN_RANGE are shared out. */
export const IN_RANGE = 0;
export const EXCLUDED = 1;
export const NO_RATE = 2;
export const OUT_OF_RANGE = 3;

/** Adds each touch's credit to its group, for the conversions that are in range. */
export function addByConversion(
  start: Uint32Array,
  state: Uint8Array,
  group: Uint32Array,
  credit: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== IN_RANGE) continue;
    for (let i = start[j]; i < start[j + 1]; i++) out[group[i]] += credit[i];
  }
}

/** The same with each journey's credit scaled by a count: for conversions that count 0 or 1. */
export function addCounts(
  start: Uint32Array,
  state: Uint8Array,
  count: Uint8Array,
  group: Uint32Array,
  weight: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== IN_RANGE || count[j] === 0) continue;
    for (let i = start[j]; i < start[j + 1]; i++) out[group[i]] += weight[i];
  }
}

/**
 * Adds each touch's credit to its group where the touch's own day is in the range; returns what fell outside it.
 *
 * @param day of each row of the touch table
 */
export function addByTouch(
  start: Uint32Array,
  state: Uint8Array,
  count: Uint8Array | null,
  touch: Uint32Array,
  day: Int32Array,
  fromDay: number,
  toDay: number,
  group: Uint32Array,
  credit: Float64Array,
  out: Float64Array,
): number {
  let outside = 0;
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== IN_RANGE || (count !== null && count[j] === 0)) continue;
    for (let i = start[j]; i < start[j + 1]; i++) {
      const on = day[touch[i]];
      if (on >= fromDay && on <= toDay) out[group[i]] += credit[i];
      else outside += credit[i];
    }
  }
  return outside;
}

/** 1 for each journey that the weights credit at all. */
export function creditedJourneys(start: Uint32Array, weight: Float64Array): Uint8Array {
  const out = new Uint8Array(start.length - 1);
  for (let j = 0; j < out.length; j++) {
    for (let i = start[j]; i < start[j + 1]; i++) {
      if (weight[i] > 0) {
        out[j] = 1;
        break;
      }
    }
  }
  return out;
}
