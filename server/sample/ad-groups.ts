// The ad groups and keywords of the sample company's Google Ads campaigns, what each took of its campaign's cost, and the
// keyword report that says so. Parts add up to the campaign's day to the penny, and over a campaign of one month to its
// shares exactly: index.ts says which lessons need that.

import type { CampaignKey } from './campaigns.ts';
import { csv, grouped, major } from './text.ts';

export interface Keyword {
  readonly text: string;
  readonly match: 'broad' | 'phrase' | 'exact';
  /** Hundredths of its ad group. */
  readonly share: number;
}

export interface AdGroup {
  readonly id: string;
  readonly name: string;
  /** Hundredths of its campaign. */
  readonly share: number;
  readonly keywords: readonly Keyword[];
}

/** A keyword in its ad group: what an ad was shown for. */
export interface SearchedAd {
  readonly group: AdGroup;
  readonly keyword: Keyword;
}

/** By campaign. Of one text in two ad groups there are two keywords. */
export const adGroups: { readonly [key in CampaignKey]?: readonly AdGroup[] } = {
  broad: [
    {
      id: '150000000011',
      name: 'Electric kettles',
      share: 60,
      keywords: [
        { text: 'electric kettle', match: 'broad', share: 75 },
        { text: 'best kettle', match: 'broad', share: 25 },
      ],
    },
    {
      id: '150000000012',
      name: 'Large kettles',
      share: 40,
      keywords: [{ text: 'large kettle', match: 'broad', share: 100 }],
    },
  ],
  phrase: [
    {
      id: '150000000021',
      name: 'Kettles for hotels',
      share: 50,
      keywords: [{ text: 'hotel kettle', match: 'phrase', share: 100 }],
    },
    {
      id: '150000000022',
      name: 'Kettles for offices',
      share: 50,
      keywords: [{ text: 'office kettle', match: 'phrase', share: 100 }],
    },
  ],
  exact: [
    {
      id: '150000000031',
      name: 'Descaler',
      share: 100,
      keywords: [
        { text: 'kettle descaler', match: 'exact', share: 70 },
        { text: 'limescale remover', match: 'exact', share: 30 },
      ],
    },
  ],
  commercial: [
    {
      id: '150000000041',
      name: 'Commercial – exact',
      share: 55,
      keywords: [
        { text: 'commercial kettle', match: 'exact', share: 60 },
        { text: 'catering kettle', match: 'exact', share: 40 },
      ],
    },
    {
      id: '150000000042',
      name: 'Commercial – phrase',
      share: 45,
      keywords: [
        { text: 'commercial kettle', match: 'phrase', share: 50 },
        { text: 'kettle for hotels', match: 'phrase', share: 30 },
        { text: 'water boiler for catering', match: 'phrase', share: 20 },
      ],
    },
  ],
  brand: [
    {
      id: '150000000051',
      name: 'Brackenmoor',
      share: 100,
      keywords: [
        { text: 'brackenmoor', match: 'exact', share: 80 },
        { text: 'brackenmoor kettles', match: 'phrase', share: 20 },
      ],
    },
  ],
  ireland: [
    {
      id: '150000000061',
      name: 'Kettles Ireland',
      share: 100,
      // One alone: euros are exchanged row by row, and the parts of a row would round otherwise than the row.
      keywords: [{ text: 'commercial kettle', match: 'phrase', share: 100 }],
    },
  ],
  brandIreland: [
    {
      id: '150000000071',
      name: 'Brackenmoor Ireland',
      share: 100,
      keywords: [{ text: 'brackenmoor', match: 'exact', share: 100 }],
    },
  ],
};

/** All keywords of a campaign with what each takes of it, in parts of 10,000. */
export function searchedAds(key: CampaignKey): { ad: SearchedAd; weight: number }[] {
  return (adGroups[key] ?? []).flatMap(group =>
    group.keywords.map(keyword => ({ ad: { group, keyword }, weight: group.share * keyword.share })),
  );
}

/**
 * The ad of a keyword of an ad group.
 *
 * @throws where there is none: a lesson names what isn't there.
 */
export function searchedAd(groupId: string, text: string): SearchedAd {
  const group = Object.values(adGroups)
    .flat()
    .find(({ id }) => id === groupId);
  const keyword = group?.keywords.find(own => own.text === text);
  if (!group || !keyword) throw new Error(`The sample has no keyword ${text} in ad group ${groupId}.`);
  return { group, keyword };
}

/** As Google shows it: `broad`, `"phrase"`, `[exact]`. */
export function withMarks({ text, match }: Keyword): string {
  return match === 'exact' ? `[${text}]` : match === 'phrase' ? `"${text}"` : text;
}

interface CampaignDay {
  readonly key: CampaignKey;
  readonly campaign: {
    readonly id: string;
    readonly name: string;
    readonly account: string;
    readonly currency: string;
  };
  readonly day: string;
  readonly impressions: number;
  readonly clicks: number;
  /** Minor units. */
  readonly cost: number;
}

/** The campaigns' days, in rising order of day, as a search keyword report with a row per keyword that was shown. */
export function keywordReport(days: readonly CampaignDay[]): string {
  const header = [
    'Day',
    'Keyword status',
    'Keyword',
    'Match type',
    'Campaign',
    'Campaign ID',
    'Ad group',
    'Ad group ID',
    'Customer ID',
    'Currency code',
    'Impr.',
    'Clicks',
    'Cost',
  ];
  const splitters = new Map<string, (total: number) => number[]>();
  const split = (name: string, total: number, shares: readonly number[]) => {
    const splitter = splitters.get(name) ?? splitOn(shares);
    splitters.set(name, splitter);
    return splitter(total);
  };
  const rows = days.flatMap(({ key, campaign, day, ...figures }) => {
    const groups = adGroups[key] ?? [];
    const [impressions, clicks, cost] = (['impressions', 'clicks', 'cost'] as const).map(name => {
      const parts = split(
        `${key} ${name}`,
        figures[name],
        groups.map(group => group.share),
      );
      return groups.map((group, g) =>
        split(
          `${group.id} ${name}`,
          parts[g],
          group.keywords.map(keyword => keyword.share),
        ),
      );
    });
    return groups.flatMap((group, g) =>
      group.keywords.flatMap((keyword, k) =>
        impressions[g][k] + clicks[g][k] + cost[g][k] === 0
          ? []
          : [
              [
                day,
                'Enabled',
                withMarks(keyword),
                `${keyword.match[0].toUpperCase()}${keyword.match.slice(1)} match`,
                campaign.name,
                campaign.id,
                group.name,
                group.id,
                campaign.account,
                campaign.currency,
                grouped(impressions[g][k]),
                grouped(clicks[g][k]),
                major(cost[g][k]),
              ],
            ],
      ),
    );
  });
  return `Search keyword report\n"January 1, 2026 - September 30, 2026"\n${csv(header, rows)}`;
}

/**
 * Splits one whole total after another in whole parts. Each part is within one of its share of all the totals so far, and
 * what rounding kept from it is owed to it: single clicks don't all go to the same keyword.
 */
function splitOn(shares: readonly number[]): (total: number) => number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  /** In parts of `all`; they add up to 0. */
  let owed = shares.map(() => 0);
  return total => {
    const due = owed.map((rest, i) => rest + total * shares[i]);
    const parts = due.map(value => Math.floor(value / all));
    const left = total - parts.reduce((sum, part) => sum + part, 0);
    const byRest = [...due.keys()].sort(
      (a, b) => Number(parts[b] < 0) - Number(parts[a] < 0) || due[b] - parts[b] * all - (due[a] - parts[a] * all),
    );
    for (const i of byRest.slice(0, left)) parts[i]++;
    owed = due.map((value, i) => value - parts[i] * all);
    return parts;
  };
}
