// Looks at a tracking link before anyone clicks it: bad names, names that are nearly those in use, tags that contradict each
// other, and the channel its visits will count in. The channel is found by the rules that visits go through, not by others.

import type { LinkCheck, LinkParts, LinkProblem } from '#shared/schema/links.ts';
import { hostOf, isSameSite } from '#shared/sources/domain.ts';
import { createResolver } from '#shared/sources/resolve.ts';
import { buildLink, tagFields } from './build-link.ts';
import { checkChannel } from './check-channel.ts';
import { checkName, hasEmail } from './check-name.ts';

/** What a link is compared with. */
export interface KnownNames {
  readonly sources: readonly string[];
  readonly mediums: readonly string[];
  readonly campaigns: readonly string[];
  /** Own sites (hosts); with none, where a link leads isn't judged. */
  readonly sites: readonly string[];
}

/** Longer links are cut by some mail programs and chats. */
const longLink = 2_000;
/** What the collector takes at most. */
const longestLink = 4_096;

const internalMedium = /^(internal|on-?site|site|website|homepage|navigation|banner-internal)$/i;

/**
 * Judges a link. Problems come in the order of the fields, a field's worst first. A link with an error must not be used; one
 * with warnings only by someone who knows better. Pure; O(known names).
 *
 * @example checkLink({ url: 'https://x.com', source: 'ada', medium: 'email', campaign: 'may' }, nothingKnown).channel // 'Email'
 */
export function checkLink(parts: LinkParts, known: KnownNames): LinkCheck {
  const built = buildLink(parts);
  const problems: LinkProblem[] = [...checkAddress(parts, built, known)];
  for (const field of tagFields) problems.push(...checkName(field, (parts[field] ?? '').trim(), known));
  let channel: string | null = null;
  if (parts.source?.trim() && parts.medium?.trim()) {
    const source = createResolver(known.sites)({
      url: built?.link ?? buildLink({ ...parts, url: 'https://example.com/' })?.link,
      fromAiEra: true,
    });
    channel = source.channel;
    problems.push(...checkChannel(parts, channel));
  }
  return { link: built?.link ?? null, channel, problems };
}

function* checkAddress(
  { url: given, on, source, medium }: LinkParts,
  built: ReturnType<typeof buildLink>,
  { sites }: KnownNames,
): Generator<LinkProblem> {
  const url = given.trim();
  const problem = (
    severity: LinkProblem['severity'],
    code: string,
    what: string,
    remedy: string,
    more: { found?: string; instead?: string } = {},
  ): LinkProblem => ({ field: 'url', severity, code, what, remedy, found: shown(url), ...more });
  if (url === '') {
    yield problem('error', 'url-missing', 'The link leads nowhere.', 'Give the page it should open: https://…', {
      found: '',
    });
    return;
  }
  if (!built) {
    const isBare = !/^[a-z][a-z0-9+.-]*:/i.test(url) && hostOf(url) !== '';
    yield problem(
      'error',
      'url-scheme',
      'The address is not one that a browser opens over http or https.',
      isBare ? `Write it whole: https://${url}` : 'Give an address that starts with https://.',
      isBare ? { instead: `https://${url}` } : {},
    );
    return;
  }
  const { username, password, protocol, hostname } = new URL(url);
  if (/\s/.test(url))
    yield problem('error', 'url-space', 'The address has a space in it.', 'Take it out, or write it as %20.');
  if (username !== '' || password !== '')
    yield problem('error', 'url-password', 'The address holds a name or password before its host.', 'Take it out.', {
      found: `…@${hostname}`,
    });
  if (hasEmail(url))
    yield problem(
      'error',
      'personal-data',
      'The address holds an e-mail address.',
      'Take it out: whoever sees the link sees it.',
    );
  if (built.link.length > longestLink)
    yield problem(
      'error',
      'too-long',
      `The link is longer than ${longestLink} characters.`,
      'Shorten the address or its tags.',
      {
        found: `${built.link.length} characters`,
      },
    );
  else if (built.link.length > longLink)
    yield problem(
      'warning',
      'too-long',
      `The link is longer than ${longLink} characters: some programs cut it.`,
      'Shorten the address or its tags.',
      {
        found: `${built.link.length} characters`,
      },
    );
  const host = hostOf(url);
  if (sites.length > 0 && !sites.some(site => isSameSite(hostOf(site) || site, host)))
    yield problem(
      'warning',
      'foreign-site',
      'The address is on none of your own sites: visits there are not seen.',
      'Check its spelling; or add the site: throughline settings set sites HOST,…',
      { found: host },
    );
  const standsOn = hostOf(on ?? '');
  const isInternal =
    (standsOn !== '' && isSameSite(standsOn, host)) ||
    internalMedium.test(medium?.trim() ?? '') ||
    isSameSite(hostOf(source ?? ''), host);
  if (isInternal)
    yield problem(
      'warning',
      'internal-link',
      'Tags on a link within your own site hide where the visitor came from; such tags are not counted.',
      'Link to the page without tags.',
      { found: standsOn || [source, medium].filter(Boolean).join(' / ') },
    );
  if (protocol === 'http:')
    yield problem('note', 'not-https', 'The address is not encrypted.', 'Use https:// where the site has it.');
  if (built.replaced.length > 0)
    yield problem(
      'note',
      'tags-replaced',
      'The address had tags already: they gave way to the new ones.',
      'Nothing to do.',
      {
        found: [...new Set(built.replaced)].join(', '),
      },
    );
  if (built.clickIds.length > 0)
    yield problem(
      'note',
      'click-id-removed',
      'The address was copied from a click: its click id was taken out, else every visit would count as that click.',
      'Nothing to do.',
      { found: [...new Set(built.clickIds)].join(', ') },
    );
}

const shown = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
