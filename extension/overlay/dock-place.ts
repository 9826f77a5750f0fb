// Where the header stands: in the window's lower right corner, but above the page's paging while that is in sight there, so
// that nothing has to be folded away to turn the page.

import type { AdsSite } from '../sites/ads-site.ts';

const EDGE = 10;

/** Returns what places it anew: call it when the page has changed. */
export function keepPlace(host: HTMLElement, site: AdsSite, document: Document, signal: AbortSignal): () => void {
  const window = document.defaultView!;
  let looking: IntersectionObserver | null = null;
  let bottom = EDGE;
  const place = (wanted: number) => {
    if (wanted === bottom) return;
    bottom = wanted;
    host.style.setProperty('bottom', `${bottom}px`, 'important');
  };
  const soon = () => {
    if (looking || document.hidden || signal.aborted) return;
    const paging = site.keepClear?.(document);
    if (!paging) {
      place(EDGE);
      return;
    }
    // It tells where things are after the next layout; to ask for their place would bring one about at once.
    looking = new window.IntersectionObserver(entries => {
      const boxOf = (element: Element) => entries.find(({ target }) => target === element)?.boundingClientRect;
      looking?.disconnect();
      looking = null;
      const [own, theirs] = [boxOf(host), boxOf(paging)];
      if (!own || !theirs) return;
      const { innerHeight } = window;
      const isInTheWay = theirs.top < innerHeight && theirs.bottom > innerHeight - EDGE - own.height;
      place(isInTheWay ? Math.round(innerHeight - theirs.top) + EDGE : EDGE);
    });
    looking.observe(paging);
    looking.observe(host);
  };
  const listen = { signal, passive: true, capture: true };
  document.addEventListener('scroll', soon, listen);
  window.addEventListener('resize', soon, listen);
  signal.addEventListener('abort', () => looking?.disconnect());
  soon();
  return soon;
}
