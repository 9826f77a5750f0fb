import { expect, test } from 'vitest';
import { OverlayBatch } from '../../../extension/background/overlay-batch.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { OverlayAnswer, OverlayQuery } from '../../../shared/schema/index.ts';

const query = (ids: string[], model = 'linear'): OverlayQuery => ({
  platform: 'google-ads',
  level: 'campaign',
  model,
  keys: ids.map(id => ({ id })),
});

/** Answers each key by its id as the row's name. */
function sender(sent: OverlayQuery[], refuse?: string) {
  return async (asked: OverlayQuery) => {
    sent.push(asked);
    if (asked.keys.some(({ id }) => id === refuse)) throw new UsageError({ code: 'request-shape', what: 'No.' });
    return { platform: asked.platform, rows: asked.keys.map(({ id }) => ({ name: id })) } as unknown as OverlayAnswer;
  };
}
const namesOf = (answer: OverlayAnswer) => answer.rows.map(row => row!.name);

test('questions of one moment on one basis are one request, and each gets its own rows', async () => {
  const sent: OverlayQuery[] = [];
  const batch = new OverlayBatch(sender(sent));
  const answers = await Promise.all([batch.ask(query(['1', '2'])), batch.ask(query(['3', '2', '2']))]);
  expect(answers.map(namesOf)).toEqual([
    ['1', '2'],
    ['3', '2', '2'],
  ]);
  expect(sent.map(({ keys }) => keys.map(({ id }) => id))).toEqual([['1', '2', '3']]);
});

test('another basis is another request', async () => {
  const sent: OverlayQuery[] = [];
  const batch = new OverlayBatch(sender(sent));
  await Promise.all([batch.ask(query(['1'])), batch.ask(query(['1'], 'first-touch'))]);
  expect(sent.map(({ model }) => model)).toEqual(['linear', 'first-touch']);
});

test('no keys are still a question: its totals are wanted', async () => {
  const sent: OverlayQuery[] = [];
  expect(namesOf(await new OverlayBatch(sender(sent)).ask(query([])))).toEqual([]);
  expect(sent).toHaveLength(1);
});

test('more rows than the companion takes at once are asked for in parts', async () => {
  const sent: OverlayQuery[] = [];
  const ids = Array.from({ length: 5_001 }, (_, i) => String(i));
  expect(namesOf(await new OverlayBatch(sender(sent)).ask(query(ids)))).toEqual(ids);
  expect(sent.map(({ keys }) => keys.length)).toEqual([5_000, 1]);
});

test('a question that is wrong fails alone', async () => {
  const batch = new OverlayBatch(sender([], 'bad'));
  const [good, bad] = await Promise.allSettled([batch.ask(query(['1'])), batch.ask(query(['bad']))]);
  expect(good.status).toBe('fulfilled');
  expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'request-shape' } });
});
