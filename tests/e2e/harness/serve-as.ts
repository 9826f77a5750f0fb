// Serves pages under their real host names by intercepting a page's requests: to the browser and the extension they are
// the public sites, with their address space, matches and permissions. A test page on loopback would hide the browser's
// rule against asking loopback from a public page.

import { readFileSync } from 'node:fs';
import type { HTTPRequest, Page, ResponseForRequest } from 'puppeteer';
import type { Seen } from './seen.ts';

/** What stands for a host: a companion's URL (its replica pages), a saved page's path, or a function. */
export type Served = { replica: string } | { file: string } | ((url: URL) => Partial<ResponseForRequest>);

export async function serveAs(page: Page, seen: Seen, hosts: Record<string, Served>): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', request => void answer(request, page, seen, hosts));
}

async function answer(request: HTTPRequest, page: Page, seen: Seen, hosts: Record<string, Served>): Promise<void> {
  const url = new URL(request.url());
  const note = (outcome: 'served' | 'let through' | 'refused') =>
    seen.requests.push({ url: url.href, by: page.url(), outcome });
  const served = hosts[url.host];
  try {
    if (served) {
      note('served');
      await request.respond(await bodyOf(served, url));
    } else if (!/^(https?|wss?):$/.test(url.protocol) || url.hostname === '127.0.0.1') {
      note('let through');
      await request.continue();
    } else {
      note('refused');
      await request.abort('blockedbyclient');
    }
  } catch (error) {
    // The page went away while its answer was fetched: nobody waits for it any more.
    if (!page.isClosed())
      seen.errors.push({ kind: 'uncaught', text: `serveAs ${url.href}: ${error}`, where: page.url() });
  }
}

async function bodyOf(served: Served, url: URL): Promise<Partial<ResponseForRequest>> {
  if (typeof served === 'function') return { status: 200, contentType: 'text/html; charset=utf-8', ...served(url) };
  if (url.pathname === '/favicon.ico') return { status: 204 };
  if ('file' in served)
    return { status: 200, contentType: 'text/html; charset=utf-8', body: readFileSync(served.file, 'utf8') };
  const response = await fetch(`${served.replica}/replica/${url.host}${url.pathname}${url.search}`);
  const kept = ['content-type', 'content-security-policy'].flatMap(name => {
    const value = response.headers.get(name);
    return value ? [[name, value]] : [];
  });
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}
