import { test } from 'vitest';
import { leadCreation } from '#shared/models/lead-creation.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives the touch that made the lead everything', () => {
  expectShares(sharesOf(leadCreation, { touches: [1, 2, 3], lead: 2.5 }), [0, 1, 0]);
});

test('takes the first touch when the lead came before every touch', () => {
  expectShares(sharesOf(leadCreation, { touches: [2, 3], lead: 1 }), [1, 0]);
});

test('takes a touch at the very instant of the lead', () => {
  expectShares(sharesOf(leadCreation, { touches: [1, 2], lead: 2 }), [0, 1]);
});

test('gives nothing without a fact that made a lead', () => {
  expectShares(sharesOf(leadCreation, { touches: [1, 2] }), [0, 0]);
});

test('gives nothing when the lead came after the conversion', () => {
  expectShares(sharesOf(leadCreation, { touches: [1, 2], lead: 3, at: 2 }), [0, 0]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(leadCreation, { touches: [], at: 5 }), []);
});
