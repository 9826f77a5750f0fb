import { test } from 'vitest';
import { inverseJ } from '#shared/models/inverse-j.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives 60, 10, 10, 20 to four touches', () => {
  expectShares(sharesOf(inverseJ, { touches: [1, 2, 3, 4] }), [0.6, 0.1, 0.1, 0.2]);
});

test('gives ¾ and ¼ to two touches', () => {
  // 60 : 20 scaled to 1
  expectShares(sharesOf(inverseJ, { touches: [1, 2] }), [0.75, 0.25]);
});

test('gives the one middle touch of three 20', () => {
  expectShares(sharesOf(inverseJ, { touches: [1, 2, 3] }), [0.6, 0.2, 0.2]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(inverseJ, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(inverseJ, { touches: [], at: 5 }), []);
});
