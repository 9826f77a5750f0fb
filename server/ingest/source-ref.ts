// An event's reference to its source: a hash over what decides it, so that only distinct ones are resolved
// (resolve-sources.ts). Two events of one source may have two references; two sources never share one.

import { attributionParamPattern, attributionPartPattern } from '#shared/sources/patterns.ts';
import { literal } from './sql.ts';

/** 2026-05-13, since when assistants are a channel of their own. */
const aiEra = Date.UTC(2026, 4, 13) * 1000;

export type QueryForm = 'whole' | 'picked';

/** Click ids as most urls have them; any value that isn't plainly an id is left, for it may mean something else. */
const commonClickIds = 'gclid gbraid wbraid dclid fbclid msclkid ttclid twclid li_fat_id rdt_cid yclid'.split(' ');
const plainId = '[A-Za-z0-9][A-Za-z0-9_.-]{11,}';

/**
 * Which part of a url's query goes into the reference. 'whole': all of it, common click ids blanked: quick, and right as long
 * as equal visits look alike. 'picked': only the parameters that can matter, found by a slow pattern: for sites whose urls
 * nearly all differ (session ids, searches), where 'whole' would give every visit a source of its own to resolve.
 */
export function queryForm(urls: readonly string[]): QueryForm {
  const queries = urls.filter(url => /[?#]/.test(url)).map(url => url.slice(url.search(/[?#]/) + 1));
  const pattern = new RegExp(`(^|&)(${commonClickIds.join('|')})=${plainId}(?=&|$)`, 'g');
  const distinct = new Set(queries.map(query => query.replace(pattern, '$1$2=1')));
  return distinct.size <= 200 || distinct.size < queries.length / 10 ? 'whole' : 'picked';
}

/** Part by part: a pattern with a group over the whole query takes ten times as long. */
export function querySql(form: QueryForm): string {
  const after = (mark: string): string => `substr(url, strpos(url, '${mark}') + 1)`;
  // From the first of the two marks on.
  const query = `CASE WHEN NOT contains(url, '#') THEN CASE WHEN contains(url, '?') THEN ${after('?')} END
    WHEN contains(split_part(url, '#', 1), '?') THEN ${after('?')} ELSE ${after('#')} END`;
  const blanked = (parts: string): string =>
    `list_transform(${parts}, lambda part: CASE WHEN strlen(part) > 18
       AND regexp_full_match(part, ${literal(`(?:${commonClickIds.join('|')})=${plainId}`)})
       THEN split_part(part, '=', 1) || '=1' ELSE part END)`;
  const parts = `string_split(${query}, '&')`;
  if (form === 'whole') return blanked(parts);
  const kept = `list_filter(${parts}, lambda part: regexp_matches(part, ${literal(attributionPartPattern)}, 'i'))`;
  return `CASE WHEN (contains(url, '?') OR contains(url, '#')) AND regexp_matches(url, ${literal(attributionParamPattern)}, 'i')
    THEN ${blanked(kept)} END`;
}

/**
 * SQL of the hash over everything that decides an event's source: equal hashes have one source. Over the event's columns, and
 * `told` where it has click ids: `given` with those blanked.
 */
export function refSql(fields: ReadonlySet<string>, query: QueryForm): string {
  // What stands between the second and third slash: more than the host at worst, which only makes more references.
  const host = (url: string): string =>
    `CASE WHEN contains(${url}, '//') THEN split_part(${url}, '/', 3) ELSE split_part(${url}, '/', 1) END`;
  const parts = [
    fields.has('click_ids') ? 'told' : 'given',
    fields.has('url') ? querySql(query) : 'NULL',
    fields.has('referrer') ? `CASE WHEN referrer IS NOT NULL THEN ${host('referrer')} END` : 'NULL',
    // The page's own host only matters beside a referrer: it tells whether that is the own site.
    fields.has('referrer') && fields.has('url') ? `CASE WHEN referrer IS NOT NULL THEN ${host('url')} END` : 'NULL',
    `"at" >= ${aiEra}`,
    literal(query),
  ];
  return `CASE WHEN reason IS NULL THEN hash(${parts.join(', ')}) ELSE 0 END`;
}
