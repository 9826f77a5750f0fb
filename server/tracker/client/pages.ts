// Page views: the one that loaded, and those that a page's own router makes with the History API. The same address twice is
// one view; a mere anchor is none.

import { on } from './guard.ts';
import { hit, referrer } from './hits.ts';

let shown: string | undefined;
let from = referrer;

export const page = (): void => {
  const url = location.href.replace(/#(?![/!]).*/, '');
  if (url === shown) return;
  hit('page', { referrer: from || undefined });
  from = shown = url;
};

/** Routers set the title after the address, and may pass over an address or two. */
const soon = () => setTimeout(page, 50);

export const watchPages = (): void => {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...given) => {
      original.apply(history, given);
      soon();
    };
  }
  on('popstate', soon);
};
