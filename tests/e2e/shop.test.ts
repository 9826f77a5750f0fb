// The loop from the ad to the revenue, in a real browser: a shop on two domains with the snippet, a public collector, people
// who come, leave and come back, and a workspace that pulls what was collected and knows the deals from a CSV file.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JourneyAnswer } from '#shared/schema/index.ts';
import { axe } from './harness/index.ts';
import { Processes } from './processes.ts';
import { adLanding, mailLanding } from './shop/shop.ts';
import { openStreet, type Street, type Visitor } from './shop/street.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const bot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

let street: Street;
beforeAll(async () => {
  street = await openStreet();
}, 120_000);
afterAll(() => street?.close());

/** Waits until the collector has kept as many hits that pass as asked for, and answers them. */
async function kept(isMeant: (line: Line) => boolean, atLeast = 1): Promise<Line[]> {
  await expect.poll(async () => (await street.kept()).filter(isMeant).length).toBeGreaterThanOrEqual(atLeast);
  return (await street.kept()).filter(isMeant);
}
type Line = Awaited<ReturnType<Street['kept']>>[number];

const byAd = (line: Line) => line.url === adLanding;

/** From the search engine over the ad to the shop's front page. */
async function comeByAd(visitor: Visitor): Promise<Page> {
  const page = await visitor.tab();
  await page.goto('https://search.example.test/');
  await follow(page, '#ad');
  return page;
}

async function follow(page: Page, link: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(link)]);
}

/** The id that the snippet keeps on this device for this site; undefined: none. */
const visitorId = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => /\btl_visitor=(\w+)/.exec(document.cookie)?.[1]);

/** The id once the snippet has run. */
async function knownAs(page: Page): Promise<string> {
  await expect.poll(() => visitorId(page)).toBeTruthy();
  return (await visitorId(page)) as string;
}

/** Leaves the address on the guide's form. */
async function askForGuide(page: Page, email: string): Promise<void> {
  await page.type('input[name=email]', email);
  await page.type('input[name=company]', 'Copper & Sons');
  await page.type('input[name=password]', 'open sesame');
  await page.type('input[name=card]', '4242424242424242');
  await page.type('input[name=note]', 'call me in the evening');
  await follow(page, '#guide-form button');
}

test('by an ad, back by e-mail on another day, a form, a booked call: the deal’s revenue is the campaign’s', async () => {
  const anna = await street.visitor({ consent: 'granted' });
  const first = await comeByAd(anna);
  const id = await knownAs(first);
  expect(await axe(first)).toEqual([]);
  const [landing] = await kept(line => byAd(line) && line.visitor === id);
  expect(landing).toMatchObject({ kind: 'page', consent: 'granted', referrer: 'https://search.example.test/' });
  await anna.leave();

  street.later(2 * DAY);
  const second = await anna.tab();
  await second.goto(mailLanding);
  expect(await knownAs(second)).toBe(id);
  await expect
    .poll(() => second.$eval('input[name=tl_gclid]', field => (field as HTMLInputElement).value))
    .toBe('Cj0KCQiA-TeSt_ClickId-0123456789abcdefghijKLMNOP');
  await askForGuide(second, 'Anna@Copper.example');
  const [form] = await kept(line => line.kind === 'form' && line.visitor === id);
  expect(form.email?.toLowerCase()).toBe('anna@copper.example');
  expect(form.properties).toEqual({ company: 'Copper & Sons' });
  expect(form.at - landing.at).toBeGreaterThanOrEqual(2 * DAY);
  // What the site did not name is in no form's hit.
  for (const unnamed of ['open sesame', '42424242', 'evening']) expect(JSON.stringify(form)).not.toContain(unnamed);

  await follow(second, '#book');
  const frame = await (await second.waitForSelector('#calendly'))?.contentFrame();
  await frame?.waitForSelector('#pick');
  await knownAs(second);
  await frame?.click('#pick');
  const [booking] = await kept(line => line.kind === 'booking' && line.visitor === id);
  expect(booking.name).toMatch(/calendly/i);
  // The form was sent by GET: what stood in it is in the next page's address, and goes no further.
  const all = JSON.stringify(await street.kept());
  for (const secret of ['open sesame', 'open+sesame', '42424242']) expect(all).not.toContain(secret);
  await anna.leave();
});

test('who denies leaves a visit and nothing of themselves, here or there', async () => {
  const before = (await street.kept()).length;
  const page = await comeByAd(await street.visitor({ consent: 'denied' }));
  await expect.poll(async () => (await street.kept()).length).toBe(before + 1);
  const [line] = (await street.kept()).slice(before);
  expect(line).toMatchObject({ kind: 'visit', consent: 'denied', site: 'www.kettle.test' });
  expect(line.visitor).toBeUndefined();
  expect(line.url).not.toContain('ClickId');
  await follow(page, '#guide');
  await askForGuide(page, 'dora@quiet.example');
  await page.waitForSelector('#book');
  expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 1]);
  expect(await page.evaluate(() => JSON.parse(localStorage.tl))).toEqual({ x: 'denied' });
  // One visit; the pages within it and the form say nothing.
  expect((await street.kept()).length).toBe(before + 1);
  expect(JSON.stringify(await street.kept())).not.toContain('dora');
});

test('who says nothing has nothing kept on their device', async () => {
  const before = (await street.kept()).length;
  const silent = await street.visitor();
  const page = await comeByAd(silent);
  await page.waitForNetworkIdle();
  await follow(page, '#guide');
  await expect.poll(async () => (await street.kept()).length).toBe(before + 1);
  expect((await street.kept())[before]).toMatchObject({ kind: 'visit', consent: 'undecided' });
  expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
});

test('who takes it back is gone from the device, and the collector is told', async () => {
  const eve = await street.visitor({ consent: 'granted' });
  const page = await comeByAd(eve);
  const id = await knownAs(page);
  await kept(line => byAd(line) && line.visitor === id);
  await page.evaluate(() =>
    (window as unknown as { throughline(...call: string[]): void }).throughline('consent', 'withdrawn'),
  );
  await kept(line => line.kind === 'withdraw' && line.visitor === id);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => Object.keys(localStorage).filter(name => name !== 'tl'))).toEqual([]);
  expect(await page.evaluate(() => localStorage.tl)).not.toContain(id);
  await eve.leave();
});

test('with the collector down for an hour nothing is lost, and each hit keeps its own time', async () => {
  const finn = await street.visitor({ consent: 'granted' });
  const page = await comeByAd(finn);
  const id = await knownAs(page);
  const [landing] = await kept(line => byAd(line) && line.visitor === id);
  street.collectorDown();
  await page.evaluate(() => {
    history.pushState(null, '', '/pricing');
    (window as unknown as { throughline(...call: unknown[]): void }).throughline('event', 'calculator', { cups: 12 });
  });
  await page.waitForFunction(() => Object.keys(localStorage).filter(name => name.startsWith('tl.')).length >= 2);
  await finn.leave();
  street.later(HOUR);
  street.collectorUp();
  const back = await finn.tab();
  await back.goto('https://www.kettle.test/guide');
  await kept(line => line.visitor === id && line.url.endsWith('/guide'));
  const lines = await kept(line => line.visitor === id && line.url.endsWith('/pricing'), 2);
  const late = lines;
  // What is sent once more is the same hit.
  expect(new Set(late.map(line => `${line.kind} ${line.hit_id}`)).size).toBe(2);
  expect(new Set(late.map(line => line.kind))).toEqual(new Set(['custom', 'page']));
  // What the browser itself tries once more carries the hour as a wrong clock's: the store keeps the earliest telling.
  for (const id of new Set(late.map(line => line.hit_id))) {
    const [first] = late.filter(line => line.hit_id === id).sort((a, b) => a.at - b.at);
    expect(first.at - landing.at).toBeLessThan(HOUR / 2);
    expect(first.received - first.at).toBeGreaterThanOrEqual(HOUR - 60_000);
  }
  await finn.leave();
});

test('two tabs are one visitor, and neither loses what the other did', async () => {
  const gail = await street.visitor({ consent: 'granted' });
  const one = await comeByAd(gail);
  const id = await knownAs(one);
  const two = await gail.tab();
  await two.goto('https://www.kettle.test/guide');
  expect(await knownAs(two)).toBe(id);
  const say = (page: Page, name: string) =>
    page.evaluate(
      (event: string) => (window as unknown as { throughline(...call: string[]): void }).throughline('event', event),
      name,
    );
  await Promise.all([1, 2, 3, 4, 5].flatMap(n => [say(one, `one-${n}`), say(two, `two-${n}`)]));
  const lines = await kept(line => line.visitor === id && line.kind === 'custom', 10);
  expect(lines.map(line => line.name).sort()).toEqual(
    ['one', 'two'].flatMap(tab => [1, 2, 3, 4, 5].map(n => `${tab}-${n}`)),
  );
  await gail.leave();
});

test('another domain of the shop knows the visitor, and the address bar stays clean', async () => {
  const hal = await street.visitor({ consent: 'granted' });
  const page = await comeByAd(hal);
  const id = await knownAs(page);
  await follow(page, '#tea');
  expect(await knownAs(page)).toBe(id);
  expect(page.url()).toBe('https://kettle-tea.test/');
  const [tea] = await kept(line => line.visitor === id && line.site === 'kettle-tea.test');
  expect(tea.url).toBe('https://kettle-tea.test/');
  await hal.leave();
});

test('an order after the payment provider’s page is told with the visitor who left for it', async () => {
  const ida = await street.visitor({ consent: 'granted' });
  const page = await comeByAd(ida);
  const id = await knownAs(page);
  await follow(page, '#shop');
  await knownAs(page);
  await follow(page, '#pay');
  await follow(page, '#done');
  const [order] = await kept(line => line.kind === 'order' && line.visitor === id);
  expect(order).toMatchObject({ order_id: 'K-1001', amount: '49.9', currency: 'GBP' });
  const [paid] = await kept(line => line.kind === 'page' && line.visitor === id && line.url.includes('/paid'));
  expect(paid.referrer).toMatch(/^https:\/\/checkout\.stripe\.com\//);
  await ida.leave();
});

test('a device that two people use tells of both', async () => {
  const shared = await street.visitor({ consent: 'granted' });
  const page = await comeByAd(shared);
  const id = await knownAs(page);
  const identify = (email: string) =>
    page.evaluate(
      (address: string) =>
        (window as unknown as { throughline(...call: unknown[]): void }).throughline('identify', { email: address }),
      email,
    );
  await identify('jack@home.example');
  await kept(line => line.email === 'jack@home.example');
  await shared.leave();
  street.later(DAY);
  const later = await shared.tab();
  await later.goto(mailLanding);
  expect(await knownAs(later)).toBe(id);
  await later.evaluate(() =>
    (window as unknown as { throughline(...call: unknown[]): void }).throughline('identify', {
      email: 'jill@home.example',
    }),
  );
  await kept(line => line.email === 'jill@home.example');
  await later.goto(mailLanding.replace('spring', 'summer'));
  await kept(line => line.visitor === id && line.url.includes('summer-offer'));
  await shared.leave();
});

test('a bot is answered and not kept', async () => {
  const before = (await street.kept()).length;
  const page = await (await street.visitor({ consent: 'granted', userAgent: bot })).tab();
  const answered = page.waitForResponse(response => response.url().endsWith('/v1/collect'));
  await page.goto(adLanding);
  expect((await answered).status()).toBe(204);
  expect((await street.kept()).length).toBe(before);
});

test('who came by the ad sees the ad’s phone number, and their call is joined to their visit', async () => {
  // Of several who were shown the number within two hours none would be joined.
  street.later(DAY);
  const number = (page: Page) =>
    page.$eval('#tel', link => [(link as HTMLAnchorElement).getAttribute('href'), link.textContent]);
  const kay = await street.visitor({ consent: 'granted' });
  const byTheAd = await comeByAd(kay);
  await expect.poll(() => number(byTheAd)).toEqual(['tel:+442079460001', '020 7946 0001']);
  const kayId = await knownAs(byTheAd);
  const [landing] = await kept(line => byAd(line) && line.visitor === kayId);
  expect(landing.number).toBe('+442079460001');
  await kay.leave();

  const leo = await street.visitor({ consent: 'granted' });
  const byMail = await leo.tab();
  await byMail.goto(mailLanding);
  const leoId = await knownAs(byMail);
  await kept(line => line.visitor === leoId);
  const answered = byMail.waitForResponse(response => response.url().endsWith('/v1/collect'));
  await byMail.goto('https://www.kettle.test/');
  await answered;
  const [front] = await kept(line => line.visitor === leoId && line.url === 'https://www.kettle.test/');
  // Everybody sees this one: a call to it would tell nobody apart.
  expect(front.number).toBeUndefined();
  expect(await number(byMail)).toEqual(['tel:+442079460999', '020 7946 0999']);
  await leo.leave();

  const processes = await Processes.open();
  try {
    const run = async (...words: string[]) => {
      const { code, out, err } = await processes.run(...words);
      expect(code, `${words.join(' ')}: ${err}`).toBe(0);
      return out;
    };
    await run('settings', 'set', 'sites', 'kettle.test, kettle-tea.test');
    await run('pull', street.shop.pullUrl, '--token', street.token);
    const calls = join(processes.folder, 'calls.csv');
    const at = new Date(landing.at + 5 * 60_000).toISOString();
    await writeFile(calls, `phone,ts,event,dialled\n020 7946 0018,${at},call,020 7946 0001\n`);
    await run('import', calls);
    const journey = async (...words: string[]) =>
      JSON.parse(await run('journey', '+442079460018', '--json', ...words)) as JourneyAnswer;
    const joined = await journey();
    expect(joined.links).toContainEqual(
      expect.objectContaining({ how: 'dynamic number', hard: false, a: expect.any(String), b: expect.any(String) }),
    );
    expect(JSON.stringify(joined)).toContain(kayId);
    expect(JSON.stringify(joined)).not.toContain(leoId);
    expect(await run('journey', '+442079460018')).toMatch(/First came from a Google ad/);
    const hard = JSON.stringify(await journey('--links', 'hard'));
    for (const part of [kayId, 'dynamic number', 'gad_campaignid']) expect(hard).not.toContain(part);
  } finally {
    await processes.close();
  }
}, 120_000);

test('no page ever complained', () => {
  // While the collector was down the browser itself says so, whatever a page does.
  const own = street.browser.seen.errors.filter(({ text }) => !/net::ERR_/.test(text));
  expect(own).toEqual([]);
});

test('pulled beside the CSV of deals, each deal’s money is with what brought its people', async () => {
  const processes = await Processes.open();
  try {
    const run = async (...words: string[]) => {
      const { code, out, err } = await processes.run(...words);
      expect(err, words.join(' ')).not.toMatch(/bug/);
      expect(code, `${words.join(' ')}: ${err}`).toBe(0);
      return out;
    };
    const ask = async (...words: string[]) => JSON.parse(await run(...words, '--json'));
    await run('settings', 'set', 'sites', 'kettle.test, kettle-tea.test');
    await run('pull', street.shop.pullUrl, '--token', street.token);
    const day = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 10);
    const deals = join(processes.folder, 'deals.csv');
    await writeFile(
      deals,
      [
        'deal_id,name,email,created_at,won_at,stage,amount,currency',
        `D1,Copper,anna@copper.example,${day(10 * DAY)},${day(30 * DAY)},won,2000.00,GBP`,
        `D2,Jack,jack@home.example,${day(10 * DAY)},${day(30 * DAY)},won,100.00,GBP`,
        `D3,Jill,jill@home.example,${day(10 * DAY)},${day(30 * DAY)},won,300.00,GBP`,
      ].join('\n'),
    );
    const spend = join(processes.folder, 'spend.csv');
    await writeFile(
      spend,
      [
        'date,platform,campaign,campaign_id,impressions,clicks,cost,currency',
        `${day(0)},google-ads,Kettle Brand,7001,1000,10,200.00,GBP`,
      ].join('\n'),
    );
    await run('import', deals, spend);

    const revenue = async (model: string) => {
      const { rows, totals, conservation } = await ask(
        'report',
        '--by',
        'campaign',
        '--goal',
        'revenue',
        '--model',
        model,
      );
      expect(conservation.holds).toBe(true);
      // 2,000 + 100 + 300, and the order of 49.90.
      expect(totals.revenue).toBe(2449.9);
      return Object.fromEntries(
        rows
          .filter((row: { revenue: number }) => row.revenue !== 0)
          .map((row: { campaign: string; revenue: number }) => [row.campaign, row.revenue]),
      );
    };
    // First: Anna, Jack and the order came by the ad. Jill is known on Jack's device from where she said so on: what she came
    // by next is her first. 2,000 + 100 + 49.90; 300.
    expect(await revenue('first-touch')).toEqual({ 'Kettle Brand': 2149.9, 'summer-offer': 300 });
    // Last: Anna came back by e-mail, and so did Jack's device. The payment page took nothing from the ad.
    // 49.90; 2,000 + 100; 300.
    expect(await revenue('last-touch')).toEqual({ 'Kettle Brand': 49.9, 'spring-offer': 2100, 'summer-offer': 300 });
    // Anna and Jack half each: 1,000 + 50 + 49.90; 1,000 + 50; 300.
    expect(await revenue('linear')).toEqual({ 'Kettle Brand': 1099.9, 'spring-offer': 1050, 'summer-offer': 300 });

    const told = await run('journey', 'anna@copper.example');
    expect(told).toMatch(/First came from a Google ad ‘Kettle Brand’ on \d+ \w+ \d{4}, back once through email;/);
    expect(told).toMatch(
      /; filled in the form ‘guide-form’ on \d+ \w+ and booked a meeting on \d+ \w+\. Copper: won £2,000\.00/,
    );
    expect(told).toMatch(
      /visitor:\w+ = email:anna@copper\.example +exact email +hard +journal\/hits\/[\d-]+\.ndjson:\d+/,
    );
    const { findings } = await ask('doctor');
    expect(findings.map((finding: { code: string }) => finding.code)).toContain('shared-devices');
  } finally {
    await processes.close();
  }
}, 180_000);
