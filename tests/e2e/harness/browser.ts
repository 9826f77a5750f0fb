// The built extension in a headless Chromium of its own, with a profile that is thrown away.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type MediaFeature, type Page, type WebWorker } from 'puppeteer';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Choices } from '../../../extension/state/choices.ts';
import { findBrowser } from '../../../server/browser/find-browser.ts';
import type { SampleCompanion } from './sample.ts';
import { hostsInNetLog, Seen } from './seen.ts';
import { type Served, serveAs } from './serve-as.ts';

// What the extension keeps its choices in wants a browser's `chrome` as soon as it is loaded; here only its defaults matter.
Object.assign(globalThis, { chrome: fakeBrowser });
const { defaultChoices } = await import('../../../extension/state/choices.ts');

const root = fileURLToPath(new URL('../../../', import.meta.url));
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Not even a name is looked up: what isn't served by the test or on loopback fails.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** The built extension: THROUGHLINE_EXTENSION_DIR, else the one that `wxt build` writes. */
export function extensionDir(): string {
  const dir = process.env.THROUGHLINE_EXTENSION_DIR ?? join(root, '.output', 'chrome-mv3');
  if (existsSync(join(dir, 'manifest.json'))) return dir;
  throw new Error(`There is no built extension at ${dir}: run \`npm run build\` first.`);
}

export interface PageOptions {
  /** CSS pixels; 1280 × 800 where left out. */
  width?: number;
  height?: number;
  /** Not a tab beside others: only the tab in front is painted. */
  ownWindow?: boolean;
  dark?: boolean;
  reducedMotion?: boolean;
  forcedColors?: boolean;
  /** Hosts that the page is served under: 'ads.google.com' → what stands for it. */
  serve?: Record<string, Served>;
}

export interface BrowserOptions {
  /** Folder of the unpacked extension; false: none. */
  extension?: string | false;
  args?: string[];
  /** For all its pages; a page's own options win. */
  page?: PageOptions;
}

export class TestBrowser {
  readonly browser: Browser;
  /** '' without an extension. */
  readonly extensionId: string;
  readonly seen: Seen;
  readonly #profile: string;
  readonly #pageOptions: PageOptions;

  private constructor(browser: Browser, extensionId: string, seen: Seen, profile: string, pageOptions: PageOptions) {
    this.browser = browser;
    this.extensionId = extensionId;
    this.seen = seen;
    this.#profile = profile;
    this.#pageOptions = pageOptions;
  }

  static async open({ extension = extensionDir(), args = [], page = {} }: BrowserOptions = {}): Promise<TestBrowser> {
    const profile = await mkdtemp(join(tmpdir(), 'throughline-browser-'));
    const browser = await puppeteer.launch({
      headless: true,
      pipe: true,
      executablePath: findBrowser(),
      userDataDir: profile,
      enableExtensions: extension ? [extension] : false,
      args: [...flags, `--log-net-log=${netLogOf(profile)}`, ...args],
    });
    const seen = new Seen();
    if (!extension) return new TestBrowser(browser, '', seen, profile, page);
    browser.on('targetcreated', target => {
      if (target.type() === 'service_worker') void seen.watchWorker(target);
    });
    const target = await browser.waitForTarget(t => t.type() === 'service_worker');
    await seen.watchWorker(target);
    return new TestBrowser(browser, new URL(target.url()).host, seen, profile, page);
  }

  /** A new tab; watched, and served under the hosts asked for. */
  async newPage(options: PageOptions = {}): Promise<Page> {
    const { width = 1280, height = 800, ownWindow, serve, ...looks } = { ...this.#pageOptions, ...options };
    const page = await this.browser.newPage({ type: ownWindow ? 'window' : 'tab' });
    this.seen.watchPage(page);
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures(mediaOf(looks));
    if (serve) await serveAs(page, this.seen, serve);
    return page;
  }

  /** One of the extension's own pages: 'popup.html', 'options.html' … */
  async extensionPage(path: string, options?: PageOptions): Promise<Page> {
    const page = await this.newPage(options);
    await page.goto(`chrome-extension://${this.extensionId}/${path}`);
    return page;
  }

  /** The background worker, if it runs at the moment; undefined: the browser (or stopWorker) has stopped it. */
  async worker(): Promise<WebWorker | undefined> {
    const target = this.browser.targets().find(t => t.type() === 'service_worker');
    return (await target?.worker()) ?? undefined;
  }

  /** Stops the background worker as the browser does when it is idle; the next message starts it again. */
  async stopWorker(): Promise<void> {
    const target = this.browser.targets().find(t => t.type() === 'service_worker');
    const worker = await target?.worker();
    if (!worker) return;
    const gone = new Promise<void>(resolve => {
      const listen = (destroyed: unknown) => {
        if (destroyed !== target) return;
        this.browser.off('targetdestroyed', listen);
        resolve();
      };
      this.browser.on('targetdestroyed', listen);
    });
    await worker.close();
    await gone;
  }

  /** Asks the background worker as one of the extension's pages does; returns what goes over the wire ({reply} or {error}). */
  async ask(name: string, what: unknown): Promise<{ reply?: unknown; error?: { code: string; what: string } }> {
    const page = await this.extensionPage('popup.html');
    try {
      return await page.evaluate(
        message => (globalThis as unknown as ExtensionGlobal).chrome.runtime.sendMessage(message),
        {
          throughline: name,
          ask: what,
        },
      );
    } finally {
      await page.close();
    }
  }

  /** Pairs with the companion by a fresh code. */
  async pair(companion: SampleCompanion): Promise<void> {
    const answer = await this.ask('pair', { code: await companion.pairingCode(), port: companion.port });
    if (!answer?.reply) throw new Error(`Pairing failed: ${JSON.stringify(answer)}`);
  }

  /** Writes the user's choices as the popup does; what is left out keeps its value. */
  async setChoices(choices: Partial<Choices>): Promise<void> {
    const page = await this.extensionPage('popup.html');
    try {
      await page.evaluate(
        async (changes, fallback) => {
          const { local } = (globalThis as unknown as ExtensionGlobal).chrome.storage;
          const { choices: now = fallback } = await local.get('choices');
          await local.set({ choices: { ...now, ...changes } });
        },
        choices as Record<string, unknown>,
        defaultChoices as unknown as Record<string, unknown>,
      );
    } finally {
      await page.close();
    }
  }

  /** Closes it, removes its profile, and returns every host:port that its pages and worker asked over the network. */
  async close(): Promise<{ hosts: string[] }> {
    await this.browser.close();
    const hosts = hostsInNetLog(netLogOf(this.#profile));
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
    return { hosts };
  }
}

interface ExtensionGlobal {
  chrome: {
    runtime: { sendMessage(message: unknown): Promise<never> };
    storage: {
      local: { get(key: string): Promise<Record<string, object>>; set(items: Record<string, unknown>): Promise<void> };
    };
  };
}

const netLogOf = (profile: string) => join(profile, 'net-log.json');

function mediaOf({ dark, reducedMotion, forcedColors }: PageOptions): MediaFeature[] {
  return [
    { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
    { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
  ];
}

export const openBrowser = (options?: BrowserOptions) => TestBrowser.open(options);

/** Writes tests/e2e/screenshots/NAME.png (ignored by git) and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(root, 'tests', 'e2e', 'screenshots', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path: path as `${string}.png` });
  return path;
}
