// The dashboard in a real browser beside a companion with the sample company. Expected figures are what `throughline compare`,
// `paths` and `explain` print for the same basis, and the sample's documented ones: Descaler exact earned £2,000 on £200.

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { models } from '#shared/models/index.ts';
import type { CompareAnswer, HeardAnswer, PathsAnswer } from '#shared/schema/index.ts';
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

async function cli<T>(...words: string[]): Promise<T> {
  const { code, out, err } = await companion.run(...words, '--format', 'json');
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

/** Each row of the comparison: its name with the platform, and the number under every model. */
const table = (page: Page, part: 'tbody' | 'tfoot' = 'tbody') =>
  page.$$eval(`.compare ${part} tr`, rows =>
    rows.map(row => ({
      name: row.querySelector('th')!.textContent!.trim(),
      byModel: Object.fromEntries(
        [...row.querySelectorAll<HTMLElement>('[data-model]')].map(cell => [
          cell.dataset.model!,
          Number(cell.querySelector('data')!.value),
        ]),
      ),
    })),
  );
const names = async (page: Page) => (await table(page)).map(({ name }) => name);

test('before pairing it has the form, and pairs', async () => {
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('#pairing-code');
  expect(await axe(page)).toEqual([]);
  await page.close();
  await browser.pair(companion);
});

test('rows, models and totals are those of throughline compare', async () => {
  const expected = await cli<CompareAnswer>('compare', '--by', 'campaign');
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.compare');
  const rows = await table(page);
  expect(rows.length).toBe(expected.rows.length);
  const numbers = (list: { byModel?: Record<string, number> }[]) =>
    list.map(({ byModel }) => models.map(({ id }) => byModel![id])).sort((a, b) => Math.max(...b) - Math.max(...a));
  expect(numbers(rows)).toEqual(numbers(expected.rows));
  expect(rows.find(({ name }) => name === 'Descaler exact Google Ads')!.byModel['last-touch']).toBe(2000);
  const [unattributed, total] = await table(page, 'tfoot');
  expect(unattributed.byModel).toEqual(expected.unattributed.byModel);
  expect(total.byModel).toEqual(expected.totals.byModel);
  expect(await textOf(page, '[data-figure=revenue] dd')).toBe('£395,151.33');
  expect(await textOf(page, '.conservation')).toContain('no touch before the conversion (1 conversion, £1,480.00)');
  expect(await textOf(page, '.top')).toMatch(/Brackenmoor Kettles.*Sample.*GBP · UTC.*Last touch.*imported/);
  await page.close();
});

test('every dimension is one press away, and stays in the address', async () => {
  const expected = await cli<CompareAnswer>('compare', '--by', 'channel');
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.compare');
  await page.click('input[name=by][value=channel]');
  await eventually(() => textOf(page, '.compare thead th:first-child')).toBe('Channel');
  expect((await names(page)).sort()).toEqual(expected.rows.map(row => String(row.channel)).sort());
  // Months stand in their own order.
  await page.click('input[name=by][value=month]');
  await eventually(() => textOf(page, '.compare thead th:first-child')).toBe('Month');
  const months = await names(page);
  expect(months).toEqual([...months].sort());
  await page.select('#by-other', 'platform');
  await eventually(() => textOf(page, '.compare thead th:first-child')).toBe('Platform');
  await page.reload();
  await eventually(() => textOf(page, '.compare thead th:first-child')).toBe('Platform');
  await page.close();
});

test('headers sort with real buttons and say so', async () => {
  const page = await browser.extensionPage('dashboard.html?by=channel');
  await page.waitForSelector('.compare');
  const sorts = () =>
    page.$$eval('.compare th[aria-sort]:not([aria-sort=none])', all => all.map(th => [th.textContent, th.ariaSort]));
  expect(await sorts()).toEqual([['Last touch (current model)', 'descending']]);
  const descending = (await table(page)).map(({ byModel }) => byModel['last-touch']);
  expect(descending).toEqual([...descending].sort((a, b) => b - a));
  await page.focus('.compare thead th:first-child button');
  await page.keyboard.press('Enter');
  await eventually(sorts).toEqual([['Channel', 'ascending']]);
  const sorted = await names(page);
  expect(sorted).toEqual([...sorted].sort((a, b) => a.localeCompare(b)));
  await page.keyboard.press('Space');
  await eventually(sorts).toEqual([['Channel', 'descending']]);
  expect(await names(page)).toEqual(sorted.reverse());
  await page.close();
});

test('a model chosen elsewhere shows here at once, in the marked column', async () => {
  const expected = await cli<CompareAnswer>('compare', '--by', 'channel');
  const page = await browser.extensionPage('dashboard.html?by=channel');
  await page.waitForSelector('.compare');
  await browser.setChoices({ model: 'first-touch' });
  await eventually(() => textOf(page, 'thead th[data-current=true]')).toBe('First touch (current model)');
  const shown = await page.$$eval('.compare tbody td[data-current=true] data', all =>
    all.map(data => Number((data as HTMLDataElement).value)),
  );
  expect(shown).toEqual(expected.rows.map(row => row.byModel!['first-touch']).sort((a, b) => b - a));
  expect(await page.$eval('input[name=model]:checked', input => (input as HTMLInputElement).value)).toBe('first-touch');
  await page.close();
  await browser.setChoices({ model: 'last-touch' });
});

test('top paths are those of throughline paths', async () => {
  const { rows, others } = await cli<PathsAnswer>('paths', '--top', '10');
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.paths');
  const shown = await page.$$eval('.paths tbody tr', all =>
    all.map(row => [
      [...row.querySelectorAll('li')].map(li => li.textContent),
      Number(row.querySelector('td')!.textContent),
    ]),
  );
  expect(shown).toEqual(rows.map(({ path, conversions }) => [path, conversions]));
  expect(await textOf(page, '.paths tfoot th')).toBe(`${others.paths} other paths`);
  await page.close();
});

test('what they say is what throughline heard prints, each cell with its verdict', async () => {
  const expected = await cli<HeardAnswer>('heard', '--top', '5');
  for (const dark of [false, true]) {
    const page = await browser.extensionPage('dashboard.html', { width: 1280, height: 1000, dark });
    await page.waitForSelector('.heat');
    const counts = await page.$$eval('.heat tfoot td', cells => cells.map(cell => cell.textContent));
    expect(counts.at(-2)).toBe(String(expected.answered.conversions));
    const row = (said: string) =>
      page.$$eval(
        '.heat tbody tr',
        (rows, wanted) =>
          rows
            .filter(one => one.querySelector('th')!.textContent === wanted)
            .flatMap(one => [...one.querySelectorAll('td[data-verdict]')].map(cell => cell.textContent)),
        said,
      );
    const podcasts = expected.rows.filter(({ said }) => said === 'Podcast');
    expect(podcasts.length).toBeGreaterThan(0);
    expect((await row('Podcast')).sort()).toEqual(
      podcasts
        .map(({ conversions, verdict }) => `${conversions} ${verdict === 'not measured' ? '?' : '~'}${verdict}`)
        .sort(),
    );
    expect(await page.$$eval('.differences > li', all => all.length)).toBe(5);
    expect(await textOf(page, '.differences')).toContain('They said the Hotel Kitchen podcast; credited: Email');
    expect(await axe(page)).toEqual([]);
    await page.$eval('#heard-title', title => title.scrollIntoView());
    await screenshot(page, `heard-1280-${dark ? 'dark' : 'light'}`);
    await page.close();
  }
});

test('where nobody was asked, it says how to ask', async () => {
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.heat');
  // The only leads who ever answered came in winter.
  await browser.setChoices({ goal: 'leads', range: { from: '2026-08-01', to: '2026-08-28' } });
  await eventually(() => textOf(page, '.part .empty')).toMatch(
    /Nobody behind these \d+ conversions was asked.*Ask it in a form/s,
  );
  expect(await axe(page)).toEqual([]);
  // Where there is no conversion there is nobody to ask.
  await browser.setChoices({ range: { from: '2020-01-01', to: '2020-01-31' } });
  await eventually(() => textOf(page, '[aria-labelledby=heard-title] .empty')).toBe('No conversion on this basis.');
  await browser.setChoices({ goal: 'revenue', range: 'page' });
  await page.waitForSelector('.heat');
  await page.close();
});

test('a row leads to its receipt: the arithmetic, the steps and the cost files; back leads back', async () => {
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.compare');
  await page.click('.compare tbody ::-p-text(Descaler exact)');
  await page.waitForSelector('.receipt');
  expect(new URL(page.url()).hash).toBe('#explain=campaign/Descaler%20exact/google-ads');
  expect(await textOf(page, '.receipt h2')).toBe('Descaler exact Campaign, Google Ads');
  expect(await textOf(page, '.receipt-sum')).toBe('£2,000.00 × 100 % = £2,000.00');
  expect(await textOf(page, '.receipt-line')).toContain('deals.csv:6');
  expect(await page.$$eval('.steps li', all => all.length)).toBe(2);
  expect(await textOf(page, '.receipt .facts')).toContain('£200.00 from 28 rows');
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'receipt-1280-light');
  await page.goBack();
  await page.waitForSelector('.compare');
  await page.close();
});

test('whoever goes into a receipt by the keyboard is taken along, and finds the table as it was', async () => {
  const page = await browser.extensionPage('dashboard.html?by=channel');
  await page.waitForSelector('.compare');
  await page.focus('.compare thead th:nth-child(5) button');
  await page.keyboard.press('Enter');
  const sorted = () => page.$eval('.compare th[aria-sort=descending]', th => th.textContent);
  await eventually(sorted).toBe('Cost');
  const before = await names(page);
  const focused = () => page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
  await page.focus('.compare tbody tr:nth-child(4) a');
  const name = await focused();
  await page.keyboard.press('Enter');
  await eventually(focused).toBe(`Receipt: ${name}`);
  await page.waitForSelector('.receipt');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await eventually(focused).toBe(name);
  expect(await sorted()).toBe('Cost');
  expect(await names(page)).toEqual(before);
  // Going back over a change of the rows shows the rows that the address then says.
  await page.click('input[name=by][value=month]');
  await eventually(() => textOf(page, '.compare thead th:first-child')).toBe('Month');
  await page.goBack();
  await page.waitForSelector('.receipt');
  await page.goBack();
  await eventually(() => textOf(page, '.compare thead th:first-child')).toBe('Channel');
  expect(new URL(page.url()).search).toBe('?by=channel');
  await page.close();
});

test('a receipt on days of its own shows them, and one that isn’t there is told with what to do', async () => {
  const page = await browser.extensionPage(
    'dashboard.html#explain=campaign/Retargeting/meta-ads&from=2026-07-01&to=2026-07-31',
  );
  await page.waitForSelector('.receipt');
  expect(await textOf(page, '.receipt > p')).toMatch(/Jul 1, 2026 – Jul 31, 2026/);
  // It cost money, but not then.
  await page.goto(page.url().replaceAll('2026', '2020'));
  await eventually(() => textOf(page, '.receipt .facts')).toContain('No spend file has a row for it on these days.');
  await page.goto(page.url().replace('Retargeting', 'Nothing%20of%20that%20name'));
  await eventually(() => textOf(page, '[role=alert]')).toMatch(/Nothing of that name.*What to do/s);
  await page.close();
});

test('the link builder is one press away, in a tab that is let in', async () => {
  const page = await browser.extensionPage('dashboard.html');
  const press = await page.waitForSelector('.top-actions button');
  const opened = browser.browser.waitForTarget(target => target.url() === `${companion.url}/links`);
  await press!.click();
  const tab = (await (await opened).page())!;
  await tab.waitForFunction(() => document.querySelector('#register')?.textContent?.startsWith('Empty.'));
  expect(await tab.title()).toBe('Links · Throughline');
  await tab.close();
  await page.close();
});

test('it stands from 360 to 1920 pixels, light and dark, and axe finds nothing serious', async () => {
  for (const [width, dark] of [
    [360, false],
    [1280, true],
    [1280, false],
    [1600, true],
    [1920, false],
  ] as const) {
    const page = await browser.extensionPage('dashboard.html', { width, height: 1000, dark, reducedMotion: dark });
    await page.waitForSelector('.chart-place svg');
    await page.waitForSelector('.paths');
    await page.waitForSelector('.heat');
    if (width < 1600) expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await screenshot(page, `dashboard-${width}-${dark ? 'dark' : 'light'}`);
    await page.close();
  }
  const page = await browser.extensionPage('dashboard.html', { forcedColors: true });
  await page.waitForSelector('.chart-place svg');
  await screenshot(page, 'dashboard-forced-colors');
  await page.close();
}, 120_000);

test('with the companion away it shows the last figures, marked, and the model still switches', async () => {
  await companion.stop();
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.compare');
  await eventually(() => textOf(page, '[data-note=away]')).toMatch(/Nothing answers on port.*These figures are/s);
  expect((await table(page)).find(({ name }) => name === 'Descaler exact Google Ads')!.byModel['last-touch']).toBe(
    2000,
  );
  // The model switch goes on working.
  await page.click('input[name=model][value=first-touch]');
  await eventually(() => textOf(page, 'thead th[data-current=true]')).toBe('First touch (current model)');
  // So does what they say, which is reckoned here.
  await page.waitForSelector('.heat');
  // The link builder is the companion's: no tab is opened for nothing.
  const tabs = (await browser.browser.pages()).length;
  await page.click('.top-actions button');
  await eventually(() => textOf(page, '.top-trouble')).toMatch(/does not answer.*npx throughline serve/s);
  expect(await browser.browser.pages()).toHaveLength(tabs);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'dashboard-away');
  await companion.startAgain();
  await page.reload();
  await eventually(() => page.$('[data-note]')).toBeNull();
  await page.close();
});
