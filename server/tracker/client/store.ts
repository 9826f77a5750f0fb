// What stays on the device: the visitor's id twice (a cookie on the widest domain that takes one, and localStorage), what
// they said, and where they came from. Only consent, or a refusal to be remembered, ever leads here to writing.

import { guard } from './guard.ts';

/** Where a visit came from: its query's parameters, utm_ ones without the prefix, and source, medium, landing, referrer. */
export type Touch = Record<string, string>;

export interface Kept {
  /** The visitor. */
  v?: string;
  /** What they said by a call; beats every signal. */
  x?: 'granted' | 'denied';
  /** Epoch ms of what they did last. */
  t?: number;
  /** First and last touch; a visit without a source changes neither. */
  f?: Touch;
  l?: Touch;
}

/** Where the browser gives us none: for as long as the page lasts. */
const box: Record<string, string> = guard(() => localStorage)() ?? {};
const put = guard((name: string, text: string): void => {
  box[name] = text;
});

/** The domain that the cookie is on; undefined until one is written. */
export let domain: string | undefined;

const write = (name: string, age: number): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and not in every browser.
  document.cookie = `tl_${name};domain=${domain};path=/;max-age=${age};samesite=lax${location.protocol > 'http:' ? ';secure' : ''}`;
};

const cookie = (): string | undefined => /\btl_visitor=(\w+)/.exec(document.cookie)?.[1];

export const setCookie = guard((value: string, age: number): void => {
  // From the widest: browsers refuse public suffixes (com, co.uk).
  for (let parts = location.hostname.split('.'), i = parts.length; i-- && !/\btl_=/.test(document.cookie); ) {
    domain = parts.slice(i).join('.');
    write('=', 9);
  }
  write('=', 0);
  write(`visitor=${value}`, age);
});

export let kept: Kept = guard(() => JSON.parse(box.tl))() ?? {};
kept.v ??= guard(cookie)();

export const keep = (): void => {
  put('tl', JSON.stringify(kept));
};

// Each waiting hit has an entry of its own: two tabs can't write over each other.
export const storedHits = (): [id: string, hit: string][] =>
  Object.entries(box).filter(([name]) => name.startsWith('tl.'));
export const storeHit = (id: string, hit: string): void => {
  if (storedHits().length < 200) put(id, hit);
};
export const drop = (id: string): void => {
  delete box[id];
};

/** Takes everything away but a refusal. */
export const forget = (): void => {
  if (kept.v) setCookie('', 0);
  kept = { x: kept.x };
  for (const [id] of storedHits()) drop(id);
  if (kept.x) keep();
  else drop('tl');
};
