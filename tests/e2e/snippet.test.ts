// The snippet in a real Chromium: who somebody is, which pages they saw, what forms and clicks say of them, and how it reaches
// the collector.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axe } from './harness/index.ts';
import { call, cookieOf, Site, stub, tag } from './snippet/site.ts';

const front = 'http://www.acme.test/';
const clickId = 'Cj0KCQiA-TeSt_Ab.c~d%2FE*f';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(() => site?.close());
beforeEach(() => {
  site.clear();
  site.serve('www.acme.test/', {});
  site.serve('shop.acme.test/', {});
});

describe('the visitor', () => {
  test('keeps one id on all subdomains, and either store heals the other', async () => {
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    const [{ visitor }] = await site.came('page');
    expect(visitor).toMatch(/^\w{16,64}$/);
    const [cookie] = await device.cookies();
    expect(cookie).toMatchObject({ name: 'tl_visitor', value: visitor, domain: '.acme.test', path: '/' });
    // As long as the browser allows: Chromium's cap is 400 days.
    expect(cookie.expires - Date.now() / 1_000).toBeGreaterThan(390 * 86_400);

    await device.deleteCookie(cookie);
    await page.reload();
    await site.came('page', 2);
    expect(await cookieOf(page)).toBe(visitor);

    await page.evaluate(() => localStorage.clear());
    await page.goto('http://shop.acme.test/');
    await site.came('page', 3);
    expect(new Set(site.hits.map(hit => hit.visitor))).toEqual(new Set([visitor]));
    expect(await page.evaluate(() => JSON.parse(localStorage.tl).v)).toBe(visitor);
    await device.close();
  });

  test('goes along to another own domain, and leaves no trace in its address', async () => {
    site.serve('www.acme.test/', { body: '<a id="tea" href="http://acme-tea.test/?a=b%20c#top">Tea</a>' });
    site.serve('acme-tea.test/', {});
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    const [{ visitor }] = await site.came('page');
    await Promise.all([page.waitForNavigation(), page.click('#tea')]);
    const [, second] = await site.came('page', 2);
    expect(second.visitor).toBe(visitor);
    expect(second.url).not.toContain('tl_id');
    expect(new URL(page.url()).searchParams.get('a')).toBe('b c');
    expect(page.url()).not.toContain('tl_id');
    await device.close();
  });

  test('a link that was passed on later brings no id', async () => {
    site.serve('acme-tea.test/', {});
    const device = await site.device();
    const page = await site.tab(device);
    const threeMinutesAgo = (Date.now() - 180_000).toString(36);
    await page.goto(`http://acme-tea.test/?tl_id=12345678901234567890.${threeMinutesAgo}`);
    const [{ visitor, url }] = await site.came('page');
    expect(visitor).not.toBe('12345678901234567890');
    expect(url).toBe('http://acme-tea.test/');
    await device.close();
  });

  test('two tabs are one visitor, and neither loses the other’s hits', async () => {
    const device = await site.device();
    const [one, two] = [await site.tab(device), await site.tab(device)];
    await one.goto(front);
    await site.came('page');
    await two.goto(front);
    await site.came('page', 2);
    site.status = 503;
    for (let i = 0; i < 5; i++) await Promise.all([call(one, 'event', `one-${i}`), call(two, 'event', `two-${i}`)]);
    // What one tab keeps the other sees a little later.
    await expect
      .poll(() => one.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('tl.')).length))
      .toBe(10);
    await one.close();
    await two.close();
    site.status = 204;
    const three = await site.tab(device);
    await three.goto(front);
    const events = await site.came('custom', 10);
    expect(events.map(hit => hit.name).sort()).toEqual([0, 1, 2, 3, 4].flatMap(i => [`one-${i}`, `two-${i}`]).sort());
    expect(new Set(site.hits.map(hit => hit.visitor)).size).toBe(1);
    await expect
      .poll(() => three.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('tl.')).length))
      .toBe(0);
    await device.close();
  });
});

describe('pages', () => {
  test('a landing says its whole address, click id byte for byte, and where it came from', async () => {
    site.serve('ads.example/', { body: `<a id="ad" href="${front}?gclid=${clickId}&utm_source=x%20y">Ad</a>` });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto('http://ads.example/');
    await Promise.all([page.waitForNavigation(), page.click('#ad')]);
    await expect.poll(() => site.of('page').find(hit => hit.url.startsWith(front))).toBeTruthy();
    const landing = site.of('page').find(hit => hit.url.startsWith(front));
    expect(landing).toMatchObject({
      url: `${front}?gclid=${clickId}&utm_source=x%20y`,
      referrer: 'http://ads.example/',
      title: 'Acme',
      consent: 'granted',
    });
    await device.close();
  });

  test('of a page’s own router are views; the same address, or an anchor, is none', async () => {
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('page');
    const visit = (url: string, how: 'pushState' | 'replaceState' = 'pushState') =>
      page.evaluate(
        async (to, method) => {
          history[method](null, '', to);
          await new Promise(resolve => setTimeout(resolve, 150));
        },
        url,
        how,
      );
    await visit('/pricing');
    await visit('/pricing');
    await visit('/pricing#faq');
    await visit('/pricing?plan=pro', 'replaceState');
    await page.goBack();
    await site.came('page', 4);
    expect(site.of('page').map(hit => [hit.url, hit.referrer])).toEqual([
      [front, undefined],
      [`${front}pricing`, front],
      [`${front}pricing?plan=pro`, `${front}pricing`],
      [`${front}pricing`, `${front}pricing?plan=pro`],
    ]);
    await device.close();
  });
});

describe('forms', () => {
  const form = (more = '') => `<form id="lead" action="javascript:void 0">
    <input name="work" type="email" value="ada@example.com"><input name="mobile_no" value="+44 20 7946 0000">
    <input name="company" value="Acme & Sons"><input name="note" value="call in the evening">
    <input name="password" type="password" value="open sesame"><input name="number" autocomplete="cc-number" value="4242424242424242">
    <input type="hidden" name="secret" value="hidden value"><input type="checkbox" name="plan" value="basic"><input type="checkbox" name="plan" value="pro" checked>
    <div data-tl-ignore><input name="company" value="ignored"></div>
    <select name="how_did_you_hear_about_us"><option>A podcast</option></select>${more}<button>Send</button></form>`;
  const config = { f: ['company', 'plan', 'password', 'secret', 'number'] };

  test('say who it is and what the site has named; passwords, cards, hidden and other fields never leave', async () => {
    site.serve('www.acme.test/', { body: form(), config });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('page');
    await page.click('button');
    const [hit] = await site.came('form');
    expect(hit).toMatchObject({
      name: 'lead',
      email: 'ada@example.com',
      phone: '+44 20 7946 0000',
      heard: 'A podcast',
      properties: { company: 'Acme & Sons', plan: 'pro' },
    });
    const all = JSON.stringify(site.received);
    for (const secret of ['open sesame', '42424242', 'hidden value', 'evening', 'ignored'])
      expect(all).not.toContain(secret);
    await device.close();
  });

  test('sent by GET leave their secrets in the next address, and there they stay', async () => {
    site.serve('www.acme.test/', {
      body: '<form action="/thanks"><input name="password" value="open sesame"><input name="card_no" value="4242424242424242"><input name="gclid" value="AbC"><button>Go</button></form>',
    });
    site.serve('www.acme.test/thanks', { body: '<a id="on" href="/">On</a>' });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    await site.came('page', 2);
    await Promise.all([page.waitForNavigation(), page.click('#on')]);
    await site.came('page', 3);
    expect(site.of('page')[1].url).toBe(`${front}thanks?password=&card_no=&gclid=AbC`);
    for (const secret of ['sesame', '42424242']) expect(JSON.stringify(site.received)).not.toContain(secret);
    await device.close();
  });

  test('that come later, that the page stops, and that hide their own properties behind fields are heard', async () => {
    site.serve('www.acme.test/', {});
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('page');
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<form name="late" onsubmit="event.stopImmediatePropagation();return false"><input name="name" value="Ada"><input name="id" value="7"><input name="email" value="late@example.com"></form>',
      );
      document.forms[0].requestSubmit();
    });
    const [hit] = await site.came('form');
    expect(hit.email).toBe('late@example.com');
    expect(JSON.stringify(hit)).not.toContain('Ada');
    await device.close();
  });
});

test('clicks on tel, mailto and files are events, with what they lead to', async () => {
  site.serve('www.acme.test/', {
    body: `<a id="tel" href="tel:+442079460000"><b>Call</b></a><a id="mail" href="mailto:sales@acme.test">Mail</a>
      <a id="file" href="/files/Guide.PDF?v=1">Guide</a><a id="other" href="#x">Other</a>
      <script>addEventListener('click', event => event.preventDefault())</script>`,
  });
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await site.came('page');
  for (const id of ['#tel b', '#mail', '#file', '#other']) await page.click(id);
  const hits = await site.came('custom', 3);
  expect(hits.map(hit => [hit.name, hit.properties?.link])).toEqual([
    ['tel-click', 'tel:+442079460000'],
    ['mailto-click', 'mailto:sales@acme.test'],
    ['download', `${front}files/Guide.PDF?v=1`],
  ]);
  await device.close();
});

describe('calls', () => {
  test('from before it was loaded are made up for, in order, and once', async () => {
    site.serve('www.acme.test/', {
      head: `<script>${stub}throughline('event','early',{cups:12,isHot:true});throughline('identify',{email:'ada@example.com',user:'u-1'})</script>${tag()}`,
    });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('identify');
    await call(page, 'order', { id: 1001, amount: 49.9, currency: 'GBP' });
    await site.came('order');
    expect(
      site.hits.map(({ kind, name, properties, email, user, order, amount, currency }) =>
        JSON.parse(JSON.stringify({ kind, name, properties, email, user, order, amount, currency })),
      ),
    ).toEqual([
      { kind: 'page' },
      { kind: 'custom', name: 'early', properties: { cups: '12', isHot: 'true' } },
      { kind: 'identify', email: 'ada@example.com', user: 'u-1' },
      { kind: 'order', order: '1001', amount: '49.9', currency: 'GBP' },
    ]);
    await device.close();
  });
});

describe('sending', () => {
  test('what the collector was away for goes once it is back, in its own time', async () => {
    const device = await site.device();
    const page = await site.tab(device);
    site.status = undefined;
    await page.goto(front);
    await call(page, 'event', 'while away').catch(() => {});
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('tl.')).length))
      .toBeGreaterThanOrEqual(1);
    await page.goto('about:blank');
    site.status = 204;
    await page.goto('http://www.acme.test/');
    const [away] = await site.came('page', 2);
    expect(away.at).toBeLessThan(site.received.find(hit => hit.id === away.id)?.sent as number);
    await device.close();
  });

  test('a hit that is refused takes no other with it', async () => {
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('page');
    site.status = 400;
    await call(page, 'event', 'refused');
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('tl.')).length))
      .toBe(0);
    site.status = 204;
    await call(page, 'event', 'fine');
    expect((await site.came('custom')).map(hit => hit.name)).toEqual(['fine']);
    await device.close();
  });

  test('what happens as the page is left arrives', async () => {
    site.serve('www.acme.test/', {
      body: `<script>addEventListener('pagehide', () => throughline('event', 'leaving'), {capture: true})</script>`,
      head: `<script>addEventListener('beforeunload', () => throughline('event', 'unloading'))</script>`,
    });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('page');
    await page.goto('http://shop.acme.test/');
    expect((await site.came('custom', 2)).map(hit => hit.name)).toContain('unloading');
    await device.close();
  });
});

describe('the page', () => {
  test('that breaks what we use hears nothing, and goes on', async () => {
    const broken = `window.fetch = () => { throw new Error('fetch') }; JSON.stringify = () => { throw new Error('json') };
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } });
      history.pushState = () => { throw new TypeError('push') }; crypto.getRandomValues = () => { throw new Error('random') };
      navigator.sendBeacon = () => { throw new Error('beacon') }; window.dataLayer = [null, 7, ['consent']]; window.throughline = { q: 5 };`;
    site.serve('www.acme.test/', { body: '<form><input name="email" value="a@b.example"><button>Go</button></form>' });
    const device = await site.device();
    const page = await site.tab(device, broken);
    await page.goto(front);
    await new Promise(resolve => setTimeout(resolve, 700));
    await page.goto(front);
    expect(site.browser.seen.errors).toEqual([]);
    await device.close();
  });

  test('without localStorage the cookie carries the visitor', async () => {
    const device = await site.device();
    const page = await site.tab(
      device,
      `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })`,
    );
    await page.goto(front);
    await page.goto(front);
    const [one, two] = await site.came('page', 2);
    expect(one.visitor).toBe(two.visitor);
    expect(site.browser.seen.errors).toEqual([]);
    await device.close();
  });

  test('with a strict security policy is served too, its console and axe stay clean, and it has one global more', async () => {
    site.serve('www.acme.test/', {
      body: '<form><label>Mail <input name="email"></label><input type="hidden" name="tl_visitor"></form>',
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src http://collect.acme.test; connect-src http://collect.acme.test; img-src data:; require-trusted-types-for 'script'",
      },
    });
    const device = await site.device();
    const page = await site.tab(device, 'window.before = Object.keys(window)');
    await page.goto(front);
    const [{ visitor }] = await site.came('page');
    await expect.poll(() => page.$eval('[name=tl_visitor]', field => (field as HTMLInputElement).value)).toBe(visitor);
    expect(
      await page.evaluate(() => {
        const { before } = window as unknown as { before: string[] };
        return Object.keys(window).filter(name => !before.includes(name) && name !== 'before');
      }),
    ).toEqual(['throughline']);
    expect(await axe(page)).toEqual([]);
    expect(site.browser.seen.errors).toEqual([]);
    await device.close();
  });

  test('pays little for it: what it cost is printed', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `<p>Row ${i} <a href="/r/${i}">more</a></p>`).join('');
    site.serve('www.acme.test/', { body: rows });
    const device = await site.device();
    const page = await site.tab(
      device,
      `window.long = []; new PerformanceObserver(list => window.long.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask', buffered: true })`,
    );
    await page.goto(front);
    await site.came('page');
    await new Promise(resolve => setTimeout(resolve, 2_000));
    const metrics = await page.metrics();
    const seen = await page.evaluate(() => ({
      longTasks: (window as unknown as { long: number[] }).long,
      tl: performance.getEntriesByType('resource').filter(({ name }) => name.includes('/tl.js')).length,
    }));
    console.log(
      `page of 9,000 elements with the snippet, 2 s: script ${((metrics.ScriptDuration ?? 0) * 1_000).toFixed(1)} ms in all, long tasks: ${seen.longTasks.map(ms => `${ms.toFixed(0)} ms`).join(', ') || 'none'}`,
    );
    expect(seen.tl).toBe(1);
    await device.close();
  });
});
