// Days that are written again (GA4's tables, for three days): the newer file's events of a day take the place of the older
// one's. A day may also come in several files, cut by size, which share nothing: those stand beside each other.

import type { Store } from '../store/store.ts';

/** A file is a day's newer form where it has at least one in so many of the older file's events again. */
const sharedOneIn = 10;

/** Inside the publishing transaction: takes out earlier events of the days that this import holds anew; answers how many. */
export async function replaceDays(store: Store, importId: number): Promise<number> {
  await store.run(
    `CREATE OR REPLACE TEMP TABLE old_day AS
     SELECT import_id, day_of FROM event_row WHERE import_id <> ${importId}
       AND day_of IN (SELECT DISTINCT day_of FROM event_row WHERE import_id = ${importId})
     GROUP BY ALL
     HAVING count(*) FILTER (key IN (SELECT key FROM event_row WHERE import_id = ${importId})) * ${sharedOneIn} >= count(*)`,
  );
  const replaced = await store.run(
    `DELETE FROM event_row WHERE rowid IN (SELECT e.rowid FROM event_row e JOIN old_day USING (import_id, day_of))`,
  );
  await store.run('DROP TABLE old_day');
  return replaced;
}
