import { test } from 'vitest';
import { lastNonDirect } from '#shared/models/last-non-direct.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('passes over direct touches at the end', () => {
  expectShares(sharesOf(lastNonDirect, { touches: [1, 2, { day: 3, is: 'direct' }] }), [0, 1, 0]);
});

test('gives the last direct touch everything where all are direct', () => {
  expectShares(
    sharesOf(lastNonDirect, {
      touches: [
        { day: 1, is: 'direct' },
        { day: 2, is: 'direct' },
      ],
    }),
    [0, 1],
  );
});

test('takes the first of two where the second is direct', () => {
  expectShares(sharesOf(lastNonDirect, { touches: [1, { day: 2, is: 'direct' }] }), [1, 0]);
});

test('takes the last touch where none is direct', () => {
  expectShares(sharesOf(lastNonDirect, { touches: [1, 2] }), [0, 1]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(lastNonDirect, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(lastNonDirect, { touches: [], at: 5 }), []);
});
