// The browser's leave to ask 127.0.0.1. A person can take it back (or never give it) in the browser's own settings. A
// companion that knows us can be asked all the same, so what counts is whether asking failed, not whether leave is there.

import { browser } from 'wxt/browser';
import { ask } from '../messages/ask.ts';

const access = { origins: ['http://127.0.0.1/*'] };

export const hasHostAccess = (): Promise<boolean> => browser.permissions.contains(access);

/** Asks for it; only from a click or a key. False: the browser or the person said no. */
export async function requestHostAccess(): Promise<boolean> {
  const isGiven = await browser.permissions.request(access);
  if (isGiven) await ask('board', null);
  return isGiven;
}
