import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAG_DIRECT } from '#shared/journeys/journeys.ts';
import { viewJourneys } from '#shared/journeys/view.ts';
import { DAY_MS } from '#shared/time.ts';
import { asTheyAre, build, type Story, sources, view } from './stories.ts';

/** Days of the touches of each journey. */
function daysOf(stories: Story[], options = asTheyAre): number[][] {
  const { journeys } = view(stories, options);
  return stories.map((_, j) =>
    Array.from(journeys.time.subarray(journeys.start[j], journeys.start[j + 1]), ms => ms / DAY_MS),
  );
}

const within = (lookbackDays: number) => ({ ...asTheyAre, lookbackDays });
const ignoringDirect = { ...asTheyAre, direct: 'ignore' } as const;

describe('as they are', () => {
  test('journeys keep every touch, with its source, flags and row', () => {
    const { journeys, empty } = view([
      { touches: [1, { day: 2, is: 'paid' }] },
      { touches: [{ day: 3, is: 'direct' }] },
    ]);
    expect(Array.from(journeys.start)).toEqual([0, 2, 3]);
    expect(Array.from(journeys.source)).toEqual([0, 2, 1]);
    expect(Array.from(journeys.flags)).toEqual([0, 2, 1]);
    expect(Array.from(journeys.touch)).toEqual([0, 1, 2]);
    expect(Array.from(journeys.conversion)).toEqual([0, 1]);
    expect(Array.from(empty)).toEqual([0, 0]);
  });

  test('a touch at the very instant of the conversion is in, one later is not', () => {
    expect(daysOf([{ touches: [1, 2, 2.001], at: 2 }])).toEqual([[1, 2]]);
  });

  test('no arrays are copied that need not be', () => {
    const { set, touches } = build([{ touches: [1, 2] }]);
    const { journeys } = viewJourneys(set, touches, sources, asTheyAre);
    expect(journeys.start).toBe(set.start);
    expect(journeys.touch).toBe(set.touch);
  });
});

describe('a lookback window', () => {
  const ms = 1 / DAY_MS;

  test('takes in the touch exactly n days before, and not the one a millisecond earlier', () => {
    const at = 100;
    // conversion − 30 × 24 h = day 70
    expect(daysOf([{ at, touches: [70 - ms, 70, 70 + ms] }], within(30))).toEqual([[70, 70 + ms]]);
  });

  test('counts 24 hours a day, not civil days', () => {
    // conversion on day 100 at 18:00; one day before is day 99 at 18:00, not midnight
    expect(daysOf([{ at: 100.75, touches: [99.5, 99.75, 100] }], within(1))).toEqual([[99.75, 100]]);
  });

  test('is counted from each conversion', () => {
    const touches = [70, 95];
    expect(
      daysOf(
        [
          { at: 100, touches },
          { at: 101, touches },
          { at: 126, touches },
        ],
        within(30),
      ),
    ).toEqual([[70, 95], [95], []]);
  });

  test('may be a fraction of a day', () => {
    expect(daysOf([{ at: 100, touches: [99.4, 99.5, 99.6] }], within(0.5))).toEqual([[99.5, 99.6]]);
  });

  test('moves a milestone that lies before it to the first touch that is left', () => {
    const { journeys } = view([{ at: 100, lead: 50, touches: [40, 80, 90] }], within(30));
    expect(journeys.leadTouch[0]).toBe(0);
    expect(journeys.time[0]).toBe(80 * DAY_MS);
  });

  test('counts from the first moment of a conversion known only to the day', () => {
    expect(daysOf([{ at: 100, until: 100.999, touches: [70, 100.5] }], within(30))).toEqual([[70, 100.5]]);
  });
});

describe('ignoring direct', () => {
  test('drops direct touches where there are others', () => {
    const touches = [{ day: 1, is: 'direct' as const }, 2, { day: 3, is: 'direct' as const }];
    expect(daysOf([{ touches }], ignoringDirect)).toEqual([[2]]);
  });

  test('keeps direct touches where all are direct', () => {
    const touches = [1, 2].map(day => ({ day, is: 'direct' as const }));
    expect(daysOf([{ touches }], ignoringDirect)).toEqual([[1, 2]]);
  });

  test('asks only the touches in the window whether all are direct', () => {
    const touches = [40, { day: 90, is: 'direct' as const }];
    expect(daysOf([{ at: 100, touches }], { lookbackDays: 30, direct: 'ignore' })).toEqual([[90]]);
  });
});

describe('milestones', () => {
  test('are positions in the columns of all journeys', () => {
    const { journeys } = view([{ touches: [1, 2] }, { touches: [1, 2, 3], lead: 1.5, opportunity: 2, close: 3 }]);
    expect([journeys.leadTouch[1], journeys.opportunityTouch[1], journeys.closeTouch[1]]).toEqual([2, 3, 4]);
    expect([journeys.leadTouch[0], journeys.opportunityTouch[0], journeys.closeTouch[0]]).toEqual([-1, -1, -1]);
  });

  test('later than the conversion are missing, their instants too', () => {
    const { journeys } = view([{ touches: [1, 2], lead: 1, opportunity: 2.001, at: 2 }]);
    expect(journeys.leadTouch[0]).toBe(0);
    expect(journeys.opportunityTouch[0]).toBe(-1);
    expect(journeys.opportunityAt[0]).toBeNaN();
  });

  test('later on the day of a conversion known only to the day are not missing', () => {
    const { journeys } = view([{ touches: [99, 100.25], at: 100, until: 100.999, close: 100.999 }]);
    expect(journeys.closeTouch[0]).toBe(1);
    expect(journeys.closeAt[0]).toBe(100.999 * DAY_MS);
  });

  test('are found against the instant itself where a set knows no days', () => {
    const { set, touches } = build([{ touches: [1, 2], at: 2, until: 2.5, lead: 2.25 }]);
    const { until: _, ...without } = set;
    expect(viewJourneys(without, touches, sources, asTheyAre).journeys.leadTouch[0]).toBe(-1);
  });

  test('are found among the touches that are left', () => {
    const touches = [1, { day: 2, is: 'direct' as const }, 3];
    const { journeys } = view([{ touches, lead: 2.5 }], ignoringDirect);
    expect(journeys.leadTouch[0]).toBe(0);
  });
});

describe('journeys without touches', () => {
  test('stay in place and say why they are empty', () => {
    const stories = [
      { touches: [], at: 100 },
      { touches: [10], at: 100 },
      { touches: [99], at: 100 },
    ];
    const { journeys, empty, emptyReasons } = view(stories, within(30));
    expect(journeys.length).toBe(3);
    expect(Array.from(empty, code => emptyReasons[code])).toEqual([
      'no touch before the conversion',
      'no touch within the lookback of 30 days',
      '',
    ]);
  });

  test('say that nothing was tracked yet, of conversions before the first day with a touch of anybody', () => {
    const stories = [
      { touches: [], at: 49 },
      { touches: [], at: 50 },
      { touches: [], at: 51 },
    ];
    // Day 50 of 1970 is 20 February.
    const tracking = { from: 50 * DAY_MS, day: '1970-02-20' };
    const { empty, emptyReasons } = view(stories, { ...asTheyAre, tracking });
    expect(Array.from(empty, code => emptyReasons[code])).toEqual([
      'before tracking began on 1970-02-20',
      'no touch before the conversion',
      'no touch before the conversion',
    ]);
  });

  test('say a single day in the singular', () => {
    const { empty, emptyReasons } = view([{ touches: [10], at: 100 }], within(1));
    expect(emptyReasons[empty[0]]).toBe('no touch within the lookback of 1 day');
  });
});

test('any options keep the order of touches, drop nothing but by their rule, and leave no journey out', () => {
  const touch = fc.record({
    day: fc.integer({ min: 0, max: 80 }).map(n => 50 + n / 2),
    is: fc.constantFrom(undefined, 'direct' as const, 'paid' as const),
  });
  const story = fc.record({ touches: fc.array(touch, { maxLength: 8 }), at: fc.integer({ min: 50, max: 95 }) });
  const options = fc.record({
    lookbackDays: fc.option(fc.integer({ min: 1, max: 40 })),
    direct: fc.constantFrom('count' as const, 'ignore' as const),
  });
  fc.assert(
    fc.property(fc.array(story, { maxLength: 5 }), options, (stories, asked) => {
      const { set, touches } = build(stories);
      const { journeys } = viewJourneys(set, touches, sources, asked);
      expect(journeys.length).toBe(stories.length);
      for (let j = 0; j < stories.length; j++) {
        const rows = Array.from(set.touch.subarray(set.start[j], set.start[j + 1]));
        const from = set.at[j] - (asked.lookbackDays ?? Number.POSITIVE_INFINITY) * DAY_MS;
        const inWindow = rows.filter(row => touches.time[row] >= from);
        const isDirect = (row: number) => (sources.flags[touches.source[row]] & FLAG_DIRECT) !== 0;
        const kept =
          asked.direct === 'count' || inWindow.every(isDirect) ? inWindow : inWindow.filter(row => !isDirect(row));
        expect(Array.from(journeys.touch.subarray(journeys.start[j], journeys.start[j + 1]))).toEqual(kept);
      }
    }),
  );
});
