// The replica pages in a real browser, under the real host names, without the extension: their elements are what an adapter
// knows the real pages by, and they move as the real ones do.

import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  adsPage,
  axe,
  crmPage,
  openBrowser,
  replicas,
  type SampleCompanion,
  startSample,
  type TestBrowser,
} from './harness/index.ts';

let companion: SampleCompanion;
let browser: TestBrowser;
beforeAll(async () => {
  [companion, browser] = await Promise.all([startSample(), openBrowser({ extension: false })]);
});
afterAll(async () => {
  const { hosts } = await browser.close();
  await companion.close();
  // The last test's page on the companion itself, loaded again.
  expect(hosts).toEqual([new URL(companion.url).host]);
});
afterEach(async () => {
  expect(browser.seen.errors).toEqual([]);
  expect(browser.seen.refusedHosts).toEqual([]);
});

async function open(url: string): Promise<Page> {
  const page = await browser.newPage({ serve: replicas(companion) });
  await page.goto(url);
  await page.waitForSelector('.particle-table-row, [data-test-id=left-sidebar], .list');
  return page;
}
const openAds = (options: Record<string, string> = {}, view?: string) => open(adsPage({ load: '0', ...options }, view));
const texts = (page: Page, selector: string) =>
  page.$$eval(selector, elements => elements.map(element => element.textContent ?? ''));
/** The campaigns' names as the eye meets them: rows stand in the document in any order. */
const names = (page: Page) =>
  page.$$eval('.particle-table-row', rows =>
    rows
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map(row => row.querySelector('campaign-name a')?.textContent ?? ''),
  );
/** Waits until the page shows nothing of a load any more. */
const settled = (page: Page) => page.waitForSelector('.ess-table-canvas:not(.content-loading)');

describe('the ad dashboard', () => {
  test('has the elements by which its table is known', async () => {
    const page = await openAds({ segment: '' });
    const grid =
      'cm-root > base-root view-loader > campaign-view > tableview > div[debugid=table-section-showhide] > ess-table[navi-id=table-view] > ess-particle-table > .ess-table-constraint > .ess-table-wrapper > div > .ess-table-canvas[role=grid][aria-label="Campaigns table"]';
    const counts: Record<string, number> = {
      [grid]: 1,
      [`awsm-child-content ${grid}`]: 1,
      '.particle-table-header[role=row] .particle-table-header-cell[role=columnheader][essfield]': 9,
      '.particle-table-header-cell[essfield="stats.cost"].data-numeric .mt-header-label-wrapper > aw-header-cell': 1,
      // Five campaigns, each with a segment's three lines; two totals.
      '.particle-table-row[role=row]': 20,
      '.particle-table-row.particle-joined-row > ess-cell[essfield=segmentation_info]:first-child': 15,
      '.particle-joined-row a': 0,
      '.particle-table-row > tools-cell[role=gridcell]': 5,
      'campaign-name[navi-id="campaign-table-campaign-name-cell"] a.ess-cell-link[href^="/aw/adgroups?"][href*="campaignId="]': 5,
      '.particle-table-row > ess-cell.last-frozen-column[essfield=name]': 20,
      '.particle-table-row > div[role=presentation] > .particle-row-scroll-container > ess-cell[essfield="stats.cost"][role=gridcell] > stats-field > .ess-cell-ellipsis': 20,
      '.particle-table-summary-row-table .particle-table-summary-label-container': 1,
      '.particle-table-summary-row-scope .particle-table-summary-label-container': 1,
      '.particle-hscroll-outer > .particle-hscroll-inner': 1,
      '.frozen-column-shadow': 1 + 20 + 2,
      'dropdown-button.menu-trigger.primary-range .button': 1,
    };
    const found = await page.evaluate(
      selectors =>
        Object.fromEntries(selectors.map(selector => [selector, document.querySelectorAll(selector).length])),
      Object.keys(counts),
    );
    expect(found).toEqual(counts);
    expect(await page.$eval('ess-cell[essfield="stats.cost"]', cell => (cell as HTMLElement).style.width)).toBe(
      '116px',
    );
    expect(await page.$eval('.particle-table-row', row => (row as HTMLElement).style.paddingRight)).toBe('16px');
    expect((await texts(page, '.account-info')).join().replace(/\s+/g, ' ').trim()).toBe(
      'Brackenmoor Kettles 104-207-3109',
    );
    expect(await texts(page, '.primary-range .button-text')).toEqual(['1 Feb – 30 Apr 2026']);
    await page.close();
  });

  test('shows its story at once', async () => {
    const page = await openAds();
    const cells = await page.$$eval('.particle-table-row', rows =>
      rows
        .slice(0, 3)
        .map(row =>
          ['name', 'stats.impressions', 'stats.clicks', 'stats.cost', 'stats.conversions'].map(
            field => row.querySelector(`[essfield="${field}"]`)?.textContent,
          ),
        ),
    );
    expect(cells).toEqual([
      ['Kettles broad', '10,000', '1,000', '£200.00', '13.00'],
      ['Kettles phrase', '5,000', '100', '£200.00', '7.00'],
      ['Descaler exact', '1,000', '10', '£200.00', '2.00'],
    ]);
    // £600.00 + £18,200.00 + £2,850.00
    expect(await texts(page, '.particle-table-summary-row-table [essfield="stats.cost"]')).toEqual(['£21,650.00']);
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test('sorts by a click on a header, the other way round by the next', async () => {
    const page = await openAds();
    const header = '.particle-table-header-cell[essfield="stats.clicks"]';
    await page.click(header);
    await page.waitForSelector(`${header}[aria-sort=descending]`);
    expect((await names(page)).slice(0, 2)).toEqual(['Commercial kettles', 'Kettles broad']);
    await page.click(header);
    await page.waitForSelector(`${header}[aria-sort=ascending]`);
    expect((await names(page)).slice(0, 2)).toEqual(['Descaler exact', 'Kettles phrase']);
    expect(await texts(page, '.particle-table-header-cell[aria-sort=ascending]')).toEqual(['Clicks']);
    await page.close();
  });

  test('turns pages, as long as asked for', async () => {
    const page = await openAds({ rows: '30', show: '10' });
    expect(await names(page)).toHaveLength(10);
    expect(await texts(page, '.pagination-range')).toEqual(['1 – 10 of 35']);
    await page.click('.pagination-bar .next');
    await page.waitForFunction(() => document.querySelector('.pagination-range')?.textContent === '11 – 20 of 35');
    // Five of the sample's own came first.
    expect((await names(page))[0]).toBe('Filters Leeds');
    await page.select('.pagination-bar select', '50');
    await page.waitForFunction(() => document.querySelector('.pagination-range')?.textContent === '1 – 35 of 35');
    await page.close();
  });

  test('goes down to ad groups and keywords and back without loading a page', async () => {
    const page = await openAds();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.click('.particle-table-row a.ess-cell-link');
    await page.waitForSelector('adgroup-view ad-group-name a.ess-cell-link');
    expect(new URL(page.url()).pathname).toBe('/aw/adgroups');
    expect(new URL(page.url()).searchParams.get('campaignId')).toBe('21000000001');
    expect(await page.$$('campaign-view')).toHaveLength(0);
    await page.click('ad-group-name a.ess-cell-link');
    await page.waitForSelector('keyword-view ess-cell[essfield=keyword_text] keyword-text');
    expect(await texts(page, 'keyword-text')).toEqual(['electric kettle', 'best kettle']);
    const hrefs = await page.$$eval('ad-group-name a', links => links.map(link => link.getAttribute('href')));
    expect(hrefs.every(href => /campaignId=21000000001&adGroupId=150000000011$/.test(href ?? ''))).toBe(true);
    await page.goBack();
    await page.goBack();
    await page.waitForSelector('campaign-view .particle-table-row');
    expect(await page.evaluate(() => (globalThis as unknown as { isSamePage: boolean }).isSamePage)).toBe(true);
    await page.close();
  });

  test('changes its date range, and says that it loads meanwhile', async () => {
    const page = await openAds({ load: '300' });
    await page.click('.primary-range .button');
    await page.click('material-select-item:nth-child(3)');
    await page.waitForSelector('.ess-table-canvas.content-loading');
    expect(await texts(page, '.primary-range .button-text')).toEqual(['1 Jan – 30 Sep 2026']);
    await settled(page);
    // The year's budgets of Commercial kettles: 5,400 + 5,600 + 6,200 + 6,400 + 6,100 + 7,400 + 6,800 + 6,000 + 6,300.
    expect((await texts(page, '.particle-table-row [essfield="stats.cost"]'))[3]).toBe('£56,200.00');
    await page.close();
  });

  test('scrolls its columns by a bar of its own, and makes room for what strangers add', async () => {
    const page = await openAds({}, 'keywords');
    const moved = await page.evaluate(async () => {
      const outer = document.querySelector('.particle-hscroll-outer') as HTMLElement;
      const own = outer.scrollWidth;
      const stranger = document.createElement('div');
      stranger.style.width = `${own + 400}px`;
      outer.append(stranger);
      outer.scrollLeft = 250;
      await new Promise(requestAnimationFrame);
      const shifts = [...document.querySelectorAll<HTMLElement>('.particle-row-scroll-container')].map(
        box => box.style.transform,
      );
      return { added: outer.scrollWidth - own, shifts: [...new Set(shifts)] };
    });
    expect(moved).toEqual({ added: 400, shifts: ['translateX(-250px)'] });
    await page.close();
  });

  test('is built anew where asked for, at the place it was scrolled to', async () => {
    const page = await openAds({ rows: '200', show: '500', rerender: '100' });
    const { isOther, top } = await page.evaluate(async () => {
      const scroller = document.querySelector('.content-scroll') as HTMLElement;
      scroller.scrollTop = 3_000;
      const before = document.querySelector('.ess-table-canvas');
      while (document.querySelector('.ess-table-canvas') === before) await new Promise(requestAnimationFrame);
      return { isOther: document.querySelector('.ess-table-canvas') !== before, top: scroller.scrollTop };
    });
    expect([isOther, top]).toEqual([true, 3_000]);
    await page.close();
  });
});

describe('a long table draws only what can be seen, and uses row elements again', () => {
  /** Puts a stranger into each row, scrolls away and back; tells whose rows the strangers are in then. */
  async function scrollAwayAndBack(recycle: string) {
    const page = await openAds({ rows: '200', show: '500', recycle });
    const counts = await page.evaluate(async () => {
      const scroller = document.querySelector('.content-scroll') as HTMLElement;
      const idOf = (row: Element) =>
        /campaignId=(\d+)/.exec(row.querySelector('campaign-name a')?.getAttribute('href') ?? '')?.[1];
      const rows = () => [...document.querySelectorAll('.particle-table-row')];
      const drawn = rows().length;
      for (const row of rows()) {
        const stranger = document.createElement('i');
        stranger.className = 'stranger';
        stranger.dataset.for = idOf(row);
        row.append(stranger);
      }
      const count = () => {
        const strangers = [...document.querySelectorAll<HTMLElement>('.stranger')];
        const right = strangers.filter(
          stranger => stranger.dataset.for === idOf(stranger.closest('.particle-table-row')!),
        );
        return { right: right.length, wrong: strangers.length - right.length };
      };
      const scrollTo = async (top: number) => {
        scroller.scrollTop = top;
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      };
      await scrollTo(5_000);
      const away = count();
      const firstAway = rows().map(idOf).sort()[0];
      await scrollTo(0);
      return { drawn, away, back: count(), firstAway };
    });
    expect(counts.drawn).toBeLessThan(30);
    expect(Number(counts.firstAway)).toBeGreaterThan(41_000_000_050);
    expect(await names(page)).toHaveLength(counts.drawn);
    expect((await names(page))[0]).toBe('Kettles broad');
    await page.close();
    return counts;
  }

  test('new elements: what strangers put in is gone', async () => {
    const { away, back } = await scrollAwayAndBack('replace');
    expect([away, back]).toEqual([
      { right: 0, wrong: 0 },
      { right: 0, wrong: 0 },
    ]);
  });

  test('drawn anew in the same elements: gone too', async () => {
    const { away, back } = await scrollAwayAndBack('redraw');
    expect([away, back]).toEqual([
      { right: 0, wrong: 0 },
      { right: 0, wrong: 0 },
    ]);
  });

  test('the same elements with other content: strangers stand in other records’ rows', async () => {
    const { drawn, away } = await scrollAwayAndBack('keep-content');
    expect(away).toEqual({ right: 0, wrong: drawn });
  });

  test('an element for each record: strangers come back with it', async () => {
    const { drawn, away, back } = await scrollAwayAndBack('detach');
    expect([away, back]).toEqual([
      { right: 0, wrong: 0 },
      { right: drawn, wrong: 0 },
    ]);
  });

  test.each(['replace', 'keep-content', 'redraw', 'detach'])(
    '%s: every row shows its own record after a sort and any scrolling',
    async recycle => {
      const page = await openAds({ rows: '200', show: '500', recycle, segment: '' });
      await page.click('.particle-table-header-cell[essfield="stats.clicks"]');
      await page.waitForSelector('[essfield="stats.clicks"][aria-sort=descending]');
      await settled(page);
      const seen = await page.evaluate(async () => {
        const scroller = document.querySelector('.content-scroll') as HTMLElement;
        const figures = new Map<string, Set<string>>();
        const bad: string[] = [];
        for (let top = 0; top < 40_000; top += 870) {
          scroller.scrollTop = top;
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          const rows = [...document.querySelectorAll('.particle-table-row')].sort(
            (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
          );
          let clicksAbove = Number.POSITIVE_INFINITY;
          for (const row of rows) {
            const name = row.querySelector('campaign-name a')?.textContent;
            const isSegment = row.classList.contains('particle-joined-row');
            if (isSegment !== (name === undefined)) bad.push(row.outerHTML);
            if (!name) continue;
            const clicks = row.querySelector('[essfield="stats.clicks"]')?.textContent ?? '';
            figures.set(name, (figures.get(name) ?? new Set()).add(clicks));
            const count = Number(clicks.replace(',', ''));
            if (count > clicksAbove) bad.push(`${name} ${clicks} below ${clicksAbove}`);
            clicksAbove = count;
          }
        }
        return { bad, campaigns: figures.size, different: [...figures].filter(([, said]) => said.size > 1) };
      });
      expect(seen).toEqual({ bad: [], campaigns: 205, different: [] });
      await page.close();
    },
  );
});

describe('the CRM', () => {
  test('has the three columns, title, mail and test ids by which a record is known', async () => {
    const page = await open(crmPage('0-1', '501', { load: '0' }));
    const counts: Record<string, number> = {
      '[data-test-id=left-sidebar][data-scroll-trackable-container=left-sidebar] > [class*=ScrollContainer]': 1,
      '[data-test-id=middle-pane] [data-test-id^=tab-][data-test-id$=-content]': 2,
      '[data-test-id=records-right-sidebar] [data-test-id^="card-wrapper-"]': 2,
      '[data-card-type=OBJECT_HIGHLIGHT] [data-test-id=record-highlight-main-content] [data-selenium-test=highlightTitle]': 1,
      '[data-test-id=left-sidebar] a[data-selenium-test="contact-chicklet-email"][href="mailto:amelia.hart@harrowgatehotels.example"]': 1,
    };
    const found = await page.evaluate(
      selectors =>
        Object.fromEntries(selectors.map(selector => [selector, document.querySelectorAll(selector).length])),
      Object.keys(counts),
    );
    expect(found).toEqual(counts);
    expect(await texts(page, '[data-selenium-test=highlightTitle]')).toEqual(['Amelia Hart']);
    const email = await page.$eval(
      '[data-selenium-test="property-input-email"]',
      input => (input as HTMLInputElement).value,
    );
    expect(email).toBe('amelia.hart@harrowgatehotels.example');
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test('goes to another record by a new address first, and new columns after', async () => {
    const page = await open(crmPage('0-1', '502', { load: '200' }));
    const before = await page.$('[data-test-id=left-sidebar]');
    await page.evaluate(() => {
      const link = [...document.querySelectorAll<HTMLElement>('.record-link')].find(a =>
        a.textContent?.includes('site kitchens'),
      );
      link?.click();
    });
    expect(page.url()).toContain('/record/0-3/9002');
    expect(await page.$('[data-selenium-test=highlightTitle]')).toBeNull();
    await page.waitForSelector('[data-test-id=left-sidebar]');
    expect(await before!.evaluate(column => column.isConnected)).toBe(false);
    expect(await texts(page, '[data-selenium-test=highlightTitle]')).toEqual([
      'Larkspur Holiday Parks – site kitchens',
    ]);
    expect(await texts(page, '[data-test-id=contact-chicklet-email]')).toEqual([
      'noor.rahman@larkspurparks.example',
      'gareth.pugh@larkspurparks.example',
      'ines.moreau@larkspurparks.example',
    ]);
    await page.goBack();
    await page.waitForSelector('[data-test-id=left-sidebar]');
    expect(await texts(page, '[data-selenium-test=highlightTitle]')).toEqual(['Noor Rahman']);
    await page.close();
  });

  test('lists its records, each a link', async () => {
    const page = await open('https://app.hubspot.com/contacts/1042073/objects/0-3/views/all/list?load=0');
    expect(await texts(page, 'td[data-table-external-id^=name-] a')).toEqual([
      'Harrowgate Hotels – kettles for 14 houses',
      'Larkspur Holiday Parks – site kitchens',
      'Trade counter',
    ]);
    await page.close();
  });
});

test('on the companion itself the same pages stand below /replica', async () => {
  const page = await browser.newPage();
  await page.goto(`${companion.url}/replica/ads.google.com/aw/campaigns?load=0`);
  await page.click('.particle-table-row a.ess-cell-link');
  await page.waitForSelector('adgroup-view');
  expect(new URL(page.url()).pathname).toBe('/replica/ads.google.com/aw/adgroups');
  await page.reload();
  await page.waitForSelector('adgroup-view .particle-table-row');
  await page.close();
});
