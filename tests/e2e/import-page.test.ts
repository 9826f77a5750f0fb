// The import page in a real browser: opened by its link, files looked at before they are taken in, mapped by hand, cancelled.

import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axe, openBrowser, screenshot, type TestBrowser } from './harness/index.ts';
import { Processes, type Running } from './processes.ts';

let processes: Processes;
let companion: Running & { url: string };
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  processes = await Processes.open(inject('sampleData'));
  companion = await processes.serve();
  browser = await openBrowser({ extension: false });
  page = await browser.newPage();
  await page.goto(linkIn(companion.printed()));
}, 120_000);
afterAll(async () => {
  const { hosts } = await browser.close();
  await processes.close();
  expect(hosts).toEqual([new URL(companion.url).host]);
  expect(browser.seen.errors).toEqual([]);
});

const linkIn = (text: string): string => /http:\/\/127\.0\.0\.1:\d+\/open\?key=[\w-]+/.exec(text)?.[0] ?? '';

async function put(name: string, ...lines: string[]): Promise<string> {
  const path = join(processes.folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

/** Drops files on the page as a person does. */
async function drop(...paths: string[]): Promise<void> {
  const chooser = await Promise.all([page.waitForFileChooser(), page.click('#choose-files')]);
  await chooser[0].accept(paths);
}

const card = (name: string): Promise<ElementHandle<HTMLElement>> =>
  page.waitForSelector(`::-p-xpath(//article[.//h3[text()="${name}"]])`) as Promise<ElementHandle<HTMLElement>>;

async function inState(name: string, ...states: string[]): Promise<ElementHandle<HTMLElement>> {
  const element = await card(name);
  await page.waitForFunction(
    (one, wanted) => wanted.includes(one.dataset.state ?? ''),
    { timeout: 60_000 },
    element,
    states,
  );
  return element;
}

const textOf = (element: ElementHandle<HTMLElement>): Promise<string> => element.evaluate(one => one.textContent ?? '');

/** The figures under a heading: { kept: '2', … }. */
const figuresIn = (element: ElementHandle<Element>): Promise<Record<string, string>> =>
  element.$$eval('dl.counts div', all =>
    Object.fromEntries(all.map(one => [one.querySelector('dt')?.textContent, one.querySelector('dd')?.textContent])),
  );

async function press(element: ElementHandle<HTMLElement>, label: string): Promise<void> {
  const button = await element.waitForSelector(`::-p-xpath(.//button[starts-with(normalize-space(.), "${label}")])`);
  await button!.click();
}

const deals = [
  'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date',
  '1,Kettle Ltd,Closed Won,Sales,1200.50,GBP,2026-03-02 10:00,2026-02-01 09:00',
  '2,Pan Co,Closed Won,Sales,twelve,GBP,2026-03-03 10:00,2026-02-02 09:00',
  '3,Pot AG,Appointment,Sales,80,GBP,,2026-02-03 09:00',
];

test('the link opens the page once; without its cookie there is only the page that says what listens', async () => {
  expect(page.url()).toBe(`${companion.url}/`);
  expect(await page.title()).toBe('Import · Throughline');
  const [cookie] = await browser.browser.cookies();
  expect([cookie.httpOnly, cookie.sameSite]).toEqual([true, 'Strict']);
  const again = await fetch(linkIn(companion.printed()), { redirect: 'manual' });
  expect([again.status, again.headers.get('set-cookie')]).toEqual([403, null]);
  const stranger = await (await fetch(`${companion.url}/`)).text();
  expect(stranger).not.toContain('import-page');
  expect(stranger).toContain('npx throughline pair --page');
});

test('a file that is dropped shows what is in it; accepted, what became of it', async () => {
  await page.waitForFunction(() => document.querySelector('#imports')?.textContent === 'None yet.');
  await screenshot(page, 'import-empty');
  await drop(await put('deals.csv', ...deals));
  const found = await inState('deals.csv', 'ready');
  const text = await textOf(found);
  for (const part of [
    'HubSpot deals',
    '“Record ID”',
    'GBP (the file)',
    'line 3',
    'Kettle Ltd',
    '1200.50',
    '0 of 2 deals',
  ])
    expect(text).toContain(part);
  // Line and amount are figures, the CRM's id is a name.
  const numbers = await found.$$eval('th.number', heads => heads.map(head => head.textContent));
  expect(numbers).toEqual(['line', 'amount']);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'import-findings');
  // Nothing is in yet.
  expect(await page.$eval('#imports', one => one.textContent)).toBe('None yet.');
  await press(found, 'Import 3 rows');
  const done = await inState('deals.csv', 'done');
  expect(await figuresIn(done)).toEqual({ read: '3', kept: '2', duplicate: '0', 'set aside': '1' });
  expect(await textOf(done)).toContain('1 × column "Amount": "twelve" is not an amount (line 3)');
  await page.waitForFunction(() => document.querySelector('#imports table')?.textContent?.includes('deals.csv'));
  expect(await figuresIn((await page.$('#holds'))!)).toEqual({ deals: '2' });
  expect(await page.$eval('#said', one => one.textContent)).toBe('deals.csv: imported, 2 rows kept');
  const rejects = await page.$eval('#imports a', one => (one as HTMLAnchorElement).href);
  const csv = await page.evaluate(async url => (await fetch(url)).text(), rejects);
  expect(csv).toContain('Pan Co');
  await screenshot(page, 'import-done');
});

test('dropped by hand from outside, onto any place of the page', async () => {
  await page.evaluate(text => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dragged.csv', { type: 'text/csv' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, 'visitor_id,ts,event\nv1,03/04/2026 10:00,visit\n');
  const open = await inState('dragged.csv', 'blocked');
  expect(await textOf(open)).toContain('How are dates such as 03/04/2026 meant?');
  await press(open, 'month/day');
  const ready = await inState('dragged.csv', 'ready');
  expect(await textOf(ready)).toContain('2026-03-04 10:00:00 UTC');
  await press(ready, 'Import 1 row');
  expect(await figuresIn(await inState('dragged.csv', 'done'))).toMatchObject({ kept: '1', 'set aside': '0' });
});

test('an unknown table is mapped by hand, taken in, and known from then on', async () => {
  const sheet = ['Vorgang Nr;Mandant;Honorar;Notiz', 'A-1;Blumen Berg;1.200,50;x', 'A-2;Rad;80,00;y'];
  await drop(await put('sheet.csv', ...sheet));
  const open = await inState('sheet.csv', 'blocked');
  const guessed = await open.$$eval('select[data-column]', all =>
    all.map(one => [one.dataset.column, one.value]).filter(([, value]) => value),
  );
  expect(guessed).toEqual([
    ['deal_id', ':Vorgang Nr'],
    ['amount', ':Honorar'],
    ['account', ':Mandant'],
  ]);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'import-by-hand');
  // The deal's name isn't guessed: chosen by the keyboard.
  await open.$eval('details details summary', one => (one as HTMLElement).click());
  await (await open.$('select[data-column="name"]'))!.select(':Notiz');
  await press(open, 'Look again with these columns');
  const ready = await inState('sheet.csv', 'ready');
  expect(await textOf(ready)).toContain('1200.50');
  await press(ready, 'Import 2 rows');
  expect(await textOf(await inState('sheet.csv', 'done'))).toContain('The mapping is remembered');
  await drop(await put('sheet-april.csv', sheet[0], 'B-1;Tee Haus;99,00;z'));
  expect(await textOf(await inState('sheet-april.csv', 'ready'))).toContain('by the columns you mapped before');
});

test('a big one is cancelled while it is taken in, and nothing of it is there', async () => {
  const path = join(processes.folder, 'many.csv');
  const file = createWriteStream(path);
  file.write('visitor_id,ts,event,url,source,medium,campaign\n');
  for (let first = 0; first < 2_000_000; first += 10_000) {
    let text = '';
    for (let i = first; i < first + 10_000; i++)
      text += `v${i % 90_000},2026-03-01T10:00:00Z,visit,https://acme.example/p${i},google,cpc,Campaign ${i % 40}\n`;
    file.write(text);
  }
  await new Promise<void>(end => file.end(end));
  const before = await page.$eval('#imports', one => one.textContent);
  await drop(path);
  const ready = await inState('many.csv', 'ready');
  await press(ready, 'Import 2');
  await press(await inState('many.csv', 'importing'), 'Cancel');
  expect(await textOf(await inState('many.csv', 'failed'))).toContain('Cancelled: nothing of this file was taken in.');
  expect(await page.$eval('#imports', one => one.textContent)).toBe(before);
  const status = await processes.run('doctor', '--json');
  expect(status.code).toBe(0);
  expect(
    JSON.parse(status.out).sources.map((one: { format: string; rows: number }) => [one.format, one.rows]),
  ).toContainEqual(['events', 1]);
});

test('fits a phone and a wide screen, light and dark, without a sideways scroll', async () => {
  for (const width of [360, 1920]) {
    for (const scheme of ['light', 'dark']) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `import-${width}-${scheme}`);
    }
  }
});

test('says so when the companion is gone, and keeps what it showed', async () => {
  companion.child.kill('SIGTERM');
  await companion.ended;
  await page.waitForFunction(() => !document.querySelector<HTMLElement>('#trouble')?.hidden, { timeout: 20_000 });
  const trouble = await page.$eval('#trouble', one => one.textContent);
  expect(trouble).toContain('does not answer');
  expect(trouble).toContain('What is shown is from');
  expect(await page.$eval('#imports', one => one.textContent)).toContain('deals.csv');
  // What the browser itself says of a server that is gone.
  browser.seen.errors.splice(
    0,
    browser.seen.errors.length,
    ...browser.seen.errors.filter(({ text }) => !/ERR_CONNECTION_REFUSED/.test(text)),
  );
});
