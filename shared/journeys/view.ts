// A goal's journeys as one question sees them: the touches inside the lookback window, with or without direct ones, and
// the milestone touches among those. Milestones are found after the dropping, so a window can move a milestone's share
// to a later touch; it never takes the milestone away.

import { DAY_MS } from '#shared/time.ts';
import { FLAG_DIRECT, type Journeys } from './journeys.ts';
import { milestoneTouches, withoutLate } from './milestones.ts';
import type { JourneySet, Sources, Touches } from './workspace.ts';

export interface ViewOptions {
  /** Touches count from conversion − n · 24 h, inclusive; null: from ever. Greater than 0. */
  readonly lookbackDays: number | null;
  /** `ignore` drops a journey's direct touches, unless all of those in the window are direct. */
  readonly direct: 'count' | 'ignore';
}

export interface View {
  readonly journeys: Journeys;
  /** For each journey 0, or why it has no touch: an index into `emptyReasons`. */
  readonly empty: Uint8Array;
  /** In words; '' at 0. */
  readonly emptyReasons: readonly string[];
}

const NO_TOUCH = 1;
const NO_TOUCH_IN_WINDOW = 2;

/**
 * The journeys of a set under the options, journey j for conversion j, also where it has no touch. O(touches).
 *
 * @example touches 40 and 20 days before the conversion, lookback 30: one touch; lookback 10: none, and `empty` says why
 */
export function viewJourneys(set: JourneySet, touches: Touches, sources: Sources, options: ViewOptions): View {
  const { lookbackDays, direct } = options;
  const flags = gatherFlags(set.touch, touches.source, sources.flags);
  const kept = keepTouches(set, touches.time, flags, lookbackDays, direct === 'ignore');
  const { start, touch } = kept;
  const length = start.length - 1;
  const until = set.until ?? set.at;
  const time = gatherTimes(touch, touches.time);
  const leadAt = withoutLate(set.leadAt, until);
  const opportunityAt = withoutLate(set.opportunityAt, until);
  const closeAt = withoutLate(set.closeAt, until);
  const journeys: Journeys = {
    length,
    start,
    time,
    source: gatherSources(touch, touches.source),
    flags: kept.flags,
    touch,
    conversion: rowsOf(length),
    at: set.at,
    leadAt,
    opportunityAt,
    closeAt,
    leadTouch: milestoneTouches(time, start, leadAt, until),
    opportunityTouch: milestoneTouches(time, start, opportunityAt, until),
    closeTouch: milestoneTouches(time, start, closeAt, until),
  };
  return {
    journeys,
    empty: findEmpty(set.start, start),
    emptyReasons: [
      '',
      'no touch before the conversion',
      `no touch within the lookback of ${lookbackDays} ${lookbackDays === 1 ? 'day' : 'days'}`,
    ],
  };
}

interface Kept {
  readonly start: Uint32Array;
  readonly touch: Uint32Array;
  readonly flags: Uint8Array;
}

/** The touches that stay; the set's own arrays where all of them do. */
function keepTouches(
  set: JourneySet,
  time: Float64Array,
  flags: Uint8Array,
  lookbackDays: number | null,
  ignoreDirect: boolean,
): Kept {
  if (lookbackDays === null && !ignoreDirect) return { start: set.start, touch: set.touch, flags };
  const windowMs = lookbackDays === null ? Number.POSITIVE_INFINITY : lookbackDays * DAY_MS;
  const length = set.start.length - 1;
  const start = new Uint32Array(length + 1);
  const touch = new Uint32Array(set.touch.length);
  const keptFlags = new Uint8Array(set.touch.length);
  let n = 0;
  for (let j = 0; j < length; j++) {
    const end = set.start[j + 1];
    const first = firstInWindow(set.touch, time, set.start[j], end, set.at[j] - windowMs);
    const dropped = ignoreDirect && hasNonDirect(flags, first, end) ? FLAG_DIRECT : 0;
    for (let i = first; i < end; i++) {
      if ((flags[i] & dropped) !== 0) continue;
      touch[n] = set.touch[i];
      keptFlags[n] = flags[i];
      n++;
    }
    start[j + 1] = n;
  }
  return { start, touch: touch.slice(0, n), flags: keptFlags.slice(0, n) };
}

function firstInWindow(touch: Uint32Array, time: Float64Array, start: number, end: number, from: number): number {
  let i = start;
  while (i < end && time[touch[i]] < from) i++;
  return i;
}

function hasNonDirect(flags: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((flags[i] & FLAG_DIRECT) === 0) return true;
  return false;
}

function rowsOf(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let j = 0; j < length; j++) rows[j] = j;
  return rows;
}

function gatherFlags(touch: Uint32Array, source: Uint32Array, sourceFlags: Uint8Array): Uint8Array {
  const flags = new Uint8Array(touch.length);
  for (let i = 0; i < touch.length; i++) flags[i] = sourceFlags[source[touch[i]]];
  return flags;
}

function gatherTimes(touch: Uint32Array, time: Float64Array): Float64Array {
  const times = new Float64Array(touch.length);
  for (let i = 0; i < touch.length; i++) times[i] = time[touch[i]];
  return times;
}

function gatherSources(touch: Uint32Array, source: Uint32Array): Uint32Array {
  const sources = new Uint32Array(touch.length);
  for (let i = 0; i < touch.length; i++) sources[i] = source[touch[i]];
  return sources;
}

function findEmpty(before: Uint32Array, after: Uint32Array): Uint8Array {
  const empty = new Uint8Array(before.length - 1);
  for (let j = 0; j < empty.length; j++) {
    if (after[j] === after[j + 1]) empty[j] = before[j] === before[j + 1] ? NO_TOUCH : NO_TOUCH_IN_WINDOW;
  }
  return empty;
}
