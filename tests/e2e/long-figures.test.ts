// What is long stays in its place and is seen whole: amounts of three decimals in the billions, below zero too, and names that no
// column has room for, written from the left, from the right and in wide characters.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  adsPage,
  axe,
  openBrowser,
  replicas,
  type SampleCompanion,
  screenshot,
  startSample,
  type TestBrowser,
} from './harness/index.ts';
import { Processes } from './processes.ts';

const german = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen – Leistungskampagne für den Großhandel 2026';
const arabic = 'حملة العودة إلى المدارس الكبرى – الخصومات الصيفية للغلايات الكهربائية في المملكة العربية السعودية';
const japanese = '夏の電気ケトル大感謝祭キャンペーン第二弾・送料無料・期間限定・全国どこでも';
const refunded = 'Refunded';

// Each campaign's own visitor, deal and cost; the last one's customer got more back than was paid.
const campaigns: readonly [name: string, amount: string, cost: string, refund?: string][] = [
  [german, '9876543210.125', '1.000'],
  [arabic, '1234567.890', '987654321.005'],
  [japanese, '500.000', '20.000'],
  [refunded, '100.000', '50.000', '5000000000.000'],
];

let processes: Processes;
/** Serves the ad page; its campaigns' ids are ours too. */
let stage: SampleCompanion;
let browser: TestBrowser;
let url: string;

beforeAll(async () => {
  processes = await Processes.open();
  const put = async (name: string, head: string, line: (one: (typeof campaigns)[number], i: number) => string) => {
    const path = join(processes.folder, name);
    await writeFile(path, [head, ...campaigns.map(line), ''].join('\n'));
    return path;
  };
  const files = await Promise.all([
    put('events.csv', 'visitor_id,ts,event,url,source,medium,campaign,email', ([name], i) =>
      ['visit', 'form']
        .map(
          (event, minute) =>
            `v${i},2026-07-01T09:0${minute}:00Z,${event},https://a.example/,google,cpc,${name},p${i}@b${i}.example`,
        )
        .join('\n'),
    ),
    put(
      'deals.csv',
      'deal_id,name,email,created_at,won_at,amount,currency,refunded_at,refund_amount',
      ([, amount, , refund], i) =>
        `D${i},Deal ${i},p${i}@b${i}.example,2026-07-02,2026-07-03,${amount},KWD,${refund ? '2026-07-04' : ''},${refund ?? ''}`,
    ),
    put(
      'spend.csv',
      'date,platform,campaign,campaign_id,impressions,clicks,cost,currency',
      ([name, , cost], i) => `2026-07-01,Google Ads,${name},2100000000${i + 1},1000,10,${cost},KWD`,
    ),
  ]);
  await processes.run('settings', 'set', 'currency', 'KWD');
  const { code, err } = await processes.run('import', ...files);
  if (code !== 0) throw new Error(err);
  [{ url }, stage, browser] = await Promise.all([processes.serve(), startSample(), openBrowser()]);
  const { out } = await processes.run('pair', '--json');
  await browser.ask('pair', { code: JSON.parse(out).code, port: Number(new URL(url).port) });
}, 120_000);
afterAll(async () => {
  expect(browser.seen.errors).toEqual([]);
  await browser.close();
  await Promise.all([processes.close(), stage.close()]);
});

/** Texts that stand out of their own box, or over the next cell of their row. */
const outOfPlace = (page: Page, selector: string) =>
  page.$$eval(selector, all =>
    all.flatMap(one => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const text = range.getBoundingClientRect();
      const box = one.getBoundingClientRect();
      const isOut = text.left < box.left - 1 || text.right > box.right + 1;
      return isOut || box.right > innerWidth ? [one.textContent] : [];
    }),
  );

test('in the popup no figure stands over another, and a name shows its beginning', async () => {
  const page = await browser.extensionPage('popup.html', { width: 380, height: 600 });
  await page.waitForSelector('[data-list="best"] tr');
  // 9,876,543,210.125 + 1,234,567.890 + 500 + 100 − 5,000,000,000
  const revenue = await page.$eval('[data-figure=revenue] dd', dd => dd.textContent);
  expect(revenue?.replace('\u00a0', ' ')).toBe('KWD 4,877,778,378.015');
  expect(await outOfPlace(page, '[data-figure] dd, .campaigns td, .campaigns thead th:not(:first-child)')).toEqual([]);
  // The browser cuts off where the box's own direction ends.
  const directions = await page.$$eval('.campaigns tbody a', links =>
    links.map(link => [link.textContent, getComputedStyle(link.parentElement!).direction]),
  );
  expect(Object.fromEntries(directions)).toMatchObject({ [arabic]: 'rtl', [german]: 'ltr' });
  await screenshot(page, 'popup-long-figures');
  await page.close();
});

test('the dashboard keeps its width, and its plots write names and amounts whole or with dots', async () => {
  for (const width of [360, 768, 1280]) {
    const page = await browser.extensionPage('dashboard.html', { width, height: 1000 });
    await page.waitForSelector('.chart-place svg');
    expect([width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([width, width]);
    expect(await outOfPlace(page, '.tile dd')).toEqual([]);
    const cutOff = await page.$$eval('.chart-place svg', all =>
      all.flatMap(svg => {
        const box = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].flatMap(text => {
          const { left, right } = text.getBoundingClientRect();
          return left < box.left - 1 || right > box.right + 1 ? [text.textContent] : [];
        });
      }),
    );
    expect([width, cutOff]).toEqual([width, []]);
    await screenshot(page, `dashboard-long-figures-${width}`);
    await page.close();
  }
});

test('what a refund took below zero lies left of nothing', async () => {
  const page = await browser.extensionPage('dashboard.html');
  await page.waitForSelector('.compare');
  const ticks = await page.$$eval('.compare tbody tr', rows =>
    rows.map(row => [
      row.querySelector('a')!.textContent,
      Number(row.querySelector('.spread-tick')!.getAttribute('x')),
    ]),
  );
  // From −4,999,999,900 to 9,876,543,210.125: nothing stands at 33.6 of a hundred.
  const at = Object.fromEntries(ticks);
  expect(at[refunded]).toBe(0);
  expect(at[japanese]).toBeCloseTo(33.6, 1);
  expect(at[german]).toBe(98.5);
  await page.close();
});

test('a receipt of a long name keeps to the page', async () => {
  const page = await browser.extensionPage('dashboard.html', { width: 360, height: 900 });
  await page.waitForSelector('.compare');
  await page.$$eval(
    '.compare tbody a',
    (links, name) => links.find(link => link.textContent === name)!.click(),
    german,
  );
  await page.waitForSelector('.receipt-conversions li');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await axe(page)).toEqual([]);
  await page.close();
});

test('on paper every row and model is there, and nothing to press', async () => {
  const page = await browser.extensionPage('dashboard.html', { width: 1280, height: 600 });
  await page.waitForSelector('.chart-place svg');
  await page.emulateMediaType('print');
  const seen = await page.evaluate(() => {
    const scroll = document.querySelector('.compare')!.parentElement!;
    const isShown = (selector: string) => document.querySelector(selector)!.checkVisibility();
    return {
      overflow: getComputedStyle(scroll).overflow,
      hidden: scroll.scrollHeight - scroll.clientHeight,
      controls: isShown('.controls'),
      links: isShown('.top-actions'),
      model: isShown('.top-facts'),
    };
  });
  expect(seen).toEqual({ overflow: 'visible', hidden: 0, controls: false, links: false, model: true });
  await page.close();
});

test('beside an ad page’s cost no figure is cut, and each stands under its header', async () => {
  const page = await browser.newPage({ width: 1600, height: 900, serve: replicas(stage) });
  await page.goto(adsPage({ from: '2026-07-01', to: '2026-07-31' }));
  const cells = '[data-throughline="revenue"][data-throughline-state="figure"]';
  await page.waitForSelector(cells);
  const texts = await page.$$eval(cells, all => all.map(one => one.textContent?.replace('\u00a0', ' ')));
  expect(texts).toEqual([
    'KWD 9,876,543,210.125',
    'KWD 1,234,567.890',
    'KWD 500.000',
    '-KWD 4,999,999,900.000',
    'KWD 4,877,778,378.015',
  ]);
  for (const column of ['revenue', 'roas', 'pipeline']) {
    const figures = `[data-throughline="${column}"][data-throughline-state]:not(:empty)`;
    expect(await outOfPlace(page, figures)).toEqual([]);
    const rights = await page.$$eval(`[role=columnheader][data-throughline="${column}"], ${figures}`, all =>
      all.map(one => one.getBoundingClientRect().right),
    );
    expect(new Set(rights).size).toBe(1);
  }
  // Its receipt too.
  await page.hover(cells);
  const receipt = () =>
    page.$eval('[data-throughline="receipt"]', host => {
      const card = host.shadowRoot!.querySelector('section');
      return card?.textContent?.includes('joined') ? [card.textContent, card.scrollWidth - card.clientWidth] : [];
    });
  await expect.poll(receipt).toEqual([expect.stringContaining('from 1 row of spend.csv'), 0]);
  await screenshot(page, 'google-ads-long-figures');
  // And the table can be scrolled across to its last column.
  await page.$eval('.particle-hscroll-outer', outer => outer.scrollTo(1e6, 0));
  const [last, clip] = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const box = document.querySelector('.particle-table-row .particle-row-scroll-container')!;
    return [box.lastElementChild!.getBoundingClientRect().right, box.parentElement!.getBoundingClientRect().right];
  });
  expect(last).toBeLessThanOrEqual(clip + 1);
  await page.close();
});
