// The snippet as it is built and served, and the parts of it that need no browser.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSnippet, gzippedBytes, mostBytes, type Snippet, withConfig } from '../../../server/tracker/build.ts';
import { fieldValue } from '../../../server/tracker/more/fields.ts';
import { swapNumbers } from '../../../server/tracker/more/swap.ts';
import { captured } from '../cli/captured.ts';
import { type CompanionApp, openCompanionApp } from '../routes/companion-app.ts';

describe('the build', () => {
  let built: Snippet;
  beforeAll(async () => {
    built = await buildSnippet();
  });

  test('fits 3 kB gzipped, a configuration included', () => {
    const text = withConfig(built.first, {
      o: 'https://collect.example.com',
      s: ['example.com'],
      a: 0,
      f: ['company'],
    });
    expect(gzippedBytes(text)).toBeLessThanOrEqual(mostBytes);
    expect(mostBytes).toBe(3 * 1024);
  });

  test('is one classic script that leaves no name behind and can stand inline', () => {
    const text = withConfig(built.first, { o: '</script><script>', s: [], a: 0, f: [] });
    expect(text).not.toContain('</script');
    expect(text).not.toMatch(/^import |\bexport\b/);
    // One expression, so nothing in it is the page's.
    expect(() => new Function(`return ${text.replace('import(', 'fetch(')}`)).not.toThrow();
  });
});

describe('a number is written as the one it stands for', () => {
  const london = { show: '+442079461234', instead: ['+442079460000'] };
  test.each([
    ['020 7946 0000', '020 7946 1234'],
    ['(020) 7946 0000', '(020) 7946 1234'],
    ['+44 20 7946 0000', '+44 20 7946 1234'],
    ['+44 (0) 20 7946 0000', '+44 (0) 20 7946 1234'],
    ['0044-20-7946-0000', '0044-20-7946-1234'],
    ['tel:+442079460000', 'tel:+442079461234'],
    ['Call 020.7946.0000, or write', 'Call 020.7946.1234, or write'],
    ['020 7946 0001', '020 7946 0001'],
    ['7946 0000 is no whole number', '7946 0000 is no whole number'],
    ['1442079460000999', '1442079460000999'],
  ])('%s → %s', (written, shown) => {
    expect(swapNumbers(written, london)).toBe(shown);
  });

  test('of another country, or length, is written whole', () => {
    expect(swapNumbers('020 7946 0000', { show: '+12125550123', instead: ['+442079460000'] })).toBe('+12125550123');
    expect(swapNumbers('030 1234567', { show: '+493012345678', instead: ['+49301234567'] })).toBe('+493012345678');
  });

  test('of North America, which dials no zero', () => {
    const york = { show: '+12125550199', instead: ['+12125550100'] };
    expect(swapNumbers('(212) 555-0100', york)).toBe('(212) 555-0199');
    expect(swapNumbers('1-212-555-0100', york)).toBe('1-212-555-0199');
  });
});

describe('a hidden field', () => {
  const journey = {
    v: '123',
    f: { source: 'google', gclid: 'A', landing: 'https://acme.com/?gclid=A', referrer: 'https://google.com/' },
    l: { source: 'newsletter', campaign: 'spring', landing: 'https://acme.com/b', referrer: '' },
  };
  test.each([
    ['tl_visitor', '123'],
    ['tl_first_source', 'google'],
    ['tl_last_source', 'newsletter'],
    ['tl_first_campaign', ''],
    ['tl_last_campaign', 'spring'],
    ['tl_gclid', 'A'],
    ['tl_landing', 'https://acme.com/?gclid=A'],
    ['tl_last_landing', 'https://acme.com/b'],
    ['tl_referrer', 'https://google.com/'],
    ['tl_unknown', ''],
  ])('%s holds %j', (name, value) => {
    expect(fieldValue(name, journey)).toBe(value);
    expect(fieldValue(name, {})).toBe('');
  });
});

describe('GET /tl.js', () => {
  let companion: CompanionApp;
  beforeAll(async () => {
    companion = await openCompanionApp();
  });
  afterAll(() => companion.close());
  const get = (url: string, headers = {}) =>
    companion.app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:4517', ...headers } });

  test('needs no token, may be used by the site, and is asked for again only where it has changed', async () => {
    const reply = await get('/tl.js');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
    });
    expect(reply.body).toContain('"o":"http://127.0.0.1:4517"');
    const etag = reply.headers.etag as string;
    expect((await get('/tl.js', { 'if-none-match': `W/${etag}` })).statusCode).toBe(304);
    await companion.engine.setSetting('sites', 'acme.com');
    const changed = await get('/tl.js', { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
    expect(changed.body).toContain('"s":["acme.com"]');
  });

  test("a companion's own sites and form fields are read by no other site that its user visits", async () => {
    await companion.engine.setSetting('sites', 'acme.com');
    for (const headers of [
      { origin: 'https://www.acme.com', 'sec-fetch-site': 'cross-site' },
      { referer: 'https://acme.com/', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
    ])
      expect([headers, (await get('/tl.js', headers)).statusCode]).toEqual([headers, 200]);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { referer: 'https://evil.example/' },
      // A script of a page that sends no referrer.
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const reply = await get('/tl.js', headers);
      expect([headers, reply.statusCode, reply.json().error.code]).toEqual([headers, 403, 'collect-origin']);
      expect(reply.body).not.toContain('"s":["acme.com"]');
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('its second part is a module, given to pages of any origin', async () => {
    const reply = await get('/tl-more.js', { origin: 'https://www.acme.com' });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.body).toMatch(/export\s*\{/);
  });

  test('the command prints its line, for the public origin where one is given', async () => {
    const around = { env: { THROUGHLINE_DATA: companion.folder } };
    const { code, out } = await captured(
      ['snippet', '--origin', 'collect.acme.com', '--data', join(companion.folder, 'cli'), '--json'],
      around,
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).line).toBe('<script async src="https://collect.acme.com/tl.js"></script>');
    expect(JSON.parse(out).bytes).toBeLessThanOrEqual(mostBytes);
    expect((await captured(['snippet', '--origin', 'https://acme.com/path'], around)).code).toBe(2);
  });

  test('the command warns, naming the bytes, where many hosts and form fields take it above what it should have', async () => {
    const folder = join(companion.folder, 'many');
    const said = async () => (await captured(['snippet', '--origin', 'https://c.acme.com', '--data', folder])).out;
    await mkdir(folder);
    expect(await said()).not.toContain('more than');
    // Names that nothing compresses: 120 of eight letters.
    const sites = Array.from({ length: 120 }, (_, i) => `${((i + 1) * 0x9e3779b1).toString(36).slice(-8)}.example`);
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ sites }));
    const out = await said();
    const bytes = Number(/(\d+) bytes, gzipped/.exec(out)![1]);
    expect(bytes).toBeGreaterThan(mostBytes);
    expect(out).toContain(`That is ${bytes - 3_072} more than the 3072 it should have`);
  });
});
