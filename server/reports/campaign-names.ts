// Campaigns of events by the names that reports show: an event's own tag may say `commercial-kettles` where the platform,
// and so every report, says Commercial kettles.

import type { Answers } from '#shared/report/index.ts';
import { campaignName } from '#shared/report/spend-join.ts';
import type { JourneyEvent } from './journey-events.ts';

type Tags = readonly (string | null | undefined)[];

/** Gives the events' campaigns those names; an event that no journey counts with keeps its tag. */
export function nameCampaigns({ workspace, join }: Answers, events: readonly JourneyEvent[]): void {
  const { sources } = workspace;
  const wanted = new Map<string, string>();
  const campaigns = new Set<string>();
  for (const event of events) {
    if (!hasCampaign(event)) continue;
    wanted.set(tagsOf(event), '');
    campaigns.add(event.campaign ?? '');
  }
  if (wanted.size === 0) return;
  for (let s = 0; s < sources.length; s++) {
    // There may be very many sources: most are told apart by one look-up.
    if (!campaigns.has(sources.campaign[s])) continue;
    const key = keyOf([
      sources.platform[s],
      sources.source[s],
      sources.campaign[s],
      sources.campaignId[s],
      sources.adGroupId[s],
      sources.adId[s],
    ]);
    if (wanted.has(key)) wanted.set(key, campaignName(join, s));
  }
  for (const event of events) {
    if (hasCampaign(event)) event.campaign = wanted.get(tagsOf(event)) || event.campaign;
  }
}

/** Ids of an ad group or an ad name the campaign too. */
function hasCampaign({ campaign, campaignId, adGroupId, adId }: JourneyEvent): boolean {
  return (campaign ?? campaignId ?? adGroupId ?? adId) !== null;
}

function tagsOf({ platform, source, campaign, campaignId, adGroupId, adId }: JourneyEvent): string {
  return keyOf([platform, source, campaign, campaignId, adGroupId, adId]);
}

function keyOf(tags: Tags): string {
  return tags.map(tag => tag ?? '').join('\u0000');
}
