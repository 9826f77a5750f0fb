// A goal's journeys as one question sees them: the touches inside the lookback window, with or without direct ones, and
// the milestone touches among those. Milestones are found after the dropping, so a window can move a milestone's share
// to a later touch; it never takes the milestone away.

import { DAY_MS } from '#shared/time.ts';
import { GatheredJourneys } from './gathered.ts';
import { FLAG_DIRECT } from './journeys.ts';
import type { Tracking } from './tracking.ts';
import type { JourneySet, Sources, Touches } from './workspace.ts';

export interface ViewOptions {
  /** Touches count from conversion − n · 24 h, inclusive; null: from ever. Greater than 0. */
  readonly lookbackDays: number | null;
  /** `ignore` drops a journey's direct touches, unless all of those in the window are direct. */
  readonly direct: 'count' | 'ignore';
  /** Said in the reason why a journey is empty: others than hard links may know of touches. */
  readonly links?: 'all' | 'hard';
  /** Since when touches are known at all; a conversion before it has none for that reason. */
  readonly tracking?: Tracking | null;
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
const BEFORE_TRACKING = 3;

/**
 * The journeys of a set under the options, journey j for conversion j, also where it has no touch. O(touches) where some
 * are left out; otherwise the set's own arrays.
 *
 * @example touches 40 and 20 days before the conversion, lookback 30: one touch; lookback 10: none, and `empty` says why
 */
export function viewJourneys(set: JourneySet, touches: Touches, sources: Sources, options: ViewOptions): View {
  const { lookbackDays, direct, links, tracking } = options;
  const byHard = links === 'hard' ? ', by hard links only' : '';
  const whole = GatheredJourneys.whole(set, touches, sources);
  const isWhole = lookbackDays === null && direct === 'count';
  const journeys = isWhole ? whole : keepTouches(whole, lookbackDays, direct === 'ignore');
  return {
    journeys,
    empty: findEmpty(set, journeys.start, tracking?.from ?? Number.NEGATIVE_INFINITY),
    emptyReasons: [
      '',
      `no touch before the conversion${byHard}`,
      `no touch within the lookback of ${lookbackDays} ${lookbackDays === 1 ? 'day' : 'days'}${byHard}`,
      `before tracking began on ${tracking?.day}`,
    ],
  };
}

/** The journeys with the touches that stay. */
function keepTouches(whole: GatheredJourneys, lookbackDays: number | null, ignoreDirect: boolean): GatheredJourneys {
  const { length, at } = whole;
  const windowMs = lookbackDays === null ? Number.POSITIVE_INFINITY : lookbackDays * DAY_MS;
  const start = new Uint32Array(length + 1);
  const positions = new Uint32Array(whole.touches);
  const { time, flags } = whole;
  let n = 0;
  for (let j = 0; j < length; j++) {
    const end = whole.start[j + 1];
    const first = firstInWindow(time, whole.start[j], end, at[j] - windowMs);
    const dropped = ignoreDirect && hasNonDirect(flags, first, end) ? FLAG_DIRECT : 0;
    for (let i = first; i < end; i++) if ((flags[i] & dropped) === 0) positions[n++] = i;
    start[j + 1] = n;
  }
  return whole.some(start, positions.slice(0, n));
}

function firstInWindow(time: Float64Array, start: number, end: number, from: number): number {
  let i = start;
  while (i < end && time[i] < from) i++;
  return i;
}

function hasNonDirect(flags: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((flags[i] & FLAG_DIRECT) === 0) return true;
  return false;
}

function findEmpty({ start: before, at, until = at }: JourneySet, after: Uint32Array, tracked: number): Uint8Array {
  const empty = new Uint8Array(before.length - 1);
  for (let j = 0; j < empty.length; j++) {
    if (after[j] !== after[j + 1]) continue;
    if (before[j] !== before[j + 1]) empty[j] = NO_TOUCH_IN_WINDOW;
    else empty[j] = until[j] < tracked ? BEFORE_TRACKING : NO_TOUCH;
  }
  return empty;
}
