import { test } from 'vitest';
import { uShapedLead } from '#shared/models/u-shaped-lead.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives first and lead 40 each and the others 10 each', () => {
  // lead at 2.5: the touch of day 2
  expectShares(sharesOf(uShapedLead, { touches: [1, 2, 3, 4], lead: 2.5 }), [0.4, 0.4, 0.1, 0.1]);
});

test('sums both shares on a first touch that made the lead', () => {
  // 40 + 40 and 20 between two
  expectShares(sharesOf(uShapedLead, { touches: [1, 2, 3], lead: 1 }), [0.8, 0.1, 0.1]);
});

test('halves between two touches when the second made the lead', () => {
  // 40 : 40, no other touch for the 20
  expectShares(sharesOf(uShapedLead, { touches: [1, 2], lead: 2 }), [0.5, 0.5]);
});

test('scales first and rest to 1 without a lead', () => {
  // 40 + 20 = 60; 40/60, 10/60, 10/60
  expectShares(sharesOf(uShapedLead, { touches: [1, 2, 3] }), [2 / 3, 1 / 6, 1 / 6]);
});

test('gives the lead to the first touch when the lead came before every touch', () => {
  // 40 + 40 on the first, 20 on the other
  expectShares(sharesOf(uShapedLead, { touches: [2, 3], lead: 1 }), [0.8, 0.2]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(uShapedLead, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(uShapedLead, { touches: [], at: 5 }), []);
});
