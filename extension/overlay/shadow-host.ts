// A place of ours on someone else's page: one host on the body, all inside a shadow root, so that neither's styles reach the
// other. Keys typed inside stay inside: the page has shortcuts of its own.

import tokens from '../views/tokens.css?inline';

export interface ShadowHost {
  host: HTMLElement;
  root: ShadowRoot;
}

export interface HostSpec {
  /** The value of its `data-throughline`. */
  name: string;
  /** Of what is inside. */
  css: string;
  /** Of the host itself, by property: the page's own rules for elements like it must not reach it. */
  style: Readonly<Record<string, string>>;
}

/** Taken away with the signal. */
export function shadowHost(document: Document, { name, css, style }: HostSpec, signal: AbortSignal): ShadowHost {
  const host = document.createElement('div');
  host.dataset.throughline = name;
  host.style.setProperty('all', 'initial', 'important');
  for (const [property, value] of Object.entries(style)) host.style.setProperty(property, value, 'important');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new document.defaultView!.CSSStyleSheet();
  sheet.replaceSync(`${tokens.replaceAll(':root', ':host')} ${css}`);
  root.adoptedStyleSheets = [sheet];
  for (const type of ['keydown', 'keyup', 'keypress']) {
    host.addEventListener(type, event => event.stopPropagation(), { signal });
  }
  document.body.append(host);
  signal.addEventListener('abort', () => host.remove());
  return { host, root };
}
