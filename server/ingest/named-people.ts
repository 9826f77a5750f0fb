// Who is on a deal by what a record's own row says of it (a deal's column of contacts or addresses, a contact's column of
// deals): a newer row says it anew, so that whom it no longer names goes. What other files tell of it stands beside it.

import type { Format, Yield } from '#shared/formats/format.ts';
import type { Store } from '../store/store.ts';

/** By which record a yield of deal people lists them: the record's table, its key as deal_person has it, and where that is. */
const listers = {
  deal: { key: 'id', column: 'deal_id' },
  contact: { key: "'contact:' || system || ':' || id", column: 'person' },
} as const;

const listerOf = ({ each }: Yield): keyof typeof listers => (each === 'deal_id' ? 'contact' : 'deal');

/** Inside the publishing transaction, before versions are settled, and before those who are forgotten go from the file's rows. */
export async function replaceNamedPeople(store: Store, importId: number, format: Format): Promise<void> {
  for (const one of format.yields.filter(({ record }) => record === 'deal_person')) {
    const how = one.columns.find(({ field }) => field === 'how')?.constant;
    const lister = listerOf(one);
    // A message of a change needn't name everybody.
    const isListed = format.yields.some(({ record, isPartial }) => record === lister && !isPartial);
    if (how !== undefined && isListed) await replaceListed(store, importId, lister, { how, format: format.id });
  }
}

async function replaceListed(
  store: Store,
  importId: number,
  lister: keyof typeof listers,
  { how, format }: { readonly how: string; readonly format: string },
): Promise<void> {
  const { key, column } = listers[lister];
  // A row that messages were merged into is as new as the last of them, which says nothing of the people of a file.
  await store.run(
    `CREATE OR REPLACE TEMP TABLE telling AS SELECT system, ${key} AS listed, EXISTS (FROM ${lister} other WHERE other.key = own.key
         AND other.import_id <> ${importId} AND other.said IS NULL AND other.modified_at > own.modified) AS is_older
     FROM (SELECT system, id, key, max(modified_at) AS modified FROM ${lister} WHERE import_id = ${importId} GROUP BY ALL) own`,
  );
  await store.run(
    `DELETE FROM deal_person WHERE import_id = ${importId} AND how = $how
       AND (system, ${column}) IN (SELECT (system, listed) FROM telling WHERE is_older)`,
    { how },
  );
  await store.run(
    `DELETE FROM deal_person WHERE import_id <> ${importId} AND how = $how
       AND import_id IN (SELECT id FROM import WHERE format = $format)
       AND (system, ${column}) IN (SELECT (system, listed) FROM telling WHERE NOT is_older)
       AND key NOT IN (SELECT key FROM deal_person WHERE import_id = ${importId})`,
    { how, format },
  );
  await store.run('DROP TABLE telling');
}
