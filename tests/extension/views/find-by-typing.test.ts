import { expect, test } from 'vitest';
import { findByTyping, typeOn } from '../../../extension/views/find-by-typing.ts';

const labels = ['First touch', 'Last touch', 'Last paid touch', 'Linear', 'W-shaped', 'W-shaped (close)', 'Inverse J'];

test('the first letters find a label, whatever their case', () => {
  expect(findByTyping(labels, 'lin', 0)).toBe(3);
  expect(findByTyping(labels, 'LAST P', 0)).toBe(2);
});

test('one letter again and again goes through all that begin with it, and around', () => {
  expect(findByTyping(labels, 'l', 0)).toBe(1);
  expect(findByTyping(labels, 'll', 1)).toBe(2);
  expect(findByTyping(labels, 'lll', 2)).toBe(3);
  expect(findByTyping(labels, 'l', 3)).toBe(1);
});

test('more letters stay where they already fit', () => {
  expect(findByTyping(labels, 'la', 2)).toBe(2);
});

test('a later word counts where no first word fits', () => {
  expect(findByTyping(labels, 'cl', 0)).toBe(5);
  expect(findByTyping(labels, 'paid', 0)).toBe(2);
});

test('nothing fits: nothing is found', () => {
  expect(findByTyping(labels, 'xy', 2)).toBe(-1);
});

test('a pause begins a new word', () => {
  const first = typeOn({ text: '', at: 0 }, 'l', 1000);
  expect(typeOn(first, 'i', 1300).text).toBe('li');
  expect(typeOn(first, 'i', 2000).text).toBe('i');
});
