// The one node that the panel puts into someone else's page: fixed, in the top layer, out of the page's layout, with a
// shadow root. It comes back where the page takes it away, and goes with everything in it when it is closed.

import { dressHost } from '../shadow-host.ts';
import journeyCss from './journey.css?inline';
import panelCss from './panel.css?inline';

const style = {
  position: 'fixed',
  inset: '0 0 0 auto',
  width: 'auto',
  height: 'auto',
  display: 'block',
  overflow: 'visible',
  'z-index': '2147483646',
  'pointer-events': 'none',
  // The page may be light where the system is dark: the panel goes by the system, as its colours do.
  'color-scheme': 'light dark',
};
/** A page that takes the panel away this often won't have it. */
const MOST_RETURNS = 50;

export class PanelHost {
  readonly root: ShadowRoot;
  readonly #element: HTMLElement;
  readonly #document: Document;
  readonly #observer: MutationObserver;
  #returns = 0;

  constructor(document: Document) {
    this.#document = document;
    this.#element = document.createElement('throughline-panel');
    this.root = dressHost(this.#element, { name: 'panel', css: `${panelCss} ${journeyCss}`, style });
    this.#observer = new MutationObserver(() => this.#comeBack());
  }

  /** The record that everything inside is about. */
  set key(id: string) {
    this.#element.dataset.throughlineKey = id;
  }

  open(): void {
    this.#returns = 0;
    this.#attach();
    this.#observer.observe(this.#document.documentElement, { childList: true });
    this.#observeBody();
  }

  close(): void {
    this.#observer.disconnect();
    this.#element.remove();
  }

  get isOpen(): boolean {
    return this.#element.isConnected;
  }

  #observeBody(): void {
    if (this.#document.body) this.#observer.observe(this.#document.body, { childList: true });
  }

  #comeBack(): void {
    this.#observeBody();
    if (this.#element.isConnected || ++this.#returns > MOST_RETURNS) return;
    this.#attach();
  }

  #attach(): void {
    const { body } = this.#document;
    if (!body) return;
    body.append(this.#element);
    // The top layer lies above whatever the page stacks. Older browsers have only the z-index.
    if ('popover' in this.#element) {
      this.#element.popover = 'manual';
      this.#element.showPopover();
    }
  }
}
