// Twenty seconds of random scrolling through 200 campaigns in each of the ways in which real grids treat their row elements:
// in no frame may a figure stand beside another campaign's name. The workspace is one of its own in which campaign n earned
// 10 × n pounds, so that every figure tells whose it is.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  adsPage,
  openBrowser,
  replicas,
  type SampleCompanion,
  screenshot,
  startSample,
  type TestBrowser,
} from './harness/index.ts';
import { Processes } from './processes.ts';

const first = 41_000_000_001;
const count = 200;
const seconds = 20;
/** So that it was looked at while there was something to see: a slow machine scrolls on until it has seen as many. */
const least = { frames: 100, figures: 1_001, campaigns: 151 };

let own: Processes;
let stage: SampleCompanion;
let companion: string;
let browser: TestBrowser;

beforeAll(async () => {
  own = await Processes.open();
  const ids = Array.from({ length: count }, (_, i) => first + i);
  const events = ids.flatMap((id, i) => [
    `v${i},2026-03-01T10:00:00Z,visit,google,cpc,C${i},${id},,,`,
    `v${i},2026-03-02T10:00:00Z,order,,,,,p${i}@kettles.example,${10 * (i + 1)}.00,GBP`,
  ]);
  // Another account than the page's: the header must say so.
  const spend = ids.map((id, i) => `2026-03-01,google-ads,555-000-1111,C${i},${id},100,10,1.00,GBP`);
  await writeFile(
    join(own.folder, 'events.csv'),
    `visitor_id,ts,event,source,medium,campaign,campaign_id,email,amount,currency\n${events.join('\n')}\n`,
  );
  await writeFile(
    join(own.folder, 'spend.csv'),
    `date,platform,account,campaign,campaign_id,impressions,clicks,cost,currency\n${spend.join('\n')}\n`,
  );
  const { code, err } = await own.run('import', join(own.folder, 'events.csv'), join(own.folder, 'spend.csv'));
  expect(err).toBe('');
  expect(code).toBe(0);
  const [{ url }, sample, opened] = await Promise.all([own.serve(), startSample(), openBrowser()]);
  stage = sample;
  companion = new URL(url).host;
  browser = opened;
  const pair = await own.run('pair', '--json');
  const answer = await browser.ask('pair', { code: JSON.parse(pair.out).code, port: Number(new URL(url).port) });
  expect(answer.error).toBeUndefined();
  browser.seen.errors.length = 0;
});
afterAll(async () => {
  const { hosts } = await browser.close();
  await Promise.all([own.close(), stage.close()]);
  expect(hosts).toEqual([companion]);
});

// Beside each other, each in a window of its own: a tab in the background is painted no more.
for (const recycle of ['replace', 'keep-content', 'redraw', 'detach']) {
  test.concurrent(`rows that are recycled by "${recycle}" never show another campaign’s figures`, {
    timeout: 120_000,
  }, async () => {
    const page = await browser.newPage({ width: 1600, height: 900, ownWindow: true, serve: replicas(stage) });
    await page.goto(adsPage({ rows: String(count), show: '500', recycle }));
    await page.waitForSelector('[data-throughline-state="figure"]');
    const seen = await page.evaluate(watchScrolling, seconds * 1000, least, first);
    expect(seen.wrong).toEqual([]);
    expect(seen.frames).toBeGreaterThanOrEqual(least.frames);
    expect(seen.figures).toBeGreaterThanOrEqual(least.figures);
    expect(seen.campaigns).toBeGreaterThanOrEqual(least.campaigns);
    expect(browser.seen.errors).toEqual([]);
    await page.close();
  });
}

test('a page of an account that the workspace doesn’t know is marked red', async () => {
  const page = await browser.newPage({ width: 1280, serve: replicas(stage) });
  await page.goto(adsPage({ rows: '20' }));
  await page.waitForSelector('[data-throughline-state="figure"]');
  const read = () =>
    page.$eval('[data-throughline="dock"]', host => ({
      text: host.shadowRoot!.querySelector('.is-bad')?.textContent ?? '',
      tone: host.shadowRoot!.querySelector<HTMLElement>('.mark')!.dataset.tone,
    }));
  await expect.poll(read).toEqual({
    text: 'This page is of account 104-207-3109. The workspace knows 555-000-1111: another client’s data?',
    tone: 'bad',
  });
  await screenshot(page, 'google-ads-other-account');
  await page.close();
});

/** In the page: scrolls at random and looks at every frame, before and after it is painted. */
async function watchScrolling(ms: number, enough: typeof least, firstId: number) {
  const scroller = document.querySelector('.content-scroll')!;
  const wrong = new Set<string>();
  const campaigns = new Set<string>();
  let frames = 0;
  let figures = 0;
  const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'GBP' });
  const look = () => {
    for (const row of document.querySelectorAll('.particle-table-row')) {
      const href = row.querySelector('campaign-name a')?.getAttribute('href') ?? '';
      const id = new URLSearchParams(href.split('?')[1]).get('campaignId') ?? '';
      for (const cell of row.querySelectorAll<HTMLElement>('[data-throughline="revenue"]')) {
        const text = cell.textContent ?? '';
        if (cell.dataset.throughlineKey !== id) wrong.add(`cell of ${cell.dataset.throughlineKey} in the row of ${id}`);
        if (text === '') continue;
        // The sample's own campaigns, which this workspace doesn't know, come first in the table.
        const expected = Number(id) >= firstId ? money.format(10 * (Number(id) - firstId + 1)) : '–';
        if (text !== expected) wrong.add(`${text} in the row of ${id}, which earned ${expected}`);
        else if (text !== '–') {
          figures++;
          campaigns.add(id);
        }
      }
    }
  };
  const until = performance.now() + ms;
  const isEnough = () => frames >= enough.frames && figures >= enough.figures && campaigns.size >= enough.campaigns;
  // What is wrong is told at once.
  while (performance.now() < until || (wrong.size === 0 && !isEnough())) {
    const far = scroller.scrollHeight - scroller.clientHeight;
    const step = [40, 120, 900, far][Math.floor(Math.random() * 4)];
    scroller.scrollTop = Math.min(far, Math.max(0, scroller.scrollTop + (Math.random() - 0.5) * 2 * step));
    await new Promise(requestAnimationFrame);
    look();
    // The next task comes after the frame was painted.
    await new Promise(resolve => setTimeout(resolve));
    look();
    frames++;
  }
  return { wrong: [...wrong].slice(0, 10), frames, figures, campaigns: campaigns.size };
}
