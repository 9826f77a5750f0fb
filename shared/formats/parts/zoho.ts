// What Zoho's modules share. A record's id is written `zcrm_` and 17 to 19 digits; the record's URL has the digits alone,
// and so do we. They are above 2^53: as a number in a spreadsheet such an id is lost.

import type { Column } from '../format.ts';

/** A column of an id: the digits of `zcrm_4876876000000333001`. */
export const zohoId = (field: string, from: readonly string[]): Column => ({ field, from, as: 'id', strip: 'zcrm_' });

/** Headers of a custom field. */
export const customField = (name: string): readonly string[] => [
  name,
  ...(name === 'gclid' ? ['Google Click ID'] : []),
];

/** Zoho's own fields of an ad click beside GCLID, on leads and contacts. */
export const adFields: readonly Column[] = [
  { field: 'campaign', from: ['Ad Campaign Name'], as: 'text', given: ['GCLID'] },
  { field: 'ad_group', from: ['AdGroup Name', 'Ad Group Name'], as: 'text', given: ['GCLID'] },
  { field: 'keyword', from: ['Keyword'], as: 'keyword', given: ['GCLID'] },
];

/** Words that no other CRM puts beside 'Record Id'. */
export const zohoWords = [
  'Created Time',
  'Modified Time',
  'Created By.id',
  'Modified By.id',
  'Last Activity Time',
  'Change Log Time',
  'Locked',
];
