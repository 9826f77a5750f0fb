// What the adapter made of the page, in words: for the dock, and for the popup by the background worker.

import type { SiteHealth } from '../messages/messages.ts';
import type { AdsPage, AdsSite } from '../sites/ads-site.ts';
import type { TableCount } from './table.ts';

/** How long a page may take to draw its table before it counts as not understood. */
export const PATIENCE_MS = 8_000;

const plurals: Record<AdsPage['level'], string> = {
  campaign: 'campaigns',
  'ad-group': 'ad groups',
  keyword: 'keywords',
  ad: 'ads',
};

export function healthOf(
  site: AdsSite,
  page: AdsPage,
  grid: Element | null,
  count: TableCount | null,
  waitedMs: number,
): Pick<SiteHealth, 'state' | 'detail'> {
  const state = waitedMs < PATIENCE_MS ? 'waiting' : 'not-understood';
  if (!grid) return { state, detail: state === 'waiting' ? 'waiting for the table' : 'no table found' };
  if (!count) return { state, detail: 'the table has no column of figures to stand after' };
  const { entities, withoutKey } = count;
  if (entities === 0) {
    return site.isLoading(grid) || state === 'waiting'
      ? { state: 'waiting', detail: 'the page is loading its rows' }
      : { state: 'working', detail: 'no rows' };
  }
  if (withoutKey === entities) return { state: 'not-understood', detail: `${plurals[page.level]} carry no id here` };
  const rest = withoutKey > 0 ? `, ${withoutKey} of them without an id` : '';
  // Rows come and go while one scrolls: their number isn't told.
  return { state: 'working', detail: `columns beside ${plurals[page.level]}${rest}` };
}
