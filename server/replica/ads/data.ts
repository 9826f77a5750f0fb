// What the replica of the ad dashboard shows, as its script gets it. Figures are the sample workspace's own spend for each
// range; the platform's "conversions" are the leads, as a tag on the forms would count them: judged by those, the campaign
// that earns least looks best, which is the point of the sample.

import type { DimensionId } from '#shared/report/dimensions.ts';
import type { ReportRow } from '#shared/schema/index.ts';
import type { Engine } from '../../engine.ts';
import { adGroups, withMarks } from '../../sample/ad-groups.ts';
import { type CampaignKey, googleAccount, campaigns as sampleCampaigns } from '../../sample/campaigns.ts';
import { type ReplicaOptions, usualRange } from '../options.ts';
import { inventedRows } from './invented.ts';

export type AdsLevel = 'campaigns' | 'adgroups' | 'keywords';

/** Ids are text, as a page has them (a keyword's is shown nowhere); money is in minor units. */
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
    const own = await sampleRows(engine, range);
    const invented = inventedRows(rows);
    ranges.push({
      ...range,
      rows: {
        campaigns: [...own.campaigns, ...invented.campaigns],
        adgroups: [...own.adgroups, ...invented.adgroups],
        keywords: [...own.keywords, ...invented.keywords],
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

/** The account's campaigns, ad groups and keywords in the sample's order, also those that cost nothing in the range. */
async function sampleRows(
  engine: Pick<Engine, 'report'>,
  range: { from: string; to: string },
): Promise<AdsRange['rows']> {
  const report = async (...by: DimensionId[]) => {
    const { rows } = await engine.report({ goal: 'leads', by, models: ['last-touch'], ...range });
    return rows.filter(({ platform }) => platform === 'google-ads');
  };
  const ofCampaigns = await report('campaign');
  const ofKeywords = await report('ad-group', 'keyword');
  const all: AdsRange['rows'] = { campaigns: [], adgroups: [], keywords: [] };
  for (const [key, { id, name, account }] of Object.entries(sampleCampaigns)) {
    if (account !== googleAccount) continue;
    const campaign = { id, name };
    all.campaigns.push({ ...campaign, ...figuresOf(ofCampaigns.filter(({ campaignId }) => campaignId === id)) });
    for (const group of adGroups[key as CampaignKey] ?? []) {
      const adGroup = { id: group.id, name: group.name };
      const ofGroup = ofKeywords.filter(({ adGroupId }) => adGroupId === group.id);
      all.adgroups.push({ ...adGroup, campaign, ...figuresOf(ofGroup) });
      for (const own of group.keywords) {
        const figures = figuresOf(ofGroup.filter(({ keyword }) => keyword === own.text));
        all.keywords.push({ id: `${group.id} ${own.text}`, name: withMarks(own), campaign, adGroup, ...figures });
      }
    }
  }
  return all;
}

function figuresOf(rows: readonly ReportRow[]) {
  const sum = (field: 'impressions' | 'clicks' | 'cost' | 'leads') => rows.reduce((all, row) => all + row[field], 0);
  return {
    status: 'Eligible',
    impressions: sum('impressions'),
    clicks: sum('clicks'),
    cost: Math.round(sum('cost') * 100),
    conversions: sum('leads'),
  };
}
