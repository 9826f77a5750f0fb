// Milestone touches: which touch a journey had in hand when it became a lead, an opportunity, a customer. The instant of
// a milestone rarely has a touch of its own, so it goes to the last touch before it; and to the first touch where the
// milestone came before every touch that is left (a contact created before tracking began, a lookback window).

/**
 * The milestone's touch as a position in `time`: the last of the touches [start, end) at or before `instant`, else the
 * first. Touches of the same instant as the milestone count as before it; of equal ones the last.
 *
 * @param time touch instants, epoch ms, ascending within [start, end)
 * @param instant the milestone's instant, epoch ms; NaN where the journey lacks it
 * @param until the last instant the conversion may have had: a milestone after it is no milestone of this conversion
 * @returns -1 for a lacking or later milestone and for a journey without touches
 * @example touches at 10, 20, 30; conversion at 30: instant 25 → the touch at 20; 5 → at 10; 31 → -1
 */
export function milestoneTouch(time: Float64Array, start: number, end: number, instant: number, until: number): number {
  if (!(instant <= until) || start === end) return -1;
  let i = end - 1;
  while (i > start && time[i] > instant) i--;
  return i;
}

/** `milestoneTouch` of every journey; `start` is one longer than `instants`. */
export function milestoneTouches(
  time: Float64Array,
  start: Uint32Array,
  instants: Float64Array,
  until: Float64Array,
): Int32Array {
  const touches = new Int32Array(instants.length);
  for (let j = 0; j < touches.length; j++) {
    touches[j] = milestoneTouch(time, start[j], start[j + 1], instants[j], until[j]);
  }
  return touches;
}

/** The instants of a milestone with those after the conversion made NaN; the same array where there are none. */
export function withoutLate(instants: Float64Array, until: Float64Array): Float64Array {
  let kept = instants;
  for (let j = 0; j < instants.length; j++) {
    if (!(instants[j] > until[j])) continue;
    if (kept === instants) kept = instants.slice();
    kept[j] = Number.NaN;
  }
  return kept;
}
