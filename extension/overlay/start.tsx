// The overlay of an ad platform's page, put together: table, dock, receipt, and their way to the background worker. All of it
// hangs on the content script's context: when that ends, nothing is left behind.

import { signal } from '@preact/signals';
import { render } from 'preact';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { ask } from '../messages/ask.ts';
import { shadowHost } from '../shadow-host.ts';
import type { AdsSite } from '../sites/ads-site.ts';
import { siteUrl } from '../sites/index.ts';
import { liveBoard } from '../state/live-board.ts';
import { liveChoices } from '../state/live-choices.ts';
import { AdsOverlay } from './ads-overlay.ts';
import dockCss from './dock.css?inline';
import { Dock } from './dock.tsx';
import { keepPlace } from './dock-place.ts';
import { startReceipt } from './receipt-host.tsx';

/** How often the companion is looked after while the page is in sight: data comes in, it stops and comes back. */
const LOOK_MS = 20_000;
/** How soon the page is cleaned up after the extension was switched off. */
const HEARTBEAT_MS = 1_000;

export async function startOverlay(site: AdsSite, ctx: ContentScriptContext): Promise<void> {
  const [{ choices, change, stop: stopChoices }, { board, stop: stopBoard }] = await Promise.all([
    liveChoices(),
    liveBoard(),
  ]);
  ctx.onInvalidated(stopChoices);
  ctx.onInvalidated(stopBoard);
  if (ctx.isInvalid) return;

  // Nobody to ask any more: the context ends, and takes all of ours along.
  const tell = (work: Promise<unknown>) => void work.catch(() => ctx.isValid);
  ctx.setInterval(() => {}, HEARTBEAT_MS);

  const overlay = new AdsOverlay(
    site,
    document,
    {
      ask: query => ask('overlay', query),
      report: health => tell(ask('siteHealth', { ...health, at: Date.now() })),
      choices,
      board,
      url: () => siteUrl(location.href),
      now: Date.now,
      setTimeout: (work, ms) => ctx.setTimeout(work, ms),
    },
    ctx.signal,
  );
  startReceipt(
    overlay,
    document,
    { explain: query => ask('explain', query), open: address => tell(ask('openReceipt', address)) },
    ctx.signal,
  );

  const now = signal(Date.now());
  const look = () => {
    now.value = Date.now();
    if (!document.hidden) tell(ask('board', null));
  };
  look();
  ctx.setInterval(look, LOOK_MS);
  ctx.addEventListener(document, 'visibilitychange', look);

  const { root, host } = shadowHost(
    document,
    {
      name: 'dock',
      css: dockCss,
      style: { position: 'fixed', right: '10px', bottom: '10px', 'z-index': '2147483000', display: 'block' },
    },
    ctx.signal,
  );
  render(
    <Dock label={site.label} shown={overlay.shown} choices={choices} board={board} now={now} onChange={change} />,
    root,
  );
  ctx.onInvalidated(() => render(null, root));
  overlay.onPainted.add(keepPlace(host, site, document, ctx.signal));
}
