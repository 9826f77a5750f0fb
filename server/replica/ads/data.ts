// What the replica of the ad dashboard shows, as its script gets it. Campaign figures are the sample workspace's own spend
// for each range; the platform's "conversions" are the leads of each campaign, as a tag on the forms would count them:
// judged by those, the campaign that earns least looks best, which is the point of the sample.

import type { Engine } from '../../engine.ts';
import { googleAccount, campaigns as sampleCampaigns } from '../../sample/campaigns.ts';
import { type ReplicaOptions, usualRange } from '../options.ts';
import { inventedCampaigns, splitCampaign } from './invented.ts';

export type AdsLevel = 'campaigns' | 'adgroups' | 'keywords';

/** Ids are text, as a page has them; money is in minor units. */
export interface AdsRow {
  id: string;
  name: string;
  /** Ids and names of what it lies in. */
  campaign?: { id: string; name: string };
  adGroup?: { id: string; name: string };
  status: string;
  impressions: number;
  clicks: number;
  cost: number;
  conversions: number;
}

interface AdsRange {
  from: string;
  to: string;
  rows: Record<AdsLevel, AdsRow[]>;
}

export interface AdsData {
  account: { id: string; name: string; currency: string };
  ranges: AdsRange[];
  /** Index into `ranges`. */
  range: number;
  options: ReplicaOptions;
}

/** Ranges that can be picked on the page. */
const pickable = [usualRange, { from: '2026-02-01', to: '2026-02-28' }, { from: '2026-01-01', to: '2026-09-30' }];

export async function readAdsData(engine: Pick<Engine, 'report'>, options: ReplicaOptions): Promise<AdsData> {
  const { from, to, rows } = options;
  const isAsked = (range: { from: string; to: string }) => range.from === from && range.to === to;
  const wanted = pickable.some(isAsked) ? pickable : [{ from, to }, ...pickable];
  const ranges: AdsRange[] = [];
  for (const range of wanted) {
    const campaigns = [...(await sampleRows(engine, range)), ...inventedCampaigns(rows)];
    const groups = campaigns.flatMap(splitCampaign);
    ranges.push({
      ...range,
      rows: {
        campaigns,
        adgroups: groups.map(({ group }) => group),
        keywords: groups.flatMap(({ keywords }) => keywords),
      },
    });
  }
  return {
    account: { id: googleAccount, name: 'Brackenmoor Kettles', currency: 'GBP' },
    ranges,
    range: wanted.findIndex(isAsked),
    options,
  };
}

/** The account's campaigns, the oldest first, also those that cost nothing in the range. */
async function sampleRows(engine: Pick<Engine, 'report'>, range: { from: string; to: string }): Promise<AdsRow[]> {
  const answer = await engine.report({ goal: 'leads', by: ['campaign'], models: ['last-touch'], ...range });
  return Object.values(sampleCampaigns)
    .filter(({ account }) => account === googleAccount)
    .map(({ id, name }) => {
      const row = answer.rows.find(({ platform, campaignId }) => platform === 'google-ads' && campaignId === id);
      return {
        id,
        name,
        status: 'Eligible',
        impressions: row?.impressions ?? 0,
        clicks: row?.clicks ?? 0,
        cost: Math.round((row?.cost ?? 0) * 100),
        conversions: row?.leads ?? 0,
      };
    });
}
