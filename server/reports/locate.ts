// Where events were read from: 'file:line' by event key, asked for in one go.

import type { Store } from '../store/store.ts';

/** 'file:line' of each event; keys that no event has are left out. */
export async function locateEvents(store: Store, keys: Iterable<bigint>): Promise<Map<bigint, string>> {
  const wanted = new Set(keys);
  const found = new Map<bigint, string>();
  if (wanted.size === 0) return found;
  await store.run('CREATE OR REPLACE TEMP TABLE report_key (key UBIGINT)');
  const appender = await store.appender('report_key');
  for (const key of wanted) appender.append([key]);
  appender.close();
  const rows = await store.all<{ key: bigint; place: string }>(
    `SELECT event.key AS key, import.file || ':' || coalesce(line, 0) AS place
     FROM event JOIN report_key USING (key) JOIN import ON import.id = import_id`,
  );
  for (const { key, place } of rows) found.set(BigInt(key), place);
  await store.run('DROP TABLE report_key');
  return found;
}
