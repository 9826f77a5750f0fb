// What people decided by hand about who is who, as it stands: the fold of the log of merges and splits. A reader's usual
// mistake: a split isn't the absence of a link, it is a bar that no link found in the records gets past; only a later merge does.

import type { Store } from '../store/store.ts';
import type { LinkFact } from './links.ts';

/** A row of the log. */
export interface IdentityChange {
  readonly id: number;
  /** UTC µs. */
  readonly at: number;
  readonly action: 'merge' | 'split';
  /** Identity keys as text: those that are one; of a split the one that was taken out. */
  readonly keys: readonly string[];
  /** Of a split: the keys that it is no longer one with. */
  readonly apart: readonly string[];
  /** Of a merge: ids of the splits before it that it takes back. */
  readonly voids: readonly number[];
  readonly note: string | null;
  /** UTC µs; null: it stands. */
  readonly undoneAt: number | null;
}

/** The decisions that hold, in the order in which they were taken: a later merge is stronger than an earlier split, and the other way round. */
export interface Manual {
  readonly merges: readonly { readonly order: number; readonly keys: readonly string[] }[];
  readonly splits: readonly { readonly order: number; readonly key: string; readonly apart: readonly string[] }[];
}

export async function readChanges(store: Pick<Store, 'all'>): Promise<IdentityChange[]> {
  const rows = await store.all<{
    id: number;
    at: number;
    action: 'merge' | 'split';
    keys: string;
    apart: string;
    voids: string;
    note: string | null;
    undone_at: number | null;
  }>('SELECT id, "at", action, keys, apart, voids, note, undone_at FROM identity_change ORDER BY id');
  return rows.map(({ undone_at, keys, apart, voids, ...row }) => ({
    ...row,
    keys: JSON.parse(keys),
    apart: JSON.parse(apart),
    voids: JSON.parse(voids),
    undoneAt: undone_at,
  }));
}

/** What of the log holds. `order` counts from 0, so that the same decisions are the same whatever was undone in between. */
export function foldChanges(changes: readonly IdentityChange[]): Manual {
  const standing = changes.filter(change => change.undoneAt === null).sort((a, b) => a.id - b.id);
  const voided = new Set(standing.flatMap(({ voids }) => voids));
  const held = standing.filter(({ id }) => !voided.has(id));
  const merges: { order: number; keys: readonly string[] }[] = [];
  const splits: { order: number; key: string; apart: readonly string[] }[] = [];
  held.forEach(({ action, keys, apart }, order) => {
    if (action === 'merge') merges.push({ order, keys });
    else splits.push({ order, key: keys[0], apart });
  });
  return { merges, splits };
}

export async function readManual(store: Pick<Store, 'all'>): Promise<Manual> {
  return foldChanges(await readChanges(store));
}

export const isEmptyManual = ({ merges, splits }: Manual): boolean => merges.length + splits.length === 0;

/** Hash of each key as the graph has it. */
export async function hashKeys(sql: Pick<Store, 'all'>, keys: readonly string[]): Promise<Map<string, bigint>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.all<{ key: string; h: bigint }>(
    `SELECT key, CASE WHEN starts_with(key, 'visitor:') THEN hash(substr(key, 9)) ELSE hash(key) END AS h
     FROM (SELECT DISTINCT unnest(from_json($keys, '["VARCHAR"]')) AS key)`,
    { keys: JSON.stringify(keys) },
  );
  return new Map(rows.map(({ key, h }) => [key, h]));
}

/** The links of a person's keys with what was decided by hand: merges beside those found, and those that a split bars marked. */
export function withManual(links: readonly LinkFact[], manual: Manual, keys: ReadonlySet<string>): LinkFact[] {
  const byHand = { isHard: true, importId: 0, line: 0, how: 'manual' } as const;
  const made = manual.merges
    .filter(merge => merge.keys.some(key => keys.has(key)))
    .flatMap(merge => merge.keys.slice(1).map(b => ({ ...byHand, a: merge.keys[0], b })));
  const isBarred = ({ a, b }: LinkFact): boolean =>
    manual.splits.some(({ key, apart }) => (key === a && apart.includes(b)) || (key === b && apart.includes(a)));
  return [
    ...made,
    ...links.map(link => (isBarred(link) ? { ...link, how: 'split by hand' as const, isHard: false } : link)),
  ];
}
