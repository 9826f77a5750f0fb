// What the snippet keeps and says under each consent, however the visitor or the page's tools give it.

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, cookieOf, Site, stub, tag } from './snippet/site.ts';

const front = 'http://www.acme.test/';
const ask = { a: 0 } as const;

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(() => site?.close());
beforeEach(() => {
  site.clear();
  site.serve('www.acme.test/', { config: ask });
  site.serve('www.acme.test/two', { config: ask });
});

/** Cookies, and the names in localStorage. */
const keptOn = (page: Page) => page.evaluate(() => [document.cookie, ...Object.keys(localStorage)]);
const settled = () => new Promise(resolve => setTimeout(resolve, 400));

test('undecided: nothing is stored or said; leaving counts one visit without identity', async () => {
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await call(page, 'identify', { email: 'ada@example.com' });
  await settled();
  expect(site.received).toEqual([]);
  expect(await keptOn(page)).toEqual(['']);
  await page.goto(`${front}two`);
  const [visit] = await site.came('visit');
  expect(visit).toMatchObject({ consent: 'undecided', url: front });
  expect(visit.visitor).toBeUndefined();
  await page.goto('about:blank');
  await settled();
  // Typed in, the second page has no referrer: a landing too. Nothing else was said.
  expect(site.hits.map(hit => hit.kind)).toEqual(['visit', 'visit']);
  await device.close();
});

test('granted later: what happened on the page before goes with the visitor, and no visit is counted', async () => {
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await call(page, 'event', 'before');
  await call(page, 'consent', 'granted');
  await call(page, 'event', 'after');
  await site.came('custom', 2);
  const [{ visitor }] = site.hits;
  expect(site.hits.map(hit => [hit.kind, hit.name, hit.consent, hit.visitor])).toEqual([
    ['page', undefined, 'granted', visitor],
    ['custom', 'before', 'granted', visitor],
    ['custom', 'after', 'granted', visitor],
  ]);
  // Remembered on the next page.
  await page.goto(`${front}two`);
  expect((await site.came('page', 2))[1].visitor).toBe(visitor);
  expect(site.of('visit')).toEqual([]);
  await device.close();
});

test('denied: one visit at once, the choice alone is kept, and nothing more is said', async () => {
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await call(page, 'consent', 'denied');
  expect((await site.came('visit'))[0].consent).toBe('denied');
  await call(page, 'event', 'unheard');
  expect(await keptOn(page)).toEqual(['', 'tl']);
  expect(await page.evaluate(() => localStorage.tl)).toBe('{"x":"denied"}');
  await page.evaluate(() => location.assign('/two'));
  await settled();
  expect(site.hits.map(hit => hit.kind)).toEqual(['visit']);
  await device.close();
});

test('withdrawn: the device forgets id and queue, the collector is told whose', async () => {
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await call(page, 'consent', 'granted');
  const [{ visitor }] = await site.came('page');
  site.status = 503;
  await call(page, 'event', 'waiting');
  await settled();
  expect((await keptOn(page)).some(name => name.startsWith('tl.'))).toBe(true);
  site.status = 204;
  await call(page, 'consent', 'withdrawn');
  const [withdraw] = await site.came('withdraw');
  expect(withdraw).toMatchObject({ visitor, consent: 'denied' });
  await new Promise(resolve => setTimeout(resolve, 1_500));
  expect(site.of('custom')).toEqual([]);
  expect(await keptOn(page)).toEqual(['', 'tl']);
  expect(await page.evaluate(() => localStorage.tl)).not.toContain(visitor);
  // And again: somebody else.
  await call(page, 'consent', 'granted');
  await call(page, 'event', 'anew');
  const [anew] = await site.came('custom');
  expect(anew.visitor).not.toBe(visitor);
  await device.close();
});

test('a refusal queued before the snippet loads holds from the first moment, where consent is assumed too', async () => {
  site.serve('www.acme.test/', {
    head: `<script>${stub}throughline('consent','denied')</script>${tag({ a: 1 })}`,
    config: { a: 1 },
  });
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await site.came('visit');
  await settled();
  expect(site.hits.map(hit => hit.kind)).toEqual(['visit']);
  expect(await cookieOf(page)).toBeUndefined();
  await device.close();
});

describe('Global Privacy Control', () => {
  const gpc = 'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })';

  test('is a refusal, even where consent is assumed', async () => {
    site.serve('www.acme.test/', { config: { a: 1 } });
    const device = await site.device();
    const page = await site.tab(device, gpc);
    await page.goto(front);
    expect((await site.came('visit'))[0].visitor).toBeUndefined();
    expect(await keptOn(page)).toEqual(['']);
    await device.close();
  });

  test('gives way to the visitor’s own word', async () => {
    const device = await site.device();
    const page = await site.tab(device, gpc);
    await page.goto(front);
    await call(page, 'consent', 'granted');
    expect((await site.came('page'))[0]).toMatchObject({ url: front, consent: 'granted' });
    await page.goto(`${front}two`);
    await site.came('page', 2);
    expect(new Set(site.of('page').map(hit => hit.visitor)).size).toBe(1);
    await device.close();
  });
});

describe('Google Consent Mode', () => {
  const gtag = 'window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};';
  const say = (page: Page, how: string, said: Record<string, string>) =>
    page.evaluate(
      (...given) => (window as unknown as { gtag(...given: unknown[]): void }).gtag('consent', ...given),
      how,
      said,
    );

  test('a default of denied waits, an update decides, and the use of ad data goes along', async () => {
    site.serve('www.acme.test/', {
      head: `<script>${gtag}gtag('consent','default',{analytics_storage:'denied',ad_user_data:'denied'});gtag('js',new Date())</script>`,
      config: { a: 1 },
    });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await settled();
    expect(site.received).toEqual([]);
    expect(await keptOn(page)).toEqual(['']);
    await say(page, 'update', { analytics_storage: 'granted', ad_user_data: 'granted' });
    const [first] = await site.came('page');
    expect(first).toMatchObject({ consent: 'granted', adUserData: true });

    // The next page's default takes no id away.
    await page.reload();
    await settled();
    expect(await cookieOf(page)).toBe(first.visitor);
    await say(page, 'update', { analytics_storage: 'granted' });
    const [, second] = await site.came('page', 2);
    expect(second).toMatchObject({ visitor: first.visitor, adUserData: false });

    await say(page, 'update', { analytics_storage: 'denied' });
    expect(await keptOn(page)).toEqual(['']);
    expect(site.of('withdraw')).toEqual([]);
    await device.close();
  });

  test('loaded later, and saying other things too, is heard; the page’s own push goes on working', async () => {
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await page.evaluate(() => {
      const layer: unknown[] = [];
      Object.assign(window, { dataLayer: layer, gtag: (...given: unknown[]) => layer.push(given) });
    });
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(
      await page.evaluate(() => (window as unknown as { dataLayer: unknown[] }).dataLayer.push({ event: 'x' }, null)),
    ).toBe(2);
    await say(page, 'update', { analytics_storage: 'granted' });
    expect((await site.came('page'))[0].consent).toBe('granted');
    await device.close();
  });

  test('gives way to a call', async () => {
    site.serve('www.acme.test/', { head: `<script>${gtag}</script>`, config: ask });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await call(page, 'consent', 'granted');
    await site.came('page');
    await say(page, 'update', { analytics_storage: 'denied' });
    await call(page, 'event', 'still');
    expect((await site.came('custom'))[0].visitor).toBe(site.of('page')[0].visitor);
    await device.close();
  });
});

describe('TCF', () => {
  /** A consent tool: window.tell(data) is its event. */
  const cmp = `window.heard=[];window.__tcfapi=(command,version,hear)=>heard.push(hear);window.tell=data=>heard.forEach(hear=>hear({gdprApplies:true,...data},true))`;
  const tell = (page: Page, eventStatus: string, consents: Record<number, boolean>) =>
    page.evaluate(data => (window as unknown as { tell(data: unknown): void }).tell(data), {
      eventStatus,
      purpose: { consents },
    });

  test('purposes 1 and 7 grant, one of them alone refuses, and while it is asked nothing is said', async () => {
    site.serve('www.acme.test/', { head: `<script>${cmp}</script>`, config: ask });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await page.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard.length > 0);
    await tell(page, 'cmpuishown', { 1: true, 7: true });
    await settled();
    expect(site.received).toEqual([]);
    await tell(page, 'useractioncomplete', { 1: true, 7: true });
    expect((await site.came('page'))[0].consent).toBe('granted');
    await tell(page, 'useractioncomplete', { 1: true, 7: false });
    expect(await keptOn(page)).toEqual(['']);
    await device.close();
  });
});
