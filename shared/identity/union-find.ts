// Which ids belong together: union-find over a Uint32Array with path halving. The root of a set is always its smallest
// member, so the answer doesn't depend on the order of the pairs.

/** A fresh forest of `n` sets of one: `parent[i] = i`. */
export function singletons(n: number): Uint32Array {
  const parent = new Uint32Array(n);
  for (let i = 0; i < n; i++) parent[i] = i;
  return parent;
}

/** The root (smallest member) of x's set. Shortens the path on its way: nearly O(1) over many calls. */
export function find(x: number, parent: Uint32Array): number {
  let p = parent[x];
  while (p !== x) {
    const g = parent[p];
    parent[x] = g;
    x = g;
    p = parent[x];
  }
  return x;
}

/** Joins the sets of a and b under the smaller root and returns that root. */
export function unite(a: number, b: number, parent: Uint32Array): number {
  const ra = find(a, parent);
  const rb = find(b, parent);
  if (ra === rb) return ra;
  if (ra < rb) {
    parent[rb] = ra;
    return ra;
  }
  parent[ra] = rb;
  return rb;
}

/** Makes every entry point straight at its root, so that `parent[x]` alone is the answer. One pass, O(n). */
export function flatten(parent: Uint32Array): void {
  // A parent is never larger than its child, so going upwards every parent is already flat.
  for (let i = 0; i < parent.length; i++) parent[i] = parent[parent[i]];
}

const BATCH = 1024;

/**
 * Two steps up from each of ids[from … to), into `out`; the way there is halved. Apart from the uniting, so that reads
 * which miss the cache don't wait for each other.
 */
function lift(ids: Uint32Array, from: number, to: number, parent: Uint32Array, out: Uint32Array): void {
  for (let i = from, k = 0; i < to; i++, k++) out[k] = parent[ids[i]];
  for (let i = from, k = 0; i < to; i++, k++) {
    const up = parent[out[k]];
    if (up === out[k]) continue;
    out[k] = up;
    parent[ids[i]] = up;
  }
}

/**
 * The sets that the pairs (a[i], b[i]) make of the ids 0 … n − 1: entry x is the smallest id in x's set.
 *
 * No pairs: every id is its own set. A pair may name the same id twice, or be repeated. O(n + pairs) in practice.
 * Throws RangeError where a and b differ in length or an id isn't below n.
 *
 *     components(5, Uint32Array.of(3, 1), Uint32Array.of(4, 3))  // [0, 1, 2, 1, 1]
 *
 * Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", 1984 (path halving).
 */
export function components(n: number, a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length !== b.length) throw new RangeError(`components: ${a.length} left ids and ${b.length} right ids`);
  const parent = singletons(n);
  const above = { a: new Uint32Array(BATCH), b: new Uint32Array(BATCH) };
  for (let from = 0; from < a.length; from += BATCH) {
    const to = Math.min(a.length, from + BATCH);
    for (let i = from; i < to; i++) {
      if (a[i] >= n || b[i] >= n) throw new RangeError(`components: pair ${i} (${a[i]}, ${b[i]}) isn't below ${n}`);
    }
    lift(a, from, to, parent, above.a);
    lift(b, from, to, parent, above.b);
    for (let k = 0; k < to - from; k++) if (above.a[k] !== above.b[k]) unite(above.a[k], above.b[k], parent);
  }
  flatten(parent);
  return parent;
}
