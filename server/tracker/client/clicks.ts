// Clicks on links: calls and mails, files, and the way to another own site, which takes the visitor's id along.

import { isOwn, isWithin } from './config.ts';
import { on } from './guard.ts';
import { hit, visitor } from './hits.ts';
import { domain } from './store.ts';

const file = /\.(pdf|docx?|xlsx?|pptx?|csv|zip|exe|mp[34])$/i;

/** Takes the visitor's id along where it leads to an own site that can't read our cookie. */
const takeAlong = (element: Element, attribute: string): void => {
  const url = new URL(element.getAttribute(attribute) ?? '', location.href);
  if (!visitor() || isWithin(url.hostname, domain) || !isOwn(url.hostname)) return;
  // By hand: what else stands in the address keeps its bytes.
  url.search = `${url.search.replace(/[?&]tl_id=.*/, '') || '?'}&tl_id=${visitor()}.${Date.now().toString(36)}`.replace(
    '?&',
    '?',
  );
  element.setAttribute(attribute, url.href);
};

const click = (event: MouseEvent): void => {
  const link = event.composedPath().find(node => (node as HTMLAnchorElement).pathname) as HTMLAnchorElement;
  const { href, protocol, pathname, download } = link;
  const isDial = /^(tel|mailto):/.test(protocol);
  if (isDial || download || file.test(pathname))
    hit('custom', { name: isDial ? protocol.replace(':', '-click') : 'download', properties: { link: href } });
  takeAlong(link, 'href');
};

export const watchClicks = (): void => {
  on('click', click);
  on('submit', ({ target }: { target: HTMLFormElement }) => takeAlong(target, 'action'));
};
