// What may be kept of a hit without consent: that a visit was, by which way it came and on what kind of device; nothing
// that tells who it was. The snippet sends no more than that by itself; the collector doesn't rely on it. What is cut here
// was never written to disk.

import type { JournalLine } from '#shared/schema/collect.ts';
import { clickIdOf } from '#shared/sources/click-ids.ts';

/** Kinds that say nothing once who it was is gone; an order without its number would count again at each reload. */
const aboutSomebody: ReadonlySet<string> = new Set(['identify', 'order']);

/**
 * The line as it may be kept: whole where consent is granted, else without what identifies, undefined where nothing of it may
 * be. A `page` becomes a `visit`. A withdrawal keeps the visitor's id, as that alone says whose lines are to go.
 *
 * @example minimise({ consent: 'denied', kind: 'page', url: 'https://x.com/a?gclid=Cj0&utm_source=g&q=me#top', … })
 *   // { consent: 'denied', kind: 'visit', url: 'https://x.com/a?gclid=1&utm_source=g', … }
 */
export function minimise(line: JournalLine): JournalLine | undefined {
  if (line.kind === 'withdraw') return withdrawal(line);
  if (line.consent === 'granted') return line;
  if (aboutSomebody.has(line.kind)) return undefined;
  const { hit_id, received, site, at, consent, device, referrer, name } = line;
  return {
    hit_id,
    kind: line.kind === 'page' ? 'visit' : line.kind,
    consent,
    at,
    received,
    site,
    url: urlWithoutIdentity(line.url),
    // An own event may be named after anything, `Welcome Ann` included; forms, chats and bookings after themselves.
    ...(name !== undefined && line.kind !== 'custom' ? { name } : {}),
    ...(referrer === undefined ? {} : { referrer: pathOnly(referrer) }),
    ...(device === undefined ? {} : { device }),
  };
}

function withdrawal({ hit_id, kind, consent, at, received, site, url, visitor }: JournalLine): JournalLine | undefined {
  if (visitor === undefined) return undefined;
  return { hit_id, kind, consent, at, received, site, url: pathOnly(url), visitor };
}

/** A url without user, fragment and every parameter but campaign names; click ids stay as a bare `1`, campaign ids whole. */
export function urlWithoutIdentity(url: string): string {
  const bare = pathOnly(url);
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  const kept = query.split('&').flatMap(part => {
    const cut = part.indexOf('=');
    const name = (cut === -1 ? part : part.slice(0, cut)).toLowerCase();
    if (name.startsWith('utm_')) return part.includes('%40') || part.includes('@') ? [] : part;
    const clickId = clickIdOf(name);
    if (!clickId || cut === -1 || cut === part.length - 1) return [];
    return clickId.keepsValue && /^[\w-]{1,40}$/.test(part.slice(cut + 1)) ? part : `${part.slice(0, cut)}=1`;
  });
  return kept.length > 0 ? `${bare}?${kept.join('&')}` : bare;
}

/** A url up to its query, without its user. Text, not `URL`: what is kept is byte for byte what was sent. */
export function pathOnly(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}
