// Opens a browser window of its own on the sample company: the built extension loaded and paired, the replica pages open.
// Its profile lies in the data folder, apart from the user's own browsing. The window's end is not the companion's.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { ConnectionError, SettingsError } from '#shared/errors.ts';
import { findBrowser } from './find-browser.ts';

/** Where `wxt build` writes the extension; left out of the published package. */
export const extensionDir = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

const adsReplica = '/replica/ads.google.com/aw/campaigns?ocid=984737';
const crmReplica = '/replica/app.hubspot.com/contacts/1042073/record/0-1/501';

export interface OpenWindow {
  /** False: the extension didn't say within ten seconds that it is paired. */
  isPaired: boolean;
  /** Resolves when the user closes it. */
  closed: Promise<void>;
  close(): Promise<void>;
}

export const isBuilt = (): boolean => existsSync(join(extensionDir, 'manifest.json'));

/** @throws SettingsError without a browser or a built extension; ConnectionError where the browser doesn't start. */
export async function openSampleWindow(options: {
  url: string;
  folder: string;
  pairingCode: () => string;
}): Promise<OpenWindow> {
  const { url, folder, pairingCode } = options;
  const program = findBrowser();
  if (!program) {
    throw new SettingsError({
      code: 'browser-none',
      what: 'No browser of the Chromium family was found.',
      expected: 'Chromium, Chrome or Edge, or one named in THROUGHLINE_BROWSER',
      remedy: 'Install one: npx puppeteer browsers install chrome',
    });
  }
  if (!isBuilt()) {
    throw new SettingsError({
      code: 'extension-none',
      what: 'The extension is not built.',
      where: extensionDir,
      remedy: 'Build it: npm run build',
    });
  }
  const browser = await launch(program, join(folder, 'browser'));
  try {
    const [first = await browser.newPage()] = await browser.pages();
    const isPaired = await pair(browser, first, pairingCode(), Number(new URL(url).port));
    const crm = await browser.newPage();
    await crm.goto(`${url}${crmReplica}`);
    const ads = isPaired ? first : await browser.newPage();
    await ads.goto(`${url}${adsReplica}`);
    await (isPaired ? ads : first).bringToFront();
    let tellClosed = () => {};
    const closed = new Promise<void>(resolve => {
      tellClosed = resolve;
    });
    browser.on('disconnected', tellClosed);
    return {
      isPaired,
      closed,
      close() {
        browser.off('disconnected', tellClosed);
        return browser.close();
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function launch(program: string, profile: string): Promise<Browser> {
  // Loaded here: no other command needs it, and it takes its time.
  const { default: puppeteer } = await import('puppeteer');
  try {
    return await puppeteer.launch({
      executablePath: program,
      headless: false,
      // Branded Chrome takes no unpacked extension by a flag; over a pipe it does.
      pipe: true,
      enableExtensions: [extensionDir],
      userDataDir: profile,
      defaultViewport: null,
      // This process ends the window itself, after the companion.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ignoreDefaultArgs: ['--enable-automation'],
      args: [
        '--window-size=1440,900',
        '--no-first-run',
        '--no-default-browser-check',
        '--hide-crash-restore-bubble',
        // The administrator's processes get no sandbox from Chromium, and without this flag no window either.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
  } catch (cause) {
    throw new ConnectionError({
      code: 'browser-start',
      what: 'The browser did not start.',
      where: program,
      found: cause instanceof Error ? cause.message.split('\n')[0] : String(cause),
      remedy: 'Close a window that an earlier start left open, or name another browser in THROUGHLINE_BROWSER.',
      cause,
    });
  }
}

/** The extension's options page pairs itself from its address; true once the extension says that it is connected. */
async function pair(browser: Browser, page: Page, code: string, port: number): Promise<boolean> {
  const worker = await browser.waitForTarget(
    target => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://'),
    { timeout: 15_000 },
  );
  try {
    await page.goto(`chrome-extension://${new URL(worker.url()).host}/options.html?code=${code}&port=${port}`);
    await page.waitForFunction(isConnected, { timeout: 10_000, polling: 100 }, port);
    return true;
  } catch {
    // The page says why, and stays open.
    return false;
  }
}

/** Runs in the extension's page: what its background worker wrote down last (extension/state/board.ts). */
async function isConnected(port: number): Promise<boolean> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { local: { get(key: string): Promise<{ board?: { connection: string; port: number } }> } } };
  };
  const { board } = await chrome.storage.local.get('board');
  return board?.connection === 'connected' && board.port === port;
}
