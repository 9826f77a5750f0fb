// The sample company's ad campaigns: what they are called, what they cost each month, and the spend files that say so.
// June's budgets add up to £20,000.00 exactly and hold no euros: index.ts says which lesson needs that.

import { keywordReport } from './ad-groups.ts';
import { type Random, splitWhole } from './random.ts';
import { csv, DAY, grouped, isoDay, major, utc } from './text.ts';

interface Campaign {
  readonly platform: 'google-ads' | 'meta-ads' | 'linkedin-ads' | 'microsoft-ads';
  readonly account: string;
  readonly id: string;
  readonly name: string;
  readonly currency: 'GBP' | 'EUR';
  /** Whole major units, January to September 2026. */
  readonly budget: readonly number[];
  /** Cost of a click in major units, clicks out of a thousand impressions. */
  readonly cpc: number;
  readonly ctr: number;
}

/** The account whose pages the replica of the ad dashboard shows. */
export const googleAccount = '104-207-3109';
const google = { platform: 'google-ads', account: googleAccount, currency: 'GBP', cpc: 3.1, ctr: 42 } as const;
const meta = { platform: 'meta-ads', account: '880014', currency: 'GBP', cpc: 0.8, ctr: 11 } as const;
const linkedin = { platform: 'linkedin-ads', account: '50771', currency: 'GBP', cpc: 6.4, ctr: 6 } as const;
const microsoft = { platform: 'microsoft-ads', account: 'F1180', currency: 'GBP', cpc: 2.2, ctr: 30 } as const;

/** Campaigns by the short name that the journeys use. */
export const campaigns = {
  // The three that cost £200 each: their impressions and clicks are set below, to the last one.
  broad: { ...google, id: '21000000001', name: 'Kettles broad', budget: [0, 200, 0, 0, 0, 0, 0, 0, 0] },
  phrase: { ...google, id: '21000000002', name: 'Kettles phrase', budget: [0, 200, 0, 0, 0, 0, 0, 0, 0] },
  exact: { ...google, id: '21000000003', name: 'Descaler exact', budget: [0, 200, 0, 0, 0, 0, 0, 0, 0] },
  commercial: {
    ...google,
    id: '21000000004',
    name: 'Commercial kettles',
    budget: [5400, 5600, 6200, 6400, 6100, 7400, 6800, 6000, 6300],
  },
  brand: { ...google, id: '21000000005', name: 'Brand', budget: [900, 900, 950, 1000, 1000, 2000, 1100, 1000, 1000] },
  // A second account, in euros; paused from June on.
  ireland: {
    ...google,
    account: '330-118-9042',
    currency: 'EUR',
    id: '21000000006',
    name: 'Kettles Ireland',
    budget: [700, 800, 900, 900, 800, 0, 0, 0, 0],
  },
  // Costs money, but no visit ever names it: its tagging was forgotten.
  brandIreland: {
    ...google,
    account: '330-118-9042',
    currency: 'EUR',
    id: '21000000007',
    name: 'Brand Ireland',
    budget: [0, 0, 120, 120, 0, 0, 0, 0, 0],
  },
  prospecting: {
    ...meta,
    id: '23850000000000101',
    name: 'Prospecting lookalike',
    budget: [3000, 3100, 3300, 3300, 3400, 4400, 3600, 3500, 3400],
  },
  retargeting: {
    ...meta,
    id: '23850000000000102',
    name: 'Retargeting',
    budget: [500, 500, 600, 600, 600, 1200, 700, 700, 700],
  },
  // Many leads, no revenue: ROI −100 %.
  spring: {
    ...meta,
    id: '23850000000000103',
    name: 'Spring awareness',
    budget: [0, 0, 900, 600, 0, 0, 0, 0, 0],
  },
  facilities: {
    ...linkedin,
    id: '600110001',
    name: 'Facilities managers',
    budget: [1500, 1600, 1700, 1700, 1600, 2200, 1700, 1500, 1600],
  },
  hotels: {
    ...linkedin,
    id: '600110002',
    name: 'Hotel buyers',
    budget: [900, 1000, 1100, 1100, 1000, 1600, 1100, 1000, 1000],
  },
  // The same name as Google's: two campaigns, two rows.
  bing: {
    ...microsoft,
    id: '410200300',
    name: 'Commercial kettles',
    budget: [700, 700, 800, 800, 800, 1200, 900, 800, 800],
  },
} as const satisfies Record<string, Campaign>;

export type CampaignKey = keyof typeof campaigns;

const fixedFunnels: Partial<Record<CampaignKey, { impressions: number; clicks: number }>> = {
  broad: { impressions: 10_000, clicks: 1_000 },
  phrase: { impressions: 5_000, clicks: 100 },
  exact: { impressions: 1_000, clicks: 10 },
};

interface SpendDay {
  readonly key: CampaignKey;
  readonly campaign: Campaign;
  readonly day: string;
  readonly impressions: number;
  readonly clicks: number;
  /** Minor units. */
  readonly cost: number;
}

function spendDays(random: Random): SpendDay[] {
  const days: SpendDay[] = [];
  for (const [key, campaign] of Object.entries(campaigns) as [CampaignKey, Campaign][]) {
    for (const [month, budget] of campaign.budget.entries()) {
      if (budget === 0) continue;
      const start = Date.UTC(2026, month, 1);
      const length = Math.round((Date.UTC(2026, month + 1, 1) - start) / DAY);
      const weights = Array.from({ length }, () => random.int(80, 120));
      const clicks = fixedFunnels[key]?.clicks ?? Math.round(budget / campaign.cpc);
      const impressions = fixedFunnels[key]?.impressions ?? Math.round((clicks * 1000) / campaign.ctr);
      const cost = splitWhole(budget * 100, weights);
      const clicksOf = splitWhole(clicks, weights);
      const impressionsOf = splitWhole(impressions, weights);
      for (let i = 0; i < length; i++) {
        const day = isoDay(start + i * DAY);
        days.push({ key, campaign, day, impressions: impressionsOf[i], clicks: clicksOf[i], cost: cost[i] });
      }
    }
  }
  return days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Google's days as two Google Ads reports, of campaigns and of keywords; the other platforms' in the `spend` format. */
export function spendFiles(random: Random): { googleAds: string; keywords: string; spend: string } {
  const days = spendDays(random);
  const isGoogle = ({ campaign }: SpendDay) => campaign.platform === 'google-ads';
  const google = days.filter(isGoogle);
  return {
    googleAds: googleAdsReport(google),
    keywords: keywordReport(google),
    spend: spendFile(days.filter(day => !isGoogle(day))),
  };
}

/** With its preamble, thousands signs and total row, as the interface downloads it. */
function googleAdsReport(days: readonly SpendDay[]): string {
  const header = [
    'Day',
    'Campaign status',
    'Campaign',
    'Campaign ID',
    'Customer ID',
    'Currency code',
    'Impr.',
    'Clicks',
    'CTR',
    'Cost',
  ];
  const rows = days.map(({ campaign, day, impressions, clicks, cost }) => [
    day,
    'Enabled',
    campaign.name,
    campaign.id,
    campaign.account,
    campaign.currency,
    grouped(impressions),
    grouped(clicks),
    impressions > 0 ? `${((100 * clicks) / impressions).toFixed(2)}%` : ' --',
    major(cost),
  ]);
  const clicks = days.reduce((sum, day) => sum + day.clicks, 0);
  const impressions = days.reduce((sum, day) => sum + day.impressions, 0);
  rows.push([
    'Total: Campaigns',
    ' --',
    ' --',
    ' --',
    ' --',
    ' --',
    grouped(impressions),
    grouped(clicks),
    ' --',
    ' --',
  ]);
  return `Campaign report\n"January 1, 2026 - September 30, 2026"\n${csv(header, rows)}`;
}

function spendFile(days: readonly SpendDay[]): string {
  const header = [
    'date',
    'platform',
    'account',
    'campaign',
    'campaign_id',
    'impressions',
    'clicks',
    'cost',
    'currency',
  ];
  return csv(
    header,
    days.map(({ campaign, day, impressions, clicks, cost }) => [
      day,
      campaign.platform,
      campaign.account,
      campaign.name,
      campaign.id,
      impressions,
      clicks,
      major(cost),
      campaign.currency,
    ]),
  );
}

/** EUR → GBP on the working days of January to September 2026, between 0.84 and 0.88; weekends take Friday's. */
export function fxFile(random: Random): string {
  const rows: [string, string, string][] = [];
  let rate = 8600;
  for (let at = utc('2026-01-01'); at < utc('2026-10-01'); at += DAY) {
    const weekday = new Date(at).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    rate = Math.min(8800, Math.max(8400, rate + random.int(-20, 20)));
    rows.push([isoDay(at), 'EUR', (rate / 10_000).toFixed(4)]);
  }
  return csv(['date', 'currency', 'rate'], rows);
}
