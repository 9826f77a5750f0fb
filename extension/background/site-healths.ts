// The last word of each site's adapter, for the popup. Kept for the browser's session only: a URL of a CRM names a record.

import { storage } from 'wxt/utils/storage';
import type { SiteHealth } from '../messages/messages.ts';

const item = storage.defineItem<Record<string, SiteHealth>>('session:siteHealths', { fallback: {} });

export class SiteHealths {
  /** One writer at a time: each reads what the one before wrote. */
  #last: Promise<unknown> = Promise.resolve();

  put(health: SiteHealth): Promise<void> {
    const written = this.#last.then(async () => {
      const all = await item.getValue();
      await item.setValue({ ...all, [health.site]: { ...health, url: health.url.split(/[?#]/)[0] } });
    });
    this.#last = written.catch(() => {});
    return written;
  }

  /** Newest first. */
  async list(): Promise<SiteHealth[]> {
    return Object.values(await item.getValue()).sort((a, b) => b.at - a.at);
  }

  clear(): Promise<void> {
    return item.removeValue();
  }
}
