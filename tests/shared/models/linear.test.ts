import { test } from 'vitest';
import { linear } from '#shared/models/linear.ts';
import { expectShares, sharesOf } from '../journeys/stories.ts';

test('splits four ways between four touches', () => {
  expectShares(sharesOf(linear, { touches: [1, 2, 3, 4] }), [1 / 4, 1 / 4, 1 / 4, 1 / 4]);
});

test('splits in half between two touches', () => {
  expectShares(sharesOf(linear, { touches: [1, 2] }), [1 / 2, 1 / 2]);
});

test('splits evenly when touches share a time', () => {
  expectShares(sharesOf(linear, { touches: [{ day: 1, key: 2 }, { day: 1, key: 1 }, 1] }), [1 / 3, 1 / 3, 1 / 3]);
});

test('gives one touch everything', () => {
  expectShares(sharesOf(linear, { touches: [1] }), [1]);
});

test('gives nothing where there is no touch', () => {
  expectShares(sharesOf(linear, { touches: [], at: 5 }), []);
});
