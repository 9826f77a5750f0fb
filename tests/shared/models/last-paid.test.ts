import { test } from 'vitest';
import { lastPaid } from '#shared/models/last-paid.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('takes the last paid touch, whatever came after', () => {
  expectShares(
    sharesOf(lastPaid, { touches: [{ day: 1, is: 'paid' }, { day: 2, is: 'paid' }, 3, { day: 4, is: 'direct' }] }),
    [0, 1, 0, 0],
  );
});

test('gives nothing where no touch is paid', () => {
  expectShares(sharesOf(lastPaid, { touches: [1, 2] }), [0, 0]);
});

test('gives one paid touch everything', () => {
  expectShares(sharesOf(lastPaid, { touches: [{ day: 1, is: 'paid' }] }), [1]);
});

test('gives one unpaid touch nothing', () => {
  expectShares(sharesOf(lastPaid, { touches: [1] }), [0]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(lastPaid, { touches: [], at: 5 }), []);
});
