// A goal's journeys as one question sees them: the touches inside the lookback window, with or without direct ones, and
// the milestone touches among those. Milestones are found after the dropping, so a window can move a milestone's share
// to a later touch; it never takes the milestone away.

import { DAY_MS } from '#shared/time.ts';
import { flagsOf, GatheredJourneys, gather } from './gathered.ts';
import { FLAG_DIRECT } from './journeys.ts';
import type { JourneySet, Sources, Touches } from './workspace.ts';

export interface ViewOptions {
  /** Touches count from conversion − n · 24 h, inclusive; null: from ever. Greater than 0. */
  readonly lookbackDays: number | null;
  /** `ignore` drops a journey's direct touches, unless all of those in the window are direct. */
  readonly direct: 'count' | 'ignore';
}

export interface View {
  readonly journeys: GatheredJourneys;
  /** For each journey 0, or why it has no touch: an index into `emptyReasons`. */
  readonly empty: Uint8Array;
  /** In words; '' at 0. */
  readonly emptyReasons: readonly string[];
}

const NO_TOUCH = 1;
const NO_TOUCH_IN_WINDOW = 2;

/**
 * The journeys of a set under the options, journey j for conversion j, also where it has no touch. O(touches) where some
 * are left out; otherwise the set's own arrays.
 *
 * @example touches 40 and 20 days before the conversion, lookback 30: one touch; lookback 10: none, and `empty` says why
 */
export function viewJourneys(set: JourneySet, touches: Touches, sources: Sources, options: ViewOptions): View {
  const { lookbackDays, direct } = options;
  const isWhole = lookbackDays === null && direct === 'count';
  const { start, touch } = isWhole ? set : keepTouches(set, touches, sources, lookbackDays, direct === 'ignore');
  return {
    journeys: new GatheredJourneys(start, touch, set, touches, sources),
    empty: findEmpty(set.start, start),
    emptyReasons: [
      '',
      'no touch before the conversion',
      `no touch within the lookback of ${lookbackDays} ${lookbackDays === 1 ? 'day' : 'days'}`,
    ],
  };
}

/** The touches that stay. */
function keepTouches(
  set: JourneySet,
  { time, source }: Touches,
  sources: Sources,
  lookbackDays: number | null,
  ignoreDirect: boolean,
): Pick<JourneySet, 'start' | 'touch'> {
  const flags = flagsOf(gather(set.touch, source, new Uint32Array(set.touch.length)), sources.flags);
  const windowMs = lookbackDays === null ? Number.POSITIVE_INFINITY : lookbackDays * DAY_MS;
  const length = set.start.length - 1;
  const start = new Uint32Array(length + 1);
  const touch = new Uint32Array(set.touch.length);
  let n = 0;
  for (let j = 0; j < length; j++) {
    const end = set.start[j + 1];
    const first = firstInWindow(set.touch, time, set.start[j], end, set.at[j] - windowMs);
    const dropped = ignoreDirect && hasNonDirect(flags, first, end) ? FLAG_DIRECT : 0;
    for (let i = first; i < end; i++) if ((flags[i] & dropped) === 0) touch[n++] = set.touch[i];
    start[j + 1] = n;
  }
  return { start, touch: touch.slice(0, n) };
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

function findEmpty(before: Uint32Array, after: Uint32Array): Uint8Array {
  const empty = new Uint8Array(before.length - 1);
  for (let j = 0; j < empty.length; j++) {
    if (after[j] === after[j + 1]) empty[j] = before[j] === before[j + 1] ? NO_TOUCH : NO_TOUCH_IN_WINDOW;
  }
  return empty;
}
