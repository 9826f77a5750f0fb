// throughline identity as it is typed: a preview first, nothing done without a yes, and everything undone again.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../server/cli/run.ts';
import { writeSmallCompany } from '../small-company.ts';
import { captured } from './captured.ts';

let folder: string;
const ask = (...words: string[]) => captured(words, { env: { THROUGHLINE_DATA: join(folder, 'data') } });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-identity-'));
  const files = await writeSmallCompany(join(folder, 'exports'));
  await ask('import', ...Object.values(files));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const merge = ['identity', 'merge', 'ada@north.example', 'bob@south.example', '--model', 'first-touch'];
const revenue = async () =>
  JSON.parse((await ask('report', '--by', 'channel', '--model', 'first-touch', '--json')).out).rows;

test('a merge prints the money that would move and does nothing unless it is told to', async () => {
  const before = await revenue();
  const { code, out } = await ask(...merge);
  expect(code).toBe(0);
  const table = out.split('\n').map(line => line.trim().split(/\s{2,}/));
  expect(table).toContainEqual(['Paid Search', '£1,000.00', '£1,500.50', '+£500.50']);
  expect(table).toContainEqual(['Paid Social', '£500.50', '£0.00', '-£500.50']);
  expect(table).toContainEqual(['Total', '£1,600.00', '£1,600.00', '£0.00']);
  expect(out).toContain('Then  Conservation: £1,600.00 imported = £1,500.50 attributed + £99.50 unattributed');
  expect(out).toContain('Nothing is changed. With --yes it is done.');
  expect(JSON.parse((await ask(...merge, '--dry-run', '--yes', '--json')).out).applied).toBeNull();
  expect(await revenue()).toEqual(before);
  expect((await ask('identity', 'list')).out).toBe('Nothing was decided by hand.\n');
});

test('at a terminal the question is asked, and only yes does it', async () => {
  const asked: string[] = [];
  const typed = async (answer: boolean, ...words: string[]) => {
    let out = '';
    await run(words, {
      out: text => {
        out += text;
      },
      err: () => {},
      input: async () => '',
      env: { THROUGHLINE_DATA: join(folder, 'data'), NO_COLOR: '1' },
      isTerminal: true,
      isErrorTerminal: true,
      width: 120,
      confirm: async question => {
        asked.push(question);
        return answer;
      },
      untilEnded: () => new Promise(() => {}),
    });
    return out;
  };
  expect(await typed(false, ...merge)).toContain('Nothing is changed.');
  expect(await typed(true, ...merge)).toContain('Done: change 1. throughline identity undo 1 takes it back.');
  expect(await typed(true, 'identity', 'undo')).toContain('Change 1 (merge) is undone');
  expect(asked).toEqual(['Do it?', 'Do it?', 'Do it?']);
});

test('list, show and split say who was joined and parted, and why', async () => {
  await ask('identity', 'split', 'visitor:v1', '--yes', '--note', 'the shop window');
  const list = JSON.parse((await ask('identity', 'list', '--json')).out);
  expect(list).toMatchObject([
    { id: 1, action: 'merge', keys: ['email:ada@north.example', 'email:bob@south.example'] },
    { id: 2, action: 'split', keys: ['visitor:v1'], apart: ['email:ada@north.example'], note: 'the shop window' },
  ]);
  expect(list.map((change: { undoneAt: string | null }) => change.undoneAt === null)).toEqual([false, true]);
  const show = (await ask('identity', 'show', 'ada@north.example')).out;
  expect(show).toContain('visitor:v1 ~ email:ada@north.example  split by hand soft events.csv:3');
  expect((await ask('identity', 'list')).out).toContain('visitor:v1 ≠ email:ada@north.example');
  expect((await ask('identity', 'undo', '2', '--yes')).out).toContain('Change 2 (split) is undone');
});

test('hard links only is said in the header of every answer', async () => {
  for (const words of [
    ['report'],
    ['compare', '--by', 'channel'],
    ['paths'],
    ['explain', '--by', 'channel', '--value', 'Paid Search'],
  ])
    expect((await ask(...words, '--links', 'hard')).out, words[0]).toContain('hard links only');
  expect((await ask('report')).out).not.toContain('hard links');
  expect((await ask('journey', 'd1', '--links', 'hard')).out).toContain('by hard links only');
  const wrong = await ask('report', '--links', 'soft');
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('Unknown kind of links "soft"')]);
});

test('forget takes a person’s keys away, once it is told to, and leaves their money', async () => {
  const money = async () => JSON.parse((await ask('report', '--json')).out).totals.revenue;
  const asked = await ask('identity', 'forget', 'bob@south.example');
  expect(asked.out).toContain('It cannot be undone.');
  expect(asked.out).toContain('Nothing is changed. With --yes it is done.');
  expect([await money(), (await ask('journey', 'bob@south.example')).code]).toEqual([1600, 0]);
  const done = await ask('identity', 'forget', 'v2', '--yes');
  expect(done.out).toContain('Forgotten: 2 keys');
  expect([await money(), (await ask('journey', 'bob@south.example')).code]).toEqual([1600, 1]);
});

test('wrong use is refused with what is right', async () => {
  for (const words of [
    ['merge', 'ada@north.example'],
    ['join', 'a', 'b'],
    ['split'],
    ['undo', 'last'],
    ['merge', 'a', 'b', '--from', 'c'],
  ])
    expect((await ask('identity', ...words)).code, words.join(' ')).toBe(2);
  const nobody = await ask('identity', 'split', 'nobody@x.example');
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('Nobody is known by "nobody@x.example"')]);
});
