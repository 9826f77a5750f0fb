// Hosts and registrable domains. Two hosts are of one site when their registrable domains are equal; text is never
// compared by its end or its middle, so netflix.com is not x.com and evil-x.com is not either.

import { getDomain } from 'tldts';

const shape = /^(?:([a-z][a-z0-9+.-]*):)?(\/\/)?(?:[^/?#@\s]*@)?(\[[0-9a-f:.]*\]|[^/?#:\s]*)/i;

/**
 * The host of a url in lower case, without port, user and trailing dot; '' where there is none. Takes bare hosts too
 * (`www.x.com/a`), `//x.com`, and `android-app://com.slack/` (the package). A bare word without a dot is no host;
 * other schemes (about, file, data, chrome-extension) have none. International names come out in their xn-- form.
 *
 * @example hostOf('https://user@Shop.X.com:8080/a?b') // 'shop.x.com'
 */
export function hostOf(url: string): string {
  const match = shape.exec(url.trim());
  if (!match) return '';
  const scheme = match[1]?.toLowerCase();
  const hasSlashes = match[2] !== undefined;
  let host = match[3].toLowerCase();
  // `x.com:8080/a` reads as the scheme `x.com`.
  if (scheme !== undefined && !hasSlashes) {
    if (!scheme.includes('.') && scheme !== 'localhost') return '';
    host = scheme;
  } else if (scheme !== undefined && scheme !== 'http' && scheme !== 'https' && !scheme.endsWith('-app')) {
    return '';
  }
  if (host.endsWith('.')) host = host.slice(0, -1);
  if (!hasSlashes && !host.includes('.') && host !== 'localhost') return '';
  if (host.length > 253) return '';
  if (/^(?:[a-z0-9_-]+\.)*[a-z0-9_-]+$/.test(host) || /^\[[0-9a-f:.]+\]$/.test(host)) return host;
  return asciiHost(host);
}

function asciiHost(host: string): string {
  if (/^[\x20-\x7f]*$/.test(host)) return ''; // $direct, (none), a..b
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : '';
}

/**
 * The registrable domain of a host: shop.x.co.uk → x.co.uk. Sites of different people under one shared suffix stay
 * apart (a.github.io, b.github.io). The host itself where it has none (an IP address, localhost, an app's package).
 */
export function siteOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/**
 * Whether two hosts are of one site, whichever way round. '' is of none.
 *
 * @example isSameSite('shop.x.com', 'x.com') // true
 * @example isSameSite('netflix.com', 'x.com') // false
 */
export function isSameSite(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a === b || siteOf(a) === siteOf(b));
}

/** A host without a leading `www.`: the name a referring site goes by. */
export function withoutWww(host: string): string {
  return host.replace(/^www\d?\.(?=[^.]+\.)/, '');
}
