import { test } from 'vitest';
import { firstTouch } from '#shared/models/first-touch.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('gives the first of three touches everything', () => {
  expectShares(sharesOf(firstTouch, { touches: [1, 2, 3] }), [1, 0, 0]);
});

test('gives the earlier of two touches everything', () => {
  expectShares(sharesOf(firstTouch, { touches: [2, 1] }), [1, 0]);
});

test('breaks a tie in time by the event key', () => {
  // key 2 stands before key 9
  expectShares(
    sharesOf(firstTouch, {
      touches: [
        { day: 1, key: 9, is: 'paid' },
        { day: 1, key: 2 },
      ],
    }),
    [1, 0],
  );
});

test('gives one touch everything', () => {
  expectShares(sharesOf(firstTouch, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(firstTouch, { touches: [], at: 5 }), []);
});
