import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { NotFoundError } from '#shared/errors.ts';
import type { SiteHealth } from '../../../extension/messages/messages.ts';
import { liveAnswer } from '../../../extension/state/answer.ts';

/** A worker whose answers come when the test says. */
function slowWorker() {
  const asked: { what: unknown; answer(reply: SiteHealth[]): void; fail(error: unknown): void }[] = [];
  const ask = (_name: 'siteHealths', what: null) =>
    new Promise<SiteHealth[]>((answer, fail) => {
      asked.push({ what, answer, fail });
    });
  return { asked, ask };
}
const health = (site: string): SiteHealth[] => [{ site, url: '', at: 0, state: 'working', detail: '' }];
const settled = () => new Promise(resolve => setTimeout(resolve));

test('a late answer to an earlier question is never shown', async () => {
  const { asked, ask } = slowWorker();
  const standing = signal('a');
  const { shown } = liveAnswer(ask, 'siteHealths', () => ({ what: null, standing: standing.value }));
  standing.value = 'b';
  asked[1].answer(health('second'));
  await settled();
  asked[0].answer(health('first'));
  await settled();
  expect(shown.value).toMatchObject({ state: 'ready', last: [{ site: 'second' }] });
});

test('the answer before stays in sight while the next is on its way, and when that fails', async () => {
  const { asked, ask } = slowWorker();
  const standing = signal('a');
  const { shown } = liveAnswer(ask, 'siteHealths', () => ({ what: null, standing: standing.value }));
  expect(shown.value).toMatchObject({ state: 'loading', last: null });
  asked[0].answer(health('first'));
  await settled();
  standing.value = 'b';
  expect(shown.value).toMatchObject({ state: 'loading', last: [{ site: 'first' }] });
  asked[1].fail(new NotFoundError({ code: 'row-unknown', what: 'No such row.', remedy: 'Look again.' }));
  await settled();
  expect(shown.value).toMatchObject({
    state: 'error',
    last: [{ site: 'first' }],
    trouble: { what: 'No such row.', remedy: 'Look again.' },
  });
});

test('the same question isn’t asked twice, unless asked again', async () => {
  const { asked, ask } = slowWorker();
  const board = signal({ standing: 'a', seenAt: 1 });
  const live = liveAnswer(ask, 'siteHealths', () => ({ what: null, standing: board.value.standing }));
  board.value = { standing: 'a', seenAt: 2 };
  expect(asked.length).toBe(1);
  live.again();
  expect(asked.length).toBe(2);
});

test('with nothing to ask, nothing is shown, and what comes late is dropped', async () => {
  const { asked, ask } = slowWorker();
  const isPaired = signal(true);
  const { shown } = liveAnswer(ask, 'siteHealths', () => (isPaired.value ? { what: null, standing: '' } : null));
  isPaired.value = false;
  asked[0].answer(health('first'));
  await settled();
  expect(shown.value).toEqual({ state: 'idle', last: null, trouble: null });
});
