// The hot loops: credit added up group by group over flat arrays. Small top-level functions on typed arrays only. Money
// is whole minor units in doubles, so these sums are exact in any order; counts carry float noise, which figures round off.

import { splitLargestRemainder } from '#shared/money.ts';

/** What a conversion's standing in a question is: only those IN_RANGE are shared out. */
export const IN_RANGE = 0;
export const EXCLUDED = 1;
export const NO_RATE = 2;
export const OUT_OF_RANGE = 3;

/**
 * The touches of conversions that are in range (and count, where `count` is given) as spans [from, to) of touch positions,
 * flat in pairs. Conversions lie in order of time, so a date range is one span but for what is excluded inside it: the
 * loops below then run over long spans instead of a few touches at a time, which the processor can't predict.
 */
export function spansOf(start: Uint32Array, state: Uint8Array, count: Uint8Array | null): Uint32Array {
  const spans: number[] = [];
  let from = -1;
  for (let j = 0; j < state.length; j++) {
    const isIn = state[j] === IN_RANGE && (count === null || count[j] !== 0);
    if (isIn && from < 0) from = start[j];
    else if (!isIn && from >= 0) {
      if (start[j] > from) spans.push(from, start[j]);
      from = -1;
    }
  }
  if (from >= 0 && start[state.length] > from) spans.push(from, start[state.length]);
  return Uint32Array.from(spans);
}

/** Adds each touch's credit to its group, over the spans. */
export function addSpans(spans: Uint32Array, group: Uint32Array, credit: Float64Array, out: Float64Array): void {
  for (let s = 0; s < spans.length; s += 2) {
    for (let i = spans[s], end = spans[s + 1]; i < end; i++) out[group[i]] += credit[i];
  }
}

/**
 * The same where the touch's own day is in the range; returns what fell outside it.
 *
 * @param day of each row of the touch table
 */
export function addSpansByDay(
  spans: Uint32Array,
  touch: Uint32Array,
  day: Int32Array,
  fromDay: number,
  toDay: number,
  group: Uint32Array,
  credit: Float64Array,
  out: Float64Array,
): number {
  let outside = 0;
  for (let s = 0; s < spans.length; s += 2) {
    for (let i = spans[s], end = spans[s + 1]; i < end; i++) {
      const on = day[touch[i]];
      if (on >= fromDay && on <= toDay) out[group[i]] += credit[i];
      else outside += credit[i];
    }
  }
  return outside;
}

/** Splits each conversion's value over its touches; `out` comes in zeroed. */
export function splitValues(values: Float64Array, start: Uint32Array, weights: Float64Array, out: Float64Array): void {
  for (let j = 0; j < values.length; j++) {
    const value = values[j];
    const from = start[j];
    const end = start[j + 1];
    if (value === 0 || from === end) continue;
    splitLargestRemainder(value, weights, from, end, out);
  }
}

/** The same where each journey has one touch at most, which takes it whole. */
export function wholeValues(values: Float64Array, start: Uint32Array, out: Float64Array): void {
  for (let j = 0; j < values.length; j++) if (start[j] !== start[j + 1]) out[start[j]] = values[j];
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
