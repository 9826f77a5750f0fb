// The yields of a platform's history tables: one of campaigns, ad groups or ads, told apart by the ids of what they lie in.

import type { Column, Yield } from '../format.ts';

interface History {
  readonly platform: string;
  /** Headers of the instant from which a row holds. */
  readonly modified: readonly string[];
  /** Headers of the campaign that an ad group or ad lies in. */
  readonly campaign: readonly string[];
  /** Headers of the ad group that an ad lies in. */
  readonly adGroup: readonly string[];
}

export function adNames({ platform, modified, campaign, adGroup }: History): Yield[] {
  const kind = (word: string, where: Partial<Column>): Column => ({
    field: 'kind',
    from: [],
    as: 'text',
    constant: word,
    ...where,
  });
  return [
    {
      record: 'ad_name',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: platform },
        kind('ad', { given: adGroup }),
        kind('ad-group', { given: campaign, lacking: adGroup }),
        kind('campaign', { lacking: [...campaign, ...adGroup] }),
        { field: 'id', from: ['id'], as: 'resource', required: true },
        { field: 'name', from: ['name'], as: 'text' },
        { field: 'campaign_id', from: campaign, as: 'resource' },
        ...(adGroup.length > 0 ? [{ field: 'ad_group_id', from: adGroup, as: 'resource' } as const] : []),
        { field: 'modified', from: modified, as: 'instant' },
      ],
    },
  ];
}
