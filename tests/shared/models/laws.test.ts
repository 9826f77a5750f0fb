// What holds for every model, whatever the journeys: run from the list, so that a new model is held to it by its line.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAG_PAID } from '#shared/journeys/journeys.ts';
import { models } from '#shared/models/index.ts';
import type { Model } from '#shared/models/model.ts';
import { splitAll } from '#shared/money.ts';
import { creditOf, type Story, type ToldTouch, view } from '../journeys/stories.ts';

// Half days, so that touches, milestones and conversions often share an instant.
const day = fc.integer({ min: 0, max: 60 }).map(n => 100 + n / 2);
const maybeDay = fc.option(day, { nil: undefined, freq: 3 });
const kind = fc.constantFrom<ToldTouch['is'][]>(undefined, 'direct', 'paid');

const story: fc.Arbitrary<Story> = fc
  .record({
    told: fc.array(fc.record({ day, is: kind }), { maxLength: 9 }),
    at: day,
    lead: maybeDay,
    opportunity: maybeDay,
    close: maybeDay,
  })
  .map(({ told, ...rest }) => ({ ...rest, touches: told.map((touch, key) => ({ ...touch, key })) }));

const stories = fc.array(story, { minLength: 1, maxLength: 6 });

/** Each journey's shares. */
function sharesByJourney(model: Model, told: readonly Story[]): number[][] {
  const { journeys } = view(told);
  const shares = Array.from(creditOf(model, journeys));
  return told.map((_, j) => shares.slice(journeys.start[j], journeys.start[j + 1]));
}

describe.each(models.map(model => [model.id, model as Model] as const))('%s', (id, model) => {
  test('shares of a journey sum to 1, and to 0 only without touches or for the stated reason', () => {
    fc.assert(
      fc.property(stories, told => {
        const { journeys } = view(told);
        const shares = creditOf(model, journeys);
        for (let j = 0; j < journeys.length; j++) {
          const own = shares.subarray(journeys.start[j], journeys.start[j + 1]);
          const flags = journeys.flags.subarray(journeys.start[j], journeys.start[j + 1]);
          const isWithout =
            own.length === 0 ||
            (id === 'last-paid' && !flags.some(f => (f & FLAG_PAID) !== 0)) ||
            (id === 'lead-creation' && journeys.leadTouch[j] === -1);
          expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(isWithout ? 0 : 1, 12);
        }
      }),
    );
  });

  test('states the reason for which a journey with touches gets no credit, or has none', () => {
    expect('withoutCredit' in model).toBe(id === 'last-paid' || id === 'lead-creation');
  });

  test('a model that names its one touch gives that touch all, and the others nothing', () => {
    fc.assert(
      fc.property(stories, told => {
        const { journeys } = view(told);
        if (!model.pick) return;
        const picked = new Int32Array(journeys.length);
        model.pick(journeys, picked);
        const shares = new Float64Array(journeys.touches);
        for (const touch of picked) if (touch >= 0) shares[touch] = 1;
        expect(creditOf(model, journeys)).toEqual(shares);
      }),
    );
  });

  test('no share is negative or more than 1, and every entry is written', () => {
    fc.assert(
      fc.property(stories, told => {
        for (const share of creditOf(model, view(told).journeys)) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  test('the order in which touches are given changes nothing', () => {
    fc.assert(
      fc.property(stories, fc.infiniteStream(fc.nat()), (told, random) => {
        const mixed = told.map(s => ({
          ...s,
          touches: s.touches
            .map(touch => ({ touch, at: random.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ touch }) => touch),
        }));
        expect(sharesByJourney(model, mixed)).toEqual(sharesByJourney(model, told));
      }),
    );
  });

  test('a journey gets the same shares alone as among others', () => {
    fc.assert(
      fc.property(stories, told => {
        const alone = told.map(s => sharesByJourney(model, [s])[0]);
        expect(sharesByJourney(model, told)).toEqual(alone);
      }),
    );
  });

  test('a later touch never changes an earlier conversion', () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 1, max: 1000 }), (told, after) => {
        const grown = told.map(s => ({ ...s, touches: [...s.touches, { day: (s.at ?? 0) + after / 1000, key: 99 }] }));
        expect(sharesByJourney(model, grown)).toEqual(sharesByJourney(model, told));
      }),
    );
  });

  test('money split by the shares adds up to the amount, of either sign, to the minor unit', () => {
    const amount = fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -(10 ** 12), max: 10 ** 12 }));
    fc.assert(
      fc.property(stories, fc.array(amount, { minLength: 6, maxLength: 6 }), (told, amounts) => {
        const { journeys } = view(told);
        const shares = creditOf(model, journeys);
        const minor = Float64Array.from(told, (_, j) => amounts[j]);
        const split = new Float64Array(shares.length);
        splitAll(minor, journeys.start, shares, split);
        for (let j = 0; j < told.length; j++) {
          const from = journeys.start[j];
          const to = journeys.start[j + 1];
          const isCredited = shares.subarray(from, to).some(share => share > 0);
          const sum = split.subarray(from, to).reduce((total, part) => total + part, 0);
          expect(sum).toBe(isCredited ? amounts[j] : 0);
          for (let i = from; i < to; i++) {
            expect(Math.abs(split[i] - amounts[j] * shares[i])).toBeLessThan(1.001);
          }
        }
      }),
    );
  });
});
