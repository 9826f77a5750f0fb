// The overlay inside the ad dashboard's table, in real Chromium, on the replica page under Google's own host name: strict
// security policy, Trusted Types, and no way to the companion but through the background worker.

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

let companion: SampleCompanion;
/** Serves the pages, also while the companion is away. */
let stage: SampleCompanion;
let browser: TestBrowser;
beforeAll(async () => {
  [companion, stage, browser] = await Promise.all([startSample(), startSample(), openBrowser()]);
  await browser.pair(companion);
});
afterAll(async () => {
  const { hosts } = await browser.close();
  await Promise.all([companion.close(), stage.close()]);
  expect(hosts).toEqual([new URL(companion.url).host]);
});
beforeEach(async () => {
  browser.seen.errors.length = 0;
  await browser.setChoices({
    model: 'last-touch',
    range: 'page',
    headerFolded: false,
    columns: ['revenue', 'roas', 'pipeline', 'leads', 'opportunities'],
  });
});

async function open(options: Record<string, string> = {}, view = 'campaigns', look: object = {}): Promise<Page> {
  const page = await browser.newPage({ width: 1600, height: 900, serve: replicas(stage), ...look });
  await page.goto(adsPage(options, view));
  await page.waitForSelector('[data-throughline-state="figure"], [data-throughline-state="no-match"]');
  return page;
}

/** What a cell shows, by the platform's id and the column. */
const cell = (page: Page, key: string, column: string) =>
  page
    .$eval(`[data-throughline="${column}"][data-throughline-key="${key}"]`, node => node.textContent)
    .catch(() => undefined);

const revenues = (page: Page, keys: readonly string[]) => Promise.all(keys.map(key => cell(page, key, 'revenue')));

const broad = '21000000001';
const phrase = '21000000002';
const exact = '21000000003';
const commercial = '21000000004';

/** Each of our cells with the id that its row's own link has, for rows whose cell is another's: must be empty. */
const strangers = (page: Page) =>
  page.$$eval('.particle-table-row', rows =>
    rows.flatMap(row => {
      const href = row.querySelector('campaign-name a')?.getAttribute('href') ?? '';
      const id = new URLSearchParams(href.split('?')[1]).get('campaignId') ?? '';
      return [...row.querySelectorAll<HTMLElement>('[data-throughline]')].flatMap(({ dataset }) =>
        dataset.throughlineKey === id ? [] : [`${dataset.throughlineKey} in the row of ${id}`],
      );
    }),
  );

test('the three campaigns of £200 show what they earned, right of their cost', async () => {
  const page = await open();
  // The sample's documented lesson: £400, £1,000 and £2,000 for £200 each.
  await expect.poll(() => revenues(page, [broad, phrase, exact])).toEqual(['£400.00', '£1,000.00', '£2,000.00']);
  expect(await cell(page, broad, 'roas')).toBe('2.00');
  expect(await cell(page, exact, 'roas')).toBe('10.00');
  const row = await page.$eval(`[data-throughline-key="${exact}"]`, ours => {
    const cost = ours.previousElementSibling!;
    return { field: cost.getAttribute('essfield'), cost: cost.textContent, role: ours.getAttribute('role') };
  });
  expect(row).toEqual({ field: 'stats.cost', cost: '£200.00', role: 'gridcell' });
  expect(await strangers(page)).toEqual([]);
  expect(browser.seen.errors).toEqual([]);
  await page.close();
});

test('headers stand above their cells, and the page’s own cells keep their place', async () => {
  const page = await open();
  const edges = await page.evaluate(() => {
    const right = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().right;
    return ['revenue', 'roas', 'pipeline', 'leads', 'opportunities'].map(id => ({
      header: right(`[role=columnheader][data-throughline=${id}]`),
      cell: right(`[role=gridcell][data-throughline=${id}]`),
    }));
  });
  for (const { header, cell: body } of edges) expect(header).toBe(body);
  const costs = await page.evaluate(() =>
    ['.particle-table-header [essfield="stats.cost"]', '.particle-table-row [essfield="stats.cost"]'].map(selector => {
      const node = document.querySelector(selector)!;
      return [node.getBoundingClientRect().right, node.nextElementSibling!.getBoundingClientRect().left];
    }),
  );
  for (const [cost, ours] of costs) expect(ours).toBe(cost);
  const heights = await page.$eval(`[data-throughline-key="${exact}"]`, ours => [
    ours.getBoundingClientRect().height,
    ours.previousElementSibling!.getBoundingClientRect().height,
  ]);
  expect(heights[0]).toBe(heights[1]);
  await page.close();
});

test('the table can be scrolled across to its last column', async () => {
  const page = await open({}, 'campaigns', { width: 1280 });
  await page.$eval('.particle-hscroll-outer', outer => outer.scrollTo(1e6, 0));
  const [last, clip] = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const box = document.querySelector('.particle-table-row .particle-row-scroll-container')!;
    return [box.lastElementChild!.getBoundingClientRect().right, box.parentElement!.getBoundingClientRect().right];
  });
  expect(last).toBeLessThanOrEqual(clip + 1);
  await page.close();
});

test('another model repaints the same cells in place', async () => {
  const page = await open();
  await expect.poll(() => cell(page, commercial, 'revenue')).toBe('£5,480.00');
  await page.$eval(`[data-throughline="revenue"][data-throughline-key="${commercial}"]`, node => {
    (globalThis as { before?: Element }).before = node;
  });
  await browser.setChoices({ model: 'first-touch' });
  // The long way's £12,000 deal began with a click on it, and £980 more: 5,480 + 7,500.
  await expect.poll(() => cell(page, commercial, 'revenue')).toBe('£12,980.00');
  const isSame = await page.$eval(
    `[data-throughline="revenue"][data-throughline-key="${commercial}"]`,
    node => (globalThis as { before?: Element }).before === node,
  );
  expect(isSame).toBe(true);
  // And in the header's own switch.
  await page.$eval('[data-throughline="dock"]', host => {
    const select = host.shadowRoot!.querySelector('select')!;
    select.value = 'last-touch';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect.poll(() => cell(page, commercial, 'revenue')).toBe('£5,480.00');
  await page.close();
});

test('columns are the chosen ones in the chosen order', async () => {
  const page = await open();
  await browser.setChoices({ columns: ['leads', 'revenue'] });
  const shown = () => page.$$eval('[role=columnheader][data-throughline]', nodes => nodes.map(n => n.textContent));
  await expect.poll(shown).toEqual(['Leads', 'Revenue']);
  expect(await cell(page, exact, 'pipeline')).toBeUndefined();
  expect(await cell(page, exact, 'leads')).toBe('2');
  await page.close();
});

test('the table’s total is the companion’s; other totals and segment lines stay empty', async () => {
  const page = await open({ segment: '1' });
  const wire = await browser.ask('overlay', {
    platform: 'google-ads',
    level: 'campaign',
    model: 'last-touch',
    goal: 'revenue',
    account: '104-207-3109',
    from: '2026-02-01',
    to: '2026-04-30',
    keys: [],
  });
  const { totals } = (wire.reply as { answer: { totals: { revenue: number } } }).answer;
  const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
  await expect.poll(() => cell(page, 'total', 'revenue')).toBe(money.format(totals.revenue));
  const texts = await page.$$eval(
    '.particle-joined-row [data-throughline], .particle-table-summary-row-scope [data-throughline]',
    nodes => nodes.map(node => `${node.textContent}${(node as HTMLElement).dataset.throughlineKey}`),
  );
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter(text => text !== '')).toEqual([]);
  await page.close();
});

test('the page’s own dates are followed when they change', async () => {
  const page = await open();
  await expect.poll(() => cell(page, exact, 'revenue')).toBe('£2,000.00');
  await page.click('.primary-range .button');
  await page.$$eval('material-select-item', items => {
    for (const item of items)
      if (/Feb/.test(item.textContent!) && !/Apr/.test(item.textContent!)) (item as HTMLElement).click();
  });
  // It was paid for in February and won in April.
  await expect.poll(() => cell(page, exact, 'revenue')).toBe('£0.00');
  expect(await dockText(page)).toContain('Feb 28, 2026 (the page’s own dates)');
  await page.close();
});

const dockText = (page: Page) =>
  page.$eval('[data-throughline="dock"]', host => host.shadowRoot!.querySelector('section')!.textContent!);

test('the header names workspace, account, currency, zone, dates, model and age, and the sums meet', async () => {
  const page = await open();
  const text = await dockText(page);
  for (const part of [
    'Brackenmoor Kettles (sample)',
    '104-207-3109',
    'GBP · UTC',
    'Last touch',
    'just now',
    'imported £',
  ])
    expect(text).toContain(part);
  const [imported, ...parts] = [...text.matchAll(/(?:imported|attributed|unattributed|excluded) £([\d,.]+)/g)].map(
    ([, money]) => Math.round(Number(money.replaceAll(',', '')) * 100),
  );
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(imported);
  await page.$eval('[data-throughline="dock"]', host => host.shadowRoot!.querySelector<HTMLElement>('.push')!.click());
  await expect
    .poll(() => page.$eval('[data-throughline="dock"]', h => h.shadowRoot!.querySelector('.folded') !== null))
    .toBe(true);
  await page.reload();
  await page.waitForSelector('[data-throughline-state="figure"]');
  expect(await page.$eval('[data-throughline="dock"]', h => h.shadowRoot!.querySelector('.folded') !== null)).toBe(
    true,
  );
  await page.close();
});

const receiptText = (page: Page) =>
  page
    .$eval('[data-throughline="receipt"]', host => host.shadowRoot!.querySelector('section')?.textContent ?? '')
    .catch(() => '');

test('pointing at a figure opens its receipt: arithmetic, path, cost and its file', async () => {
  const page = await open();
  await page.hover(`[data-throughline="revenue"][data-throughline-key="${exact}"]`);
  await expect.poll(() => receiptText(page)).toContain('£2,000.00 × 100 % = £2,000.00');
  const text = await receiptText(page);
  expect(text).toContain('Last touch: last 100 %');
  expect(text).toContain('£200.00 from 28 rows of google-ads-campaigns.csv, joined by id');
  expect(text).toContain('throughline explain --by campaign --value 21000000003');
  const opened = browser.browser.waitForTarget(target => target.url().includes('/dashboard.html'));
  await page.$eval('[data-throughline="receipt"]', host => host.shadowRoot!.querySelector('button')!.click());
  const dashboard = await (await opened).page();
  expect(new URL(dashboard!.url()).hash).toBe('#explain=campaign/21000000003/google-ads&from=2026-02-01&to=2026-04-30');
  await dashboard!.close();
  await page.bringToFront();
  await page.mouse.move(5, 5);
  await expect.poll(() => receiptText(page)).toBe('');
  await page.close();
});

test('a receipt lies in the window, clear of the header and of its own figure, wherever the figure stands', async () => {
  for (const [height, folded] of [
    [900, false],
    [900, true],
    [600, false],
  ] as const) {
    await browser.setChoices({ headerFolded: folded });
    const page = await open({ rows: '40' }, 'campaigns', { height });
    const keys = await page.$$eval('[data-throughline="revenue"][data-throughline-key]', nodes =>
      nodes
        .filter(node => {
          const { top, bottom } = node.getBoundingClientRect();
          return top > 0 && bottom < innerHeight - 80;
        })
        .map(node => (node as HTMLElement).dataset.throughlineKey!)
        .filter(key => key !== ''),
    );
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys) {
      const selector = `[data-throughline="revenue"][data-throughline-key="${key}"]`;
      // The receipt before may lie over it.
      await page.mouse.move(5, 5);
      await expect.poll(() => receiptText(page)).toBe('');
      await page.hover(selector);
      await page.waitForFunction(
        name =>
          document.querySelector(name)!.hasAttribute('aria-describedby') &&
          !document
            .querySelector('[data-throughline="receipt"]')!
            .shadowRoot!.querySelector('section')!
            .textContent!.includes('Looking up'),
        {},
        selector,
      );
      const hits = await page.evaluate(name => {
        const boxOf = (node: Element) => node.getBoundingClientRect();
        const receipt = boxOf(document.querySelector('[data-throughline="receipt"]')!.shadowRoot!.firstElementChild!);
        const touches = ({ left, right, top, bottom }: DOMRect) =>
          receipt.left < right && receipt.right > left && receipt.top < bottom && receipt.bottom > top;
        return {
          dock: touches(boxOf(document.querySelector('[data-throughline="dock"]')!)),
          figure: touches(boxOf(document.querySelector(name)!)),
          outside: receipt.top < 0 || receipt.left < 0 || receipt.bottom > innerHeight || receipt.right > innerWidth,
        };
      }, selector);
      expect([key, hits]).toEqual([key, { dock: false, figure: false, outside: false }]);
    }
    await page.close();
  }
});

test('the keyboard reaches the cells, their receipts, and comes back out', async () => {
  const page = await open();
  await page.focus('[data-throughline][tabindex="0"]');
  expect(await page.$$eval('[data-throughline][tabindex="0"]', nodes => nodes.length)).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const focused = () => page.evaluate(() => ({ ...(document.activeElement as HTMLElement).dataset }));
  expect(await focused()).toMatchObject({ throughline: 'roas', throughlineKey: phrase });
  await expect.poll(() => receiptText(page)).toContain('5.00 ROAS');
  expect(await page.$eval(':focus', node => node.getAttribute('aria-describedby'))).toBe('throughline-receipt');
  await page.keyboard.press('Enter');
  expect(await focused()).toMatchObject({ throughline: 'receipt' });
  await page.keyboard.press('Escape');
  expect(await focused()).toMatchObject({ throughline: 'roas', throughlineKey: phrase });
  expect(await receiptText(page)).toBe('');
  await page.close();
});

test('sorting, paging and going into a campaign and back keep every figure with its own row', async () => {
  const page = await open({ rows: '120', show: '30' });
  await page.click('.particle-table-header [essfield="stats.cost"] aw-header-cell');
  await expect
    .poll(() => page.$eval('.particle-table-header [essfield="stats.cost"]', n => n.getAttribute('aria-sort')))
    .toBe('descending');
  expect(await strangers(page)).toEqual([]);
  await expect.poll(() => cell(page, commercial, 'revenue')).toBe('£5,480.00');
  // Our header steps above the page's paging.
  const turn = async (button: string) => {
    await page.$eval(button, node => node.scrollIntoView({ block: 'end' }));
    const isFree = () =>
      page.$eval(button, node => {
        const { left, top, width, height } = node.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === node;
      });
    await expect.poll(isFree).toBe(true);
    await page.click(button);
  };
  await turn('.pagination-bar .next');
  await expect.poll(() => page.$eval('.pagination-range', n => n.textContent)).toContain('31');
  expect(await strangers(page)).toEqual([]);
  expect(await page.$$eval('.particle-table-row [data-throughline="revenue"]', nodes => nodes.length)).toBeGreaterThan(
    10,
  );

  await turn('.pagination-bar .previous');
  await expect.poll(() => page.$eval('.pagination-range', n => n.textContent)).toContain('1 – 30');
  await page.$eval('.content-scroll', scroller => scroller.scrollTo(0, 0));
  await page.waitForSelector(`[data-throughline-key="${commercial}"]`);
  await page.$$eval('campaign-name a', links => {
    for (const link of links) if (link.getAttribute('href')!.includes('21000000004')) (link as HTMLElement).click();
  });
  await page.waitForSelector('ad-group-name');
  await expect
    .poll(() => page.$$eval('[data-throughline="revenue"][data-throughline-key^="15000000004"]', n => n.length))
    .toBe(2);
  await page.goBack();
  await expect.poll(() => cell(page, commercial, 'revenue')).toBe('£5,480.00');
  expect(await strangers(page)).toEqual([]);
  expect(browser.seen.errors).toEqual([]);
  await page.close();
});

test('ad groups and keywords show what they earned, and a keyword’s receipt what it cost', async () => {
  const page = await open();
  const goInto = async (link: string, name: string, arrived: string) => {
    await page.$$eval(
      link,
      (links, name) => (links.find(node => node.textContent === name) as HTMLElement).click(),
      name,
    );
    await page.waitForSelector(arrived);
  };
  /** [name, cost, revenue] of each row. */
  const shown = (name: string) =>
    page.$$eval(
      '.particle-table-body .particle-table-row',
      (rows, name) =>
        rows.map(row =>
          [name, '[essfield="stats.cost"]', '[data-throughline="revenue"]'].map(
            part => row.querySelector(part)?.textContent,
          ),
        ),
      name,
    );
  await goInto('campaign-name a', 'Kettles broad', 'adgroup-view ad-group-name a');
  // 60 % and 40 % of £200; two buyers, of £150 and £250.
  await expect
    .poll(() => shown('ad-group-name'))
    .toEqual([
      ['Electric kettles', '£120.00', '£150.00'],
      ['Large kettles', '£80.00', '£250.00'],
    ]);
  // £150 + £250: the campaign's own, not the account's.
  expect(await cell(page, 'total', 'revenue')).toBe('£400.00');
  await page.focus('[data-throughline="revenue"][data-throughline-key="total"]');
  await page.keyboard.press('Enter');
  await expect.poll(() => receiptText(page)).toContain('All that the workspace knows of this campaign');
  await page.keyboard.press('Escape');
  await goInto('ad-group-name a', 'Electric kettles', 'keyword-view keyword-text');
  // 75 % and 25 % of £120.
  await expect
    .poll(() => shown('keyword-text'))
    .toEqual([
      ['electric kettle', '£90.00', '£150.00'],
      ['best kettle', '£30.00', '£0.00'],
    ]);
  expect(await cell(page, 'total', 'revenue')).toBe('£150.00');
  await page.close();

  // The same words in two ad groups: on last touch neither row may show the other's.
  const keywords = await open({ from: '2026-01-01', to: '2026-09-30' }, 'keywords');
  await keywords.waitForFunction(
    () => document.querySelectorAll('[data-throughline="revenue"][data-throughline-state="figure"]').length > 8,
  );
  const texts = await keywords.$$eval('.particle-table-body .particle-table-row', rows =>
    rows.map(row =>
      ['keyword-text', 'ad-group-name', '[data-throughline="revenue"]'].map(
        part => row.querySelector(part)?.textContent ?? '',
      ),
    ),
  );
  const { reply } = await browser.ask('report', {
    by: ['ad-group', 'keyword'],
    goal: 'revenue',
    models: ['last-touch'],
    from: '2026-01-01',
    to: '2026-09-30',
  });
  const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
  const wanted = (reply as { answer: { rows: Record<string, string>[] } }).answer.rows
    .filter(row => row.keyword === 'commercial kettle' && row['ad-group'].startsWith('Commercial'))
    .map(row => [row['ad-group'], money.format(Number(row.revenue))]);
  const ours = texts.filter(([text]) => /^["[]commercial kettle["\]]$/.test(text));
  expect(ours.map(([, group, revenue]) => [group, revenue]).sort()).toEqual(wanted.sort());
  expect(new Set(ours.map(([, , revenue]) => revenue)).size).toBe(2);
  await keywords.hover('.particle-table-body .particle-table-row [data-throughline="revenue"]');
  await expect.poll(() => receiptText(keywords)).toContain('rows of google-ads-keywords.csv');
  expect(browser.seen.errors).toEqual([]);
  await keywords.close();
});

test('a view that the page builds anew gets its columns before it is painted', async () => {
  const page = await open({ rows: '40', rerender: '150' });
  const bare = await page.evaluate(async () => {
    let without = 0;
    const grids = new Set<Element | null>();
    const until = performance.now() + 3_000;
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame);
      const grid = document.querySelector('.ess-table-canvas');
      grids.add(grid);
      const rows = [...document.querySelectorAll('.particle-table-row')];
      if (rows.some(row => !row.querySelector('[data-throughline="revenue"]'))) without++;
    }
    return { without, grids: grids.size };
  });
  expect(bare.grids).toBeGreaterThan(5);
  expect(bare.without).toBe(0);
  expect(browser.seen.errors).toEqual([]);
  await page.close();
});

test('with the companion stopped the last figures stay, marked; back again, they are fresh', async () => {
  const page = await open();
  await expect.poll(() => cell(page, exact, 'revenue')).toBe('£2,000.00');
  await companion.kill();
  await page.reload();
  await expect.poll(() => cell(page, exact, 'revenue')).toBe('£2,000.00');
  await expect.poll(() => dockText(page)).toContain('the companion is away');
  await companion.startAgain();
  await browser.ask('board', null);
  await expect.poll(() => dockText(page), { timeout: 30_000 }).toContain('just now');
  await expect.poll(() => dockText(page)).not.toContain('away');
  await page.close();
});

test('the worker stopped in between answers all the same', async () => {
  const page = await open();
  await browser.stopWorker();
  await page.$eval('[data-throughline="dock"]', host => {
    const select = host.shadowRoot!.querySelector('select')!;
    select.value = 'first-touch';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect.poll(() => cell(page, commercial, 'revenue')).toBe('£12,980.00');
  await page.close();
});

test('axe finds nothing serious in what is ours; the screenshots are taken', async () => {
  const looks = [
    ['light-1280', { width: 1280, height: 800 }],
    ['light-1600', {}],
    ['dark-1600', { dark: true }],
    ['contrast-1600', { forcedColors: true }],
  ] as const;
  for (const [name, look] of looks) {
    const page = await open({ rows: '12' }, 'campaigns', look);
    await page.hover(`[data-throughline="revenue"][data-throughline-key="${commercial}"]`);
    await expect.poll(() => receiptText(page)).toContain('Cost');
    await screenshot(page, `google-ads-${name}`);
    expect(
      await axe(page, {
        include: [['[data-throughline="dock"]'], ['[data-throughline="receipt"]'], ['.ess-table-canvas']],
        exclude: [],
      }),
    ).toEqual([]);
    await page.close();
  }
});

test('unpaired, the page says so instead of figures, and what to do', async () => {
  const own = await openBrowser();
  const page = await own.newPage({ width: 1600, height: 900, serve: replicas(stage) });
  await page.goto(adsPage());
  await page.waitForSelector('[data-throughline-state="unpaired"]');
  expect(await cell(page, exact, 'revenue')).toBe('');
  expect(await page.$eval(`[data-throughline-key="${exact}"]`, node => node.getAttribute('aria-label'))).toBe(
    'Revenue: not paired with a companion',
  );
  expect(await dockText(page)).toContain('Not paired yet');
  await screenshot(page, 'google-ads-unpaired');
  // Paired, the columns fill without a reload.
  await own.pair(companion);
  await expect.poll(() => cell(page, exact, 'revenue')).toBe('£2,000.00');
  await own.close();
});

test('a view without ids says that it isn’t understood', async () => {
  const page = await browser.newPage({
    serve: {
      'ads.google.com': () => ({
        body: `<!doctype html><html lang="en"><title>Ads</title><link rel="icon" href="data:,"><div class="ess-table-canvas" role="grid">
          <div class="particle-table-header" role="row"><div essfield="stats.cost" class="particle-table-header-cell">Cost</div></div>
          <div class="particle-table-row" role="row"><ess-cell essfield="stats.cost">£1.00</ess-cell></div></div>`,
      }),
    },
  });
  await page.goto('https://ads.google.com/aw/ads');
  await expect
    .poll(() => dockText(page).catch(() => ''))
    .toContain('This page isn’t understood: ads carry no id here.');
  const healths = await browser.ask('siteHealths', null);
  expect((healths.reply as { site: string; state: string }[])[0]).toMatchObject({
    site: 'google-ads',
    url: 'https://ads.google.com/aw/ads',
    state: 'not-understood',
  });
  await page.close();
});

test('switched off, it leaves nothing behind', async () => {
  const own = await openBrowser();
  await own.pair(companion);
  const page = await own.newPage({ serve: replicas(stage) });
  await page.goto(adsPage());
  await page.waitForSelector('[data-throughline-state="figure"]');
  const sheets = await page.evaluate(() => document.adoptedStyleSheets.length);
  expect(sheets).toBeGreaterThan(0);
  await own.browser.uninstallExtension(own.extensionId);
  await expect.poll(() => page.$$eval('[data-throughline]', nodes => nodes.length)).toBe(0);
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  expect(await page.$$eval('[aria-describedby="throughline-receipt"]', nodes => nodes.length)).toBe(0);
  await own.close();
});
