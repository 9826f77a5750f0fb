// How names are compared and shown: campaigns are the same where only case and separators differ. A reader's usual
// mistake: the normalised form is for comparing, never for showing.

import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';

/** What stands for a missing dimension value. */
export const NOT_SET = '(not set)';

/** A keyword as it is compared: as a name, without the marks of its match type (`[exact]`, `"phrase"`). */
export function normaliseKeyword(keyword: string): string {
  return normaliseCampaignName(keyword.replace(/[[\]"]/g, ' '));
}

/** Order by code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
