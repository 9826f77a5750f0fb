// The service worker: only wires. Listeners are added in its first turn; it may be stopped after any answer.

import { defineBackground } from 'wxt/utils/define-background';
import { browserName } from '../background/browser-name.ts';
import { createBackground } from '../background/index.ts';
import { Database } from '../db/database.ts';
import { listen } from '../messages/listen.ts';

export default defineBackground(() => {
  const background = createBackground({ db: new Database(), name: browserName(navigator.userAgent) });
  listen(background.handlers, background.standing);
  void background.look();
});
