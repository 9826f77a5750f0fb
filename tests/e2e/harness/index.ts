// What the end-to-end tests of the extension stand on: a real Chromium with the built extension, a companion of its own with
// the sample company, pages under their real host names.
//
//   const companion = await startSample();             // SampleCompanion: url, port, pairingCode(), stop(), kill(), startAgain(), run(…words), close()
//   const browser = await openBrowser();               // TestBrowser; {extension: dir | false, args, page: {width, dark …}}
//   await browser.pair(companion);                     // by the worker's own `pair` message, no clicking
//   await browser.setChoices({ model: 'first-touch' });
//   const page = await browser.newPage({ width: 1600, height: 900, dark: true, serve: replicas(companion) });
//   await page.goto(adsPage());                        // https://ads.google.com/aw/campaigns?…, answered by the companion's replica
//   await screenshot(page, 'ads-dark');                // tests/e2e/screenshots/ads-dark.png, ignored by git
//   expect(await axe(page, '#host')).toEqual([]);      // serious and critical findings, a line each
//   await browser.stopWorker();                        // as the browser does when idle; browser.worker() is undefined after
//   await browser.ask('board', null);                  // any message of extension/messages, as a page of the extension sends it
//   expect(browser.seen.errors).toEqual([]);           // console errors and uncaught errors of pages, content scripts, worker
//   expect(browser.seen.refusedHosts).toEqual([]);     // hosts that a page asked for and nobody serves
//   const { hosts } = await browser.close();           // from the browser's own net log: pages, worker, the browser itself
//   expect(hosts).toEqual([new URL(companion.url).host]);
//
// `serve` takes host → {replica: companion.url} | {file: path} | url => ({status, headers, body}). Replica pages take options
// in the query: server/replica/options.ts lists them (rows, recycle, rerender, strict …); `adsPage({rows: '200'})` adds them.
// The extension is .output/chrome-mv3 (npm test builds it first), or THROUGHLINE_EXTENSION_DIR.

import type { SampleCompanion } from './sample.ts';
import type { Served } from './serve-as.ts';

export { axe } from './axe.ts';
export { extensionDir, openBrowser, screenshot, type TestBrowser } from './browser.ts';
export { type SampleCompanion, startSample } from './sample.ts';
export type { Served } from './serve-as.ts';

/** Both sites as the companion's replicas. */
export const replicas = ({ url }: SampleCompanion): Record<string, Served> => ({
  'ads.google.com': { replica: url },
  'app.hubspot.com': { replica: url },
});

/** The Google Ads replica under its real name: 'campaigns', 'adgroups' or 'keywords', with options in its query. */
export const adsPage = (options: Record<string, string> = {}, view = 'campaigns') =>
  `https://ads.google.com/aw/${view}?${new URLSearchParams({ ocid: '984737', ...options })}`;

/** A HubSpot record under its real name: '0-1' contact, '0-2' company, '0-3' deal. */
export const crmPage = (type: '0-1' | '0-2' | '0-3', id: string, options: Record<string, string> = {}) =>
  `https://app.hubspot.com/contacts/1042073/record/${type}/${id}${Object.keys(options).length > 0 ? `?${new URLSearchParams(options)}` : ''}`;
