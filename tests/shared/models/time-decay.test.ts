import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeDecay } from '#shared/models/time-decay.ts';
import { DAY_MS } from '#shared/time.ts';
import { creditOf, expectShares, type Story, sharesOf, view } from '../journeys/stories.ts';

test('halves the weight with every half-life before the conversion', () => {
  // 14, 7 and 0 days before, half-life 7: ¼ : ½ : 1 = 1 : 2 : 4
  expectShares(sharesOf(timeDecay, { touches: [6, 13, 20] }), [1 / 7, 2 / 7, 4 / 7]);
});

test('depends on the distances between touches, not on how long ago the conversion was', () => {
  // the weights ½^(100/7) and ½^(107/7) are still 2 : 1
  expectShares(sharesOf(timeDecay, { touches: [13, 20], at: 120 }), [1 / 3, 2 / 3]);
});

test('takes the half-life it is given', () => {
  // one day apart at a half-life of one day: 1 : 2
  expectShares(sharesOf(timeDecay, { touches: [1, 2] }, 1), [1 / 3, 2 / 3]);
});

test('splits evenly when touches share a time', () => {
  expectShares(sharesOf(timeDecay, { touches: [3, 3, 3, 3], at: 9 }), [1 / 4, 1 / 4, 1 / 4, 1 / 4]);
});

test('gives one touch everything, however old', () => {
  // 2^(−20000/7) is 0 as a double: a sum of bare weights would be 0 / 0
  expectShares(sharesOf(timeDecay, { touches: [1], at: 20_001 }), [1]);
});

test('still splits two touches that are both too old for their bare weights', () => {
  expectShares(sharesOf(timeDecay, { touches: [1, 8], at: 20_001 }), [1 / 3, 2 / 3]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(timeDecay, { touches: [], at: 5 }), []);
});

test('takes age 0 for a touch later on the day of a conversion known only to the day', () => {
  // conversion at midnight of day 8, touches 7 days before, at noon and at 18:00 of the day itself: ½ : 1 : 1
  expectShares(sharesOf(timeDecay, { touches: [1, 8.5, 8.75], at: 8, until: 8.999 }), [1 / 5, 2 / 5, 2 / 5]);
});

test('is 2^(−age / half-life) to twelve decimals, at any half-life and to the fraction of a second', () => {
  const age = fc.double({ min: 0, max: 900 * DAY_MS, noNaN: true });
  const ages = fc.array(age, { minLength: 1, maxLength: 8 });
  const halfLife = fc.oneof(
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.double({ min: 1, max: 400, noNaN: true }),
    fc.constantFrom(7, 30, 0.104, 0.1042),
  );
  fc.assert(
    fc.property(fc.array(ages, { minLength: 1, maxLength: 4 }), halfLife, (journeys, halfLifeDays) => {
      const at = 20_000;
      const stories: Story[] = journeys.map(agesMs => ({ at, touches: agesMs.map(ms => at - ms / DAY_MS) }));
      const { journeys: columns } = view(stories);
      const shares = creditOf(timeDecay, columns, halfLifeDays);
      for (let j = 0; j < columns.length; j++) {
        const times = columns.time.subarray(columns.start[j], columns.start[j + 1]);
        const newest = times[times.length - 1];
        const weights = Array.from(times, t => 2 ** (-(newest - t) / (halfLifeDays * DAY_MS)));
        const total = weights.reduce((sum, w) => sum + w, 0);
        weights.forEach((w, i) => {
          expect(Math.abs(shares[columns.start[j] + i] - w / total)).toBeLessThan(1e-12);
        });
      }
    }),
  );
});

test('gives the same shares whatever was asked before', () => {
  const short: Story = { touches: [1, 8] };
  const long: Story = { touches: [1, 4001, 4008] };
  const first = sharesOf(timeDecay, short);
  sharesOf(timeDecay, long);
  sharesOf(timeDecay, short, 30);
  expect(sharesOf(timeDecay, short)).toEqual(first);
});

test('refuses a half-life that is not greater than 0', () => {
  expect(() => sharesOf(timeDecay, { touches: [1] }, 0)).toThrow('half-life of time-decay is 0 days');
  expect(() => sharesOf(timeDecay, { touches: [1] }, Number.NaN)).toThrow('half-life');
});
