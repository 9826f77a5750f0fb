// Pages with the snippet, built from its source, under host names of their own, and a collector that only writes down what
// it is sent. One server on loopback answers every name; each page is what a test says it is.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'puppeteer';
import { expect } from 'vitest';
import { buildSnippet, withConfig } from '../../../server/tracker/build.ts';
import type { SnippetConfig } from '../../../server/tracker/client/config.ts';
import type { CollectAnswer, Hit } from '../../../shared/schema/collect.ts';
import { openBrowser, type TestBrowser } from '../harness/index.ts';

const collector = 'http://collect.acme.test';
export const stub =
  'window.throughline=window.throughline||function(){(throughline.q=throughline.q||[]).push(arguments)};';

interface PageText {
  head?: string;
  body?: string;
  config?: Partial<SnippetConfig>;
  headers?: Record<string, string>;
}

export class Site {
  readonly browser: TestBrowser;
  /** Whatever came, as often as it came. */
  received: (Hit & { sent: number })[] = [];
  /** What the collector answers; undefined: nothing, the connection ends. */
  status: number | undefined = 204;
  answer: CollectAnswer | undefined;
  readonly #pages = new Map<string, PageText>();
  readonly #close: () => Promise<void>;

  private constructor(browser: TestBrowser, close: () => Promise<void>) {
    this.browser = browser;
    this.#close = close;
  }

  static async open(): Promise<Site> {
    const { first, more } = await buildSnippet();
    let site: Site | undefined;
    const server = createServer((request, response) => void site?.reply(request, response, first, more));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const browser = await openBrowser({
      extension: false,
      args: [
        `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`,
        '--disable-features=HttpsUpgrades,HttpsFirstBalancedMode',
      ],
    });
    site = new Site(browser, async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    });
    return site;
  }

  /** What stands at 'www.acme.test/path', whatever the query. */
  serve(at: string, page: PageText): void {
    this.#pages.set(at, page);
  }

  /** A device of its own: cookies and storage of nobody else. */
  device(): Promise<BrowserContext> {
    return this.browser.browser.createBrowserContext();
  }

  async tab(device: BrowserContext, before?: string): Promise<Page> {
    const page = await device.newPage();
    this.browser.seen.watchPage(page);
    if (before) await page.evaluateOnNewDocument(before);
    return page;
  }

  /** Each hit once, as it came first. */
  get hits(): Hit[] {
    return [...new Map(this.received.toReversed().map(hit => [hit.id, hit])).values()].toReversed();
  }

  of(kind: Hit['kind']): Hit[] {
    return this.hits.filter(hit => hit.kind === kind);
  }

  /** Waits for as many hits of a kind. */
  async came(kind: Hit['kind'], count = 1): Promise<Hit[]> {
    await expect.poll(() => this.of(kind).length).toBeGreaterThanOrEqual(count);
    return this.of(kind);
  }

  /** For the next test. */
  clear(): void {
    this.received = [];
    this.status = 204;
    this.answer = undefined;
    this.browser.seen.errors.length = 0;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#close();
  }

  private async reply(request: IncomingMessage, response: ServerResponse, first: string, more: string): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.origin !== collector) {
      const page = this.#pages.get(url.host + url.pathname);
      response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers });
      response.end(page ? html(page) : '');
      return;
    }
    const open = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'cache-control': 'no-store',
    };
    if (url.pathname !== '/v1/collect') {
      const config = JSON.parse(url.searchParams.get('c') ?? '{}');
      response.writeHead(200, { ...open, 'content-type': 'text/javascript' });
      response.end(url.pathname === '/tl.js' ? withConfig(first, config) : more);
      return;
    }
    let text = '';
    for await (const part of request) text += part;
    if (this.status === undefined) return void request.socket.destroy();
    if (this.status < 300) {
      const { sent, hits } = JSON.parse(text);
      this.received.push(...hits.map((hit: Hit) => ({ ...hit, sent })));
    }
    response.writeHead(this.answer ? 200 : this.status, { ...open, 'content-type': 'application/json' });
    response.end(this.answer ? JSON.stringify(this.answer) : undefined);
  }
}

/** The snippet's tag with a configuration. */
export const tag = (config: Partial<SnippetConfig> = {}): string => {
  const whole: SnippetConfig = { o: collector, s: ['acme.test', 'acme-tea.test'], a: 1, f: [], ...config };
  return `<script async src="${collector}/tl.js?c=${encodeURIComponent(JSON.stringify(whole))}"></script>`;
};

const html = ({
  head = '',
  body = '',
  config,
}: PageText) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Acme</title><link rel="icon" href="data:,">${head}${tag(config)}</head><body><main><h1>Acme</h1>${body}</main></body></html>`;

/** throughline(…) in the page. */
export const call = (page: Page, ...given: unknown[]): Promise<void> =>
  page.evaluate(
    (...words) => (window as unknown as { throughline(...words: unknown[]): void }).throughline(...words),
    ...given,
  );

export const cookieOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => /\btl_visitor=(\w+)/.exec(document.cookie)?.[1]);
