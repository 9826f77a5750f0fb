// What a row of a report is called, and what tells it from the others: two platforms' campaigns of one name are two rows.

import { dimensions, fieldOf } from '#shared/report/dimensions.ts';
import type { ReportRow } from '#shared/schema/index.ts';
import { platformLabel } from '../platform-label.ts';

export const dimensionLabel = (by: string): string => dimensions.find(({ id }) => id === by)?.label ?? by;

export const nameOf = (row: ReportRow, by: string): string => {
  const name = String(row[fieldOf(by)] ?? '');
  return by === 'platform' && name !== '' && !name.startsWith('(') ? platformLabel(name) : name;
};

/** The platform, where it says more than the name does. */
export const platformOf = (row: ReportRow, by: string): string =>
  by === 'platform' || !row.platform ? '' : platformLabel(row.platform);

/** Another for each row of one answer. */
export function keyOf(row: ReportRow, by: string): string {
  const ids = [row.platform, row.campaignId, row.adGroupId, row.adId, row.keywordId].map(id => id ?? '');
  return [...ids, row[fieldOf(by)]].join(' ');
}
