// Names that are in use: what visits came with and what cost reports call their campaigns. Read from the dictionary of
// sources, never from the events.

import type { NamesAnswer } from '#shared/schema/links.ts';
import type { Store } from '../store/store.ts';

export const noNames: NamesAnswer = { sources: [], mediums: [], campaigns: [] };

export async function readNames(store: Store): Promise<NamesAnswer> {
  const distinct = async (sql: string): Promise<string[]> =>
    (await store.all<{ name: string }>(`SELECT DISTINCT name FROM (${sql}) WHERE name <> '' ORDER BY name`)).map(
      ({ name }) => name,
    );
  // What stands in brackets stands for nothing: (direct), (not set).
  return {
    sources: await distinct("SELECT source AS name FROM source WHERE has_source AND source NOT LIKE '(%'"),
    mediums: await distinct("SELECT medium AS name FROM source WHERE has_source AND medium NOT LIKE '(%'"),
    campaigns: await distinct(
      'SELECT campaign AS name FROM source WHERE campaign IS NOT NULL UNION ALL SELECT campaign FROM spend WHERE campaign IS NOT NULL',
    ),
  };
}
