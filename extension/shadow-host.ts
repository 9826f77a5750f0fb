// A place of ours on someone else's page: all inside a shadow root, so that neither's styles reach the other. Keys typed
// inside stay inside: the page has shortcuts of its own.

import tokens from './views/tokens.css?inline';

export interface HostSpec {
  /** The value of its `data-throughline`. */
  name: string;
  /** Of what is inside. */
  css: string;
  /** Of the host itself, by property: the page's own rules for elements like it must not reach it. */
  style: Readonly<Record<string, string>>;
}

/** Gives an element that isn't in the page yet its shadow root. */
export function dressHost(host: HTMLElement, { name, css, style }: HostSpec): ShadowRoot {
  host.dataset.throughline = name;
  host.style.setProperty('all', 'initial', 'important');
  for (const [property, value] of Object.entries(style)) host.style.setProperty(property, value, 'important');
  const root = host.attachShadow({ mode: 'open' });
  addStyles(root, `${tokens.replaceAll(':root', ':host')} ${css}`);
  for (const type of ['keydown', 'keyup', 'keypress']) host.addEventListener(type, event => event.stopPropagation());
  return root;
}

export interface ShadowHost {
  host: HTMLElement;
  root: ShadowRoot;
}

/** A host on the body; taken away with the signal. */
export function shadowHost(document: Document, spec: HostSpec, signal: AbortSignal): ShadowHost {
  const host = document.createElement('div');
  const root = dressHost(host, spec);
  document.body.append(host);
  signal.addEventListener('abort', () => host.remove());
  return { host, root };
}

function addStyles(root: ShadowRoot, text: string): void {
  try {
    const sheet = new root.ownerDocument.defaultView!.CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox refuses a content script's own sheet in a page's shadow root (bug 1751346).
    const style = root.ownerDocument.createElement('style');
    style.textContent = text;
    root.append(style);
  }
}
