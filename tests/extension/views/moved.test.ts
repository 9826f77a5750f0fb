import { expect, test } from 'vitest';
import { moved } from '../../../extension/views/moved.ts';

test('an item changes places with its neighbour', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
});

test('at the end it stays, and one that isn’t there moves nothing', () => {
  expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 'c', 1)).toEqual(['a', 'b']);
});
