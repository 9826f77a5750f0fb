import { test } from 'vitest';
import { wShapedClose } from '#shared/models/w-shaped-close.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives first, lead and the last before the close 30 each, the others the rest', () => {
  expectShares(sharesOf(wShapedClose, { touches: [1, 2, 3, 4], lead: 2, close: 4 }), [0.3, 0.3, 0.1, 0.3]);
});

test('pays no heed to the opportunity', () => {
  expectShares(
    sharesOf(wShapedClose, { touches: [1, 2, 3, 4], lead: 2, opportunity: 3, close: 4 }),
    [0.3, 0.3, 0.1, 0.3],
  );
});

test('scales to 1 without a close', () => {
  // 30 + 30 + 10 = 70
  expectShares(sharesOf(wShapedClose, { touches: [1, 2, 3], lead: 2 }), [3 / 7, 3 / 7, 1 / 7]);
});

test('gives two touches two thirds and one when the first made the lead', () => {
  // 60 : 30
  expectShares(sharesOf(wShapedClose, { touches: [1, 2], lead: 1, close: 2 }), [2 / 3, 1 / 3]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(wShapedClose, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(wShapedClose, { touches: [], at: 5 }), []);
});
