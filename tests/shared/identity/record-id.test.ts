import { expect, test } from 'vitest';
import { spellingsOf } from '#shared/identity/record-id.ts';

test('of an id of 18 characters the 15 are tried too', () => {
  // Of the last five, 1ZwTi, the second and the fourth are capitals: 2 + 8 = 10, the letter K; of the others none: A.
  expect(spellingsOf('00570000001ZwTiAAK')).toEqual(['00570000001ZwTiAAK', '00570000001ZwTi']);
  expect(spellingsOf('deal:salesforce:0065g00000aaaaaAAA')).toEqual([
    'deal:salesforce:0065g00000aaaaaAAA',
    'deal:salesforce:0065g00000aaaaa',
  ]);
});

test('what only looks like one is left as it is', () => {
  for (const key of ['00570000001ZwTiAAA', '00570000001ZwTi', 'visitor:abc', 'ann@north.example', ''])
    expect(spellingsOf(key)).toEqual([key]);
});
