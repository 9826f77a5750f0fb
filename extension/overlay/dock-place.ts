// Where the header stands: in the window's lower right corner, but above the page's paging while that is in sight there, so
// that nothing has to be folded away to turn the page.

import type { AdsSite } from '../sites/ads-site.ts';

const EDGE = 10;

/** Returns what places it anew: call it when the page has changed. */
export function keepPlace(host: HTMLElement, site: AdsSite, document: Document, signal: AbortSignal): () => void {
  const window = document.defaultView!;
  let looking: IntersectionObserver | null = null;
  let bottom = 0;
  const place = (top: number) => {
    const { innerHeight } = window;
    // Paging in the upper half isn't in its way, and it must not climb after it.
    const wanted = Math.round(top > innerHeight / 2 && top < innerHeight ? innerHeight - top + EDGE : EDGE);
    if (wanted === bottom) return;
    bottom = wanted;
    host.style.setProperty('bottom', `${bottom}px`, 'important');
  };
  const soon = () => {
    if (looking || document.hidden || signal.aborted) return;
    const paging = site.keepClear?.(document);
    if (!paging) {
      place(Number.POSITIVE_INFINITY);
      return;
    }
    // It tells where the paging is after the next layout; to ask for its place would bring one about at once.
    looking = new window.IntersectionObserver(([{ boundingClientRect }]) => {
      looking?.disconnect();
      looking = null;
      place(boundingClientRect.top);
    });
    looking.observe(paging);
  };
  const listen = { signal, passive: true, capture: true };
  document.addEventListener('scroll', soon, listen);
  window.addEventListener('resize', soon, listen);
  signal.addEventListener('abort', () => looking?.disconnect());
  soon();
  return soon;
}
