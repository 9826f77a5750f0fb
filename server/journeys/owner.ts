// Whose an event is, once its owner's key has become a node of the identity graph.

import { type Identity, personOf } from '../identity/graph.ts';

/**
 * The person behind an event's owner node: split in time where the owner is a shared device. The event's key is
 * `keys[row]`, only looked at then. `atMs` NaN: no event.
 */
export function ownerOf(identity: Identity, node: number, atMs: number, keys: BigUint64Array, row: number): number {
  if (node >= identity.nodes || identity.isShared[node] === 0 || Number.isNaN(atMs)) return personOf(identity, node);
  return identity.shared.personAt(node, atMs, keys[row]);
}
