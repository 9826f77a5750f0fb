// The links page in a real browser: a link built with its problems told as it is typed, kept, copied, found again, removed;
// many pasted at once; what a visitor of a vanity path gets.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axe, openBrowser, screenshot, type TestBrowser } from './harness/index.ts';
import { Processes, type Running } from './processes.ts';

let processes: Processes;
let companion: Running & { url: string };
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  processes = await Processes.open(inject('sampleData'));
  const events = join(processes.folder, 'events.csv');
  await mkdir(join(processes.folder, 'data'), { recursive: true });
  await writeFile(
    events,
    `visitor_id,ts,event,url,email
v1,2026-03-02T10:00:00Z,visit,https://acme.example/a?utm_source=newsletter&utm_medium=email&utm_campaign=spring-sale,
v1,2026-03-02T10:05:00Z,form,https://acme.example/thanks,ann@north.example
`,
  );
  expect((await processes.run('import', events)).code).toBe(0);
  companion = await processes.serve();
  browser = await openBrowser({ extension: false });
  page = await browser.newPage();
  await page.goto(linkIn(companion.printed()));
  await browser.browser
    .defaultBrowserContext()
    .overridePermissions(companion.url, ['clipboard-read', 'clipboard-sanitized-write']);
}, 120_000);
afterAll(async () => {
  const { hosts } = await browser.close();
  await processes.close();
  expect(hosts).toEqual([new URL(companion.url).host]);
  expect(browser.seen.errors).toEqual([]);
});

const linkIn = (text: string): string => /http:\/\/127\.0\.0\.1:\d+\/open\?key=[\w-]+/.exec(text)?.[0] ?? '';
const textOf = (selector: string): Promise<string> => page.$eval(selector, one => one.textContent?.trim() ?? '');
const shown = (selector: string): Promise<boolean> =>
  page.$eval(selector, one => (one as HTMLElement).checkVisibility());

async function fill(field: string, text: string): Promise<void> {
  await page.$eval(`#${field}`, one => {
    (one as HTMLInputElement).value = '';
  });
  await page.type(`#${field}`, text);
}

/** Waits until a field's problems are these; '' is none. */
async function told(field: string, ...codes: string[]): Promise<void> {
  await page.waitForFunction(
    (name, wanted) =>
      [...document.querySelectorAll<HTMLElement>(`#${name}-told .problem`)].map(one => one.dataset.code).join() ===
      wanted,
    { timeout: 15_000 },
    field,
    codes.join(),
  );
}

test('is reached from the import page, and starts empty', async () => {
  await page.click('nav a[href="/links"]');
  await page.waitForFunction(() => document.title === 'Links · Throughline');
  await page.waitForFunction(() => document.querySelector('#register')?.textContent?.startsWith('Empty.'));
  expect([await shown('#empty'), await shown('#made'), await shown('#search-row')]).toEqual([true, false, false]);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'links-empty');
});

test('shows the link, its channel and QR code as it is typed', async () => {
  await fill('url', 'https://acme.example/a');
  await fill('source', 'newsletter');
  await fill('medium', 'email');
  await fill('campaign', 'spring-sale');
  const link = 'https://acme.example/a?utm_source=newsletter&utm_medium=email&utm_campaign=spring-sale';
  await page.waitForFunction(wanted => document.querySelector('#link')?.textContent === wanted, {}, link);
  expect(await textOf('#channel')).toBe('Email');
  const [alt, width] = await page.$eval('#qr', one => {
    const image = one as HTMLImageElement;
    return [image.alt, image.naturalWidth];
  });
  expect([alt, Number(width) > 100]).toEqual([`QR code that opens ${link}`, true]);
  expect(await page.$eval('#qr-file', one => (one as HTMLAnchorElement).download)).toBe('spring-sale.svg');
  await page.click('#copy');
  await page.waitForFunction(() => document.querySelector('#copy')?.textContent === 'Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'links-good');
});

test('tells what is wrong under its field, and mends it by a button', async () => {
  await fill('campaign', 'Spring Sale');
  await told('campaign', 'space');
  expect(await page.$eval('#campaign', one => one.getAttribute('aria-invalid'))).toBe('true');
  expect(await shown('#code')).toBe(false);
  await fill('source', 'google');
  await told('source', 'contradiction');
  expect(await textOf('#channel')).toBe('Organic Search');
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'links-problems');
  await page.keyboard.press('Enter');
  // Not kept: the first field with something to look at has the keyboard.
  await page.waitForFunction(() => document.activeElement?.id === 'source');
  expect(await textOf('#register')).toContain('Empty.');
  await page.click('#campaign-told button');
  await told('campaign');
  expect(await page.$eval('#campaign', one => (one as HTMLInputElement).value)).toBe('spring-sale');
  // A warning alone gives way to whoever insists.
  expect(await shown('#insist')).toBe(true);
  await fill('source', 'newsletter');
  await told('source');
  expect(await shown('#insist')).toBe(false);
});

test('is kept by the keyboard alone, with what arrived by it', async () => {
  await page.$eval('#more', one => {
    (one as HTMLDetailsElement).open = true;
  });
  await fill('slug', 'spring');
  await fill('label', 'Footer of the May letter');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#kept')?.textContent?.includes('/l/spring'));
  await page.waitForSelector('#register table');
  const row = await page.$$eval('#register tbody tr:first-child td', cells => cells.map(cell => cell.textContent));
  expect(row.slice(0, 6)).toEqual([
    'spring-sale/l/spring · Footer of the May letter',
    'newsletter / email',
    'Email',
    '1',
    '1',
    '£0.00',
  ]);
  const followed = await fetch(`${companion.url}/l/spring`, { redirect: 'manual' });
  expect([followed.status, followed.headers.get('location')]).toEqual([302, await textOf('#link')]);
  expect((await fetch(`${companion.url}/l/none`)).status).toBe(404);
});

test('many are pasted, looked at, mended, and kept at once', async () => {
  const bad = 'url,source,medium,campaign\nhttps://acme.example/1,ada,email,may\nacme.example/2,ada,news letter,may';
  await page.type('#table-text', bad);
  await page.click('#look');
  await page.waitForFunction(() => document.querySelector('#table')?.textContent?.includes("1 that can't be made"));
  expect(await textOf('#table')).toContain('2 links: 1 good');
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'links-many');
  await page.$eval('#table-text', one => {
    (one as HTMLTextAreaElement).value =
      'url\tsource\tmedium\tcampaign\nhttps://acme.example/1\tada\temail\tmay\nhttps://acme.example/2\tada\tqr\tmay';
  });
  await page.click('#look');
  const keep = await page.waitForSelector('::-p-xpath(//button[text()="Keep 2 links"])');
  await keep!.click();
  await page.waitForFunction(() => document.querySelectorAll('#register tbody tr').length === 3);
  expect(await textOf('#table .note')).toBe('2 links kept.');
});

test('the register is searched, downloaded, and a link removed on a second press', async () => {
  await page.type('#search', 'footer');
  expect(await page.$$eval('#register tbody tr', rows => rows.length)).toBe(1);
  const csv = await page.evaluate(async () => (await fetch('/v1/links.csv')).text());
  expect(csv.split('\r\n')).toHaveLength(5);
  const remove = await page.waitForSelector('#register ::-p-xpath(//button[text()="Remove"])');
  await remove!.click();
  expect(await page.$$eval('#register tbody tr', rows => rows.length)).toBe(1);
  await remove!.click();
  await page.waitForFunction(() => document.querySelector('#register')?.textContent === 'No link has these words.');
  await page.$eval('#search', one => {
    (one as HTMLInputElement).value = '';
    one.dispatchEvent(new Event('input'));
  });
  expect(await page.$$eval('#register tbody tr', rows => rows.length)).toBe(2);
  await page.$eval('#register', one => one.scrollIntoView());
  await screenshot(page, 'links-register');
});

test('templates say what to paste into each ad platform', async () => {
  await page.click('#templates-title');
  await page.waitForFunction(() => document.querySelectorAll('#templates .template').length === 5);
  expect(await textOf('#templates')).toContain('utm_id={campaignid}');
  expect(await axe(page)).toEqual([]);
});

test('fits a phone and a wide screen, light and dark, without a sideways scroll', async () => {
  await fill('medium', 'newsletter');
  await told('medium', 'unassigned');
  for (const width of [360, 900, 1600]) {
    for (const scheme of ['light', 'dark']) {
      await page.setViewport({ width, height: 1000 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `links-${width}-${scheme}`);
    }
  }
});

test('says so when the companion is gone, and keeps what was typed', async () => {
  companion.child.kill('SIGTERM');
  await companion.ended;
  await page.type('#campaign', '-2');
  await page.waitForFunction(() => !document.querySelector<HTMLElement>('#trouble')?.hidden, { timeout: 20_000 });
  expect(await textOf('#trouble')).toContain('does not answer');
  expect(await page.$eval('#campaign', one => (one as HTMLInputElement).value)).toBe('spring-sale-2');
  // What the browser itself says of a server that is gone.
  browser.seen.errors.splice(
    0,
    browser.seen.errors.length,
    ...browser.seen.errors.filter(({ text }) => !/ERR_CONNECTION_REFUSED/.test(text)),
  );
});
