import { expect, test } from 'vitest';
import { plural, recordsText, words } from '#shared/words.ts';

test('one is one, and all else are many', () => {
  expect([0, 1, 2, 2345].map(count => plural(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows', '2,345 rows']);
  expect([1, 2].map(count => plural(count, 'try', 'tries'))).toEqual(['1 try', '2 tries']);
});

test('names are taken apart', () => {
  expect(['dealPeople', 'deal_people', 'fx'].map(words)).toEqual(['deal people', 'deal people', 'fx']);
});

test('records are counted in words, whatever their kind is called', () => {
  expect(['events', 'stageChanges', 'dealPeople', 'spend', 'fx'].map(kind => recordsText(kind, 1))).toEqual([
    '1 event',
    '1 stage change',
    '1 deal person',
    '1 cost row',
    '1 exchange rate',
  ]);
  expect(recordsText('spend', 3000)).toBe('3,000 cost rows');
});
