import { test } from 'vitest';
import { fullPath } from '#shared/models/full-path.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives four milestones 22.5 each and the fifth touch 10', () => {
  expectShares(
    sharesOf(fullPath, { touches: [1, 2, 3, 4, 5], lead: 2, opportunity: 3, close: 5 }),
    [0.225, 0.225, 0.225, 0.1, 0.225],
  );
});

test('sums the shares on one touch', () => {
  // 22.5 × 2, 10, 22.5 × 2
  expectShares(sharesOf(fullPath, { touches: [1, 2, 3], lead: 1, opportunity: 3, close: 3 }), [0.45, 0.1, 0.45]);
});

test('scales to 1 without a lead', () => {
  // 22.5 each, no other touch
  expectShares(sharesOf(fullPath, { touches: [1, 2, 3], opportunity: 2, close: 3 }), [1 / 3, 1 / 3, 1 / 3]);
});

test('scales the rest share too when a milestone is missing', () => {
  // 67.5 + 10 = 77.5
  expectShares(sharesOf(fullPath, { touches: [1, 2, 3, 4], opportunity: 2, close: 4 }), [
    22.5 / 77.5,
    22.5 / 77.5,
    10 / 77.5,
    22.5 / 77.5,
  ]);
});

test('gives two touches ¼ and ¾ when the second holds the rest', () => {
  // 22.5 : 67.5
  expectShares(sharesOf(fullPath, { touches: [1, 2], lead: 2, opportunity: 2, close: 2 }), [0.25, 0.75]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(fullPath, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(fullPath, { touches: [], at: 5 }), []);
});
