// What people decided by hand, as nodes of the graph, and the links that hold only where no split stands against them.

import { find, unite } from '#shared/identity/union-find.ts';
import { Apart } from './apart.ts';
import { hashKeys, isEmptyManual, type Manual } from './manual.ts';
import { NODE_CONTACT, NODE_EMAIL, NODE_LONE, NODE_PHONE, NODE_USER, NODE_VISITOR } from './node-kinds.ts';
import type { Sql } from './read-columns.ts';

/** What was decided by hand, as nodes. */
interface ByHand {
  readonly merges: { a: number; b: number; order: number }[];
  /** Every node that a merge names. */
  readonly merged: Set<number>;
  /** Node that was split off → place of the latest split of it. */
  readonly cutAt: Map<number, number>;
  readonly apart: Apart;
}

export async function manualNodes(
  sql: Sql,
  manual: Manual,
  nodeOf: (hash: bigint, kind: number) => number,
): Promise<ByHand> {
  const merges: ByHand['merges'] = [];
  const cutAt = new Map<number, number>();
  const pairs: [number, number][] = [];
  const merged = new Set<number>();
  if (isEmptyManual(manual)) return { merges, merged, cutAt, apart: new Apart(pairs) };
  const hashes = await hashKeys(sql, [
    ...manual.merges.flatMap(({ keys }) => keys),
    ...manual.splits.flatMap(({ key, apart }) => [key, ...apart]),
  ]);
  const node = (key: string): number => nodeOf(hashes.get(key)!, kindOfKey(key));
  for (const { order, keys } of manual.merges) {
    const [first, ...rest] = keys.map(node);
    for (const other of rest) merges.push({ a: first, b: other, order });
    for (const one of [first, ...rest]) merged.add(one);
  }
  for (const { order, key, apart } of manual.splits) {
    cutAt.set(node(key), order);
    for (const other of apart) pairs.push([node(key), node(other)]);
  }
  return { merges, merged, cutAt, apart: new Apart(pairs) };
}

/** Links that may lead past a split (those of a key that was split off, those made on a shared device): each holds where it doesn't. */
export function joinHeld(
  held: readonly (readonly [number, number])[],
  parent: Uint32Array,
  apart: Apart,
  inOrder: (a: number, b: number) => number,
): void {
  if (apart.isEmpty) {
    for (const [a, b] of held) unite(a, b, parent);
    return;
  }
  const distinct = new Map<string, [number, number]>();
  for (const [a, b] of held) {
    const pair: [number, number] = inOrder(a, b) <= 0 ? [a, b] : [b, a];
    distinct.set(pair.join(), pair);
  }
  for (const [a, b] of [...distinct.values()].sort((x, y) => inOrder(x[0], y[0]) || inOrder(x[1], y[1]))) {
    const barred = apart.partners(parent).get(find(a, parent));
    if (!barred?.has(find(b, parent))) unite(a, b, parent);
  }
}

const kindByPrefix: Readonly<Record<string, number>> = {
  visitor: NODE_VISITOR,
  phone: NODE_PHONE,
  email: NODE_EMAIL,
  user: NODE_USER,
  contact: NODE_CONTACT,
};

const kindOfKey = (key: string): number => kindByPrefix[key.slice(0, key.indexOf(':'))] ?? NODE_LONE;
