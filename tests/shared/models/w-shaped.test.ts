import { test } from 'vitest';
import { wShaped } from '#shared/models/w-shaped.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives three milestones 30 each and the others 5 each', () => {
  expectShares(sharesOf(wShaped, { touches: [1, 2, 3, 4, 5], lead: 2, opportunity: 4 }), [0.3, 0.3, 0.05, 0.3, 0.05]);
});

test('scales to 1 when there is no other touch', () => {
  // 30 : 30 : 30
  expectShares(sharesOf(wShaped, { touches: [1, 2, 3], lead: 2, opportunity: 3 }), [1 / 3, 1 / 3, 1 / 3]);
});

test('drops the opportunity where there is none', () => {
  // 30 + 30 + 10 = 70
  expectShares(sharesOf(wShaped, { touches: [1, 2, 3], lead: 2 }), [3 / 7, 3 / 7, 1 / 7]);
});

test('keeps first and rest without any milestone', () => {
  // 30 + 10 = 40; 30/40, 5/40, 5/40
  expectShares(sharesOf(wShaped, { touches: [1, 2, 3] }), [3 / 4, 1 / 8, 1 / 8]);
});

test('gives two touches a third and two thirds when the second was lead and opportunity', () => {
  // 30 : 60
  expectShares(sharesOf(wShaped, { touches: [1, 2], lead: 2, opportunity: 2 }), [1 / 3, 2 / 3]);
});

test('drops an opportunity that came after the conversion', () => {
  // as without one
  expectShares(sharesOf(wShaped, { touches: [1, 2, 3], lead: 2, opportunity: 9, at: 3 }), [3 / 7, 3 / 7, 1 / 7]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(wShaped, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(wShaped, { touches: [], at: 5 }), []);
});
