import { expect, test } from 'vitest';
import { nearest } from '#shared/nearest.ts';

test('finds the word with the fewest changes', () => {
  expect(nearest('liner', ['last-touch', 'linear', 'j-shaped'])).toBe('linear');
  expect(nearest('chanel', ['campaign', 'channel'])).toBe('channel');
});

test('takes capitals for small letters', () => {
  expect(nearest('LINEAR', ['last-touch', 'linear'])).toBe('linear');
});

test('takes the first of two that are equally near', () => {
  expect(nearest('xad', ['ad', 'bad'])).toBe('ad');
});

test('finds none where nothing is near, or there is nothing', () => {
  expect(nearest('shapley', ['linear', 'last-touch'])).toBeNull();
  expect(nearest('linear', [])).toBeNull();
});
