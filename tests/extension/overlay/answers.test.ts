// Questions and answers of the overlay: what is asked when, and that figures of two bases never mix.

import { expect, test } from 'vitest';
import { ConnectionError } from '#shared/errors.ts';
import type { OverlayAnswer, OverlayQuery } from '#shared/schema/index.ts';
import type { Answered } from '../../../extension/messages/messages.ts';
import { Answers } from '../../../extension/overlay/answers.ts';
import type { OverlayBasis } from '../../../extension/overlay/query.ts';
import type { RowKey } from '../../../extension/sites/ads-site.ts';
import { answerOf, rowOf } from './figures.ts';

const basis = (parts: Partial<OverlayBasis> = {}): OverlayBasis => ({
  platform: 'google-ads',
  level: 'campaign',
  model: 'last-touch',
  ...parts,
});
const keys = (...ids: string[]) => new Map<string, RowKey>(ids.map(id => [id, { id }]));

/** A companion that answers when told to; a row's revenue is its id, '9' is unknown. */
function companion() {
  const asked: OverlayQuery[] = [];
  const waiting: {
    query: OverlayQuery;
    resolve: (a: Answered<OverlayAnswer>) => void;
    reject: (e: unknown) => void;
  }[] = [];
  const answers = new Answers(
    query => {
      asked.push(query);
      return new Promise((resolve, reject) => waiting.push({ query, resolve, reject }));
    },
    () => {},
  );
  const settle = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return {
    answers,
    asked,
    idsAsked: () => asked.map(query => query.keys.map(({ id }) => id).join(' ')),
    async reply(dataVersion = 'v1') {
      const { query, resolve } = waiting.shift()!;
      const rows = query.keys.map(({ id }) =>
        id === '9' ? null : rowOf({ id, name: query.model!, revenue: Number(id) }),
      );
      const answer = answerOf({ rows });
      resolve({ answer: { ...answer, meta: { ...answer.meta, dataVersion } }, at: 0, by: 'companion', isStale: false });
      await settle();
    },
    async fail(error: unknown) {
      waiting.shift()!.reject(error);
      await settle();
    },
  };
}

test('rows are asked for once, those met while a question is under way in the next one together', async () => {
  const { answers, idsAsked, reply } = companion();
  answers.want(basis(), keys('1', '2'));
  answers.want(basis(), keys('1', '2', '3'));
  answers.want(basis(), keys('1', '2', '3', '9'));
  expect(idsAsked()).toEqual(['1 2']);
  await reply();
  expect(idsAsked()).toEqual(['1 2', '3 9']);
  await reply();
  answers.want(basis(), keys('1', '2', '3', '9'));
  expect(idsAsked()).toHaveLength(2);
  expect(answers.row('3')?.revenue).toBe(3);
  expect(answers.row('9')).toBeNull();
  expect(answers.row('4')).toBeUndefined();
});

test('another model asks for all rows seen, and until it has answered the earlier figures stay together', async () => {
  const { answers, idsAsked, reply } = companion();
  answers.want(basis(), keys('1'));
  await reply();
  answers.want(basis(), keys('1', '2'));
  await reply();
  answers.want(basis({ model: 'linear' }), keys('1', '2'));
  expect(idsAsked().at(-1)).toBe('1 2');
  expect(answers.isPending).toBe(true);
  expect([answers.row('1')?.name, answers.row('2')?.name, answers.basis?.model]).toEqual(Array(3).fill('last-touch'));
  await reply();
  expect(answers.isPending).toBe(false);
  expect([answers.row('1')?.name, answers.row('2')?.name, answers.basis?.model]).toEqual(Array(3).fill('linear'));
});

test('a late answer to an earlier model is never shown', async () => {
  const { answers, reply, asked } = companion();
  answers.want(basis(), keys('1'));
  answers.want(basis({ model: 'linear' }), keys('1'));
  await reply();
  expect(answers.row('1')).toBeUndefined();
  expect(asked.map(({ model }) => model)).toEqual(['last-touch', 'linear']);
  await reply();
  expect(answers.row('1')?.name).toBe('linear');
});

test('another level, account or parent forgets what was known: the same key is another thing there', async () => {
  for (const other of [{ level: 'ad-group' as const }, { account: '1-2' }, { parentId: '5' }]) {
    const { answers, idsAsked, reply } = companion();
    answers.want(basis(), keys('1', '2'));
    await reply();
    answers.want(basis(other), keys('7'));
    expect(answers.row('1')).toBeUndefined();
    expect(answers.latest).toBeNull();
    expect(idsAsked().at(-1)).toBe('7');
  }
});

test('newer data between two questions has all rows asked again', async () => {
  const { answers, idsAsked, reply } = companion();
  answers.want(basis(), keys('1'));
  await reply('v1');
  answers.want(basis(), keys('1', '2'));
  await reply('v2');
  expect(idsAsked()).toEqual(['1', '2', '1 2']);
});

test('a failure is told and not asked again by itself; then the same question can be', async () => {
  const { answers, asked, fail, reply } = companion();
  answers.want(basis(), keys('1'));
  await fail(new ConnectionError({ code: 'companion-away', what: 'Nothing answers.', remedy: 'Start it.' }));
  expect(answers.trouble).toEqual({ code: 'companion-away', what: 'Nothing answers.', remedy: 'Start it.' });
  answers.want(basis(), keys('1'));
  expect(asked).toHaveLength(1);
  answers.refresh();
  await reply();
  expect(answers.trouble).toBeNull();
  expect(answers.row('1')?.revenue).toBe(1);
});
