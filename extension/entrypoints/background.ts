// The service worker: only wires. Listeners are added in its first turn; it may be stopped after any answer.

import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { browserName } from '../background/browser-name.ts';
import { createBackground } from '../background/index.ts';
import { Database } from '../db/database.ts';
import { listen } from '../messages/listen.ts';
import { hasHostAccess } from '../state/host-access.ts';

export default defineBackground(() => {
  const background = createBackground({
    db: new Database(),
    name: browserName(navigator.userAgent),
    hasAccess: hasHostAccess,
  });
  listen(background.handlers, background.standing);
  // The browser's question may have closed the popup that brought it up.
  browser.permissions.onAdded.addListener(() => void background.look());
  void background.look();
});
