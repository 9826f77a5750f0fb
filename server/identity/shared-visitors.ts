// A device used by more than one known person: whose each of its events is. An event with a key of its own is that
// person's; any other belongs to whoever was identified last at or before it, and those before the first identification
// to the first person.

import { ABSENT, halvesOf, type Interner } from '#shared/identity/intern.ts';
import type { Apart } from './apart.ts';
import { eventSource, type Joins, keyHash, phoneHash } from './keys.ts';
import { NODE_VISITOR } from './node-kinds.ts';
import { readColumns, type Sql } from './read-columns.ts';
import { writeKeys } from './write-keys.ts';

interface Nodes extends Joins {
  readonly interner: Interner;
  readonly kind: Uint8Array;
  readonly isShared: Uint8Array;
}

interface Graph extends Nodes {
  readonly root: Uint32Array;
}

/** The rows of shared devices that have a key of their own, in the total order of events. */
export interface Identifications {
  /** The shared devices: their nodes. */
  readonly visitors: readonly number[];
  readonly rows: number;
  /** By row: node of the device, instant in epoch ms, key of the event. */
  readonly visitor: Uint32Array;
  readonly at: Float64Array;
  readonly key: BigUint64Array;
  /** By row: nodes of its keys, ABSENT for none. The phone is absent with hard links only. */
  readonly email: Uint32Array;
  readonly user: Uint32Array;
  readonly contact: Uint32Array;
  readonly phone: Uint32Array;
}

/** Nothing is asked of the database where no device is shared. */
export async function readIdentifications(sql: Sql, graph: Nodes, isHardOnly: boolean): Promise<Identifications> {
  const visitors: number[] = [];
  for (let node = 0; node < graph.isShared.length; node++)
    if (graph.isShared[node] && graph.kind[node] === NODE_VISITOR) visitors.push(node);
  if (visitors.length === 0) {
    const none = new Uint32Array();
    const keys = { visitor: none, email: none, user: none, contact: none, phone: none };
    return { visitors, rows: 0, at: new Float64Array(), key: new BigUint64Array(), ...keys };
  }
  await writeKeys(sql, 'identity_shared', graph.interner, visitors);
  const phone = graph.hasPhones && !isHardOnly ? phoneHash : '0::UBIGINT';
  // By instant, then the rest of the total order of events, so that a tie falls the same way in any order of import.
  const rows = await readColumns(
    sql,
    { visitor: 'u64', at: 'f64', key: 'u64', email: 'u64', user: 'u64', contact: 'u64', phone: 'u64' },
    `SELECT hash(visitor), "at" / 1000.0, event.key, ${keyHash('email', 'email')}, ${keyHash('user', 'user_id')},
       ${keyHash('contact', 'contact_id')}, ${phone}
     FROM ${eventSource(graph)}
     WHERE (email IS NOT NULL OR user_id IS NOT NULL OR contact_id IS NOT NULL OR phone IS NOT NULL)
       AND visitor IS NOT NULL AND hash(visitor) IN (SELECT hash FROM identity_shared)
     ORDER BY "at", id NULLS LAST, event.key`,
  );
  const nodesOf = (hashes: BigUint64Array): Uint32Array => {
    const halves = halvesOf(hashes);
    return Uint32Array.from(hashes, (hash, i) =>
      hash === 0n ? ABSENT : graph.interner.find(halves[2 * i], halves[2 * i + 1]),
    );
  };
  return {
    visitors,
    rows: rows.rows,
    visitor: nodesOf(rows.visitor),
    at: rows.at,
    key: rows.key,
    email: nodesOf(rows.email),
    user: nodesOf(rows.user),
    contact: nodesOf(rows.contact),
    phone: nodesOf(rows.phone),
  };
}

interface Rules {
  /** False: what names nobody on a shared device is nobody's. */
  readonly isSplitInTime: boolean;
  /** Devices that were given to a person by hand: what names nobody on them is that person's. */
  readonly given: ReadonlySet<number>;
  /** Whom a device may not fall to. */
  readonly apart: Apart;
}

interface Points {
  /** Instants of identification in order, epoch ms. */
  readonly at: number[];
  readonly person: number[];
}

export class SharedVisitors {
  /** By node of the visitor. */
  readonly #points = new Map<number, Points>();
  /** Event key → person, for events that have a key of their own. */
  readonly #own = new Map<bigint, number>();
  /** Node of a visitor whose rows don't split in time → the person of the rest, mostly nobody but itself. */
  readonly #rest = new Map<number, number>();

  /** The visitors' nodes, in no particular order. */
  get nodes(): number[] {
    return [...this.#points.keys()];
  }

  get size(): number {
    return this.#points.size;
  }

  /** The people who were identified on a device, in order of first identification. */
  peopleOf(visitor: number): number[] {
    return [...new Set(this.#points.get(visitor)?.person)];
  }

  /** Whose an event of a shared visitor is. `key` is the event's key where it may have keys of its own. */
  personAt(visitor: number, atMs: number, key: bigint): number {
    const own = this.#own.get(key);
    if (own !== undefined) return own;
    const points = this.#points.get(visitor);
    const rest = this.#rest.get(visitor);
    if (rest !== undefined || !points) return rest ?? visitor;
    let low = 0;
    let high = points.at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points.at[middle] <= atMs) low = middle + 1;
      else high = middle;
    }
    return points.person[Math.max(0, low - 1)];
  }

  static of(known: Identifications, graph: Pick<Graph, 'root' | 'isShared'>, rules: Rules): SharedVisitors {
    const answer = new SharedVisitors();
    const barred = rules.apart.partners(graph.root);
    const keys = [known.email, known.user, known.contact, known.phone];
    for (let i = 0; i < known.rows; i++) {
      // A shared phone says no more than the device does.
      const own = keys.find(nodes => nodes[i] !== ABSENT && !graph.isShared[nodes[i]]);
      if (own === undefined) continue;
      const person = graph.root[own[i]];
      const visitor = known.visitor[i];
      answer.#own.set(known.key[i], person);
      let points = answer.#points.get(visitor);
      if (!points) {
        points = { at: [], person: [] };
        answer.#points.set(visitor, points);
      }
      if (barred.get(graph.root[visitor])?.has(person)) continue;
      points.at.push(known.at[i]);
      points.person.push(person);
    }
    for (const visitor of known.visitors) {
      const isLeft = !answer.#points.get(visitor)?.person.length;
      if (!rules.isSplitInTime || rules.given.has(visitor) || isLeft) answer.#rest.set(visitor, graph.root[visitor]);
    }
    return answer;
  }
}
