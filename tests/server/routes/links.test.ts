// Tracking links over HTTP, asked as the command line and as the companion's own page; vanity paths as anybody.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LinkRegister } from '../../../server/links/register.ts';
import { vanityLinks } from '../../../server/routes/links.ts';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
let cookie: string;
beforeAll(async () => {
  companion = await openCompanionApp();
  const { url } = (await companion.ask('POST', '/v1/pair/page', {})).json();
  const opened = await companion.app.inject({ url: url.replace(/^http:\/\/[^/]+/, ''), headers: { host } });
  cookie = String(opened.headers['set-cookie']).split(';', 1)[0];
});
afterAll(() => companion.close());

const { host } = asCommandLine;
const asPage = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
const page = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  companion.app.inject({ method, url, payload, headers: { ...asPage, cookie } });

const good = { url: 'https://acme.com/a', source: 'ada', medium: 'email', campaign: 'spring-sale' };

describe('a link', () => {
  test('is looked at without being kept, with its channel and QR code', async () => {
    const reply = await page('POST', '/v1/links/check', good);
    expect(reply.json()).toMatchObject({
      link: 'https://acme.com/a?utm_source=ada&utm_medium=email&utm_campaign=spring-sale',
      channel: 'Email',
      problems: [],
      qr: expect.stringContaining('<svg '),
    });
    expect((await page('GET', '/v1/links')).json().links).toEqual([]);
  });

  test('is kept, listed, downloaded and removed; made again it is the same', async () => {
    const first = (await page('POST', '/v1/links', { ...good, slug: 'spring', label: 'Footer' })).json();
    expect(first).toMatchObject({
      what: 'added',
      kept: { slug: 'spring', madeBy: 'links page', madeAt: '2026-03-01T00:00:00.000Z' },
    });
    expect((await companion.ask('POST', '/v1/links', good)).json().what).toBe('same');
    const { links, names } = (await page('GET', '/v1/links')).json();
    expect(links).toMatchObject([{ id: first.kept.id, arrived: { visits: 0, leads: 0, revenue: 0 } }]);
    expect(names).toEqual({ sources: ['ada'], mediums: ['email'], campaigns: ['spring-sale'] });
    const csv = await page('GET', '/v1/links.csv');
    expect(csv.headers['content-disposition']).toContain('links.csv');
    expect(csv.body.split('\r\n')[1]).toContain('spring-sale,,,,spring,Footer');
    expect((await page('DELETE', `/v1/links/${first.kept.id}`)).statusCode).toBe(200);
    expect((await page('DELETE', `/v1/links/${first.kept.id}`)).statusCode).toBe(404);
  });

  test('is refused with what is wrong, where and what to do; warnings give way to force, errors do not', async () => {
    const doubtful = { ...good, medium: 'newsletter' };
    const refused = await page('POST', '/v1/links', doubtful);
    expect([refused.statusCode, refused.json().error]).toMatchObject([
      422,
      { code: 'link-refused', where: 'medium', found: 'newsletter', remedy: expect.stringContaining('email') },
    ]);
    const forced = (await page('POST', '/v1/links', { ...doubtful, force: true })).json();
    expect(forced.what).toBe('added');
    await page('DELETE', `/v1/links/${forced.kept.id}`);
    expect((await page('POST', '/v1/links', { ...good, campaign: 'a b', force: true })).statusCode).toBe(422);
    expect((await page('POST', '/v1/links', { ...good, medum: 'x' })).statusCode).toBe(400);
  });

  test('nobody asks without a token or the page’s cookie, nor another site with it', async () => {
    for (const [method, url] of [
      ['GET', '/v1/links'],
      ['POST', '/v1/links/check'],
      ['POST', '/v1/links'],
      ['DELETE', '/v1/links/x'],
      ['GET', '/v1/names'],
    ] as const) {
      const reply = await companion.app.inject({
        method,
        url,
        payload: method === 'POST' ? good : undefined,
        headers: { host },
      });
      expect([url, reply.statusCode]).toEqual([url, 401]);
    }
    const other = await companion.app.inject({
      method: 'POST',
      url: '/v1/links',
      payload: good,
      headers: { host, cookie, 'sec-fetch-site': 'same-site' },
    });
    expect(other.statusCode).toBe(403);
    expect((await page('GET', '/v1/names')).statusCode).toBe(401);
  });
});

describe('a table of links', () => {
  const table = 'url,source,medium,campaign\nhttps://acme.com/1,ada,email,may\nhttps://acme.com/2,ada,email,May\n';

  test('is looked at row by row, each beside those before it', async () => {
    const answer = (await page('POST', '/v1/links/table', { text: table, keep: true })).json();
    expect([answer.bad, answer.kept]).toEqual([1, 0]);
    expect(
      answer.rows.map((row: { line: number; problems: { code: string }[] }) => [
        row.line,
        row.problems.map(p => p.code),
      ]),
    ).toEqual([
      [2, []],
      [3, ['case-clash']],
    ]);
  });

  test('is kept, all of it, where its user insists', async () => {
    const answer = (await page('POST', '/v1/links/table', { text: table, keep: true, force: true })).json();
    expect([answer.bad, answer.kept]).toEqual([0, 2]);
    expect((await page('GET', '/v1/links')).json().links).toHaveLength(2);
    for (const { id } of (await page('GET', '/v1/links')).json().links) await page('DELETE', `/v1/links/${id}`);
  });
});

describe('a vanity path', () => {
  test('leads to its link and nowhere else, whatever is asked beside it', async () => {
    const { link } = (await page('POST', '/v1/links', { ...good, slug: 'go' })).json();
    for (const url of ['/l/go', '/l/GO', '/l/go?to=https://evil.example', '/l/go?url=//evil.example']) {
      const reply = await companion.app.inject({ url, headers: { host } });
      expect([url, reply.statusCode, reply.headers.location]).toEqual([url, 302, link]);
      expect(reply.headers['cache-control']).toBe('no-store');
    }
  });

  test.each(['/l/none', '/l/constructor', '/l/https:%2f%2fevil.example', '/l/go%2f..'])(
    '%s leads nowhere, in plain words',
    async url => {
      const reply = await companion.app.inject({ url, headers: { host } });
      expect([reply.statusCode, reply.headers.location]).toEqual([404, undefined]);
      expect(reply.body).toContain('leads nowhere');
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  test('is answered by an app that has the register and nothing else', async () => {
    const app = Fastify();
    await app.register(vanityLinks, { register: new LinkRegister(companion.folder) });
    expect((await app.inject('/l/go')).statusCode).toBe(302);
    expect((await app.inject('/l/gone')).statusCode).toBe(404);
    await app.close();
  });
});

describe('the page', () => {
  test('is for whom its link was opened by; others are led to where that is said', async () => {
    const reply = await page('GET', '/links');
    expect(reply.headers['content-security-policy']).toContain("trusted-types 'none'");
    expect(reply.body).toContain('<a href="/links" aria-current="page">');
    const stranger = await companion.app.inject({ url: '/links', headers: { host } });
    expect([stranger.statusCode, stranger.headers.location]).toEqual([303, '/']);
  });

  test('every module that its scripts ask for is served, without types', async () => {
    const seen = new Set<string>();
    const wanted = [
      ...(await page('GET', '/links')).body.matchAll(/(?:src|href)="(\/(?:links|import)-page\/[^"]+)"/g),
    ].map(m => m[1]);
    for (const url of wanted) {
      if (seen.has(url)) continue;
      seen.add(url);
      const reply = await page('GET', url);
      expect([url, reply.statusCode]).toEqual([url, 200]);
      expect(reply.body).not.toMatch(/^import type/m);
      for (const [, name] of reply.body.matchAll(/from '\.\/([^']+)'/g)) wanted.push(`/links-page/${name}`);
    }
    expect(seen.size).toBeGreaterThan(7);
    expect((await page('GET', '/links-page/../page-keys.js')).statusCode).toBe(404);
  });
});

test('what arrived stands beside each link, and names in use come from what was imported', async () => {
  const path = join(companion.folder, 'events.csv');
  // Two visits by the link, one of them with another content; the first visitor leaves an address: one lead.
  await writeFile(
    path,
    `visitor_id,ts,event,url,email
v1,2026-03-02T10:00:00Z,visit,https://acme.com/a?utm_source=ada&utm_medium=email&utm_campaign=spring-sale,
v1,2026-03-02T10:05:00Z,form,https://acme.com/thanks,ann@north.example
v2,2026-03-02T11:00:00Z,visit,https://acme.com/a?utm_source=ada&utm_medium=email&utm_campaign=spring-sale&utm_content=footer,
v3,2026-03-02T12:00:00Z,visit,https://acme.com/a?utm_source=Ada&utm_medium=email&utm_campaign=Autumn,
`,
  );
  expect((await companion.engine.import({ files: [{ path }] }))[0].kept).toBe(4);
  const { links, names } = (await companion.ask('GET', '/v1/links')).json();
  expect(links).toMatchObject([{ campaign: 'spring-sale', arrived: { visits: 1, leads: 1, revenue: 0 } }]);
  expect(names.campaigns.toSorted()).toEqual(['Autumn', 'spring-sale']);
  expect((await companion.ask('GET', '/v1/names')).json().campaigns).toEqual(['Autumn', 'spring-sale']);
  const { findings } = (await companion.ask('GET', '/v1/doctor')).json();
  expect(findings.find(({ code }: { code: string }) => code === 'links-unregistered')).toMatchObject({
    examples: ['Autumn (ada / email): 1 event'],
  });
  const clash = (await companion.ask('POST', '/v1/links/check', { ...good, campaign: 'autumn' })).json();
  expect(clash.problems).toMatchObject([{ code: 'case-clash', instead: 'Autumn' }]);
});
