import { describe, expect, test } from 'vitest';
import { milestoneTouch, milestoneTouches, withoutLate } from '#shared/journeys/milestones.ts';

const times = Float64Array.of(10, 20, 20, 30);
const at = (instant: number, until = 30) => milestoneTouch(times, 0, 4, instant, until);

describe('a milestone’s touch', () => {
  test('is the last at or before its instant', () => {
    expect(at(25)).toBe(2);
    expect(at(30)).toBe(3);
    expect(at(10)).toBe(0);
  });

  test('is the last of several at the very instant', () => {
    expect(at(20)).toBe(2);
  });

  test('is the first touch where the milestone came before all', () => {
    expect(at(9)).toBe(0);
  });

  test('is none where the milestone is lacking or came after the conversion', () => {
    expect(at(Number.NaN)).toBe(-1);
    expect(at(31)).toBe(-1);
    expect(at(31, 31)).toBe(3);
  });

  test('is none without touches', () => {
    expect(milestoneTouch(times, 2, 2, 20, 30)).toBe(-1);
  });

  test('is looked for among the journey’s own touches only', () => {
    // journeys [10, 20], [20, 30]: in the second, an instant of 15 is before all
    const start = Uint32Array.of(0, 2, 4);
    const touches = milestoneTouches(times, start, Float64Array.of(15, 15), Float64Array.of(30, 30));
    expect(Array.from(touches)).toEqual([0, 2]);
  });
});

test('instants after the conversion become NaN, in a copy', () => {
  const instants = Float64Array.of(5, 6, Number.NaN);
  expect(Array.from(withoutLate(instants, Float64Array.of(5, 5, 5)))).toEqual([5, Number.NaN, Number.NaN]);
  expect(Array.from(instants)).toEqual([5, 6, Number.NaN]);
});

test('instants that are all in time stay the same array', () => {
  const instants = Float64Array.of(5, Number.NaN);
  expect(withoutLate(instants, Float64Array.of(5, 5))).toBe(instants);
});
