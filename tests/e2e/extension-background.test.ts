// The background worker in a real browser: its requests pass the companion's checks, and it goes on from what it kept when
// it was stopped, when the companion is gone, and when both happen.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type SampleCompanion, startSample, type TestBrowser } from './harness/index.ts';

let companion: SampleCompanion;
let browser: TestBrowser;
beforeAll(async () => {
  [companion, browser] = await Promise.all([startSample(), openBrowser()]);
});
afterAll(() => companion.close());

interface Overlay {
  by: string;
  isStale: boolean;
  answer: { rows: ({ cost: number; revenue: number } | null)[] };
}

const query = (model: string) => ({
  platform: 'google-ads',
  level: 'campaign',
  model,
  keys: [{ name: 'Kettles broad' }, { name: 'Kettles phrase' }, { name: 'Descaler exact' }],
});
async function overlay(model = 'last-touch'): Promise<Overlay> {
  const { reply, error } = await browser.ask('overlay', query(model));
  if (!reply) throw new Error(JSON.stringify(error));
  return reply as Overlay;
}
const board = async () => (await browser.ask('board', null)).reply;
const figures = ({ answer }: Overlay) => answer.rows.map(row => row && [row.cost, row.revenue]);
/** Cost and revenue of the sample's three lessons, under every model. */
const lessons = [
  [200, 400],
  [200, 1000],
  [200, 2000],
];

test('a wrong code is refused in the words of the companion, and a right one pairs', async () => {
  const code = await companion.pairingCode();
  const wrong = code === '111111' ? '222222' : '111111';
  const refused = await browser.ask('pair', { code: wrong, port: companion.port });
  expect(refused.error).toMatchObject({ code: 'pair-wrong', found: '4 tries left' });
  const paired = await browser.ask('pair', { code, port: companion.port });
  expect(paired.reply).toMatchObject({ connection: 'connected', workspace: { isSample: true } });
});

test('figures come from the companion, and again after the worker was stopped', async () => {
  const first = await overlay();
  expect([first.by, first.isStale]).toEqual(['companion', false]);
  expect(figures(first)).toEqual(lessons);
  await browser.stopWorker();
  expect(await overlay()).toMatchObject({ by: 'companion', isStale: false, answer: first.answer });
});

test('the journeys are fetched behind the answers, and the token is nowhere that a page can read', async () => {
  await expect.poll(board, { timeout: 20_000, interval: 500 }).toMatchObject({
    kept: { bytes: expect.any(Number) },
  });
  const page = await browser.extensionPage('popup.html');
  const stored = await page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: Record<string, { get(): Promise<object> }> };
    };
    return JSON.stringify([await chrome.storage.local.get(), await chrome.storage.session.get()]);
  });
  // A token is 43 letters of base64url.
  expect(stored).not.toMatch(/"[\w-]{43}"/);
  await page.close();
});

test('companion and worker gone: the last figures and every other model stay, marked; back again, they are fresh', async () => {
  const before = await overlay('time-decay');
  await companion.kill();
  await browser.stopWorker();
  const after = await overlay('time-decay');
  expect([after.by, after.isStale]).toEqual(['here', true]);
  expect(after.answer).toEqual(before.answer);
  expect(figures(await overlay('j-shaped'))).toEqual(lessons);
  await expect.poll(board, { timeout: 10_000, interval: 500 }).toMatchObject({
    connection: 'away',
    trouble: { code: 'companion-away' },
  });
  await companion.startAgain();
  expect(await overlay('time-decay')).toMatchObject({ by: 'companion', isStale: false });
  await expect
    .poll(board, { timeout: 10_000, interval: 500 })
    .toMatchObject({ connection: 'connected', trouble: null });
});

test('a companion that no longer knows the extension: refused, the figures marked, and pairing anew mends it', async () => {
  await companion.stop();
  await rm(join(companion.folder, 'pairings.json'));
  await companion.startAgain();
  expect(await overlay()).toMatchObject({ isStale: true });
  expect(await board()).toMatchObject({ connection: 'refused' });
  await browser.pair(companion);
  expect(await overlay()).toMatchObject({ by: 'companion', isStale: false });
});

test('unpairing leaves no figure behind', async () => {
  expect((await browser.ask('unpair', null)).reply).toMatchObject({ connection: 'unpaired', workspace: null });
  expect((await browser.ask('overlay', query('linear'))).error).toMatchObject({ code: 'unpaired' });
  const page = await browser.extensionPage('popup.html');
  const counts = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('throughline');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const names = [...db.objectStoreNames];
    const counts = names.map(
      name =>
        new Promise<[string, number]>(resolve => {
          const request = db.transaction(name).objectStore(name).count();
          request.onsuccess = () => resolve([name, request.result]);
        }),
    );
    return Object.fromEntries(await Promise.all(counts));
  });
  expect(counts).toEqual({ answers: 0, journeys: 0, secrets: 0 });
  await page.close();
});

test('nothing but the companion was ever asked', async () => {
  const { hosts } = await browser.close();
  expect(hosts).toEqual([new URL(companion.url).host]);
});
