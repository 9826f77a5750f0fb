import { expect, test } from 'vitest';
import { dealsOf } from '../../../extension/panel/deals.ts';
import { lanesOf } from '../../../extension/panel/lanes.ts';
import { ad, ann, bob, conversion, email, event, journeyOf } from './journeys.ts';

const other = {
  id: '3',
  label: 'cy@acme.example',
  name: 'Cy Cole',
  touches: [{ at: '2026-01-06', ...email, keyword: null }],
};

test('people of the record come first, colleagues after them, all on one scale of time', () => {
  const journey = journeyOf({
    people: [ann, bob],
    others: [other],
    othersLeftOut: 4,
    events: [
      event('2026-01-01', ad),
      event('2026-01-03', { ...email, person: bob.label }),
      event('2026-01-04', { person: bob.label }),
    ],
    conversions: [conversion('opportunity', '2026-01-09'), conversion('won', '2026-01-11')],
  });
  const lanes = lanesOf(journey, dealsOf(journey)[0])!;
  // 1 to 11 January: ten days, so the 3rd lies at 0.2, the 6th at 0.5, the 9th at 0.8.
  expect(lanes.lanes.map(({ name, isOnRecord, dots }) => [name, isOnRecord, dots.map(({ x }) => x)])).toEqual([
    ['Ann Ash', true, [0]],
    ['bob@acme.example', true, [0.2]],
    ['Cy Cole', false, [0.5]],
  ]);
  expect(lanes.marks.map(({ label, x }) => [label, x])).toEqual([
    ['Opportunity', 0.8],
    ['Won', 1],
  ]);
  expect([lanes.from, lanes.to, lanes.channels, lanes.leftOut]).toEqual([
    '2026-01-01',
    '2026-01-11',
    ['Paid Search', 'Email'],
    4,
  ]);
});

test('one person, or people who never came, have no lanes', () => {
  expect(lanesOf(journeyOf({ events: [event('2026-01-01', ad)] }), null)).toBeNull();
  expect(lanesOf(journeyOf({ people: [ann, bob] }), null)).toBeNull();
});

test('a single moment stands in the middle', () => {
  const lanes = lanesOf(journeyOf({ people: [ann, bob], events: [event('2026-01-01', ad)] }), null)!;
  expect(lanes.lanes.map(({ dots }) => dots.map(({ x }) => x))).toEqual([[0.5], []]);
});
