// The second part (../more): hidden form fields, chats, bookings, TCF and dynamic phone numbers. Fetched by those pages only that
// have something of the kind, so that no other page carries its weight.

import type * as More from '../more/main.ts';
import { config } from './config.ts';
import { hearSignal, hit, visitor } from './hits.ts';
import { kept } from './store.ts';

const fetchMore = (use: (more: typeof More) => void): void => {
  import(`${config.o}/tl-more.js`).then(use).catch(() => {});
};

/** The collector's answer. */
export const showNumber = ({ phone }: { phone?: More.Swap }): void => {
  if (phone) fetchMore(more => more.showNumber(phone));
};

let isAsked: boolean | undefined;

/** Looks for our hidden fields, and for what other makers' chats, calendars and consent tools put into a page. */
export const watchMore = (): void => {
  if (
    isAsked ||
    !(
      document.querySelector('[name^=tl_],[src*=calendly],[src*=meetings]') ||
      /Intercom|drift|LiveChatW|HubSpotC|Tawk_|__tcf/.test(`${Object.keys(window)}`)
    )
  )
    return;
  isAsked = true;
  fetchMore(more => more.watch(hit, () => (visitor() ? kept : {}), hearSignal));
};
