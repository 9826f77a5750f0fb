import { afterEach, expect, test } from 'vitest';
import { agentOf } from '../../../server/collect/device.ts';
import { batchOf, browser, type Collector, now, openCollector, pageHit } from './collect-app.ts';

let collector: Collector;
afterEach(() => collector?.close());

test('a hit of a declared site is on disk when it is acknowledged, with the host, the device and the times', async () => {
  collector = await openCollector();
  const reply = await collector.send(batchOf(pageHit));
  expect(reply.statusCode).toBe(204);
  expect(reply.body).toBe('');
  expect(await collector.lines()).toEqual([
    {
      hit_id: 'hit-0001',
      kind: 'page',
      consent: 'granted',
      at: now - 500,
      received: now,
      site: 'www.acme.com',
      device: 'desktop',
      visitor: 'visitor-1',
      url: 'https://www.acme.com/landing?gclid=Cj0KCQ',
    },
  ]);
});

test('every field that the snippet sends is kept under its column, and none that it does not', async () => {
  collector = await openCollector();
  const hit = {
    ...pageHit,
    kind: 'form',
    name: 'contact',
    adUserData: true,
    referrer: 'https://www.google.com/',
    title: 'Contact',
    email: 'ann@x.com',
    phone: '+447700900123',
    user: 'u1',
    order: 'o1',
    amount: '49.90',
    currency: 'GBP',
    heard: 'a friend',
    properties: { company: 'Ann Ltd' },
    password: 'secret',
  };
  expect((await collector.send(batchOf(hit), { 'content-type': 'application/json' })).statusCode).toBe(204);
  const [line] = await collector.lines();
  expect(line).toEqual({
    hit_id: 'hit-0001',
    kind: 'form',
    name: 'contact',
    consent: 'granted',
    ad_user_data: true,
    at: now - 500,
    received: now,
    site: 'www.acme.com',
    device: 'desktop',
    visitor: 'visitor-1',
    url: pageHit.url,
    referrer: 'https://www.google.com/',
    title: 'Contact',
    email: 'ann@x.com',
    phone: '+447700900123',
    user_id: 'u1',
    order_id: 'o1',
    amount: '49.90',
    currency: 'GBP',
    heard: 'a friend',
    properties: { company: 'Ann Ltd' },
  });
});

test('what a form left in the address, the referrer or the title is not written to disk; click ids are as they came', async () => {
  collector = await openCollector();
  const url = 'https://www.acme.com/thanks?email=anna%40x.example&gclid=Cj0_-K&utm_content=anna%40x.example#token=abc';
  const referrer = 'https://www.acme.com/contact?password=hunter2&card=4111111111111111';
  const personal = { ...pageHit, url, referrer, title: 'Thanks, anna@x.example' };
  await collector.send(
    batchOf(personal, { ...personal, id: 'hit-0002', consent: 'denied', url: `${url}/anna@x.example` }),
  );
  const lines = await collector.lines();
  expect(lines[0]).toMatchObject({
    url: 'https://www.acme.com/thanks?email=&gclid=Cj0_-K&utm_content=#token=',
    referrer: 'https://www.acme.com/contact?password=&card=',
    title: 'Thanks, ',
  });
  expect(JSON.stringify(lines)).not.toMatch(/anna|hunter2|4111|abc/);
});

test.each([
  ['another site', { origin: 'https://evil.com' }, 'evil.com'],
  ['a site that only ends alike', { origin: 'https://evil-acme.com' }, 'evil-acme.com'],
  ['a site that only starts alike', { origin: 'https://acme.com.evil.com' }, 'acme.com.evil.com'],
  ['no page at all', { origin: undefined }, '(none)'],
  ['a page without origin', { origin: 'null', referer: 'https://www.acme.com/' }, '(none)'],
  ['an extension', { origin: 'chrome-extension://acme.com' }, '(none)'],
])('%s may send nothing, and is counted', async (_name, headers, host) => {
  collector = await openCollector();
  const reply = await collector.send(batchOf(pageHit), headers);
  expect(reply.statusCode).toBe(403);
  expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  expect(await collector.lines()).toEqual([]);
  expect(await collector.dropped()).toEqual({ 'not a declared site': { [host]: 1 } });
});

test.each([
  ['the site itself', { origin: 'https://acme.com' }],
  ['a subdomain, another port, http', { origin: 'http://shop.acme.com:8080' }],
  ['a page that names itself only as referrer', { origin: undefined, referer: 'https://acme.com/a' }],
])('%s may send', async (_name, headers) => {
  collector = await openCollector();
  expect((await collector.send(batchOf(pageHit), headers)).statusCode).toBe(204);
  expect(await collector.lines()).toHaveLength(1);
});

test('where no site is declared nobody may send, and the reply says how to declare one', async () => {
  collector = await openCollector({});
  const reply = await collector.send(batchOf(pageHit));
  expect(reply.statusCode).toBe(403);
  expect(reply.json().error.remedy).toContain('settings set sites www.acme.com');
});

test('a change of the settings is taken up with the next request', async () => {
  collector = await openCollector({});
  expect((await collector.send(batchOf(pageHit))).statusCode).toBe(403);
  const { SettingsStore } = await import('../../../server/settings.ts');
  await new SettingsStore(collector.folder).set('sites', 'acme.com');
  expect((await collector.send(batchOf(pageHit))).statusCode).toBe(204);
});

test('settings that cannot be read are no fault of the page: it may send again later', async () => {
  collector = await openCollector({ sites: 7 });
  const reply = await collector.send(batchOf(pageHit));
  expect(reply.statusCode).toBe(503);
  expect(reply.json().error.code).toBe('collect-settings');
});

test.each([
  [
    'a bot that says so',
    { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    'bot',
  ],
  ['a headless browser', { 'user-agent': browser['user-agent'].replace('Chrome', 'HeadlessChrome') }, 'bot'],
  ['who names no browser', { 'user-agent': '' }, 'bot'],
  ['a prefetch', { 'sec-purpose': 'prefetch' }, 'preview'],
  ['a prerender', { 'sec-purpose': 'prefetch;prerender' }, 'preview'],
  ['a preview', { purpose: 'preview' }, 'preview'],
])('%s is answered like anybody, counted and not kept', async (_name, headers, reason) => {
  collector = await openCollector();
  const reply = await collector.send(batchOf(pageHit, { ...pageHit, id: 'hit-0002' }), headers);
  expect(reply.statusCode).toBe(204);
  expect(await collector.lines()).toEqual([]);
  expect(await collector.dropped()).toEqual({ [reason]: { 'www.acme.com': 2 } });
});

test.each(['203.0.113.9', '2001:db8:1:2::7', '::ffff:203.0.113.77'])('an excluded address %s is not kept', async ip => {
  collector = await openCollector({ sites: ['acme.com'], excludedIps: ['203.0.113.0/24', '2001:db8::/32'] });
  expect((await collector.send(batchOf(pageHit), { 'x-forwarded-for': ip })).statusCode).toBe(204);
  expect(await collector.lines()).toEqual([]);
  expect(await collector.dropped()).toEqual({ 'excluded address': { 'www.acme.com': 1 } });
});

test('no address is written anywhere', async () => {
  collector = await openCollector();
  await collector.send(batchOf(pageHit), { 'x-forwarded-for': '198.51.100.77' });
  await collector.send(batchOf(pageHit), { 'x-forwarded-for': '198.51.100.77', 'user-agent': '' });
  expect(JSON.stringify(await collector.lines())).not.toContain('198.51');
  expect(JSON.stringify(await collector.dropped())).not.toContain('198.51');
});

test('an excluded host is not kept, whether the page is there or the hit is about it', async () => {
  const excludedHosts = ['staging.acme.com', '*.preview.acme.com'];
  collector = await openCollector({ sites: ['acme.com'], excludedHosts });
  for (const origin of ['https://staging.acme.com', 'https://a.b.preview.acme.com'])
    expect((await collector.send(batchOf(pageHit), { origin })).statusCode).toBe(204);
  await collector.send(batchOf({ ...pageHit, url: 'https://staging.acme.com/' }));
  expect(await collector.lines()).toEqual([]);
  // The pattern takes all below, and not the host itself.
  await collector.send(batchOf(pageHit), { origin: 'https://preview.acme.com' });
  expect(await collector.lines()).toHaveLength(1);
  expect(await collector.dropped()).toEqual({
    'excluded host': { 'staging.acme.com': 1, 'a.b.preview.acme.com': 1, 'www.acme.com': 1 },
  });
});

test("a clock that is off is put right by what it says at sending; a minute's difference is left", async () => {
  collector = await openCollector();
  const hour = 3_600_000;
  const send = (id: string, sent: number, at: number) =>
    collector.send(JSON.stringify({ v: 1, sent, hits: [{ ...pageHit, id, at }] }));
  // An hour ahead, the hit five minutes before sending.
  await send('hit-ahead', now + hour, now + hour - 300_000);
  // A day behind, the hit at sending.
  await send('hit-behind', now - 24 * hour, now - 24 * hour);
  await send('hit-minute', now - 60_000, now - 70_000);
  // Never later than received: the clock is right, the hit is of the future.
  await send('hit-future', now, now + 5_000);
  expect((await collector.lines()).map(({ hit_id, at }) => [hit_id, at - now])).toEqual([
    ['hit-ahead', -300_000],
    ['hit-behind', 0],
    ['hit-minute', -70_000],
    ['hit-future', 0],
  ]);
});

test('what a queue held for more than thirty days is no longer kept', async () => {
  collector = await openCollector();
  const days = (n: number) => n * 86_400_000;
  await collector.send(batchOf({ ...pageHit, at: now - days(29) }, { ...pageHit, id: 'hit-0002', at: now - days(31) }));
  expect((await collector.lines()).map(({ hit_id }) => hit_id)).toEqual(['hit-0001']);
  expect(await collector.dropped()).toEqual({ 'too old': { 'www.acme.com': 1 } });
});

test('a wrong hit does not sink those beside it; a batch of nothing else is refused with the reason', async () => {
  collector = await openCollector();
  const wrong = { ...pageHit, id: 'hit-0002', kind: 'nonsense' };
  const elsewhere = { ...pageHit, id: 'hit-0003', url: 'https://evil.com/' };
  expect((await collector.send(batchOf(wrong, elsewhere, pageHit))).statusCode).toBe(204);
  expect((await collector.lines()).map(({ hit_id }) => hit_id)).toEqual(['hit-0001']);
  for (const body of [batchOf(wrong), batchOf(elsewhere), '{"v":1', 'null', '', '{"v":2,"sent":1,"hits":[]}']) {
    const reply = await collector.send(body);
    expect(reply.statusCode).toBe(400);
    expect(reply.json().error.code).toBe('collect-shape');
  }
  expect(await collector.lines()).toHaveLength(1);
  // Two beside the right one, then one for each refused body.
  expect(await collector.dropped()).toEqual({ 'wrong shape': { 'www.acme.com': 8 } });
});

test('a text that was cut in the middle of a letter does not cost the hit: what is kept is JSON to every reader', async () => {
  collector = await openCollector();
  // '🙂' is two UTF-16 units, of which a title of 200 keeps the first; the address says \\ud83d with a real backslash.
  const title = `${'a'.repeat(199)}🙂`.slice(0, 200);
  const properties = { note: '🙂'.slice(1), path: 'C:\\ud83d', whole: '🙂' };
  await collector.send(batchOf({ ...pageHit, title, properties }));
  const [line] = await collector.lines();
  expect(line.title).toBe(`${'a'.repeat(199)}\ufffd`);
  expect(line.properties).toEqual({ note: '\ufffd', path: 'C:\\ud83d', whole: '🙂' });
  expect(JSON.stringify(line)).not.toMatch(/[^\\]\\ud/);
});

test('a batch holds fifty hits at most', async () => {
  collector = await openCollector();
  const hits = (n: number) => Array.from({ length: n }, (_, i) => ({ ...pageHit, id: `hit-${1_000 + i}` }));
  expect((await collector.send(batchOf(...hits(50)))).statusCode).toBe(204);
  expect((await collector.send(batchOf(...hits(51)))).statusCode).toBe(400);
  expect(await collector.lines()).toHaveLength(50);
});

test('without consent only the visit is kept', async () => {
  collector = await openCollector();
  const denied = { ...pageHit, consent: 'denied', email: 'ann@x.com' };
  await collector.send(batchOf(denied, { ...denied, id: 'hit-0002', kind: 'identify' }));
  expect(await collector.lines()).toEqual([
    {
      hit_id: 'hit-0001',
      kind: 'visit',
      consent: 'denied',
      at: now - 500,
      received: now,
      site: 'www.acme.com',
      device: 'desktop',
      url: 'https://www.acme.com/landing?gclid=1',
    },
  ]);
  expect(await collector.dropped()).toEqual({ 'no consent': { 'www.acme.com': 1 } });
});

test.each([
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'desktop',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'mobile',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    'mobile',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'tablet',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1',
    'tablet',
  ],
  ['Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0', 'tablet'],
])('%s is a %s', (userAgent, device) => {
  expect(agentOf(userAgent)).toBe(device);
});
