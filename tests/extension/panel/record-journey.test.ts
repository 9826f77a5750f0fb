import { expect, test } from 'vitest';
import { NotFoundError } from '#shared/errors.ts';
import type { Ask, Reply } from '../../../extension/messages/messages.ts';
import { FreshPage } from '../../../extension/panel/fresh-page.ts';
import { RecordJourney } from '../../../extension/panel/record-journey.ts';
import { journeyOf } from './journeys.ts';

const page = (id: string) => ({ kind: 'crm', system: 'hubspot', type: 'contact', id, portal: '42' }) as const;
const answerFor = (label: string): Reply<'journey'> => ({
  answer: journeyOf({ label }),
  at: 0,
  by: 'companion',
  isStale: false,
  matchedBy: 'id',
});

/** A journey whose questions are answered when the test says so. */
function held() {
  const asked: { what: Ask<'journey'>; answer: (reply: Reply<'journey'>) => void; fail: (error: unknown) => void }[] =
    [];
  const states: string[] = [];
  const journey: RecordJourney = new RecordJourney(
    what => new Promise((answer, fail) => asked.push({ what, answer, fail })),
    () => states.push(`${journey.page?.id} ${journey.loading.state}`),
  );
  return { asked, states, journey };
}

test('an answer that comes after the page has moved on is dropped', async () => {
  const { asked, states, journey } = held();
  journey.show(page('1'));
  const first = journey.load([]);
  journey.show(page('2'));
  const second = journey.load([]);
  asked[1].answer(answerFor('two'));
  asked[0].answer(answerFor('one'));
  await Promise.all([first, second]);
  expect(states).toEqual(['1 loading', '2 loading', '2 known']);
  expect(journey.loading.state === 'known' && journey.loading.found.answer.label).toBe('two');
});

test('of two questions for one record the later one counts', async () => {
  const { asked, states, journey } = held();
  journey.show(page('1'));
  const both = [journey.load([]), journey.load(['a@x.example'])];
  asked[1].answer(answerFor('new'));
  asked[0].answer(null);
  await Promise.all(both);
  expect(states).toEqual(['1 loading', '1 known']);
});

test('where nobody is known it asks again once an email is there, and not with the same one twice', async () => {
  const { asked, journey } = held();
  journey.show(page('1'));
  const loaded = journey.load([]);
  await journey.loadWith(['a@x.example']);
  expect(asked).toHaveLength(1);
  asked[0].answer(null);
  await loaded;
  const again = journey.loadWith(['a@x.example']);
  expect(asked[1].what).toEqual({ system: 'hubspot', type: 'contact', id: '1', emails: ['a@x.example'] });
  asked[1].answer(null);
  await again;
  await journey.loadWith(['a@x.example']);
  expect(asked).toHaveLength(2);
});

test('what went wrong is told with its remedy, and is gone with the next record', async () => {
  const { asked, journey } = held();
  journey.show(page('1'));
  const loaded = journey.load([]);
  asked[0].fail(new NotFoundError({ code: 'x', what: 'Gone', remedy: 'Look again.' }));
  await loaded;
  expect(journey.loading).toEqual({ state: 'failed', error: { code: 'x', what: 'Gone', remedy: 'Look again.' } });
  journey.show(page('2'));
  expect(journey.loading).toEqual({ state: 'loading' });
});

test('what the page shows at its first record is that record’s', () => {
  const fresh = new FreshPage();
  fresh.turnTo('1', 'Ann', ['ann@x.example']);
  expect([fresh.title('Ann'), fresh.emails(['ann@x.example'])]).toEqual(['Ann', ['ann@x.example']]);
});

test('what still stands there after a change of record is the old record’s, until it differs', () => {
  const fresh = new FreshPage();
  fresh.turnTo('1', null, []);
  fresh.emails(['ann@x.example']);
  fresh.turnTo('2', 'Ann', ['ann@x.example']);
  expect([fresh.title('Ann'), fresh.emails(['ann@x.example'])]).toEqual([null, []]);
  // Half drawn: the new card is there, the old property still too.
  expect(fresh.emails(['ann@x.example', 'bob@x.example'])).toEqual(['bob@x.example']);
  expect(fresh.title('Bob')).toBe('Bob');
});

test('back at a record, what was read of it before still holds', () => {
  const fresh = new FreshPage();
  fresh.turnTo('1', 'Ann', ['ann@x.example']);
  fresh.title('Ann');
  fresh.emails(['ann@x.example']);
  fresh.turnTo('2', 'Ann', ['ann@x.example']);
  fresh.turnTo('1', 'Ann', ['ann@x.example']);
  expect([fresh.title('Ann'), fresh.emails(['ann@x.example'])]).toEqual(['Ann', ['ann@x.example']]);
});
