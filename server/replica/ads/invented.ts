// What the sample has no figures for: more campaigns, to make a table long, with their ad groups and keywords. The same on
// every call and machine. An id stays what it is however many rows are asked for.

import type { AdsLevel, AdsRow } from './data.ts';

const products = ['Kettles', 'Urns', 'Descaler', 'Spare parts', 'Trolleys', 'Filters', 'Jugs', 'Service plans'];
const towns = ['Leeds', 'York', 'Bristol', 'Norwich', 'Truro', 'Perth', 'Swansea', 'Derby', 'Exeter', 'Lincoln'];

/** Campaigns 41000000001, 41000000002 …: no workspace knows them, unless a test makes one that does. */
export function inventedCampaigns(count: number): AdsRow[] {
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / (products.length * towns.length));
    const name = `${products[i % products.length]} ${towns[Math.floor(i / products.length) % towns.length]}`;
    // Multiples of two primes: spread out, and no two neighbours alike.
    const clicks = 5 + ((i * 7919) % 997);
    return {
      id: String(41_000_000_001 + i),
      name: round === 0 ? name : `${name} ${round + 1}`,
      status: i % 9 === 8 ? 'Paused' : 'Eligible',
      impressions: clicks * (11 + (i % 17)),
      clicks,
      cost: clicks * (90 + ((i * 6101) % 311)),
      conversions: (i * 31) % 13,
    };
  });
}

const shares = [
  { name: 'General', share: 0.5 },
  { name: 'By size', share: 0.3 },
  { name: 'Replacement', share: 0.2 },
];
const words = [
  { text: (name: string) => name, share: 0.6 },
  { text: (name: string) => `"${name}"`, share: 0.3 },
  { text: (name: string) => `[${name} online]`, share: 0.1 },
];

/** So many invented campaigns, with all that lies in them. */
export function inventedRows(count: number): Record<AdsLevel, AdsRow[]> {
  const campaigns = inventedCampaigns(count);
  const groups = campaigns.flatMap(splitCampaign);
  return {
    campaigns,
    adgroups: groups.map(({ group }) => group),
    keywords: groups.flatMap(({ keywords }) => keywords),
  };
}

/** A campaign's ad groups and their keywords; their figures add up to the campaign's. */
function splitCampaign(campaign: AdsRow): { group: AdsRow; keywords: AdsRow[] }[] {
  const parent = { id: campaign.id, name: campaign.name };
  const groups = parts(
    campaign,
    shares.map(({ share }) => share),
  );
  return groups.map((figures, i) => {
    const group: AdsRow = {
      ...figures,
      id: `${Number(campaign.id) * 10 + i + 1}`,
      name: `${campaign.name} – ${shares[i].name}`,
      campaign: parent,
    };
    const keywords = parts(
      figures,
      words.map(({ share }) => share),
    ).map((own, j): AdsRow => {
      const stem = `${campaign.name} ${shares[i].name}`.toLowerCase();
      return {
        ...own,
        id: `${group.id}-${j + 1}`,
        name: words[j].text(stem),
        campaign: parent,
        adGroup: { id: group.id, name: group.name },
      };
    });
    return { group, keywords };
  });
}

/** The row's figures by shares; the last part takes what rounding leaves. */
function parts(row: AdsRow, by: readonly number[]): AdsRow[] {
  const split = (whole: number) => {
    const some = by.slice(0, -1).map(share => Math.floor(whole * share));
    return [...some, whole - some.reduce((sum, part) => sum + part, 0)];
  };
  const impressions = split(row.impressions);
  const clicks = split(row.clicks);
  const cost = split(row.cost);
  const conversions = split(row.conversions);
  return by.map((_, i) => ({
    ...row,
    impressions: impressions[i],
    clicks: clicks[i],
    cost: cost[i],
    conversions: conversions[i],
  }));
}
