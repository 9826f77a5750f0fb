// Puts tags into an address. What stood in the address before stays byte for byte, but for old tags and for click ids that
// were copied along with it: those would speak louder than the new tags.

import type { LinkParts } from '#shared/schema/links.ts';
import { clickIdOf, clickIdParams } from '#shared/sources/click-ids.ts';
import { taggedParameters } from '#shared/sources/parameters.ts';

/** The fields that become tags, in the order they are written. */
export const tagFields = ['source', 'medium', 'campaign', 'campaignId', 'term', 'content'] as const;
export type TagField = (typeof tagFields)[number];

/** The parameter that carries a field. */
export function tagOf(field: TagField): string {
  return field === 'campaignId' ? 'utm_id' : `utm_${field}`;
}

export interface BuiltLink {
  readonly link: string;
  /** Names of old tags that gave way. */
  readonly replaced: readonly string[];
  /** Names of click ids that were taken out. */
  readonly clickIds: readonly string[];
}

const oldTags = new Set(Object.values(taggedParameters).flat());

/** Click ids that are somebody's own click; an affiliate's mark is part of where the link leads. */
const ownClicks = new Set(clickIdParams.filter(name => clickIdOf(name)?.medium !== 'affiliate'));

/**
 * The address with its tags: behind its query, before its fragment. Values are trimmed and percent-encoded (a space is %20,
 * never +); empty ones are left out. null where the address is no http(s) address. O(length).
 *
 * @example buildLink({ url: 'https://x.com/?a=1#top', source: 'x', medium: 'social', campaign: 'may' })?.link
 *   // 'https://x.com/?a=1&utm_source=x&utm_medium=social&utm_campaign=may#top'
 */
export function buildLink(parts: LinkParts): BuiltLink | null {
  const url = asciiUrl(parts.url.trim());
  if (url === null) return null;
  const replaced: string[] = [];
  const clickIds: string[] = [];
  const stays = (piece: string): boolean => {
    const name = piece.split('=', 1)[0].toLowerCase();
    if (ownClicks.has(name)) clickIds.push(name);
    else if (oldTags.has(name)) replaced.push(name);
    else return true;
    return false;
  };
  const [whole, ...afterHash] = url.split('#');
  const [path, ...afterMark] = whole.split('?');
  const query = afterMark
    .join('?')
    .split('&')
    .filter(piece => piece !== '' && stays(piece));
  for (const field of tagFields) {
    const value = (parts[field] ?? '').trim();
    if (value !== '') query.push(`${tagOf(field)}=${encode(value)}`);
  }
  const fragment = afterHash.length === 0 ? '' : fragmentWithout(afterHash.join('#'), stays);
  return { link: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}${fragment}`, replaced, clickIds };
}

/** A fragment may hold tags too, alone or behind a question mark of its own. */
function fragmentWithout(fragment: string, stays: (piece: string) => boolean): string {
  const mark = fragment.indexOf('?') + 1;
  const pieces = fragment.slice(mark).split('&');
  const kept = pieces.filter(stays);
  if (kept.length === pieces.length) return `#${fragment}`;
  const head = kept.length > 0 ? fragment.slice(0, mark) : fragment.slice(0, Math.max(0, mark - 1));
  return head + kept.join('&') === '' ? '' : `#${head}${kept.join('&')}`;
}

/** As given, where that can be sent as it is; else as a browser would send it. null: not http(s). */
function asciiUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return /^[\x21-\x7e]*$/.test(text) ? text : new URL(text).href;
}

function encode(value: string): string {
  // Half a character can't be encoded.
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}
