import '../fake-browser.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalJson } from '../../../extension/db/canonical-json.ts';
import { Database } from '../../../extension/db/database.ts';
import { KeptAnswers } from '../../../extension/db/kept-answers.ts';
import type { OverlayAnswer, OverlayQuery } from '../../../shared/schema/index.ts';

let db: Database;
beforeEach(() => {
  db = new Database();
});
afterEach(() => db.delete());

const query = (...ids: string[]): OverlayQuery => ({
  platform: 'google-ads',
  level: 'campaign',
  keys: ids.map(id => ({ id })),
});
/** Rows are told apart by their name alone. */
const answerOf = (...names: (string | null)[]) =>
  ({ platform: 'google-ads', rows: names.map(name => name && { name }) }) as unknown as OverlayAnswer;
const namesOf = (answer: OverlayAnswer | undefined) => answer?.rows.map(row => row?.name ?? null);

test('equal questions are one, in whatever order they were put together', async () => {
  const kept = new KeptAnswers(db);
  await kept.put('report', { b: [{ y: 1, x: 2 }], a: undefined }, { answer: { n: 7 }, at: 5, ground: 'g' });
  expect(await kept.get('report', { b: [{ x: 2, y: 1 }] })).toEqual({ answer: { n: 7 }, at: 5, ground: 'g' });
  expect(await kept.get('compare', { b: [{ x: 2, y: 1 }] })).toBeNull();
  expect(canonicalJson({ b: [2, 1], a: null })).toBe('{"a":null,"b":[2,1]}');
});

test('rows answered in several questions are put together as a page shows them', async () => {
  const kept = new KeptAnswers(db);
  await kept.putOverlay(query('1', '2'), { answer: answerOf('one', null), at: 1, ground: 'g' });
  await kept.putOverlay(query('3'), { answer: answerOf('three'), at: 2, ground: 'g' });
  expect(namesOf((await kept.getOverlay(query('3', '1', '2')))?.answer)).toEqual(['three', 'one', null]);
});

test('a row that was never answered is not made up', async () => {
  const kept = new KeptAnswers(db);
  await kept.putOverlay(query('1'), { answer: answerOf('one'), at: 1, ground: 'g' });
  expect(await kept.getOverlay(query('1', '9'))).toBeNull();
});

test('rows on other data are not mixed', async () => {
  const kept = new KeptAnswers(db);
  await kept.putOverlay(query('1'), { answer: answerOf('old'), at: 1, ground: 'g1' });
  await kept.putOverlay(query('2'), { answer: answerOf('new'), at: 2, ground: 'g2' });
  expect(await kept.getOverlay(query('1'))).toBeNull();
  expect(namesOf((await kept.getOverlay(query('2')))?.answer)).toEqual(['new']);
});

test('an answer that nobody wants any more is not written', async () => {
  const kept = new KeptAnswers(db);
  await kept.put('report', {}, { answer: 1, at: 1, ground: 'g' }, () => false);
  expect(await db.answers.count()).toBe(0);
});

/** As many as one worker writes between two prunings and one more. */
async function fill(kept: KeptAnswers, answer: unknown) {
  for (let i = 0; i < 17; i++) await kept.put('report', { i }, { answer, at: i, ground: 'g' });
}

test('the newest are kept, by number', async () => {
  await fill(new KeptAnswers(db, { count: 3, size: 1e6 }), 'x');
  expect((await db.answers.toArray()).map(({ at }) => at).sort((a, b) => a - b)).toEqual([14, 15, 16]);
});

test('the newest are kept, by size', async () => {
  // 98 letters and two quotes: two fit into 250.
  await fill(new KeptAnswers(db, { count: 500, size: 250 }), 'x'.repeat(98));
  expect((await db.answers.toArray()).map(({ at }) => at).sort((a, b) => a - b)).toEqual([15, 16]);
});
