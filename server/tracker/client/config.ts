// What the server puts in front of the snippet's text. Names are short: they are sent with every page, and count.

export interface SnippetConfig {
  /** Origin of the collector: https://collect.acme.com */
  o: string;
  /** Own hosts; each stands for its subdomains too. */
  s: string[];
  /** 1: consent is assumed until the visitor says otherwise. */
  a: 0 | 1;
  /** Names of form fields that may be sent. */
  f: string[];
}

/** Declared in front of the bundle, in its block: no global. */
declare const $C: SnippetConfig;
export const config: SnippetConfig = $C;

export const isWithin = (host: string | undefined, domain: string | undefined): boolean =>
  `.${host}`.endsWith(`.${domain}`);

/** True for a host of the site: its own, a declared one, or one below. */
export const isOwn = (host: string | undefined): boolean =>
  [location.hostname, ...config.s].some(own => isWithin(host, own));
