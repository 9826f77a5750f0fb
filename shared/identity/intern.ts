// Interning: 64-bit hashes become dense ids 0, 1, 2 … in order of first sight. Ids therefore depend on the order of the
// rows: nothing that leaves the program may be sorted by them.

/** What `find` and `findAll` answer for a hash never interned. */
export const ABSENT = 0xffffffff;

const BATCH = 512;

/**
 * An open-addressing table from 64-bit hashes to dense ids. Hashes are pairs of Uint32 (low half, high half), which is
 * how a BigUint64Array lies in memory, so that no BigInt is ever made. Any pair may be a key, (0, 0) too.
 *
 * Keys are looked up in batches: first the slots of a batch are read without using them, so that their cache misses
 * overlap, then each is settled. Size it from the data (`expected`): too large costs page faults, too small a rebuild.
 */
export class Interner {
  /** Keys by id: `keys[2 * id]` the low half, `keys[2 * id + 1]` the high one. Only the first `2 * size` count. */
  keys: Uint32Array;
  size = 0;
  /** Three a slot: low half, high half, id + 1 (0: empty). */
  #slots: Uint32Array;
  #mask: number;
  readonly #homes = new Uint32Array(BATCH);

  constructor(expected = 1024) {
    const capacity = capacityFor(expected);
    this.#slots = new Uint32Array(capacity * 3);
    this.#mask = capacity - 1;
    this.keys = new Uint32Array(Math.max(16, expected) * 2);
  }

  /** The id of one hash; a new one if it wasn't there. */
  intern(low: number, high: number): number {
    if ((this.size + 1) * 3 > (this.#mask + 1) * 2) this.#grow(this.size + 1);
    return this.#insert(home(low, high) & this.#mask, low, high);
  }

  /** The id of one hash, or ABSENT. */
  find(low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = home(low, high) & mask; ; slot = (slot + 1) & mask) {
      const i = slot * 3;
      const id = slots[i + 2];
      if (id === 0) return ABSENT;
      if (slots[i] === low && slots[i + 1] === high) return id - 1;
    }
  }

  /** Interns the first `count` hashes of `halves` (low, high, low, high …); their ids go to `out` from `at` on. */
  internAll(halves: Uint32Array, count: number, out: Uint32Array, at = 0): void {
    for (let from = 0; from < count; from += BATCH) {
      const n = Math.min(BATCH, count - from);
      if ((this.size + n) * 3 > (this.#mask + 1) * 2) this.#grow(this.size + n);
      this.#readAhead(halves, from, n);
      for (let k = 0; k < n; k++) {
        const j = (from + k) * 2;
        out[at + from + k] = this.#insert(this.#homes[k], halves[j], halves[j + 1]);
      }
    }
  }

  /** As internAll, but nothing is added: unknown hashes give ABSENT. */
  findAll(halves: Uint32Array, count: number, out: Uint32Array, at = 0): void {
    for (let from = 0; from < count; from += BATCH) {
      const n = Math.min(BATCH, count - from);
      this.#readAhead(halves, from, n);
      for (let k = 0; k < n; k++) {
        const j = (from + k) * 2;
        out[at + from + k] = this.find(halves[j], halves[j + 1]);
      }
    }
  }

  /** Reads the home slots of a batch: the sum is of no use, the cache lines that it brings are. */
  #readAhead(halves: Uint32Array, from: number, n: number): number {
    const homes = this.#homes;
    const slots = this.#slots;
    const mask = this.#mask;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const j = (from + k) * 2;
      const slot = home(halves[j], halves[j + 1]) & mask;
      homes[k] = slot;
      sum = (sum + slots[slot * 3 + 2]) | 0;
    }
    return sum;
  }

  #insert(slot: number, low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (; ; slot = (slot + 1) & mask) {
      const i = slot * 3;
      const id = slots[i + 2];
      if (id === 0) break;
      if (slots[i] === low && slots[i + 1] === high) return id - 1;
    }
    const id = this.size++;
    slots[slot * 3] = low;
    slots[slot * 3 + 1] = high;
    slots[slot * 3 + 2] = id + 1;
    if (id * 2 + 1 >= this.keys.length) {
      const keys = new Uint32Array(Math.ceil(this.keys.length * 0.75) * 2);
      keys.set(this.keys);
      this.keys = keys;
    }
    this.keys[id * 2] = low;
    this.keys[id * 2 + 1] = high;
    return id;
  }

  #grow(expected: number): void {
    const capacity = capacityFor(Math.max(expected, this.size * 2));
    const slots = new Uint32Array(capacity * 3);
    const mask = capacity - 1;
    for (let id = 0; id < this.size; id++) {
      const low = this.keys[id * 2];
      const high = this.keys[id * 2 + 1];
      let slot = home(low, high) & mask;
      while (slots[slot * 3 + 2] !== 0) slot = (slot + 1) & mask;
      slots[slot * 3] = low;
      slots[slot * 3 + 1] = high;
      slots[slot * 3 + 2] = id + 1;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** The halves of 64-bit values as the Interner takes them: (low, high) pairs over the same memory. */
export function halvesOf(values: BigUint64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}

function home(low: number, high: number): number {
  return (low ^ Math.imul(high, 0x9e3779b1)) >>> 0;
}

/** The power of two that keeps `expected` keys at or under two thirds full. */
function capacityFor(expected: number): number {
  let capacity = 64;
  while (capacity * 2 < expected * 3) capacity *= 2;
  return capacity;
}
