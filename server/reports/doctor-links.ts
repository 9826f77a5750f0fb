// What the doctor finds by holding the register of links against what arrives. There is no clock here either: a link is late
// when the workspace's own events go on for a week after it was made and none came by it.

import type { KeptLink } from '#shared/schema/links.ts';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { plural } from '#shared/words.ts';
import type { Store } from '../store/store.ts';
import { type Finding, finding } from './finding.ts';

/** Days after which a link that nobody came by is worth a look. */
const quietDays = 7;

interface Arriving {
  source: string;
  medium: string;
  campaign: string;
  n: number;
}

/** Nothing where the register isn't in use. */
export async function linkFindings(store: Store, links: readonly KeptLink[]): Promise<(Finding | null)[]> {
  if (links.length === 0) return [];
  const arriving = await readArriving(store);
  const newest = await store.first<{ at: number | null }>('SELECT max("at") AS at FROM event');
  const known = new Set(links.map(tagsOf));
  const names = new Map(links.map(link => [normaliseCampaignName(link.campaign ?? ''), link.campaign ?? '']));
  const exact = new Set(links.map(({ campaign }) => campaign ?? ''));
  const spent = await spendNames(store);

  const quiet = links.filter(link => {
    const lastDay = Number(newest?.at ?? 0) / 1000 - quietDays * 86_400_000;
    return Date.parse(link.madeAt) <= lastDay && !arriving.some(one => tagsOf(one) === tagsOf(link));
  });
  const near = arriving.filter(({ campaign }) => !exact.has(campaign) && names.has(normaliseCampaignName(campaign)));
  const strange = arriving.filter(one => !known.has(tagsOf(one)) && !near.includes(one) && !spent.has(one.campaign));
  const visits = (rows: readonly Arriving[]) => rows.reduce((sum, { n }) => sum + n, 0);
  return [
    finding(
      'warning',
      'links-misspelt',
      'Campaign names that arrive and differ from a registered one by case, spaces, _ or - only',
      near.map(
        ({ campaign, n }) =>
          `“${campaign}” for “${names.get(normaliseCampaignName(campaign))}” (${plural(n, 'event')})`,
      ),
      'Mend the links where they stand; reports count the two apart.',
      visits(near),
    ),
    finding(
      'info',
      'links-unused',
      `Registered links that nobody came by in ${quietDays} days and more`,
      quiet.map(
        ({ campaign, source, medium, madeAt }) => `${campaign} (${source} / ${medium}), made ${madeAt.slice(0, 10)}`,
      ),
      'Open them: a redirect may drop their tags. Links that are out of use: throughline link --remove ID.',
    ),
    finding(
      'info',
      'links-unregistered',
      'Campaigns that arrive and nobody registered, neither as a link nor by a cost report',
      strange.map(({ campaign, source, medium, n }) => `${campaign} (${source} / ${medium}): ${plural(n, 'event')}`),
      'Register them with throughline link, so that their names are kept to; or find out who made them.',
      strange.length,
    ),
  ];
}

/** Case of source and medium is lost where they are resolved; the campaign's isn't. */
function tagsOf({ source = '', medium = '', campaign = '' }: Pick<KeptLink, 'source' | 'medium' | 'campaign'>): string {
  return [source.toLowerCase(), medium.toLowerCase(), campaign].join('\u0000');
}

function readArriving(store: Store): Promise<Arriving[]> {
  return store.all<Arriving & Record<string, unknown>>(
    `SELECT source.source AS source, source.medium AS medium, source.campaign AS campaign, count(*)::INTEGER AS n
     FROM source JOIN source_ref ON source_id = source.id JOIN event ON event.ref = source_ref.ref
     WHERE source.campaign IS NOT NULL GROUP BY ALL ORDER BY n DESC, campaign, source, medium`,
  );
}

async function spendNames(store: Store): Promise<Set<string>> {
  const rows = await store.all<{ name: string }>(
    `SELECT DISTINCT campaign AS name FROM spend WHERE campaign IS NOT NULL
     UNION SELECT DISTINCT campaign_id FROM spend WHERE campaign_id IS NOT NULL`,
  );
  return new Set(rows.map(({ name }) => name));
}
