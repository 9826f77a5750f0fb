// The shop, its public collector and the people who walk in: each visitor is a browser profile of their own, and one clock,
// the browsers' and the collector's, can be put forward.

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { readAccess } from '../../../server/collect/access.ts';
import { buildCollectorApp } from '../../../server/collect/collector-app.ts';
import { Journals } from '../../../server/collect/journals.ts';
import { SettingsStore } from '../../../server/settings.ts';
import type { JournalLine } from '../../../shared/schema/collect.ts';
import { openBrowser, type TestBrowser } from '../harness/index.ts';
import { collectorOrigin, openShop, ownSites, type Shop } from './shop.ts';

/** As people's browsers call themselves: a headless one is a bot to the collector. */
const person = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

interface VisitorOptions {
  /** What they say on every page, as a consent tool does; left out: nothing. */
  consent?: 'granted' | 'denied';
  /** Left out: a person's browser. */
  userAgent?: string;
}

export interface Street {
  shop: Shop;
  browser: TestBrowser;
  /** The collector's token, for `throughline pull`. */
  token: string;
  /** Somebody with a device of their own. */
  visitor(options?: VisitorOptions): Promise<Visitor>;
  /** Puts everybody's clock forward. Pages that are open keep the old time. */
  later(ms: number): void;
  collectorDown(): void;
  collectorUp(): void;
  /** What the collector has kept, in the order it came. */
  kept(): Promise<JournalLine[]>;
  close(): Promise<void>;
}

export interface Visitor {
  /** A new tab. */
  tab(): Promise<Page>;
  /** Closes the browser's windows; cookies and storage stay. */
  leave(): Promise<void>;
}

export async function openStreet(): Promise<Street> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-collector-'));
  const settings = new SettingsStore(folder);
  await settings.set('sites', ownSites);
  await settings.set('form-fields', 'company');
  await settings.set('phone-pool', 'Paid Search=+442079460001; default=+442079460999');
  const shop = await openShop();
  const journals = await Journals.open(folder);
  const access = readAccess(folder);
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const app = await buildCollectorApp({ folder, journals, publicOrigin: collectorOrigin, access, now });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  shop.collector = port;
  // No cookie of a third party: nothing here may hang on one.
  const browser = await openBrowser({
    extension: false,
    // Named for the whole browser: what a page sends as it goes away takes no notice of a name set for the page.
    args: [...shop.args, '--test-third-party-cookie-phaseout', `--user-agent=${person}`],
  });

  async function visitor({ consent, userAgent }: VisitorOptions = {}): Promise<Visitor> {
    const context = await browser.browser.createBrowserContext();
    return {
      async tab() {
        const page = await context.newPage();
        browser.seen.watchPage(page);
        if (userAgent) await page.setUserAgent({ userAgent });
        await page.evaluateOnNewDocument(moveClock, aheadMs);
        if (consent) await page.evaluateOnNewDocument(sayConsent, consent);
        return page;
      },
      async leave() {
        for (const page of await context.pages()) await page.close({ runBeforeUnload: false });
      },
    };
  }

  return {
    shop,
    browser,
    token: access.token,
    visitor,
    later: ms => {
      aheadMs += ms;
    },
    collectorDown: () => {
      shop.collector = undefined;
    },
    collectorUp: () => {
      shop.collector = port;
    },
    async kept() {
      const journal = await journals.channel('hits');
      const { text } = await journal.read({ segment: 1, offset: 0 }, 16 * 1024 * 1024);
      return text
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as JournalLine);
    },
    async close() {
      await browser.close();
      await app.close();
      await journals.close();
      await shop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** In the page: time goes on from later on. */
function moveClock(aheadMs: number): void {
  if (aheadMs === 0) return;
  const { now } = Date;
  Date.now = () => now() + aheadMs;
}

/** In the page, before its own scripts: what a consent tool does once it knows. */
function sayConsent(consent: string): void {
  const global = window as unknown as { throughline?: ((...call: unknown[]) => void) & { q?: unknown[] } };
  global.throughline ??= (...call: unknown[]) => {
    const { throughline } = global;
    throughline!.q ??= [];
    throughline!.q.push(call);
  };
  // In frames of others too, where nobody hears it.
  global.throughline('consent', consent);
}
