// Devices and phones: what people use, not who they are. One joins the people it was seen with where they don't contradict
// each other; where they do it is shared and joins nobody.

import { ABSENT } from '#shared/identity/intern.ts';
import { find, unite } from '#shared/identity/union-find.ts';
import type { Apart } from './apart.ts';
import { NODE_EMAIL, NODE_USER } from './node-kinds.ts';

export interface Pairs {
  carrier: number[];
  person: number[];
}

export function addPair(pairs: Pairs, carrier: number, person: number): void {
  if (carrier === ABSENT || person === ABSENT) return;
  pairs.carrier.push(carrier);
  pairs.person.push(person);
}

/** By root: 1 for a set with an email, 2 for one with a user id. Two sets with the same bit are two people. */
export function holdsOf(parent: Uint32Array, kind: Uint8Array): Uint8Array {
  const holds = new Uint8Array(parent.length);
  for (let node = 0; node < parent.length; node++) {
    if (kind[node] === NODE_EMAIL) holds[find(node, parent)] |= 1;
    else if (kind[node] === NODE_USER) holds[find(node, parent)] |= 2;
  }
  return holds;
}

/**
 * Marks the carriers that were seen with two people who have an email, with two who have a user id, or with two of whom a
 * person said that they are not one.
 */
export function markShared(
  pairs: Pairs,
  parent: Uint32Array,
  kind: Uint8Array,
  isShared: Uint8Array,
  apart: Apart,
): void {
  const holds = holdsOf(parent, kind);
  for (const bit of [1, 2]) {
    const first = new Uint32Array(parent.length).fill(ABSENT);
    for (let i = 0; i < pairs.carrier.length; i++) {
      const person = find(pairs.person[i], parent);
      if ((holds[person] & bit) === 0) continue;
      const carrier = pairs.carrier[i];
      if (first[carrier] === ABSENT) first[carrier] = person;
      else if (first[carrier] !== person) isShared[carrier] = 1;
    }
  }
  if (!apart.isEmpty) shareBetween(pairs, parent, isShared, apart);
}

/** Joins each carrier that isn't shared with the people it was seen with. `inOrder` says which of two nodes comes first whatever the order of rows. */
export function joinCarriers(
  pairs: Pairs,
  parent: Uint32Array,
  isShared: Uint8Array,
  apart: Apart,
  inOrder: (a: number, b: number) => number,
): void {
  if (apart.isEmpty) joinAll(pairs, parent, isShared);
  else joinApart(pairs, parent, isShared, apart, inOrder);
}

function joinAll(pairs: Pairs, parent: Uint32Array, isShared: Uint8Array): void {
  for (let i = 0; i < pairs.carrier.length; i++) {
    if (isShared[pairs.carrier[i]] === 0) unite(pairs.carrier[i], pairs.person[i], parent);
  }
}

/** All at once where that breaks no bar; sets in which it would are joined carrier by carrier, those that would break one not at all. */
function joinApart(
  pairs: Pairs,
  parent: Uint32Array,
  isShared: Uint8Array,
  apart: Apart,
  inOrder: (a: number, b: number) => number,
): void {
  const trial = parent.slice();
  joinAll(pairs, trial, isShared);
  const broken = apart.broken(trial, parent);
  if (broken.size === 0) {
    parent.set(trial);
    return;
  }
  const careful = new Map<number, number[]>();
  for (let i = 0; i < pairs.carrier.length; i++) {
    const carrier = pairs.carrier[i];
    if (isShared[carrier] === 1) continue;
    if (!broken.has(find(carrier, trial))) unite(carrier, pairs.person[i], parent);
    else if (careful.has(carrier)) careful.get(carrier)!.push(pairs.person[i]);
    else careful.set(carrier, [pairs.person[i]]);
  }
  for (const carrier of [...careful.keys()].sort(inOrder)) {
    const people = careful.get(carrier)!;
    if (contradicts([carrier, ...people], parent, apart.partners(parent))) isShared[carrier] = 1;
    else for (const person of people) unite(carrier, person, parent);
  }
}

/** Marks the carriers that were seen with both sides of a bar, or with the other side of their own. */
function shareBetween(pairs: Pairs, parent: Uint32Array, isShared: Uint8Array, apart: Apart): void {
  const partners = apart.partners(parent);
  const met = new Map<number, Set<number>>();
  for (let i = 0; i < pairs.carrier.length; i++) {
    const carrier = pairs.carrier[i];
    const person = find(pairs.person[i], parent);
    if (!partners.has(person)) continue;
    const seen = met.get(carrier) ?? new Set([find(carrier, parent)]);
    seen.add(person);
    met.set(carrier, seen);
  }
  for (const [carrier, people] of met) if (contradicts([...people], parent, partners)) isShared[carrier] = 1;
}

function contradicts(
  people: readonly number[],
  parent: Uint32Array,
  partners: ReadonlyMap<number, ReadonlySet<number>>,
): boolean {
  const roots = new Set(people.map(person => find(person, parent)));
  for (const root of roots) for (const other of partners.get(root) ?? []) if (roots.has(other)) return true;
  return false;
}
