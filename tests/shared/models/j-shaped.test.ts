import { test } from 'vitest';
import { jShaped } from '#shared/models/j-shaped.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives 20, 10, 10, 60 to four touches', () => {
  expectShares(sharesOf(jShaped, { touches: [1, 2, 3, 4] }), [0.2, 0.1, 0.1, 0.6]);
});

test('gives ¼ and ¾ to two touches', () => {
  // 20 : 60 scaled to 1
  expectShares(sharesOf(jShaped, { touches: [1, 2] }), [0.25, 0.75]);
});

test('gives the one middle touch of three 20', () => {
  expectShares(sharesOf(jShaped, { touches: [1, 2, 3] }), [0.2, 0.2, 0.6]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(jShaped, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(jShaped, { touches: [], at: 5 }), []);
});
