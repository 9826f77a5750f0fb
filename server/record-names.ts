// What the store's records are called where they are counted for people and programs.

import type { RecordKind } from '#shared/formats/format.ts';

const names: Record<RecordKind, string> = {
  event: 'events',
  contact: 'contacts',
  account: 'accounts',
  deal: 'deals',
  deal_person: 'dealPeople',
  stage_change: 'stageChanges',
  spend: 'spend',
  fx: 'fx',
  click: 'clicks',
  subscription: 'subscriptions',
  ad_name: 'adNames',
};

/** Counts by the store's tables as counts by those names. */
export function namedRecords(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([kind, rows]) => [names[kind as RecordKind] ?? kind, rows]));
}
