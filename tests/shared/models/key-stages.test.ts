import { test } from 'vitest';
import { keyStages } from '#shared/models/key-stages.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives the touches of the four stages a quarter each', () => {
  expectShares(
    sharesOf(keyStages, { touches: [1, 2, 3, 4, 5], lead: 2, opportunity: 3, close: 5 }),
    [0.25, 0.25, 0.25, 0, 0.25],
  );
});

test('gives a touch of two stages both quarters', () => {
  expectShares(sharesOf(keyStages, { touches: [1, 2, 3, 4], lead: 3, opportunity: 3, close: 4 }), [0.25, 0, 0.5, 0.25]);
});

test('shares equally between the stages that there are', () => {
  expectShares(sharesOf(keyStages, { touches: [1, 2, 3], lead: 2 }), [0.5, 0.5, 0]);
});

test('gives the first touch everything where it is the only stage', () => {
  expectShares(sharesOf(keyStages, { touches: [1, 2] }), [1, 0]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(keyStages, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(keyStages, { touches: [], at: 5 }), []);
});
