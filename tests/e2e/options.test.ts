// The options in a real browser: pairing by the address, as the companion does when it opens the browser; what is told of
// the tie and of what is kept; unpairing.

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, openBrowser, type SampleCompanion, screenshot, startSample, type TestBrowser } from './harness/index.ts';

let companion: SampleCompanion;
let browser: TestBrowser;

beforeAll(async () => {
  [companion, browser] = await Promise.all([startSample(), openBrowser()]);
});
afterAll(async () => {
  expect(browser.seen.errors).toEqual([]);
  const { hosts } = await browser.close();
  expect(hosts).toEqual([new URL(companion.url).host]);
  await companion.close();
});

/** Slow machines get their time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });
const textOf = (page: Page, selector: string) =>
  page.$$eval(selector, found => found.map(one => one.textContent).join('\n'));
const countKept = (page: Page, table: string) =>
  page.evaluate(
    name =>
      new Promise<number>((resolve, reject) => {
        const opened = indexedDB.open('throughline');
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const counted = opened.result.transaction(name).objectStore(name).count();
          counted.onsuccess = () => {
            opened.result.close();
            resolve(counted.result);
          };
        };
      }),
    table,
  );
const partOf = (page: Page, title: string) => textOf(page, `section[aria-labelledby="${title}"]`);

test('a code in the address pairs at once, is taken out of the address, and says so', async () => {
  const code = await companion.pairingCode();
  const page = await browser.extensionPage(`options.html?code=${code}&port=${companion.port}`);
  await eventually(() => textOf(page, '[data-note]')).toMatch(/^Paired\./);
  expect(new URL(page.url()).search).toBe('');
  await eventually(() => partOf(page, 'companion')).toContain(`127.0.0.1:${companion.port}`);
  await eventually(() => partOf(page, 'companion')).toContain('Brackenmoor Kettles');
  // A reload doesn't try the code again.
  await page.reload();
  await page.waitForSelector('.connection');
  expect(await page.$('[role=alert]')).toBeNull();
  expect(await page.$('[data-note]')).toBeNull();
  await page.close();
});

test('a code that no longer holds is told, the pairing before stays', async () => {
  const page = await browser.extensionPage(`options.html?code=000000&port=${companion.port}`);
  await eventually(() => textOf(page, '[role=alert]')).toMatch(/no pairing code|wrong/);
  expect(await textOf(page, '.connection')).toBe('Connected');
  await page.close();
});

test('what is kept on this machine is told with its size and the companion’s data version', async () => {
  const page = await browser.extensionPage('options.html');
  await eventually(() => partOf(page, 'kept-on-this-machine')).toMatch(/\d+(\.\d)?\s?(kB|MB)/);
  const { out } = await companion.run('report', '--format', 'json');
  expect(await partOf(page, 'kept-on-this-machine')).toContain(JSON.parse(out).meta.dataVersion);
  await page.close();
});

test('what is kept can be deleted while the pairing stays, and journeys need not be kept at all', async () => {
  const page = await browser.extensionPage('options.html');
  const kept = () => partOf(page, 'kept-on-this-machine');
  await eventually(kept).toMatch(/\d+(\.\d)?\s?(kB|MB)/);
  await page.click('section[aria-labelledby="kept-on-this-machine"] input');
  await eventually(kept).toContain('No journeys.');
  expect(await countKept(page, 'journeys')).toBe(0);

  await browser.ask('report', { by: ['campaign'] });
  await eventually(() => countKept(page, 'answers')).toBeGreaterThan(0);
  await page.click('::-p-text(Delete what is kept…)');
  await page.click('::-p-text(Leave them)');
  expect(await countKept(page, 'answers')).toBeGreaterThan(0);
  await page.click('::-p-text(Delete what is kept…)');
  await page.click('::-p-aria(Delete[role="button"])');
  await eventually(() => countKept(page, 'answers')).toBe(0);
  expect(await countKept(page, 'secrets')).toBe(1);
  expect(await textOf(page, '.connection')).toBe('Connected');

  await page.click('section[aria-labelledby="kept-on-this-machine"] input');
  await eventually(kept).toMatch(/\d+(\.\d)?\s?(kB|MB)/);
  await page.close();
});

test('sales mode is kept at once', async () => {
  const page = await browser.extensionPage('options.html');
  await page.click('section[aria-labelledby="crm-records"] input');
  await eventually(() =>
    page.evaluate(async () => {
      type Kept = {
        chrome: { storage: { local: { get(key: string): Promise<{ choices: { salesMode: boolean } }> } } };
      };
      return (await (globalThis as never as Kept).chrome.storage.local.get('choices')).choices?.salesMode;
    }),
  ).toBe(true);
  await page.close();
  await browser.setChoices({ salesMode: false });
});

test('nothing in it is hard to see or to reach, in light and dark, narrow and wide', async () => {
  for (const [width, dark] of [
    [1280, false],
    [1280, true],
    [360, false],
    [360, true],
  ] as const) {
    const page = await browser.extensionPage('options.html', { width, height: 1000, dark });
    await page.waitForSelector('.facts');
    // What is told of the tie stands in one column.
    const lefts = await page.$$eval('.facts dd', all => all.map(dd => dd.getBoundingClientRect().left));
    expect(new Set(lefts).size).toBe(1);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await screenshot(page, `options-${width}-${dark ? 'dark' : 'light'}`);
    await page.close();
  }
});

test('unpairing asks first, then forgets token and figures, and the form is there again', async () => {
  const page = await browser.extensionPage('options.html');
  await page.click('::-p-text(Unpair…)');
  await page.click('::-p-text(Stay paired)');
  expect(await textOf(page, '.connection')).toBe('Connected');
  await page.click('::-p-text(Unpair…)');
  await page.click('::-p-text(Unpair and delete)');
  await eventually(() => textOf(page, '.connection')).toBe('Not paired');
  await page.waitForSelector('#pairing-code');
  expect(await partOf(page, 'kept-on-this-machine')).toContain('Nothing yet');
  expect(await axe(page)).toEqual([]);
  expect(await browser.ask('report', { by: ['campaign'] })).toMatchObject({ error: { code: 'unpaired' } });
  await page.close();
});
