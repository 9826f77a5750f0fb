import { afterEach, expect, test } from 'vitest';
import { captured } from '../cli/captured.ts';
import { openCompanionApp } from '../routes/companion-app.ts';
import { batchOf, browser, type Collector, openCollector, pageHit } from './collect-app.ts';

let collector: Collector;
afterEach(() => collector?.close());

test('the page of a declared site may read the answer, and nobody else', async () => {
  collector = await openCollector();
  const reply = await collector.send(batchOf(pageHit));
  expect(reply.headers).toMatchObject({
    'access-control-allow-origin': 'https://www.acme.com',
    'access-control-allow-credentials': 'true',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-store',
    vary: 'Origin',
  });
});

test('a browser that asks first is answered for a declared site only', async () => {
  collector = await openCollector();
  const ask = (origin: string) =>
    collector.app.inject({
      method: 'OPTIONS',
      url: '/v1/collect',
      headers: { ...browser, origin, 'access-control-request-method': 'POST' },
    });
  const reply = await ask('https://acme.com');
  expect(reply.statusCode).toBe(204);
  expect(reply.headers).toMatchObject({
    'access-control-allow-origin': 'https://acme.com',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
  });
  expect((await ask('https://evil.com')).statusCode).toBe(403);
});

test('a body of more than 64 kB is refused and counted', async () => {
  collector = await openCollector();
  const reply = await collector.send(' '.repeat(65_537));
  expect(reply.statusCode).toBe(413);
  expect(await collector.dropped()).toEqual({ 'too large': { '(any)': 1 } });
});

test('one address is asked to wait while others go on; an IPv6 household is one address', async () => {
  collector = await openCollector({ sites: ['acme.com'] }, { rates: { perAddress: 2, overall: 6 } });
  const from = async (ip: string) => (await collector.send(batchOf(pageHit), { 'x-forwarded-for': ip })).statusCode;
  expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([204, 204, 429]);
  expect([await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8::3')]).toEqual([204, 204, 429]);
  // What was refused for its own address takes nothing of the whole: 4 of 6 so far.
  expect([await from('192.0.2.2'), await from('192.0.2.3'), await from('192.0.2.4')]).toEqual([204, 204, 429]);
  expect((await collector.send(batchOf(pageHit))).headers['retry-after']).toMatch(/^\d+$/);
});

test('who is not the proxy on this machine cannot say that it asks for another', async () => {
  collector = await openCollector({ sites: ['acme.com'], excludedIps: ['203.0.113.9'] });
  const send = (remoteAddress: string) =>
    collector.app.inject({
      method: 'POST',
      url: '/v1/collect',
      payload: batchOf(pageHit),
      headers: { ...browser, 'x-forwarded-for': '203.0.113.9' },
      remoteAddress,
    });
  await send('127.0.0.1');
  expect(await collector.lines()).toHaveLength(0);
  await send('198.51.100.1');
  expect(await collector.lines()).toHaveLength(1);
});

test('a collector of the same site gives the visitor id back as a cookie that lasts', async () => {
  collector = await openCollector();
  const secure = { 'x-forwarded-proto': 'https' };
  const reply = await collector.send(batchOf(pageHit), secure);
  expect(reply.headers['set-cookie']).toBe(
    'tl_visitor=visitor-1; Domain=acme.com; Path=/; Max-Age=34560000; SameSite=Lax; Secure',
  );
  expect((await collector.send(batchOf(pageHit))).headers['set-cookie']).not.toContain('Secure');
  for (const hit of [
    { ...pageHit, consent: 'denied' },
    { ...pageHit, consent: 'denied', kind: 'withdraw' },
    { ...pageHit, kind: 'withdraw' },
    { ...pageHit, visitor: undefined },
  ])
    expect((await collector.send(batchOf(hit), secure)).headers['set-cookie']).toBeUndefined();
});

test('a collector of another site sets no cookie', async () => {
  collector = await openCollector({ sites: ['other.com'] });
  const hit = { ...pageHit, url: 'https://other.com/' };
  const reply = await collector.send(batchOf(hit), { origin: 'https://other.com' });
  expect(reply.statusCode).toBe(204);
  expect(reply.headers['set-cookie']).toBeUndefined();
});

test('where the site has a pool of numbers the page is told which to show, and the line remembers it', async () => {
  collector = await openCollector({
    sites: ['acme.com'],
    phonePool: { default: ['+442079460000'], 'Paid Search': ['+442079460001'] },
  });
  const reply = await collector.send(batchOf(pageHit));
  expect(reply.statusCode).toBe(200);
  expect(reply.json()).toEqual({ phone: { show: '+442079460001', instead: ['+442079460000'] } });
  expect((await collector.lines())[0].number).toBe('+442079460001');
});

test('a journal that cannot be written is told, and nothing is acknowledged', async () => {
  collector = await openCollector();
  await collector.journals.close();
  const reply = await collector.send(batchOf(pageHit));
  expect(reply.statusCode).toBe(503);
  expect(reply.json().error).toMatchObject({ kind: 'ConnectionError', code: 'journal-closed' });
});

test('another host than its own is refused, and so is everything but its few routes', async () => {
  collector = await openCollector();
  expect((await collector.send(batchOf(pageHit), { host: 'evil.com' })).json().error.code).toBe('host');
  for (const url of ['/', '/docs', '/v1/report', '/v1/settings', '/v1/imports'])
    expect((await collector.app.inject({ url, headers: { host: 'collect.acme.com' } })).statusCode).toBe(404);
});

test('the collector hands out the snippet that sends to it, and leads nowhere by itself', async () => {
  collector = await openCollector();
  const headers = { host: 'collect.acme.com' };
  const script = await collector.app.inject({ url: '/tl.js', headers });
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(script.body).toContain('https://collect.acme.com');
  expect((await collector.app.inject({ url: '/l/nowhere', headers })).statusCode).toBe(404);
  const hook = await collector.app.inject({ method: 'POST', url: '/v1/webhooks/stripe', headers, payload: '{}' });
  expect(hook.statusCode).toBe(404);
});

test('the companion takes hits of declared sites by its loopback address, and pages nothing else', async () => {
  const companion = await openCompanionApp({ collects: true });
  try {
    const host = '127.0.0.1:4517';
    const send = (url: string) =>
      companion.app.inject({ method: 'POST', url, payload: batchOf(pageHit), headers: { ...browser, host } });
    expect((await send('/v1/collect')).statusCode).toBe(403);
    await companion.engine.setSetting('sites', 'acme.com');
    // The hit is of another day than the companion's clock: put right, as both say when it was sent.
    const reply = await send('/v1/collect');
    expect(reply.statusCode).toBe(204);
    expect(reply.headers['access-control-allow-origin']).toBe('https://www.acme.com');
    expect((await send('/v1/report')).json().error.code).toBe('origin');
    const rebound = await companion.app.inject({
      method: 'POST',
      url: '/v1/collect',
      payload: batchOf(pageHit),
      headers: { ...browser, host: 'www.acme.com:4517' },
    });
    expect(rebound.json().error.code).toBe('host');
  } finally {
    await companion.close();
  }
});

test.each([
  [[], 'nothing'],
  [['--public-origin', 'http://acme.com'], 'http://acme.com'],
  [['--public-origin', 'https://acme.com/path'], 'https://acme.com/path'],
  [['--public-origin', 'collect.acme.com'], 'collect.acme.com'],
])('a collector is not started without an https origin: %j', async (words, found) => {
  const { code, err } = await captured(['serve', '--collect', ...words]);
  expect(code).toBe(2);
  expect(err).toContain(`found:    ${found}`);
});

test('what only a collector knows is refused of a companion', async () => {
  const { code, err } = await captured(['serve', '--keep', '3']);
  expect(code).toBe(2);
  expect(err).toContain('--keep is for a collector');
});
