// Whether source, medium and campaign agree on a channel. The rules are Google's and literal: email from google is Organic
// Search, and a campaign with the word "shop" in its name is Shopping, whatever its author meant.

import { channelOf, isPaidChannel } from '#shared/channels/index.ts';
import type { LinkParts, LinkProblem } from '#shared/schema/links.ts';
import { categoryOf } from '#shared/sources/hosts/index.ts';
import { aiAssistantSince } from '#shared/sources/referrers.ts';

/** Mediums that fall in no channel, and the one that was probably meant. */
const meant: Readonly<Record<string, string>> = {
  newsletter: 'email',
  newsletters: 'email',
  mailing: 'email',
  edm: 'email',
  ad: 'cpc',
  ads: 'cpc',
  advert: 'cpc',
  sem: 'cpc',
  sponsored: 'paid_social',
  facebook: 'social',
  instagram: 'social',
  linkedin: 'social',
  post: 'social',
  'social-post': 'social',
  influencer: 'social',
  partner: 'referral',
  web: 'referral',
  website: 'referral',
  pr: 'referral',
  affiliates: 'affiliate',
  podcast: 'audio',
  text: 'sms',
  whatsapp: 'sms',
};

/** `channel` is the one the link's visits will count in; source and medium are there. */
export function checkChannel(parts: LinkParts, channel: string): LinkProblem[] {
  const source = (parts.source ?? '').trim().toLowerCase();
  const medium = (parts.medium ?? '').trim().toLowerCase();
  const channelWith = (from: string): string => channelOf({ source: from, medium, campaign: '' }, aiAssistantSince);
  const bySource = channelWith(source);
  // A source that no list knows: what the medium says alone.
  const byMedium = channelWith('example');

  if (channel !== bySource) {
    return [
      {
        field: 'campaign',
        code: 'campaign-decides',
        severity: 'warning',
        what: `A word in the campaign’s name makes the visits count as ${channel}, not as ${bySource}.`,
        found: (parts.campaign ?? '').trim(),
        remedy: 'Leave “shop”, “shopping” and “cross-network” out of the name, unless it is meant.',
      },
    ];
  }
  if (channel === 'Unassigned') {
    const instead = meant[medium];
    return [
      {
        field: 'medium',
        code: 'unassigned',
        severity: 'warning',
        what: 'The medium falls in no channel: the visits will count as Unassigned.',
        found: medium,
        remedy: `${instead ? `Probably ${instead} is meant.` : 'Use one that is known.'} Known: ${knownMediums.join(', ')}.`,
        ...(instead && { instead }),
      },
    ];
  }
  const isRefined =
    (byMedium === 'Paid Other' && isPaidChannel(bySource)) ||
    (medium === 'organic' && bySource.startsWith('Organic')) ||
    byMedium === 'Unassigned';
  const isMixed = byMedium === 'Organic Social' && categoryOf(source) === 'search';
  if ((bySource !== byMedium && !isRefined) || isMixed) {
    return [
      {
        field: 'source',
        code: 'contradiction',
        severity: 'warning',
        what: isMixed
          ? `The source is a search engine, the medium says social: the visits will count as ${channel}.`
          : `Source and medium contradict each other: the visits will count as ${channel}, not as ${byMedium}.`,
        found: `${source} / ${medium}`,
        remedy: 'Name as source who sends the visitor (newsletter, partner-acme), not the site that comes to mind.',
      },
    ];
  }
  return [];
}

/** One medium for each channel that can be asked for, as it is usually written. */
const knownMediums: readonly string[] = [
  'cpc',
  'paid_social',
  'display',
  'video',
  'email',
  'social',
  'organic',
  'referral',
  'affiliate',
  'audio',
  'sms',
  'push',
  'qr',
  'print',
  'event',
];
