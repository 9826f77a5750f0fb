// A shared device in stretches of one person each: whoever is known on it is whoever was known before them, unless the two
// contradict each other. So what a device had told of its first people stays told when somebody else turns up on it.

import { ABSENT } from '#shared/identity/intern.ts';
import { find } from '#shared/identity/union-find.ts';
import type { Apart } from './apart.ts';
import { addPair, holdsOf, type Pairs } from './carriers.ts';
import type { Identifications } from './shared-visitors.ts';

export interface Stretches {
  /** Keys that are one person's. */
  readonly joined: readonly (readonly [number, number])[];
  /** Phones that were left without a name, with a key of the person whose stretch it was. */
  readonly phones: Pairs;
}

/** The keys of one person on a device. */
interface Person {
  readonly roots: Set<number>;
  /** As holdsOf. */
  holds: number;
  readonly node: number;
}

interface Device {
  readonly byRoot: Map<number, Person>;
  /** Who was known last. */
  current: Person | null;
  /** Phones from before anybody was known. */
  readonly early: number[];
}

/**
 * Walks over what was known on shared devices in time order. Somebody who was known on the device before stays who they
 * were; only who is new to it joins whoever was known last. Who a person is otherwise is told by `parent` as it stands,
 * and two contradict each other as in markShared.
 */
export function walkStretches(
  known: Identifications,
  graph: { readonly parent: Uint32Array; readonly kind: Uint8Array; readonly apart: Apart },
): Stretches {
  const joined: [number, number][] = [];
  const phones: Pairs = { carrier: [], person: [] };
  if (known.rows === 0) return { joined, phones };
  const { parent } = graph;
  const holds = holdsOf(parent, graph.kind);
  const partners = graph.apart.partners(parent);
  const devices = new Map<number, Device>();
  for (let i = 0; i < known.rows; i++) {
    const visitor = known.visitor[i];
    let device = devices.get(visitor);
    if (!device) {
      device = { byRoot: new Map(), current: null, early: [] };
      devices.set(visitor, device);
    }
    const barred = partners.get(find(visitor, parent));
    let isNamed = false;
    for (const nodes of [known.email, known.user, known.contact]) {
      const node = nodes[i];
      if (node === ABSENT) continue;
      isNamed = true;
      const root = find(node, parent);
      if (barred?.has(root)) continue;
      const before = device.byRoot.get(root);
      if (before) {
        device.current = before;
        continue;
      }
      const last: Person | null = device.current;
      const isOther =
        last === null ||
        (holds[root] & last.holds) !== 0 ||
        [...(partners.get(root) ?? [])].some(partner => last.roots.has(partner));
      const person: Person = isOther ? { roots: new Set(), holds: 0, node } : last;
      if (!isOther) joined.push([person.node, node]);
      person.roots.add(root);
      person.holds |= holds[root];
      device.byRoot.set(root, person);
      device.current = person;
    }
    if (!isNamed) device.early.push(known.phone[i]);
    if (device.current) for (const phone of device.early.splice(0)) addPair(phones, phone, device.current.node);
  }
  return { joined, phones };
}
