// Who is shown a replica page, and under what policy.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSmallCompany } from '../small-company.ts';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
beforeAll(async () => {
  companion = await openCompanionApp();
});
afterAll(() => companion.close());

const open = (url: string, host = asCommandLine.host) =>
  companion.app.inject({ method: 'GET', url, headers: { host } });
const campaigns = '/replica/ads.google.com/aw/campaigns';
const contact = '/replica/app.hubspot.com/contacts/1042073/record/0-1/501';

describe('while the workspace is the sample', () => {
  test.each(['/replica/', campaigns, `${campaigns}?rows=3`, contact])('%s needs no token', async url => {
    const reply = await open(url);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  test('a page loads nothing, and runs only the script that it came with', async () => {
    const replies = [await open(campaigns), await open(campaigns)];
    const nonces = replies.map(reply => {
      const policy = String(reply.headers['content-security-policy']);
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'; /,
      );
      const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
      const scripts = [...reply.body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
      expect(scripts).toEqual([` nonce="${nonce}"`]);
      expect(reply.body).not.toMatch(/ style=| on[a-z]+=|https?:\/\//);
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('every page says that it is a replica', async () => {
    expect((await open(campaigns)).body).toContain('Replica for trying Throughline; not Google’s page.');
    expect((await open(contact)).body).toContain('Replica for trying Throughline; not HubSpot’s page.');
  });

  test('the index links pages that are there', async () => {
    const { body } = await open('/replica/');
    const links = [...body.matchAll(/href="(\/replica\/[^"]+)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
    expect(links.length).toBeGreaterThan(8);
    for (const href of links) expect([href, (await open(href)).statusCode]).toEqual([href, 200]);
    expect((await open('/replica')).headers.location).toBe('/replica/');
  });

  test.each([
    '/replica/evil.example/aw/campaigns',
    '/replica/ads.google.com/aw/billing',
    '/replica/app.hubspot.com/contacts/1042073/record/0-1/999',
    '/replica/app.hubspot.com/contacts/7/record/0-1/501',
    '/replica/ads.google.com/%3Cimg%20src=x%20onerror=alert(1)%3E',
  ])('%s is a plain 404', async url => {
    const reply = await open(url);
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain('There is no replica of');
    expect(reply.body).not.toContain('<img');
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('what a query says never becomes markup', async () => {
    const { body } = await open(
      `${campaigns}?from=${encodeURIComponent('</script><b>')}&recycle=${encodeURIComponent('<b>')}`,
    );
    expect(body).not.toContain('<b>');
    expect(body.match(/<\/script>/g)).toHaveLength(1);
  });

  test('another host is refused', async () => {
    expect((await open(campaigns, 'evil.example:4517')).statusCode).toBe(403);
  });
});

test("with data of one's own there are no replica pages, and the page says why", async () => {
  const own = await openCompanionApp();
  try {
    for (const path of Object.values(await writeSmallCompany(join(own.folder, 'exports'))))
      await own.engine.import({ files: [{ path }] });
    for (const url of ['/replica/', campaigns, contact]) {
      const reply = await own.app.inject({ method: 'GET', url, headers: { host: asCommandLine.host } });
      expect(reply.statusCode).toBe(404);
      expect(reply.body).toContain('this workspace holds your own data');
      expect(reply.body).not.toContain('Kettles');
    }
  } finally {
    await own.close();
  }
});
