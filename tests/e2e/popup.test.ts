// The popup in a real browser beside a companion with the sample company. Expected figures are what the command line prints
// for the same basis, and the sample's documented ones: Spring awareness has cost and no revenue.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompareAnswer, ReportAnswer } from '#shared/schema/index.ts';
import { axe, openBrowser, type SampleCompanion, screenshot, startSample, type TestBrowser } from './harness/index.ts';

const size = { width: 380, height: 600 };
let companion: SampleCompanion;
let browser: TestBrowser;

beforeAll(async () => {
  [companion, browser] = await Promise.all([startSample(), openBrowser({ page: size })]);
});
afterAll(async () => {
  const { hosts } = await browser.close();
  expect(hosts).toEqual([new URL(companion.url).host]);
  await companion.close();
});

/** Slow machines get their time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

const open = (dark = false) => browser.extensionPage('popup.html', { dark });

async function cli<T>(...words: string[]): Promise<T> {
  const { code, out, err } = await companion.run(...words, '--format', 'json');
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

/** The number behind a headline figure; NaN while there is none. */
const figure = (page: Page, id: string) =>
  page.evaluate(name => {
    const data = document.querySelector<HTMLDataElement>(`[data-figure="${name}"] data`);
    return data ? Number(data.value) : Number.NaN;
  }, id);

const list = (page: Page, name: 'best' | 'worst') =>
  page.$$eval(`[data-list="${name}"] tr`, rows =>
    rows.map(row => ({
      name: row.querySelector('a')?.textContent,
      value: Number(row.querySelector('data')?.value),
      roi: row.lastElementChild?.textContent,
    })),
  );

const choicesOf = (page: Page) =>
  page.evaluate(async () => {
    type Kept = { chrome: { storage: { local: { get(key: string): Promise<{ choices: Record<string, unknown> }> } } } };
    return (await (globalThis as never as Kept).chrome.storage.local.get('choices')).choices;
  });

const textOf = (page: Page, selector: string) =>
  page.$$eval(selector, found => found.map(one => one.textContent).join('\n'));

const unfold = (page: Page) =>
  page.$$eval('details', all => {
    for (const details of all) details.open = true;
  });

const typeCode = async (page: Page, code: string) => {
  await page.type('::-p-aria(Pairing code)', code);
  await page.keyboard.press('Enter');
};

test('before pairing the popup has the field, says where the code comes from, and refuses a wrong one', async () => {
  const page = await open();
  expect(await textOf(page, 'main')).toContain('npx throughline pair');
  expect(await page.$eval('#pairing-code', field => field.getAttribute('autocomplete'))).toBe('one-time-code');
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'popup-unpaired');

  await typeCode(page, '12');
  await eventually(() => textOf(page, '[role=alert]')).toMatch(/six digits/);

  const code = await companion.pairingCode();
  await page.click('summary');
  await page.$eval('#pairing-port', field => (field as HTMLInputElement).select());
  await page.type('#pairing-port', String(companion.port));
  await page.$eval('#pairing-code', field => (field as HTMLInputElement).select());
  await typeCode(page, code === '000000' ? '000001' : '000000');
  await eventually(() => textOf(page, '[role=alert]')).toMatch(/4 tries left/);
  await screenshot(page, 'popup-wrong-code');

  await typeCode(page, code);
  await eventually(() => textOf(page, '.connection')).toBe('Connected');
  await eventually(() => textOf(page, '.workspace')).toBe('Brackenmoor KettlesSample');
  await page.close();
});

test('its totals are the command line’s, and campaigns that cost and bring nothing stand at the bottom', async () => {
  const { totals } = await cli<ReportAnswer>('report', '--by', 'campaign');
  const page = await open();
  await eventually(() => figure(page, 'revenue')).toBe(totals.revenue);
  for (const id of ['cost', 'roas', 'roi', 'pipeline', 'leads', 'opportunities', 'won'] as const) {
    expect([id, await figure(page, id)]).toEqual([id, totals[id]]);
  }
  expect((await list(page, 'best'))[0]).toMatchObject({ name: 'ebook-follow-up', value: 65955, roi: '–' });
  expect(await list(page, 'worst')).toEqual([
    { name: 'Prospecting lookalike', value: 0, roi: '-100%' },
    { name: 'Commercial kettles', value: 0, roi: '-100%' },
    { name: 'Spring awareness', value: 0, roi: '-100%' },
  ]);
  expect(await textOf(page, '.conservation')).toContain('no touch before the conversion (1 conversion, £1,480.00)');
  await page.close();
});

test('arrow keys and typing switch the model at once: it is kept, and the campaigns change', async () => {
  const { rows } = await cli<CompareAnswer>('compare', '--by', 'campaign');
  const best = (model: string) => Math.max(...rows.filter(r => r.campaign !== '(not set)').map(r => r.byModel![model]));
  const page = await open();
  await page.focus('input[name=model]:checked');
  for (const [key, model] of [
    ['ArrowUp', 'first-touch'],
    ['ArrowDown', 'last-touch'],
    ['ArrowDown', 'last-non-direct'],
  ] as const) {
    await page.keyboard.press(key);
    await eventually(async () => (await choicesOf(page)).model).toBe(model);
    await eventually(async () => (await list(page, 'best'))[0]?.value).toBe(best(model));
  }
  await page.keyboard.type('linear');
  await eventually(async () => (await choicesOf(page)).model).toBe('linear');
  await eventually(async () => (await list(page, 'best'))[0]?.value).toBe(best('linear'));
  expect(await page.$eval(':focus', input => (input as HTMLInputElement).value)).toBe('linear');
  await page.close();
});

test('goal, date basis, lookback and dates are kept at once, and the figures follow', async () => {
  await browser.setChoices({ model: 'last-touch' });
  const page = await open();
  await page.click('input[name=goal][value=leads]');
  await page.select('#date-basis', 'touch');
  await page.select('#lookback', 'own');
  await page.$eval('#lookback-days', field => (field as HTMLInputElement).select());
  await page.type('#lookback-days', '21');
  await page.select('#range', 'fixed');
  await page.$eval('#from', field => {
    (field as HTMLInputElement).value = '2026-06-01';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.$eval('#to', field => {
    (field as HTMLInputElement).value = '2026-06-30';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await eventually(() => choicesOf(page)).toMatchObject({
    goal: 'leads',
    dateBasis: 'touch',
    lookback: 21,
    range: { from: '2026-06-01', to: '2026-06-30' },
  });
  const words = '--by campaign --goal leads --date-basis touch --lookback 21d --from 2026-06-01 --to 2026-06-30';
  const { totals } = await cli<ReportAnswer>('report', ...words.split(' '));
  await eventually(() => figure(page, 'leads')).toBe(totals.leads);
  expect(await figure(page, 'revenue')).toBe(totals.revenue);
  expect(totals.leads).toBeGreaterThan(0);

  // The wrong way round is said, and not taken.
  await page.$eval('#from', field => {
    (field as HTMLInputElement).value = '2026-07-15';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(await textOf(page, '#range-told')).toMatch(/first day is after the last/);
  expect(await choicesOf(page)).toMatchObject({ range: { from: '2026-06-01', to: '2026-06-30' } });
  await page.close();
  await browser.setChoices({ goal: 'revenue', dateBasis: 'conversion', lookback: 'setting', range: 'page' });
});

test('columns are chosen and moved from the keyboard, and the focus stays', async () => {
  const page = await open();
  await unfold(page);
  await page.focus('[aria-label="Move ROAS up"]');
  await page.keyboard.press('Enter');
  await eventually(async () => (await choicesOf(page)).columns).toEqual([
    'roas',
    'revenue',
    'pipeline',
    'leads',
    'opportunities',
  ]);
  expect(await page.$eval(':focus', button => button.getAttribute('aria-label'))).toBe('Move ROAS up');
  expect(await textOf(page, '.columns [role=status]')).toBe('ROAS is now column 1 of 5');
  await page.click('::-p-aria(Leads[role="checkbox"])');
  await eventually(async () => (await choicesOf(page)).columns).toEqual([
    'roas',
    'revenue',
    'pipeline',
    'opportunities',
  ]);
  await page.close();
  await browser.setChoices({ columns: ['revenue', 'roas', 'pipeline', 'leads', 'opportunities'] });
});

test('nothing in it is hard to see or to reach, in light, dark and forced colours', async () => {
  for (const dark of [false, true]) {
    const page = await open(dark);
    await page.waitForSelector('[data-figure] data');
    await page.waitForSelector('[data-list="best"] tr');
    await screenshot(page, `popup-${dark ? 'dark' : 'light'}`);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(600);
    // Without scrolling: every choice, every figure, and the campaigns of both ends.
    const room = await page.$eval('.popup-foot', foot => foot.getBoundingClientRect().top);
    const lowest = (selector: string) =>
      page.$$eval(selector, found => Math.max(...found.map(one => one.getBoundingClientRect().bottom)));
    for (const part of ['.model-about', '[data-figure]', '[data-list="best"] tr', '[data-list="worst"] tr'])
      expect([part, (await lowest(part)) <= room]).toEqual([part, true]);
    expect(await page.$$eval('[data-list] tr', rows => rows.length)).toBe(6);
    // A press needs 24 pixels (WCAG 2.2, 2.5.8), and presses don't overlap.
    const presses = '.chip, .segment, .campaigns a, .popup-main select, .popup-foot a';
    const boxes = await page.$$eval(presses, all =>
      all.map(one => one.getBoundingClientRect().toJSON() as DOMRect).toSorted((a, b) => a.top - b.top),
    );
    expect(boxes.length).toBe(15 + 5 + 6 + 4 + 2);
    for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    const overlaps = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).filter(b => b.top < a.bottom - 1 && b.left < a.right && a.left < b.right),
    );
    expect(overlaps).toEqual([]);
    await unfold(page);
    expect(await axe(page)).toEqual([]);
    await page.close();
  }
  const page = await browser.extensionPage('popup.html', { forcedColors: true });
  await page.waitForSelector('[data-list="best"] tr');
  await screenshot(page, 'popup-forced-colors');
  await page.close();
});

test('with the companion away the last figures stay, marked; back again, the mark goes', async () => {
  const { totals } = await cli<ReportAnswer>('report', '--by', 'campaign');
  await companion.stop();
  const page = await open();
  await eventually(() => textOf(page, '[data-note=away]')).toMatch(/Nothing answers on port/);
  await eventually(() => figure(page, 'revenue')).toBe(totals.revenue);
  await eventually(() => textOf(page, '[data-note=away]')).toMatch(/These figures are/);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'popup-away');
  await companion.startAgain();
  await page.reload();
  await eventually(() => textOf(page, '.connection')).toBe('Connected');
  await eventually(() => page.$('[data-note]')).toBeNull();
  await page.close();
});

test('a companion that has forgotten the browser asks to pair again, and nothing went wrong in the console', async () => {
  await companion.stop();
  await rm(join(companion.folder, 'pairings.json'));
  await companion.startAgain();
  const page = await open();
  await eventually(() => textOf(page, '[data-note=refused]')).toMatch(/Pair again/);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'popup-refused');
  await typeCode(page, await companion.pairingCode());
  await eventually(() => textOf(page, '.connection')).toBe('Connected');
  await page.close();
  expect(browser.seen.errors).toEqual([]);
});
