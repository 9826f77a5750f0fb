// The harness itself: what other tests lean on must notice what it says it notices.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type SampleCompanion, startSample, type TestBrowser } from './harness/index.ts';

let companion: SampleCompanion;
let browser: TestBrowser;
beforeAll(async () => {
  [companion, browser] = await Promise.all([startSample(), openBrowser()]);
});
afterAll(async () => {
  await companion.close();
});

const html = (body: string) => () => ({
  body: `<!doctype html><link rel="icon" href="data:,"><title>t</title>${body}`,
});

test('a page is served under a public name, and what else it asks for is refused and told', async () => {
  const page = await browser.newPage({
    serve: { 'ads.google.com': html('<img src="https://tracker.example/x.png"><p id="p">served</p>') },
  });
  await page.goto('https://ads.google.com/aw/campaigns');
  expect(await page.$eval('#p', p => p.textContent)).toBe('served');
  expect(browser.seen.refusedHosts).toEqual(['tracker.example']);
  await page.close();
});

test('errors of pages and of the worker are heard', async () => {
  browser.seen.errors.length = 0;
  const page = await browser.newPage({
    serve: {
      'ads.google.com': html(
        '<script>console.error("from the page"); setTimeout(() => { throw new Error("thrown"); });</script>',
      ),
    },
  });
  await page.goto('https://ads.google.com/');
  const worker = await browser.worker();
  await worker!.evaluate(() => console.error('from the worker'));
  await expect
    .poll(() => browser.seen.errors.map(({ text }) => text.split('\n')[0]))
    .toEqual(
      expect.arrayContaining([
        expect.stringContaining('from the page'),
        expect.stringContaining('thrown'),
        expect.stringContaining('from the worker'),
      ]),
    );
  await page.close();
});

test('the worker stops and comes back', async () => {
  await browser.stopWorker();
  expect(await browser.worker()).toBeUndefined();
  await browser.setChoices({ model: 'linear' });
  const page = await browser.extensionPage('popup.html');
  await page.evaluate(() =>
    (globalThis as never as { chrome: { runtime: { sendMessage(m: unknown): Promise<unknown> } } }).chrome.runtime
      .sendMessage({})
      .catch(() => null),
  );
  await expect.poll(() => browser.worker()).toBeDefined();
  await page.close();
});

test('pairs with the companion, and the worker still knows after it was stopped', async () => {
  await browser.pair(companion);
  await browser.stopWorker();
  const { reply } = await browser.ask('board', null);
  expect(reply).toMatchObject({ connection: 'connected', port: companion.port, workspace: { isSample: true } });
});

test('the companion comes back where it was', async () => {
  await companion.kill();
  expect((await browser.ask('board', null)).reply).toMatchObject({ connection: 'away' });
  await companion.startAgain();
  await expect
    .poll(async () => (await browser.ask('board', null)).reply, { timeout: 20_000 })
    .toMatchObject({ connection: 'connected', port: companion.port });
});

test('closing tells every host that was asked over the network, also by the worker', async () => {
  const worker = await browser.worker();
  await worker!.evaluate(url => fetch(url).then(r => r.status), `${companion.url}/`);
  await worker!.evaluate(() => fetch('https://elsewhere.example/').catch(() => null));
  const { hosts } = await browser.close();
  expect(hosts).toEqual([new URL(companion.url).host, 'elsewhere.example']);
});
