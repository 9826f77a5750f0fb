import { expect, test } from 'vitest';
import { dealsOf } from '../../../extension/panel/deals.ts';
import { byTouch, milestonesOf } from '../../../extension/panel/milestones.ts';
import { ad, ann, bob, conversion, email, event, journeyOf, search, touch } from './journeys.ts';

const told = (journey: ReturnType<typeof journeyOf>) =>
  milestonesOf(journey, dealsOf(journey)[0] ?? null).map(({ id, at, touch }) => [id, at, touch?.at, touch?.person]);

test('a person who only came has a first touch, and a last one where it is another', () => {
  expect(told(journeyOf({ events: [event('2026-01-01', ad)] }))).toEqual([['first', '2026-01-01', '2026-01-01', null]]);
  expect(told(journeyOf({ events: [event('2026-01-01', ad), event('2026-01-02', email)] }))).toEqual([
    ['first', '2026-01-01', '2026-01-01', null],
    ['last', '2026-01-02', '2026-01-02', null],
  ]);
});

test('each moment stands on its own touch, also where a later one earned the deal', () => {
  const touches = [
    touch('2026-01-01', { ...ad, milestones: ['first', 'lead'] }),
    touch('2026-01-05', { ...email, milestones: ['opportunity', 'close', 'last'] }),
  ];
  const journey = journeyOf({
    events: [event('2026-01-01', ad), event('2026-01-05', email), event('2026-06-01', search)],
    conversions: [
      conversion('lead', '2026-01-02', { touches: [touches[0]] }),
      conversion('opportunity', '2026-01-06', { touches }),
      conversion('won', '2026-03-01', { touches }),
    ],
  });
  expect(told(journey)).toEqual([
    ['first', '2026-01-01', '2026-01-01', null],
    ['lead', '2026-01-02', '2026-01-01', null],
    ['opportunity', '2026-01-06', '2026-01-05', null],
    ['close', '2026-03-01', '2026-01-05', null],
    ['last', '2026-06-01', '2026-06-01', null],
  ]);
  expect(byTouch(milestonesOf(journey, dealsOf(journey)[0])).map(group => group.map(({ id }) => id))).toEqual([
    ['first', 'lead'],
    ['opportunity', 'close'],
    ['last'],
  ]);
});

test('a deal’s moment that was a colleague’s doing says whose', () => {
  const journey = journeyOf({
    events: [event('2026-01-01', ad)],
    others: [
      {
        id: '2',
        label: 'bob@acme.example',
        name: 'Bob Birch',
        touches: [{ at: '2026-01-05', ...email, keyword: null }],
      },
    ],
    conversions: [
      conversion('won', '2026-03-01', { touches: [touch('2026-01-05', { ...email, milestones: ['close'] })] }),
    ],
  });
  expect(told(journey).find(([id]) => id === 'close')).toEqual(['close', '2026-03-01', '2026-01-05', 'Bob Birch']);
});

test('with several people each touch says whose, by the CRM’s name where it has one', () => {
  const journey = journeyOf({
    people: [ann, bob],
    events: [event('2026-01-01', ad), event('2026-01-02', { ...email, person: 'bob@acme.example' })],
  });
  expect(told(journey).map(([, , , person]) => person)).toEqual(['Ann Ash', 'bob@acme.example']);
});

test('a won deal that nobody’s visit came before has moments without a touch', () => {
  expect(
    told(journeyOf({ conversions: [conversion('opportunity', '2026-01-06'), conversion('won', '2026-03-01')] })),
  ).toEqual([
    ['opportunity', '2026-01-06', undefined, undefined],
    ['close', '2026-03-01', undefined, undefined],
  ]);
});

test('a deal is told once, by its win; the newest deal comes first', () => {
  const deals = dealsOf({
    conversions: [
      conversion('lead', '2026-01-01'),
      conversion('opportunity', '2026-01-02', { state: 'won' }),
      conversion('order', '2026-01-20', { id: 'order:1', label: 'B-1' }),
      conversion('opportunity', '2026-02-01', { id: 'deal:hubspot:2', label: 'South', state: 'lost' }),
      conversion('won', '2026-03-01'),
      conversion('refund', '2026-04-01', { id: 'refund:deal:hubspot:1' }),
    ],
  });
  expect(deals.map(({ label, state, conversion }) => [label, state, conversion.kind])).toEqual([
    ['South', 'lost', 'opportunity'],
    ['B-1', 'order', 'order'],
    ['North', 'won', 'won'],
  ]);
});
