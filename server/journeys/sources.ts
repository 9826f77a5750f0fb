// The source dictionary: rows of the store's `source` table in order of content, equal content once. Ids of arrival
// never leave this file, so that shuffled imports give the same dictionary.

import { FLAG_DIRECT, FLAG_PAID, FLAG_UNFILLED } from '#shared/journeys/journeys.ts';
import type { Sources } from '#shared/journeys/workspace.ts';
import { isUnfilledWarning } from '#shared/sources/warnings.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';

export interface SourceTable {
  /** Store's source id → row of the content order. */
  readonly row: Uint32Array;
  /** By store's source id. */
  readonly hasSource: Uint8Array;
  readonly continues: Uint8Array;
  /** Number of distinct contents. */
  readonly length: number;
  /** By row: the first row of the same content but for the referrer, which only a visit's first page has: to a session they are one. */
  readonly alike: Uint32Array;
  /** The dictionary of the rows marked in `used`, and where each row went. */
  pick(used: Uint8Array): { sources: Sources; place: Uint32Array };
}

const fields = [
  'channel',
  'source',
  'medium',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'keyword',
  'keywordId',
  'content',
  'term',
  'platform',
  'referrerHost',
] as const;

const direct: readonly string[] = fields.map(field =>
  field === 'channel' ? 'Direct' : field === 'source' ? '(direct)' : field === 'medium' ? '(none)' : '',
);

/** Reads the table. A row that continues an earlier visit stands as direct: that is what it is with nothing before it. */
export async function readSources(sql: Sql): Promise<SourceTable> {
  const columns = fields.map(field => field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`));
  const types = Object.fromEntries(fields.map(field => [field, 'text'])) as Record<(typeof fields)[number], 'text'>;
  const table = await readColumns(
    sql,
    { id: 'u32', flags: 'u8', warnings: 'text', hasSource: 'u8', continues: 'u8', ...types },
    `SELECT id, (CASE WHEN is_direct THEN ${FLAG_DIRECT} ELSE 0 END + CASE WHEN is_paid THEN ${FLAG_PAID} ELSE 0 END)::UTINYINT,
       coalesce(warnings, '') AS warnings, has_source::UTINYINT, "continues"::UTINYINT, ${columns.map(name => `"${name}"`).join(', ')} FROM source`,
  );
  let top = 0;
  for (let i = 0; i < table.rows; i++) top = Math.max(top, table.id[i] + 1);
  const hasSource = new Uint8Array(top);
  const continues = new Uint8Array(top);
  const row = new Uint32Array(top);
  const contents = new Map<string, { values: readonly string[]; flags: number; ids: number[] }>();
  for (let i = 0; i < table.rows; i++) {
    const id = table.id[i];
    hasSource[id] = table.hasSource[i];
    continues[id] = table.continues[i];
    const values = table.continues[i] ? direct : fields.map(field => table[field][i]);
    const unfilled = isUnfilledWarning(table.warnings[i]) ? FLAG_UNFILLED : 0;
    const flags = table.continues[i] ? FLAG_DIRECT : table.flags[i] | unfilled;
    const key = `${values.join('\u0000')}\u0000${flags}`;
    const known = contents.get(key);
    if (known) known.ids.push(id);
    else contents.set(key, { values, flags, ids: [id] });
  }
  const sorted = [...contents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, content]) => content);
  const alike = new Uint32Array(sorted.length);
  const firsts = new Map<string, number>();
  for (let i = 0; i < sorted.length; i++) {
    for (const id of sorted[i].ids) row[id] = i;
    // The referrer is the last of the values.
    const key = `${sorted[i].values.slice(0, -1).join('\u0000')}\u0000${sorted[i].flags}`;
    if (!firsts.has(key)) firsts.set(key, i);
    alike[i] = firsts.get(key)!;
  }

  return {
    row,
    hasSource,
    continues,
    length: sorted.length,
    alike,
    pick(used) {
      const place = new Uint32Array(sorted.length);
      const kept = sorted.filter((_, i) => used[i] === 1);
      let next = 0;
      for (let i = 0; i < sorted.length; i++) if (used[i]) place[i] = next++;
      const column = (field: number): string[] => kept.map(content => content.values[field]);
      const named = Object.fromEntries(fields.map((field, i) => [field, column(i)])) as Record<
        (typeof fields)[number],
        string[]
      >;
      return {
        sources: { length: kept.length, ...named, flags: Uint8Array.from(kept, content => content.flags) },
        place,
      };
    },
  };
}
