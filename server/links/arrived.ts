// What came in by each link of the register: the report's own rows for its source, medium, campaign and content, under last
// touch. Two links with the same four tags can't be told apart and show the same figures.

import type { Arrived, KeptLink } from '#shared/schema/links.ts';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import type { Engine } from '../engine.ts';

const dimensions = ['source', 'medium', 'campaign', 'content'] as const;

/** Parallel to the links. */
export async function arrivals(
  engine: Pick<Engine, 'report'>,
  links: readonly KeptLink[],
): Promise<{ arrived: Arrived[]; currency: string }> {
  const nothing = (): Arrived => ({ visits: 0, leads: 0, revenue: 0 });
  if (links.length === 0) return { arrived: [], currency: '' };
  const { meta, rows } = await engine.report({ models: ['last-touch'], by: [...dimensions] });
  const byTags = new Map<string, Arrived>();
  // A made-up company's figures are nobody's.
  for (const row of meta.sample ? [] : rows) {
    const key = keyOf(dimensions.map(dimension => String(row[dimension] ?? '')));
    const sum = byTags.get(key) ?? nothing();
    byTags.set(key, {
      visits: sum.visits + row.visits,
      leads: sum.leads + row.leads,
      revenue: sum.revenue + row.revenue,
    });
  }
  const arrived = links.map(link => byTags.get(keyOf(dimensions.map(one => link[one] ?? '(not set)'))) ?? nothing());
  return { arrived, currency: meta.currency };
}

/** A report says a campaign by its cost report's name, which may be written otherwise. */
function keyOf([source, medium, campaign, content]: readonly string[]): string {
  return [source.toLowerCase(), medium.toLowerCase(), normaliseCampaignName(campaign), content].join('\u0000');
}
