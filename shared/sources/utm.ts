// The parameters of a url that speak of its source, out of the query and the fragment. Reading never fails: a malformed
// escape is read as far as it goes, a template that was never filled in ({campaignid}) is missing and says so.

import { type ClickId, clickIdOf, gclidQualifier } from './click-ids.ts';
import { type ParameterField, plainParameters, referralParameters, taggedParameters } from './parameters.ts';
import { cleanText, isMissing, isUnexpanded } from './text.ts';
import { unfilledWarning } from './warnings.ts';

export interface UrlTags {
  /** Values by field; a missing one isn't there. Case as given. */
  readonly tagged: Partial<Record<ParameterField, string>>;
  /** Plain names (campaignid, keyword …): they count only beside a source. */
  readonly plain: Partial<Record<ParameterField, string>>;
  /** Click ids that are present, in the order of the table, each once. */
  readonly clickIds: readonly ClickId[];
  /** The parameter names that were tags, for messages. */
  readonly taggedNames: readonly string[];
  readonly gclsrc: string;
  /** The id in `mc_cid`: Mailchimp's campaign. */
  readonly mailCampaignId: string;
  /** Host in a `ref=`-like parameter; ''. */
  readonly referralHost: string;
  readonly warnings: readonly string[];
}

interface Known {
  readonly kind: 'tagged' | 'plain' | 'click' | 'gclsrc' | 'referral';
  readonly field?: ParameterField;
  /** Place among the field's names: lower is better. */
  readonly rank: number;
  readonly clickId?: ClickId;
}

interface Found {
  readonly name: string;
  readonly known: Known;
  readonly value: string;
}

/** How a click id's value starts where it is a template: `{gclid}`, `__CLICKID__`, `%7Bgclid%7D`. */
const noId = /^(?:[{[($%+\s]|[-_](?![a-z0-9]))/i;

const known = new Map<string, Known>();
for (const [kind, table] of [
  ['plain', plainParameters],
  ['tagged', taggedParameters],
] as const) {
  for (const [field, names] of Object.entries(table) as [ParameterField, readonly string[]][]) {
    names.forEach((name, rank) => {
      known.set(name, { kind, field, rank, clickId: clickIdOf(name) });
    });
  }
}
for (const name of referralParameters) known.set(name, { kind: 'referral', rank: 0 });
known.set(gclidQualifier, { kind: 'gclsrc', rank: 0 });

function lookUp(name: string): Known | undefined {
  const found = known.get(name);
  if (found) return found;
  const clickId = clickIdOf(name);
  return clickId && { kind: 'click', rank: 0, clickId };
}

const nothing: UrlTags = {
  tagged: {},
  plain: {},
  clickIds: [],
  taggedNames: [],
  gclsrc: '',
  mailCampaignId: '',
  referralHost: '',
  warnings: [],
};

/**
 * Reads a url (or `?query`, or `a=1&b=2` with `isBare`) for attribution parameters. Names in any case; `+` is a space;
 * values escaped twice are read twice; of a repeated parameter the first non-empty value counts, with a warning where
 * another differs. Of two names for one field (utm_campaign, mtm_campaign) the better one wins. O(length).
 *
 * @example readTags('https://x.com/?utm_source=Google&gclid=abc').tagged.source // 'Google'
 */
export function readTags(url: string, isBare = false): UrlTags {
  const at = isBare ? -1 : url.search(/[?#]/);
  if (!isBare && at < 0) return nothing;
  const seen = new Map<string, string>();
  const found: Found[] = [];
  const warnings: string[] = [];
  for (const part of url.slice(at + 1).split(/[?&#]/)) {
    const equals = part.indexOf('=');
    if (equals < 1) continue;
    let name = part.slice(0, equals).toLowerCase();
    if (name.startsWith('amp;')) name = name.slice(4);
    const what = lookUp(name);
    if (!what) continue;
    const raw = part.slice(equals + 1);
    const value = cleanText(decode(raw));
    if (isMissing(value)) continue;
    if (what.clickId && !what.clickId.keepsValue) {
      // Only presence is read, and only by what the importer leaves of a value when it blanks ids.
      if (noId.test(raw)) warnings.push(unfilledWarning(name));
      else if (!seen.has(name)) found.push({ name, known: what, value });
      seen.set(name, value);
      continue;
    }
    // Plain names are common on sites: nothing is said of them.
    const isQuiet = what.kind === 'plain' || what.kind === 'referral';
    if (isUnexpanded(value) || (raw.includes('%%') && isUnexpanded(raw))) {
      if (!isQuiet) warnings.push(unfilledWarning(name));
      continue;
    }
    const before = seen.get(name);
    if (before !== undefined) {
      if (before !== value && !isQuiet) warnings.push(`${name} is given more than once; the first value counts.`);
      continue;
    }
    seen.set(name, value);
    found.push({ name, known: what, value });
  }
  if (found.length === 0) return warnings.length === 0 ? nothing : { ...nothing, warnings };
  return collect(found, warnings);
}

function collect(found: readonly Found[], warnings: readonly string[]): UrlTags {
  const fields: Record<'tagged' | 'plain', Partial<Record<ParameterField, string>>> = { tagged: {}, plain: {} };
  const clickIds: ClickId[] = [];
  const taggedNames: string[] = [];
  let gclsrc = '';
  let mailCampaignId = '';
  let referralHost = '';
  // Worse names first, so that better ones overwrite them.
  for (const { name, known: what, value } of found.length > 1 ? found.toSorted(byRank) : found) {
    if (what.clickId && !clickIds.includes(what.clickId)) clickIds.push(what.clickId);
    if (what.kind === 'tagged' || what.kind === 'plain') {
      if (what.field) fields[what.kind][what.field] = value;
      if (what.kind === 'tagged' && !what.clickId) taggedNames.push(name);
    } else if (what.kind === 'gclsrc') gclsrc = value.toLowerCase();
    else if (what.kind === 'referral') referralHost ||= asHost(value);
    else if (name === 'mc_cid') mailCampaignId = value;
  }
  return { ...fields, clickIds, taggedNames, gclsrc, mailCampaignId, referralHost, warnings };
}

const byRank = (a: Found, b: Found): number => b.known.rank - a.known.rank;

const asHost = (value: string): string =>
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(value) ? value.toLowerCase() : '';

/** A value with `+` as space and escapes read, twice where it was escaped twice; malformed escapes never throw. */
export function decode(value: string): string {
  let text = value.includes('+') ? value.replaceAll('+', ' ') : value;
  for (let pass = 0; pass < 2 && text.includes('%'); pass++) text = unescapePercent(text);
  return text;
}

function unescapePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Not UTF-8: old pages escape in Latin-1 (`%E9` for é).
      return run.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}
