// One tag's value: what may not stand in it, and whether it is nearly, but not quite, a name that is in use already. GA4
// keeps case, so Spring and spring are two rows there.

import type { LinkProblem } from '#shared/schema/links.ts';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { isMissing, isUnexpanded } from '#shared/sources/text.ts';
import type { TagField } from './build-link.ts';
import type { KnownNames } from './check-link.ts';

/** GA4 shows no more of a value. */
const longValue = 100;

const reserved = /[&=#?%+|]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const control = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** Whether a text holds an e-mail address, escaped or not. */
export function hasEmail(text: string): boolean {
  return /[a-z0-9._%+-]+(?:@|%40)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/i.test(
    text.replace(/^https?:\/\/[^/?#]*/i, ''),
  );
}

/**
 * A value as a name: lower case, words joined by hyphens, nothing that a link reserves. '' where nothing is left.
 *
 * @example suggestName(' Spring Sale 50% + more') // 'spring-sale-50-more'
 */
export function suggestName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(control, '')
    .replace(/[\s&=#?%+|/\\"'<>{}[\]()]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_.]+|[-_.]+$/g, '');
}

/** The problems of one value; at most one of spelling and one of length. `value` is trimmed. */
export function checkName(field: TagField, value: string, known: KnownNames): LinkProblem[] {
  const worst = spelling(field, value) ?? likeness(field, value, known);
  const problems = worst ? [worst] : [];
  if (value.length > longValue) {
    problems.push({
      field,
      code: 'long-value',
      severity: 'warning',
      what: `The ${nameOf(field)} is longer than ${longValue} characters: other tools cut it there.`,
      found: `${value.length} characters`,
      remedy: 'Shorten it.',
    });
  }
  return problems;
}

/** How a field is called in a sentence. */
const nameOf = (field: TagField): string => (field === 'campaignId' ? 'campaign’s id' : field);

const isNeeded = (field: TagField): boolean => field === 'source' || field === 'medium' || field === 'campaign';

function spelling(field: TagField, value: string): LinkProblem | null {
  const error = (code: string, what: string, remedy: string, instead = ''): LinkProblem => ({
    field,
    code,
    severity: 'error',
    what,
    found: value.replace(control, '·').slice(0, 200),
    remedy: instead ? `${remedy}: ${instead}` : `${remedy}.`,
    ...(instead && { instead }),
  });
  if (value === '')
    return isNeeded(field)
      ? error(`${field}-missing`, `The link names no ${field}.`, examples[field] ?? 'Give one')
      : null;
  const near = suggestName(value);
  if (hasEmail(value))
    return error(
      'personal-data',
      `The ${nameOf(field)} holds an e-mail address: whoever sees the link sees it.`,
      'Name the mailing, not the person',
    );
  if (isUnexpanded(value))
    return error(
      'placeholder',
      `The ${nameOf(field)} holds a placeholder that only an ad platform fills in.`,
      'Write the name itself, or ask for the platform’s own template with --platform',
    );
  if (value.search(control) >= 0)
    return error(
      'control-character',
      `The ${nameOf(field)} holds a character that can't be seen.`,
      'Write it anew',
      near,
    );
  if (isMissing(value))
    return error('means-nothing', `“${value}” reads as no ${field} at all.`, 'Choose a name that says something');
  const found = value.match(reserved);
  if (found)
    return error(
      'reserved',
      `The ${nameOf(field)} holds ${[...new Set(found)].join(' ')}, which a link uses for itself.`,
      'Write it without',
      near,
    );
  // A search term is words as they were typed.
  if (field !== 'term' && /\s/.test(value))
    return error('space', `The ${nameOf(field)} has a space in it.`, 'Join its words with a hyphen', near);
  return null;
}

const examples: Partial<Record<TagField, string>> = {
  source: 'Say who sends the visitor: newsletter, linkedin, partner-acme',
  medium: 'Say by what: email, social, cpc, referral, qr',
  campaign: 'Say in which effort: spring-sale-2026',
};

function likeness(field: TagField, value: string, known: KnownNames): LinkProblem | null {
  const names = field === 'source' ? known.sources : field === 'medium' ? known.mediums : known.campaigns;
  const isCompared = isNeeded(field);
  if (isCompared && names.includes(value)) return null;
  const lower = value.toLowerCase();
  const inUse = isCompared ? names.find(name => name.toLowerCase() === lower) : undefined;
  if (inUse !== undefined) {
    return {
      field,
      code: 'case-clash',
      severity: 'warning',
      what: `The ${nameOf(field)} is in use already, in other case: tools that keep case count the two apart.`,
      found: `“${value}” beside “${inUse}”`,
      remedy: `Write it as ${inUse}.`,
      instead: inUse,
    };
  }
  const folded = normaliseCampaignName(value);
  const near = isCompared && folded !== '' ? names.find(name => normaliseCampaignName(name) === folded) : undefined;
  if (near !== undefined) {
    return {
      field,
      code: 'near-name',
      severity: 'warning',
      what: `The ${nameOf(field)} differs from one in use by nothing but its spaces, _ and -.`,
      found: `“${value}” beside “${near}”`,
      remedy: `Write it as ${near}, or choose a name that differs by a word.`,
      instead: near,
    };
  }
  if (value !== lower && field !== 'term' && field !== 'campaignId') {
    return {
      field,
      code: 'upper-case',
      severity: 'note',
      what: `The ${nameOf(field)} has capitals: whoever types it in lower case makes a second one.`,
      found: value,
      remedy: `Lower case is safer: ${lower}`,
      instead: lower,
    };
  }
  return null;
}
