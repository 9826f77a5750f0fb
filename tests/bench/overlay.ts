// What the overlay costs the page that it lies on, in a real Chromium over the companion's stored workspace: how long a model
// switch takes until the page is repainted, with the companion and without, and how long our scripts hold the page's main
// thread, by the browser's own tracing. Needs the built extension (npm run build).

import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { models } from '#shared/models/index.ts';
import type { AdsRow } from '../../server/replica/ads/data.ts';
import { inventedCampaigns } from '../../server/replica/ads/invented.ts';
import { adsPage } from '../../server/replica/ads/page.ts';
import { readOptions } from '../../server/replica/options.ts';
import { adsPage as adsUrl, openBrowser, type TestBrowser } from '../e2e/harness/index.ts';
import { type Companion, listening } from './companion.ts';
import { formatMs } from './measure.ts';

const tableRows = 200;
const switches = 12;

export interface OverlayCost {
  /** A row a path: its name, median, slowest. */
  switches: string[][];
  /** A row a thing done: longest task that ran our script, time in our script, longest task of the page without us. */
  tasks: string[][];
}

/** Asks the stored workspace in `folder`; google-ads campaigns of `campaigns` (id, name) fill the table, invented ones the rest. */
export async function overlayCost(folder: string, campaigns: { id: string; name: string }[]): Promise<OverlayCost> {
  const main = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'serve', '--no-open', '--port', '4598', '--data', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const browser = await openBrowser();
  try {
    const companion = await listening(folder);
    await pair(browser, companion);
    await browser.setChoices({ range: 'all', model: models[0].id });
    const { html, policy } = adsPage(tableOf(campaigns));
    const document = { body: html, headers: { 'content-security-policy': policy } };
    const page = await browser.newPage({
      width: 1600,
      height: 900,
      serve: { 'ads.google.com': () => document },
    });
    const tasks: string[][] = [];
    const traced = async (what: string, work: () => Promise<void>) => tasks.push([what, ...(await trace(page, work))]);
    await traced('load, columns drawn', async () => {
      await page.goto(adsUrl({ show: String(tableRows) }));
      await untilShown(page);
    });
    // The workspace is downloaded for later meanwhile, and first answers build what the others find ready.
    await keptHere(browser);
    await timeSwitches(browser, page, models.length);
    await traced('model switched', () => switchTo(browser, page, models[7].id).then(() => undefined));
    await traced('5 s of scrolling', () => scroll(page));
    await traced('sorted by another column', async () => {
      await page.click('[essfield="stats.clicks"][role=columnheader]');
      await wait(1_000);
    });
    const withCompanion = await timeSwitches(browser, page, switches);
    child.kill('SIGKILL');
    await wait(500);
    await timeSwitches(browser, page, models.length);
    const without = await timeSwitches(browser, page, switches);
    return {
      switches: [row('with the companion', withCompanion), row('companion away: in the extension', without)],
      tasks,
    };
  } finally {
    await browser.close();
    child.kill('SIGTERM');
  }
}

const row = (name: string, times: number[]) => {
  times.sort((a, b) => a - b);
  return [name, formatMs(times[Math.floor(times.length / 2)]), formatMs(times.at(-1)!)];
};

function tableOf(campaigns: { id: string; name: string }[]) {
  const rows: AdsRow[] = campaigns.slice(0, tableRows).map(({ id, name }, i) => ({
    id,
    name,
    status: 'Eligible',
    impressions: 10_000 + i,
    clicks: 100 + i,
    cost: 20_000 + i,
    conversions: i % 7,
  }));
  const all = [...rows, ...inventedCampaigns(tableRows - rows.length)];
  return {
    account: { id: '000-000-0000', name: 'Bench', currency: 'GBP' },
    ranges: [{ from: '2025-01-01', to: '2025-12-31', rows: { campaigns: all, adgroups: [], keywords: [] } }],
    range: 0,
    options: readOptions({ show: String(tableRows), load: '0' }),
  };
}

async function pair(browser: TestBrowser, { url, token }: Companion): Promise<void> {
  const reply = await fetch(`${url}/v1/pair/code`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const { code } = (await reply.json()) as { code: string };
  const answer = await browser.ask('pair', { code, port: Number(new URL(url).port) });
  if (!answer.reply) throw new Error(`Pairing failed: ${JSON.stringify(answer)}`);
}

/** Until every entity row's revenue cell has a figure, or says that there is none. */
async function untilShown(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const cells = [...document.querySelectorAll('[role=gridcell][data-throughline=revenue]')];
      return cells.length > 20 && cells.filter(cell => /\d/.test(cell.textContent ?? '')).length > 10;
    },
    { timeout: 120_000 },
  );
}

async function keptHere(browser: TestBrowser): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    const { reply } = await browser.ask('board', null);
    if ((reply as { kept: unknown }).kept) return;
    await wait(500);
  }
  throw new Error('The journeys were not kept within two minutes.');
}

async function timeSwitches(browser: TestBrowser, page: Page, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) taken.push(await switchTo(browser, page, models[(i + 1) % models.length].id));
  return taken;
}

/** From the moment that the choice is written in the popup to the frame after the last cell's change, ms. */
async function switchTo(browser: TestBrowser, page: Page, model: string): Promise<number> {
  await page.evaluate(() => {
    const state = globalThis as unknown as { lastChange: number };
    state.lastChange = 0;
    const observer = new MutationObserver(records => {
      const isCell = (node: Node) =>
        (node instanceof Element ? node : node.parentElement)?.closest('[data-throughline]');
      if (!records.some(record => isCell(record.target))) return;
      requestAnimationFrame(() => {
        // The frame after it is on the screen.
        setTimeout(() => {
          state.lastChange = performance.timeOrigin + performance.now();
        });
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    setTimeout(() => observer.disconnect(), 20_000);
  });
  const popup = await browser.extensionPage('popup.html');
  // A popup lies over the page; a tab would hide it, and nothing is painted then.
  await page.bringToFront();
  await wait(200);
  const started = await popup.evaluate(async chosen => {
    const { local } = (globalThis as unknown as { chrome: { storage: { local: Storage } } }).chrome.storage;
    interface Storage {
      get(key: string): Promise<{ choices: object }>;
      set(items: object): Promise<void>;
    }
    const { choices } = await local.get('choices');
    const at = performance.timeOrigin + performance.now();
    await local.set({ choices: { ...choices, model: chosen } });
    return at;
  }, model);
  // Over when nothing has changed for half a second.
  let ended = 0;
  for (let tries = 0; tries < 40; tries++) {
    await wait(500);
    const last = await page.evaluate(() => (globalThis as unknown as { lastChange: number }).lastChange);
    if (last !== 0 && last === ended) break;
    ended = last;
  }
  await popup.close();
  if (ended === 0) throw new Error(`Nothing changed on the page when ${model} was chosen.`);
  return ended - started;
}

async function scroll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const box = document.querySelector('.content-scroll')!;
    const end = performance.now() + 5_000;
    while (performance.now() < end) {
      box.scrollTop = Math.abs(Math.sin(performance.now() / 700)) * (box.scrollHeight - box.clientHeight);
      await new Promise(requestAnimationFrame);
    }
  });
}

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args: { data?: { url?: string; scriptName?: string } };
}

/** Longest main-thread task in which our script ran, all time in our script, and the longest task without us; by the browser. */
async function trace(page: Page, work: () => Promise<void>): Promise<string[]> {
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline', 'v8.execute'] });
  await work();
  const text = new TextDecoder().decode(await page.tracing.stop());
  const events = (JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents.filter(e => e.ph === 'X' && e.dur);
  const isTask = (e: TraceEvent) => e.name === 'RunTask' || e.name === 'ThreadControllerImpl::RunTask';
  const ours = events.filter(e => {
    const where = e.args.data?.url ?? e.args.data?.scriptName ?? '';
    return where.startsWith('chrome-extension://') && where.includes('content-scripts');
  });
  // Calls of ours within calls of ours count once.
  const outermost = ours.filter(
    call => !ours.some(other => other !== call && isWithin(call, other) && other.dur! > call.dur!),
  );
  const threads = new Set(ours.map(e => `${e.pid} ${e.tid}`));
  const tasks = events.filter(e => isTask(e) && threads.has(`${e.pid} ${e.tid}`));
  const withUs = tasks.filter(task => outermost.some(call => isWithin(call, task)));
  const longest = (list: TraceEvent[]) => list.reduce((most, { dur }) => Math.max(most, dur! / 1000), 0);
  const total = outermost.reduce((sum, { dur }) => sum + dur! / 1000, 0);
  return [
    formatMs(longest(withUs)),
    formatMs(longest(outermost)),
    formatMs(total),
    formatMs(longest(tasks.filter(task => !withUs.includes(task)))),
  ];
}

const isWithin = (inner: TraceEvent, outer: TraceEvent) =>
  inner.pid === outer.pid &&
  inner.tid === outer.tid &&
  inner.ts >= outer.ts &&
  inner.ts + inner.dur! <= outer.ts + outer.dur!;
