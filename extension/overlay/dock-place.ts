// Where the header stands: in the window's lower right corner, but above the page's paging while that is in sight there, so
// that nothing has to be folded away to turn the page.

import type { AdsSite } from '../sites/ads-site.ts';

const EDGE = 10;

/** Returns what places it anew: call it when the page has changed. */
export function keepPlace(host: HTMLElement, site: AdsSite, document: Document, signal: AbortSignal): () => void {
  const window = document.defaultView!;
  let frame = 0;
  let bottom = 0;
  const place = () => {
    frame = 0;
    const top = site.keepClear?.(document)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    const { innerHeight } = window;
    // Paging in the upper half isn't in its way, and it must not climb after it.
    const wanted = top > innerHeight / 2 && top < innerHeight ? innerHeight - top + EDGE : EDGE;
    if (Math.round(wanted) === bottom) return;
    bottom = Math.round(wanted);
    host.style.setProperty('bottom', `${bottom}px`, 'important');
  };
  const soon = () => {
    if (frame === 0 && !document.hidden) frame = requestAnimationFrame(place);
  };
  const listen = { signal, passive: true, capture: true };
  document.addEventListener('scroll', soon, listen);
  window.addEventListener('resize', soon, listen);
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  soon();
  return soon;
}
