// The panel beside a HubSpot record in a real browser, under HubSpot's own host name, against the sample company. Figures are
// the sample's documented ones: £12,000.00 for Harrowgate Hotels over four touches, £18,600.00 for Larkspur over four.

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  axe,
  crmPage,
  openBrowser,
  replicas,
  type SampleCompanion,
  screenshot,
  startSample,
  type TestBrowser,
} from './harness/index.ts';

let companion: SampleCompanion;
let browser: TestBrowser;

beforeAll(async () => {
  [companion, browser] = await Promise.all([startSample(), openBrowser()]);
  await browser.pair(companion);
});
afterAll(async () => {
  expect(browser.seen.errors).toEqual([]);
  expect(browser.seen.refusedHosts).toEqual([]);
  const { hosts } = await browser.close();
  expect(hosts).toEqual([new URL(companion.url).host]);
  await companion.close();
});

const usual = { model: 'last-touch', salesMode: false, panelFolded: false };
beforeEach(() => browser.setChoices(usual));

type ServedHosts = ReturnType<typeof replicas>;
type Look = { width?: number; height?: number; dark?: boolean; forcedColors?: boolean };

async function open(url: string, look: Look = {}, serve: ServedHosts = replicas(companion)): Promise<Page> {
  const page = await browser.newPage({ ...look, serve });
  await page.goto(url);
  return page;
}

/** A page of HubSpot's that is nothing but this. */
const bare = (body: string): ServedHosts => ({
  'app.hubspot.com': () => ({
    body: `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>CRM</title>${body}`,
  }),
});

/** The panel's words; '' where there is no panel. */
const textOf = (page: Page, selector = '.panel') =>
  page.evaluate(
    within => document.querySelector('throughline-panel')?.shadowRoot?.querySelector(within)?.textContent ?? '',
    selector,
  );

const keyOf = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLElement>('throughline-panel')?.dataset.throughlineKey ?? null);

/** [campaign, money] of each row of the credit. */
const creditOf = (page: Page) =>
  page.evaluate(() =>
    [
      ...(document.querySelector('throughline-panel')?.shadowRoot?.querySelectorAll<HTMLElement>('.credit > li') ?? []),
    ].map(row => [row.dataset.campaign, row.querySelector('.money')?.textContent]),
  );

const milestonesOf = (page: Page) =>
  page.evaluate(() =>
    [
      ...(document.querySelector('throughline-panel')?.shadowRoot?.querySelectorAll<HTMLElement>('[data-milestone]') ??
        []),
    ].map(row => [row.dataset.milestone, row.querySelector('time')?.dateTime.slice(0, 10)]),
  );

const story =
  'First came from a Google ad for ‘commercial kettle’ on 2 February 2026, back through email, from a Google search and from a ' +
  'Facebook ad; filled in the e-book form on 2 February and booked a meeting on 4 March. Harrowgate Hotels – kettles for 14 ' +
  'houses: won £12,000.00 on 15 July.';

test('a contact’s page tells how she came, under the right basis', async () => {
  const page = await open(crmPage('0-1', '501'), { width: 1280, height: 1500 });
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  expect(await keyOf(page)).toBe('501');
  const text = await textOf(page);
  for (const part of ['Brackenmoor Kettles (sample)', 'Amelia Hart', 'Connected', 'Last touch', 'GBP'])
    expect(text).toContain(part);
  expect(await milestonesOf(page)).toEqual([
    ['first', '2026-02-02'],
    ['lead', '2026-02-02'],
    ['opportunity', '2026-03-12'],
    ['close', '2026-07-15'],
    ['last', '2026-03-04'],
  ]);
  // What she says herself, beside what was measured.
  expect(await textOf(page, '.said')).toBe(
    'They said: Google and a colleague at another hotel Word of mouth + Search · Feb 2, 2026 · the path has it',
  );
  const timeline = await textOf(page, '[aria-labelledby="timeline"]');
  for (const part of [
    'Commercial kettles',
    'brackenmoor.example/guides/hard-water',
    'ebook-follow-up',
    'Retargeting',
    'Meeting booked',
  ])
    expect(timeline).toContain(part);
  await screenshot(page, 'hubspot-contact');
  await page.close();
});

test('a deal’s credit adds up to its amount under each model, and changes with the model on the open page', async () => {
  const page = await open(crmPage('0-3', '9001'), { width: 1280, height: 1500 });
  await expect
    .poll(() => creditOf(page))
    .toEqual([
      ['Retargeting', '£12,000.00'],
      ['Commercial kettles', '£0.00'],
      ['ebook-follow-up', '£0.00'],
      ['Google search', '£0.00'],
    ]);
  expect(await textOf(page, '.conservation')).toBe('£12,000.00 = £12,000.00');
  await browser.setChoices({ model: 'linear' });
  await expect
    .poll(() => creditOf(page))
    .toEqual([
      ['Commercial kettles', '£3,000.00'],
      ['ebook-follow-up', '£3,000.00'],
      ['Google search', '£3,000.00'],
      ['Retargeting', '£3,000.00'],
    ]);
  // U: 40 % first, 40 % last, 20 % between the two others.
  await browser.setChoices({ model: 'position-based' });
  await expect
    .poll(() => creditOf(page))
    .toEqual([
      ['Commercial kettles', '£4,800.00'],
      ['Retargeting', '£4,800.00'],
      ['ebook-follow-up', '£1,200.00'],
      ['Google search', '£1,200.00'],
    ]);
  expect(await textOf(page, '.conservation')).toBe('£12,000.00 = £4,800.00 + £4,800.00 + £1,200.00 + £1,200.00');
  await page.close();
});

test('the model is switched in the panel too', async () => {
  const page = await open(crmPage('0-3', '9001'));
  const select = await page.waitForSelector('throughline-panel >>> select');
  await select!.select('first-touch');
  await expect.poll(async () => (await creditOf(page))[0]).toEqual(['Commercial kettles', '£12,000.00']);
  await page.close();
});

test('a company’s page shows its people side by side', async () => {
  const page = await open(crmPage('0-2', '7002'), { width: 1280, height: 1600 });
  await expect
    .poll(() => textOf(page, '.summary'))
    .toMatch(/^Noor Rahman came first, from a LinkedIn ad ‘Hotel buyers’/);
  const people = await page.evaluate(() =>
    [...document.querySelector('throughline-panel')!.shadowRoot!.querySelectorAll<HTMLElement>('[data-person]')].map(
      row => [
        row.dataset.person,
        row.querySelectorAll('.lane .dot').length,
        row.querySelector('.only-read')!.textContent,
      ],
    ),
  );
  expect(people.map(([name, dots]) => [name, dots])).toEqual([
    ['Noor Rahman', 1],
    ['Gareth Pugh', 1],
    ['Ines Moreau', 2],
  ]);
  expect(people[2][2]).toMatch(/^Link on hotelbuyersguide\.example on .+; Email ‘monthly-tips’ on /);
  await screenshot(page, 'hubspot-company');
  await page.close();
});

test('a contact’s colleagues have lanes, and a deal’s moment that was a colleague’s says whose', async () => {
  const page = await open(crmPage('0-1', '502'));
  await expect.poll(() => textOf(page, '.milestone:has([data-milestone="close"])')).toContain('Ines Moreau');
  expect(await textOf(page, '[aria-labelledby="people"]')).toMatch(/Noor Rahman[\s\S]*Gareth Pugh[\s\S]*Ines Moreau/);
  await page.close();
});

test('going from record to record never shows another’s journey', async () => {
  const page = await open(crmPage('0-1', '501'));
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  // Each frame says which record the page, the panel's mark and the panel's words are about.
  await page.evaluate(() => {
    const seen: [string, string, string][] = [];
    Object.assign(window, { seen });
    const look = () => {
      const host = document.querySelector<HTMLElement>('throughline-panel');
      const words = host?.shadowRoot?.querySelector('.summary')?.textContent ?? '';
      seen.push([location.pathname.split('/').at(-1)!, host?.dataset.throughlineKey ?? '', words.slice(0, 30)]);
      requestAnimationFrame(look);
    };
    look();
    const go = (path: string) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    };
    // There and on before any answer can have come, then back.
    go('/contacts/1042073/record/0-2/7002');
    go('/contacts/1042073/record/0-1/504');
    setTimeout(() => go('/contacts/1042073/record/0-2/7002'), 40);
  });
  await expect.poll(() => textOf(page, '.summary')).toMatch(/^Noor Rahman came first/);
  await page.evaluate(() => history.back());
  await expect.poll(() => textOf(page, '.summary')).toMatch(/^First came from a link on hotelbuyersguide/);
  const frames = () => page.evaluate(() => (window as unknown as { seen: [string, string, string][] }).seen);
  // A busy machine paints few frames a second.
  await expect.poll(async () => (await frames()).filter(([, , words]) => words !== '').length).toBeGreaterThan(3);
  const seen = await frames();
  const about: Record<string, string> = {
    '501': 'First came from a Google',
    '7002': 'Noor',
    '504': 'First came from a link',
  };
  expect(seen.filter(([id, key, words]) => id !== key || !(words === '' || words.startsWith(about[id])))).toEqual([]);
  // A list has no record, and no panel.
  await page.evaluate(() => {
    history.pushState(null, '', '/contacts/1042073/objects/0-1/views/all/list');
  });
  expect(await page.$('throughline-panel')).toBeNull();
  await page.close();
});

test('a record that the export lacks is found by the email on its page, also after another record', async () => {
  const page = await open(crmPage('0-1', '610'), { width: 1280, height: 1200 });
  const found = 'Found by the email buyer@penhallowspa.example, as the HubSpot export lacks this contact’s record id.';
  await expect.poll(() => textOf(page, '.notice')).toBe(found);
  expect(await textOf(page, '.summary')).toContain('Penhallow Spa – first order: won £2,000.00 on 15 April.');
  await screenshot(page, 'hubspot-by-email');
  await page.goto(crmPage('0-1', '501'));
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  await page.evaluate(() => {
    history.pushState(null, '', '/contacts/1042073/record/0-1/610');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect.poll(() => textOf(page, '.notice')).toBe(found);
  await page.close();
});

test('a deal without people says that no visit is known, and where its money went', async () => {
  const page = await open(crmPage('0-3', '9003'));
  await expect.poll(() => textOf(page, '.conservation')).toBe('£1,480.00 = £1,480.00 unattributed');
  expect(await textOf(page, '.summary')).toBe(
    'No visit of theirs is known. Trade counter: won £1,480.00 on 6 May 2026.',
  );
  await page.close();
});

test('a record that nobody is known by says what to import', async () => {
  const page = await open('https://app.hubspot.com/contacts/1042073/record/0-3/99999', {}, bare('<h2>A deal</h2>'));
  await expect.poll(() => textOf(page)).toContain('Nobody is known by this deal');
  expect(await textOf(page)).toContain('npx throughline import hubspot-deals.csv');
  await page.close();
});

test('sales mode hides credit, model and conservation, and keeps the story', async () => {
  const page = await open(crmPage('0-1', '501'), { height: 1200 });
  const box = await page.waitForSelector('throughline-panel >>> input[role="switch"]');
  await expect.poll(() => textOf(page)).toContain('Credit by campaign');
  await box!.click();
  await expect.poll(() => textOf(page)).not.toContain('Credit by campaign');
  const text = await textOf(page);
  expect(text).toContain(story);
  for (const part of ['GBP', '£12,000.00 =', '%']) expect(text).not.toContain(part);
  expect(await textOf(page, '.basis')).not.toContain('Last touch');
  expect(await page.$('throughline-panel >>> select')).toBeNull();
  await screenshot(page, 'hubspot-sales-mode');
  await page.close();
});

test('folded with Escape, it stays folded on the next page, and the keys bring it back', async () => {
  const page = await open(crmPage('0-1', '501'));
  const fold = await page.waitForSelector('throughline-panel >>> .fold');
  await fold!.focus();
  await page.keyboard.press('Escape');
  await page.waitForSelector('throughline-panel >>> .tab');
  expect(await page.$('throughline-panel >>> .panel')).toBeNull();
  const focused = () =>
    page.evaluate(() => document.querySelector('throughline-panel')?.shadowRoot?.activeElement?.className);
  expect(await focused()).toBe('tab');
  await screenshot(page, 'hubspot-folded');
  await page.goto(crmPage('0-3', '9002'));
  await page.waitForSelector('throughline-panel >>> .tab');
  expect(await page.$('throughline-panel >>> .panel')).toBeNull();
  await page.keyboard.down('Alt');
  await page.keyboard.down('Shift');
  await page.keyboard.press('KeyJ');
  await page.keyboard.up('Shift');
  await page.keyboard.up('Alt');
  await page.waitForSelector('throughline-panel >>> .panel');
  expect(await focused()).toBe('fold');
  await page.close();
});

test('a page that draws itself anew, or throws its body away, keeps its panel and its own layout', async () => {
  const page = await open(crmPage('0-1', '501', { rerender: '50' }));
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  const boxes = () =>
    page.evaluate(() => {
      const { x, width } = document.querySelector('[data-test-id="records-right-sidebar"]')!.getBoundingClientRect();
      return [x, width, document.documentElement.scrollWidth, getComputedStyle(document.body).marginRight];
    });
  const before = await boxes();
  await page.evaluate(() => document.querySelector('throughline-panel')!.remove());
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  await page.evaluate(() => {
    const copy = document.body.cloneNode(false);
    document.documentElement.replaceChild(copy, document.body);
  });
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  await page.close();
  const plain = await openBrowser({ extension: false });
  const alone = await plain.newPage({ serve: replicas(companion) });
  await alone.goto(crmPage('0-1', '501'));
  await alone.waitForSelector('[data-test-id="records-right-sidebar"]');
  expect(
    await alone.evaluate(() => {
      const { x, width } = document.querySelector('[data-test-id="records-right-sidebar"]')!.getBoundingClientRect();
      return [x, width, document.documentElement.scrollWidth, getComputedStyle(document.body).marginRight];
    }),
  ).toEqual(before);
  await plain.close();
});

test('under a strict policy, rules against everything and a sheet over everything, the panel stands and can be folded', async () => {
  const body = `<style>* { display: none !important; position: static !important; opacity: 0 !important }
    html, body { display: block !important } </style>
    <div style="position: fixed; inset: 0; z-index: 2147483647"></div>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'";
  const page = await open(
    crmPage('0-1', '501'),
    {},
    {
      'app.hubspot.com': () => ({ headers: { 'content-security-policy': policy }, body: `<!doctype html>${body}` }),
    },
  );
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  const fold = await page.waitForSelector('throughline-panel >>> .fold', { visible: true });
  await fold!.click();
  await page.waitForSelector('throughline-panel >>> .tab', { visible: true });
  await page.close();
});

test('it stands beside the page at every usual width, light and dark', async () => {
  for (const look of [
    // A wide page magnified four times.
    { width: 320, height: 600 },
    { width: 1024, height: 768 },
    { width: 1280, height: 800, dark: true },
    { width: 1600, height: 900 },
    { width: 1920, height: 1080, dark: true },
  ]) {
    const page = await open(crmPage('0-2', '7002'), look);
    await expect.poll(() => textOf(page, '.summary')).toMatch(/^Noor/);
    const box = await page.evaluate(() => {
      const { left, top, right, bottom } = document
        .querySelector('throughline-panel')!
        .shadowRoot!.querySelector('.panel')!
        .getBoundingClientRect();
      return { left, top, right, bottom };
    });
    expect(box.right - box.left).toBe(Math.min(360, look.width - 24));
    expect(box.left >= 0 && box.top >= 0 && box.right <= look.width && box.bottom <= look.height).toBe(true);
    await screenshot(page, `hubspot-${look.width}${look.dark ? '-dark' : ''}`);
    await page.close();
  }
});

test('axe finds nothing serious in the panel, open, folded, light, dark and in forced colours', async () => {
  for (const look of [{}, { dark: true }, { forcedColors: true }] satisfies Look[]) {
    const page = await open(crmPage('0-2', '7002'), { ...look, height: 1600, width: 1600 });
    await expect.poll(() => textOf(page, '.summary')).toMatch(/^Noor/);
    expect(await axe(page, 'throughline-panel' as never)).toEqual([]);
    await page.close();
  }
  await browser.setChoices({ panelFolded: true });
  const page = await open(crmPage('0-2', '7002'));
  await page.waitForSelector('throughline-panel >>> .tab');
  expect(await axe(page, 'throughline-panel' as never)).toEqual([]);
  await page.close();
});

test('with the companion away the last answer stays, marked with its age; without one it says what to do', async () => {
  // The replica goes with the companion; HubSpot wouldn't.
  const page = await open(crmPage('0-1', '501'), { height: 1200 }, bare('<h2>A contact</h2>'));
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  await companion.kill();
  try {
    await page.reload();
    await expect.poll(() => textOf(page, '.is-stale')).toMatch(/^The companion is away: this is what it said /);
    expect(await textOf(page, '.summary')).toBe(story);
    await browser.setChoices({ model: 'linear' });
    await expect.poll(async () => (await creditOf(page))[0]).toEqual(['Commercial kettles', '£3,000.00']);
    await screenshot(page, 'hubspot-away');
    // Never asked about before.
    await page.goto(crmPage('0-2', '7001'));
    await page.waitForSelector('throughline-panel >>> .state .more');
    expect(await textOf(page, '.state')).toMatch(/companion/i);
    expect(await keyOf(page)).toBe('7001');
    await screenshot(page, 'hubspot-away-unknown');
  } finally {
    await companion.startAgain();
  }
  // Back again, also by the button.
  const retry = await page.waitForSelector('throughline-panel >>> .state .more');
  await retry!.click();
  await expect.poll(() => textOf(page, '.summary')).toContain('won £12,000.00');
  await expect.poll(() => textOf(page, '.is-stale')).toBe('');
  await page.close();
});

test('unpaired, it says how to pair; and nothing is left when the extension is taken away', async () => {
  const other = await openBrowser();
  const page = await other.newPage({ serve: replicas(companion) });
  await page.goto(crmPage('0-1', '501'));
  await expect.poll(() => textOf(page)).toContain('npx throughline pair');
  await screenshot(page, 'hubspot-unpaired');
  await other.pair(companion);
  await expect.poll(() => textOf(page, '.summary')).toBe(story);
  const nodes = () => page.evaluate(() => document.querySelectorAll('throughline-panel, [data-throughline]').length);
  expect(await nodes()).toBe(1);
  await other.browser.uninstallExtension(other.extensionId);
  await expect.poll(nodes, { timeout: 5_000 }).toBe(0);
  await other.close();
});
