// The kernel of every model that gives fixed shares to named touches (first, lead, opportunity, close, last) and one to
// the rest. A share whose milestone the journey lacks drops out; it isn't given to another milestone.

import type { Journeys } from '#shared/journeys/journeys.ts';

/** Shares before scaling, in any one unit (percent here); 0 where the model has no such share. None is negative. */
export interface MilestoneShares {
  readonly first: number;
  readonly lead: number;
  readonly opportunity: number;
  readonly close: number;
  readonly last: number;
  /** Split evenly over the touches that hold none of the shares above. */
  readonly rest: number;
}

/**
 * Fills `out` with each touch's part of its journey under the shares, scaled to 1. One touch that is several milestones
 * takes each share. Without other touches the rest share drops out too. A journey without touches, or without any of
 * the milestones the model knows, is all 0. O(touches).
 *
 * @param out parallel to the touch columns; all of it is overwritten
 * @example first 30, lead 30, opportunity 30, rest 10 over 3 touches, lead at the 2nd, no opportunity:
 *   30 + 30 + 10 = 70 → 3/7, 3/7, 1/7
 */
export function creditMilestones(journeys: Journeys, out: Float64Array, shares: MilestoneShares): void {
  const { length, start, leadTouch, opportunityTouch, closeTouch } = journeys;
  const { first, lead, opportunity, close, last, rest } = shares;
  out.fill(0);
  for (let j = 0; j < length; j++) {
    const s = start[j];
    const e = start[j + 1];
    if (s === e) continue;
    let total = first + last;
    out[s] = first;
    out[e - 1] += last;
    if (lead > 0 && leadTouch[j] >= 0) {
      out[leadTouch[j]] += lead;
      total += lead;
    }
    if (opportunity > 0 && opportunityTouch[j] >= 0) {
      out[opportunityTouch[j]] += opportunity;
      total += opportunity;
    }
    if (close > 0 && closeTouch[j] >= 0) {
      out[closeTouch[j]] += close;
      total += close;
    }
    if (total === 0) continue;
    if (rest > 0) total += spreadRest(out, s, e, rest);
    const scale = 1 / total;
    for (let i = s; i < e; i++) out[i] *= scale;
  }
}

/** Splits `rest` evenly over the touches that are still 0; returns what was given out: `rest`, or 0 where there are none. */
function spreadRest(out: Float64Array, s: number, e: number, rest: number): number {
  let others = 0;
  for (let i = s; i < e; i++) if (out[i] === 0) others++;
  if (others === 0) return 0;
  const each = rest / others;
  for (let i = s; i < e; i++) if (out[i] === 0) out[i] = each;
  return rest;
}
