// RE2 patterns (no look-around; use with the flag `i`) by which the importer gates, shortens and collapses urls in SQL
// before `resolveSource` sees the distinct ones. They agree with shared/sources/utm.ts on what a parameter is: it starts
// after `?`, `&`, `#` or `&amp;` and ends before the next of these.

import { clickIds, gclidQualifier } from './click-ids.ts';
import { plainParameters, referralParameters, taggedParameters } from './parameters.ts';

const any = (names: readonly string[]): string => names.map(name => name.replace('*', '[a-z0-9_]+')).join('|');
const start = '[?&#](?:amp;)?';
// What is blanked: nothing that starts like a template or could be `null` or `undefined`.
const id = '(?:[^nu_{[($%+\\s&#?-][^&#?]*|[-_][a-z0-9][^&#?]*|[nu][^&#?]{9,})';

const clickNames = any([...clickIds.flatMap(id => id.params), gclidQualifier]);
const blankNames = any(clickIds.filter(id => !id.keepsValue).flatMap(id => id.params));
const tagged = `(?:utm|hsa)_[a-z0-9_]+|${any(
  Object.values(taggedParameters)
    .flat()
    .filter(name => !/^(utm|hsa)_/.test(name)),
)}`;
const plain = any(Object.values(plainParameters).flat());
const referral = any(referralParameters);

/**
 * Matches a url or query that says something about its source: a utm-like tag, a click id, or a referral parameter that
 * holds a host name. Plain names such as `keyword` alone don't match.
 */
export const attributionParamPattern = `${start}(?:(?:${tagged}|${clickNames})=[^&#?]|(?:${referral})=[a-z0-9-]+\\.[a-z])`;

/**
 * Matches a part of a query (parted by `&`) that can matter: a parameter that is read, or whatever a second `?` or a `#` may
 * hide. The other parts can go where `attributionParamPattern` matched the url.
 */
export const attributionPartPattern = `^(?:amp;)?(?:${tagged}|${clickNames}|${plain}|${referral})=|[?#]`;

/**
 * Blanks the values in the `gclid=…&fbclid=…` text of click-id columns, so that distinct texts collapse:
 * `regexp_replace(text, pattern, replacement, 'gi')`. Values that are no id (`{gclid}`, `undefined`, `null`) are left, so that
 * they still read as missing.
 */
export const blankClickIdColumnsPattern = {
  pattern: `((?:^|&)(?:${blankNames})=)${id}`,
  replacement: '\\11',
} as const;
