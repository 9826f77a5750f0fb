import { expect, test } from 'vitest';
import { pageWords } from '#shared/report/page-words.ts';

test('the last telling part of the path is said in words', () => {
  expect(pageWords('https://x.example/guides/hard-water')).toBe('hard water');
  expect(pageWords('https://x.example/guides/hard_water.html?utm_source=a#top')).toBe('hard water');
  expect(pageWords('https://x.example/guides/hard-water/e-book')).toBe('e-book');
});

test('a thank-you page speaks of what it thanks for', () => {
  expect(pageWords('https://x.example/contact/thank-you')).toBe('contact');
  expect(pageWords('x.example/quote/thank-you/')).toBe('quote');
});

test('ids and home pages say nothing', () => {
  expect(pageWords('https://x.example/')).toBe('');
  expect(pageWords('https://x.example')).toBe('');
  expect(pageWords('https://x.example/p/48213')).toBe('p');
  expect(pageWords('https://x.example/thank-you')).toBe('');
});
