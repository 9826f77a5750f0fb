// Which cost rows tell of the same money: those of one entity and day, whatever the file split them by (device, network) and
// whether it names the account. A later file's rows take the place of an earlier file's, so a report by device and the same
// report without devices are not added up.

import type { Store } from '../store/store.ts';

/** Shorter ids may be a user's own numbering, which starts anew in each account; platforms' ids are unique. */
const shortId = 6;

/** The key's parts, over the columns of the table. Names count where there is no id. */
export const spendKey: readonly string[] = parts('campaign_id');

/**
 * Gives rows that name their campaign only by its name the key of the campaign of that name, where the platform has exactly
 * one of it: a report without the column Campaign ID and the same with it are one. For use inside a transaction.
 */
export async function joinNamedCampaigns(store: Store): Promise<void> {
  const nameless = await store.first<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM (SELECT 1 FROM spend WHERE campaign_id IS NULL AND campaign IS NOT NULL LIMIT 1)',
  );
  if (nameless?.n !== 1) return;
  await store.run(
    `UPDATE spend SET key = hash('spend', ${parts('known.id').join(', ')})
     FROM (SELECT platform AS of, lower(campaign) AS name, min(campaign_id) AS id FROM spend
       WHERE campaign_id IS NOT NULL AND campaign IS NOT NULL GROUP BY ALL HAVING count(DISTINCT campaign_id) = 1) known
     WHERE spend.campaign_id IS NULL AND known.of = spend.platform AND known.name = lower(spend.campaign)
       AND spend.key <> hash('spend', ${parts('known.id').join(', ')})`,
  );
}

function parts(campaignId: string): string[] {
  const id = `coalesce(${campaignId}, ad_group_id, ad_id)`;
  return [
    'platform',
    `CASE WHEN coalesce(strlen(${id}), 0) < ${shortId} THEN account END`,
    'day',
    'level',
    `coalesce(${campaignId}, lower(campaign))`,
    'coalesce(ad_group_id, lower(ad_group))',
    'coalesce(ad_id, lower(ad))',
    'coalesce(keyword_id, lower(keyword))',
    'match_type',
  ];
}
