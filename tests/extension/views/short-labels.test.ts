import { expect, test } from 'vitest';
import { shortenTo, withoutCommonStart } from '../../../extension/views/dashboard/short-labels.ts';

test('pages of one host are told by their paths', () => {
  expect(withoutCommonStart(['a.example/kettles', 'a.example/kettles/commercial', 'a.example/'])).toEqual([
    '/kettles',
    '/kettles/commercial',
    '/',
  ]);
});

test('what they share is left out as far as the last slash, never within a word', () => {
  expect(withoutCommonStart(['a.example/shop/kettle', 'a.example/shop/keys'])).toEqual(['/kettle', '/keys']);
});

test('labels without a shared beginning, and a lone one, stay as they are', () => {
  expect(withoutCommonStart(['Brand', 'Brand Ireland'])).toEqual(['Brand', 'Brand Ireland']);
  expect(withoutCommonStart(['a.example/x', 'b.example/x'])).toEqual(['a.example/x', 'b.example/x']);
  expect(withoutCommonStart(['a.example/x'])).toEqual(['a.example/x']);
});

test('of what is too wide as much of the beginning stays as fits, whole characters, isolated from what is beside it', () => {
  // Ten pixels a letter, twenty one of Japanese or with an accent of its own, none the isolating marks.
  const widthOf = (text: string) =>
    [...new Intl.Segmenter().segment(text)].reduce(
      (sum, { segment }) => sum + (/^[\x20-\x7e…]$/.test(segment) ? 10 : 20),
      0,
    );
  expect(shortenTo(70, 'Kettles', widthOf)).toBe('Kettles');
  expect(shortenTo(60, 'Kettles', widthOf)).toBe('\u2068Kettl…\u2069');
  expect(shortenTo(60, '電気ケトル', widthOf)).toBe('\u2068電気…\u2069');
  expect(shortenTo(30, 'u\u0308ber', widthOf)).toBe('\u2068u\u0308…\u2069');
  expect(shortenTo(5, 'Kettles', widthOf)).toBe('\u2068…\u2069');
});
