// What Salesforce's exports share: rows that were deleted, and fields that the customer made. An API name ends in __c; a
// package puts its own name in front (pi__utm_source__c).

import type { Format } from '../format.ts';

/** Deleted rows, but those that were merged into another record: their ids redirect. */
export const deleted: NonNullable<Format['refuse']> = [
  {
    from: ['IsDeleted'],
    is: ['1', 'true'],
    lacking: ['MasterRecordId'],
    reason: 'deleted in Salesforce (IsDeleted)',
    deletes: true,
  },
];

/** API names of a custom field: `gclid` → gclid__c, GCLID__c, Google_gclid__c …; compared without `_` and case. */
export const customField = (name: string): readonly string[] => [
  `${name}__c`,
  `pi__${name}__c`,
  ...(name === 'gclid' ? ['google_click_id__c', 'google_clid__c'] : []),
  ...(name === 'msclkid' ? ['microsoft_click_id__c'] : []),
  ...(name === 'fbclid' ? ['facebook_click_id__c'] : []),
];

/** Labels of the same field in a report. */
export const customLabel = (name: string): readonly string[] => [
  name,
  ...(name === 'gclid' ? ['Google Click ID'] : []),
];
