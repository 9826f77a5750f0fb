// A browser that withholds the leave to ask 127.0.0.1, as a person can have it in the browser's settings. Here the built
// extension asks for that leave later (optional) instead of at once; nobody can answer the browser's question in a test.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  adsPage,
  axe,
  crmPage,
  extensionDir,
  openBrowser,
  replicas,
  type SampleCompanion,
  screenshot,
  startSample,
  type TestBrowser,
} from './harness/index.ts';

let extension: string;
let companion: SampleCompanion;
/** Serves the pages, also while the companion is away. */
let stage: SampleCompanion;
let browser: TestBrowser;

beforeAll(async () => {
  extension = await mkdtemp(join(tmpdir(), 'throughline-withheld-'));
  await cp(extensionDir(), extension, { recursive: true });
  const path = join(extension, 'manifest.json');
  const { host_permissions, ...manifest } = JSON.parse(await readFile(path, 'utf8'));
  expect(host_permissions).toEqual(['http://127.0.0.1/*']);
  await writeFile(path, JSON.stringify({ ...manifest, optional_host_permissions: host_permissions }));
  [companion, stage, browser] = await Promise.all([startSample(), startSample(), openBrowser({ extension })]);
  // A companion that knows us can be asked even so, while nothing else is in the way.
  await browser.pair(companion);
  expect(await answeredBy()).toBe('companion');
  await companion.stop();
});
afterAll(async () => {
  const { hosts } = await browser.close();
  await Promise.all([companion.close(), stage.close(), rm(extension, { recursive: true })]);
  expect(hosts).toEqual([new URL(companion.url).host]);
});

/** Where an answer to the popup's question comes from. */
async function answeredBy() {
  const { reply } = await browser.ask('report', { by: ['campaign'], goal: 'revenue', models: ['last-touch'] });
  return (reply as { by: string } | undefined)?.by;
}

const textOf = (page: Page, selector: string) =>
  page.$$eval(selector, found => found.map(one => one.textContent).join('\n'));
const shadowText = (page: Page, host: string, inside: string) =>
  page.$eval(host, (node, inside) => node.shadowRoot!.querySelector(inside)?.textContent ?? '', inside).catch(() => '');

const what = 'The companion does not answer, and the browser withholds access to it.';
const remedy = 'Press “Allow” in Throughline’s popup or options.';

test('the board tells it from a companion that is away', async () => {
  await expect
    .poll(async () => (await browser.ask('board', null)).reply)
    .toMatchObject({
      connection: 'blocked',
      trouble: {
        code: 'permission-refused',
        what,
        where: `127.0.0.1:${companion.port}`,
        remedy: expect.stringContaining(remedy),
      },
    });
});

test('popup and options say what to do, and have the button for it', async () => {
  for (const [path, size] of [
    ['popup.html', { width: 380, height: 600 }],
    ['options.html', {}],
  ] as const) {
    const page = await browser.extensionPage(path, size);
    await expect.poll(() => textOf(page, '[role=alert]')).toContain(what);
    expect(await textOf(page, '[role=alert]')).toContain(remedy);
    expect(await page.$$eval('[role=alert] button', found => found.map(one => one.textContent))).toEqual(['Allow']);
    expect(await textOf(page, '.connection')).toBe('Access withheld');
    expect(await textOf(page, '[role=alert] code')).toBe('npx throughline serve');
    // It is paired: no code is asked for.
    expect(await page.$('#pairing-code')).toBeNull();
    expect(await axe(page)).toEqual([]);
    await screenshot(page, `withheld-${path.split('.')[0]}`);
    await page.close();
  }
});

test('the ad page’s header says it, beside the figures kept', async () => {
  const page = await browser.newPage({ width: 1600, height: 900, serve: replicas(stage) });
  await page.goto(adsPage());
  await expect.poll(() => shadowText(page, '[data-throughline="dock"]', '.notes')).toContain(`${what} ${remedy}`);
  expect(await shadowText(page, '[data-throughline="dock"]', '.facts')).not.toContain('is away');
  await screenshot(page, 'withheld-google-ads');
  await page.close();
});

test('the panel beside a record says it', async () => {
  const page = await browser.newPage({ width: 1600, height: 900, serve: replicas(stage) });
  await page.goto(crmPage('0-1', '501'));
  await expect.poll(() => shadowText(page, '[data-throughline="panel"]', '.body')).toContain(what);
  expect(await shadowText(page, '[data-throughline="panel"]', '.body')).toContain(remedy);
  expect(await shadowText(page, '[data-throughline="panel"]', '.basis')).toContain('Access withheld');
  await screenshot(page, 'withheld-hubspot');
  await page.close();
});

test('a companion that answers all the same needs no leave', async () => {
  await companion.startAgain();
  expect(await answeredBy()).toBe('companion');
  await expect
    .poll(async () => (await browser.ask('board', null)).reply)
    .toMatchObject({ connection: 'connected', trouble: null });
});
