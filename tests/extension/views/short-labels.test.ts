import { expect, test } from 'vitest';
import { withoutCommonStart } from '../../../extension/views/dashboard/short-labels.ts';

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
