import { test } from 'vitest';
import { positionBased } from '#shared/models/position-based.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives 40, 10, 10, 40 to four touches', () => {
  // the middle 20 % between two
  expectShares(sharesOf(positionBased, { touches: [1, 2, 3, 4] }), [0.4, 0.1, 0.1, 0.4]);
});

test('gives the one middle touch of three 20', () => {
  expectShares(sharesOf(positionBased, { touches: [1, 2, 3] }), [0.4, 0.2, 0.4]);
});

test('halves between two touches', () => {
  // 40 : 40
  expectShares(sharesOf(positionBased, { touches: [1, 2] }), [0.5, 0.5]);
});

test('keeps its shape when all touches share a time', () => {
  expectShares(sharesOf(positionBased, { touches: [1, 1, 1] }), [0.4, 0.2, 0.4]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(positionBased, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(positionBased, { touches: [], at: 5 }), []);
});
