// The inbox: whole files are taken in and moved, with what there is to say beside them.

import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConnectionError } from '#shared/errors.ts';
import type { Engine } from '../../../server/engine.ts';
import { Inbox, type InboxOptions } from '../../../server/inbox/inbox.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { sampleFolder } from '../../sample-folder.ts';

let folder: string;
let engine: Engine;
let inbox: Inbox | undefined;
/** 'name outcome', as they came. */
let taken: string[];
beforeEach(async () => {
  folder = await sampleFolder('inbox');
  engine = await openLocalEngine(folder);
  await mkdir(join(folder, 'inbox'));
  taken = [];
});
afterEach(async () => {
  await inbox?.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (...path: string[]): string => join(folder, 'inbox', ...path);
const put = (name: string, ...lines: string[]): Promise<void> => writeFile(at(name), `${lines.join('\n')}\n`);

async function open(options: Partial<InboxOptions> = {}): Promise<void> {
  inbox = await Inbox.open({
    folder,
    engine,
    stableMs: 100,
    pollMs: 200,
    onTaken: (name, { kind }) => void taken.push(`${name} ${kind}`),
    ...options,
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(20);
}

const deals = ['deal_id,name,amount,currency,stage,created_at', '1,Kettle,100,GBP,open,2026-03-01'];

test('what lies there at the start and what comes later is taken in and moved to done', async () => {
  await put('first.csv', ...deals);
  await open();
  await until(() => taken.length === 1);
  await put('second.csv', deals[0], '2,Pan,50,GBP,open,2026-03-02');
  await until(() => taken.length === 2);
  expect(taken).toEqual(['first.csv done', 'second.csv done']);
  expect(await readdir(at())).toEqual(['done']);
  // Nothing to say: no text beside them.
  expect((await readdir(at('done'))).sort()).toEqual(['first.csv', 'second.csv']);
  expect((await engine.status()).records.deals).toBe(2);
  expect(inbox!.status()).toEqual({ path: at(), waiting: 0, current: null, failed: 0 });
});

test('what can not be taken in goes to failed, the reason and the remedy beside it; the doctor says so', async () => {
  await put('notes.csv', 'Dear all,', 'no table here');
  await open();
  await until(() => taken.length === 1);
  expect((await readdir(at('failed'))).sort()).toEqual(['notes.csv', 'notes.csv.txt']);
  const text = await readFile(at('failed', 'notes.csv.txt'), 'utf8');
  expect(text).toContain('notes.csv is no format that is known here.');
  expect(text).toContain('remedy:');
  expect(text).toContain('put it into the inbox again');
  const { findings } = await engine.doctor();
  expect(findings.find(({ code }) => code === 'inbox-failed')).toMatchObject({
    severity: 'warning',
    count: 1,
    examples: ['notes.csv: notes.csv is no format that is known here.'],
  });
  expect(inbox!.status().failed).toBe(1);
});

test('rows that were set aside are counted and named beside the file that is done', async () => {
  await put('deals.csv', ...deals, '2,Pan,twelve,GBP,open,2026-03-02');
  await open();
  await until(() => taken.length === 1);
  const text = await readFile(at('done', 'deals.csv.txt'), 'utf8');
  expect(text).toContain('2 rows read, 1 kept, 0 duplicate, 1 set aside.');
  expect(text).toContain('1 × column "amount": "twelve" is not an amount (line 3)');
  expect(text).toContain('--rejects');
});

test('the same name again is numbered, and its text with it', async () => {
  await open();
  for (const amount of ['twelve', 'eleven', 'ten']) {
    await put('deals.csv', deals[0], `1,Kettle,${amount},GBP,open,2026-03-01`);
    const before = taken.length;
    await until(() => taken.length > before);
  }
  expect((await readdir(at('done'))).sort()).toEqual([
    'deals (2).csv',
    'deals (2).csv.txt',
    'deals (3).csv',
    'deals (3).csv.txt',
    'deals.csv',
    'deals.csv.txt',
  ]);
  expect(await readFile(at('done', 'deals (3).csv.txt'), 'utf8')).toContain('"ten"');
});

test('a file that is still written is left alone until it has stopped growing', async () => {
  await open({ stableMs: 2_000 });
  await put('slow.csv', deals[0]);
  for (let i = 0; i < 8; i++) {
    await wait(100);
    expect(taken).toEqual([]);
    await appendFile(at('slow.csv'), `${i},Deal ${i},10,GBP,open,2026-03-01\n`);
  }
  await until(() => taken.length === 1);
  expect((await engine.status()).records.deals).toBe(8);
});

test('what programs write first under another name, and hidden files, are no exports', async () => {
  for (const name of ['a.csv.crdownload', 'b.csv.part', '.c.csv', '~$d.csv']) await put(name, ...deals);
  await put('e.csv', ...deals);
  await open();
  await until(() => taken.length === 1);
  await wait(500);
  expect(taken).toEqual(['e.csv done']);
});

test('a folder is taken in as one', async () => {
  await mkdir(at('march'));
  await writeFile(at('march', 'one.csv'), `${deals.join('\n')}\n`);
  await writeFile(at('march', 'two.csv'), `${deals[0]}\n2,Pan,50,GBP,open,2026-03-02\n`);
  await open();
  await until(() => taken.length === 1);
  expect(taken).toEqual(['march done']);
  expect((await readdir(at('done', 'march'))).sort()).toEqual(['one.csv', 'two.csv']);
  expect((await engine.status()).imports).toHaveLength(2);
});

test('of a folder in which one file fails the text says what is in and what is not', async () => {
  await mkdir(at('april'));
  await writeFile(at('april', 'one.csv'), `${deals.join('\n')}\n`);
  await writeFile(at('april', 'two.csv'), 'deal_id,stage\n');
  await open();
  await until(() => taken.length === 1);
  expect(taken).toEqual(['april failed']);
  const text = await readFile(at('failed', 'april.txt'), 'utf8');
  expect(text).toContain('Of april, 1 of 2 files could not be taken in.');
  expect(text).toMatch(/Taken in:\n.*one\.csv \(deals\): 1 row read, 1 kept/);
});

test('closed in the middle, the file stays and is taken in the next time', async () => {
  let text = 'visitor_id,ts,event\n';
  for (let i = 0; i < 60_000; i++) text += `v${i},2026-03-01 10:00:00,visit\n`;
  await writeFile(at('many.csv'), text);
  let began = () => {};
  const isBegun = new Promise<void>(resolve => {
    began = resolve;
  });
  await open({
    engine: {
      import: (request, _, signal) => engine.import(request, began, signal),
    },
  });
  await isBegun;
  await inbox!.close();
  expect(existsSync(at('many.csv'))).toBe(true);
  expect((await engine.status()).workspace.sample).toBe(true);
  await open();
  await until(() => taken.length === 1);
  expect((await engine.status()).records.events).toBe(60_000);
});

test('taken in but not moved, as after a kill, it is taken in again and nothing changes', async () => {
  await put('deals.csv', ...deals);
  await engine.import({ files: [{ path: at('deals.csv'), name: 'deals.csv' }] });
  const { workspace, records } = await engine.status();
  await open();
  await until(() => taken.length === 1);
  const after = await engine.status();
  expect([after.workspace, after.records]).toEqual([workspace, records]);
  expect(taken).toEqual(['deals.csv done']);
});

test('another file of the name that comes while one is taken in is not moved away with it, but taken in next', async () => {
  await put('deals.csv', ...deals);
  let isFirst = true;
  await open({
    engine: {
      async import(request, onProgress, signal) {
        const answer = await engine.import(request, onProgress, signal);
        if (isFirst) await put('deals.csv', deals[0], '2,Pan,50,GBP,open,2026-03-02', '3,Pot,70,GBP,open,2026-03-02');
        isFirst = false;
        return answer;
      },
    },
  });
  await until(() => taken.length === 1);
  expect((await engine.status()).records.deals).toBe(3);
  expect(await readFile(at('done', 'deals.csv'), 'utf8')).toContain('Pot');
});

test('where the machine fails, the file is not to blame: it stays', async () => {
  await put('deals.csv', ...deals);
  const full = new ConnectionError({ code: 'disk-full', what: 'The disk is full: nothing was imported.' });
  await open({ engine: { import: () => Promise.reject(full) } });
  await until(() => taken.length === 1);
  expect(taken).toEqual(['deals.csv waits']);
  await wait(400);
  expect([taken.length, existsSync(at('deals.csv'))]).toEqual([1, true]);
  const { findings } = await engine.doctor();
  expect(findings.find(({ code }) => code === 'inbox-waiting')?.examples).toEqual(['deals.csv']);
});
