// Who is on a deal by what the deal's own row says of it (a column of contacts, an address): a newer export's row says it
// anew, so that whom it no longer names goes. What other files tell of the deal's people stands beside it.

import type { Format } from '#shared/formats/format.ts';
import type { Store } from '../store/store.ts';

/** Inside the publishing transaction, before versions are settled, and before those who are forgotten go from the file's rows. */
export async function replaceNamedPeople(store: Store, importId: number, format: Format): Promise<void> {
  // A message of a change needn't name everybody.
  if (!format.yields.some(one => one.record === 'deal' && !one.isPartial)) return;
  const hows = format.yields
    .filter(({ record }) => record === 'deal_person')
    .flatMap(({ columns }) => columns.find(({ field }) => field === 'how')?.constant ?? []);
  if (hows.length === 0) return;
  const ofFormat = 'SELECT id FROM import WHERE format = $format';
  // A row that messages were merged into is as new as the last of them, which says nothing of the people of a file.
  await store.run(
    `CREATE OR REPLACE TEMP TABLE telling AS SELECT system, id, EXISTS (FROM deal other WHERE other.key = own.key
         AND other.import_id <> ${importId} AND other.said IS NULL AND other.modified_at > own.modified) AS is_older
     FROM (SELECT system, id, key, max(modified_at) AS modified FROM deal WHERE import_id = ${importId} GROUP BY ALL) own`,
  );
  for (const how of hows) {
    await store.run(
      `DELETE FROM deal_person WHERE import_id = ${importId} AND how = $how
         AND (system, deal_id) IN (SELECT (system, id) FROM telling WHERE is_older)`,
      { how },
    );
    await store.run(
      `DELETE FROM deal_person WHERE import_id <> ${importId} AND how = $how AND import_id IN (${ofFormat})
         AND (system, deal_id) IN (SELECT (system, id) FROM telling WHERE NOT is_older)
         AND key NOT IN (SELECT key FROM deal_person WHERE import_id = ${importId})`,
      { how, format: format.id },
    );
  }
  await store.run('DROP TABLE telling');
}
