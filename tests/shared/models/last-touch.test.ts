import { test } from 'vitest';
import { lastTouch } from '#shared/models/last-touch.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives the last of three touches everything, direct or not', () => {
  expectShares(sharesOf(lastTouch, { touches: [1, 2, { day: 3, is: 'direct' }] }), [0, 0, 1]);
});

test('gives the later of two touches everything', () => {
  expectShares(sharesOf(lastTouch, { touches: [1, 2] }), [0, 1]);
});

test('counts a touch at the very instant of the conversion', () => {
  expectShares(sharesOf(lastTouch, { touches: [1, 2], at: 2 }), [0, 1]);
});

test('knows nothing of a touch after the conversion', () => {
  expectShares(sharesOf(lastTouch, { touches: [1, 2, 3], at: 2.5 }), [0, 1]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(lastTouch, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(lastTouch, { touches: [], at: 5 }), []);
});
