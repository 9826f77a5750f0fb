// The link builder is a page of the companion's own, and wants a session of it: the worker, which alone has the token, asks
// for an address that gives one, once, and opens it.

import { browser } from 'wxt/browser';
import type { Connection } from './connection.ts';

/** @throws ConnectionError where the companion is away; then no tab is opened. */
export async function openLinks(connection: Connection): Promise<null> {
  const url = await connection.ask(companion => companion.linksPage());
  await browser.tabs.create({ url });
  return null;
}
