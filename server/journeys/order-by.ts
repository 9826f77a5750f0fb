// Rows in order of a number, without a comparison of any two: millions of instants are sorted by their bits.

/** Bits that one pass sorts by. */
const DIGIT = 16;

/**
 * The row numbers in order of `keys` (no NaN), rows of equal keys in order of row or as `compare` says. Four passes at most, each
 * a counting sort by 16 bits of the key; those in which all keys are alike are left out.
 */
export function orderBy(keys: Float64Array, compare?: (a: number, b: number) => number): Uint32Array {
  const n = keys.length;
  const halves = comparableHalves(keys);
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let next = new Uint32Array(n);
  const start = new Uint32Array(2 ** DIGIT + 1);
  for (const [half, shift] of [
    [0, 0],
    [0, DIGIT],
    [1, 0],
    [1, DIGIT],
  ]) {
    start.fill(0);
    for (let i = 0; i < n; i++) start[((halves[2 * i + half] >>> shift) & 0xffff) + 1]++;
    if (start.includes(n, 1)) continue;
    for (let digit = 0; digit < 2 ** DIGIT; digit++) start[digit + 1] += start[digit];
    for (let i = 0; i < n; i++) {
      const row = order[i];
      next[start[(halves[2 * row + half] >>> shift) & 0xffff]++] = row;
    }
    [order, next] = [next, order];
  }
  if (compare) sortTies(order, keys, compare);
  return order;
}

/** The keys' bits as (low, high) halves that compare as the keys do when they are read as whole numbers. */
function comparableHalves(keys: Float64Array): Uint32Array {
  const halves = new Uint32Array(keys.length * 2);
  const copy = new Float64Array(halves.buffer);
  for (let i = 0; i < keys.length; i++) {
    // −0 is 0.
    copy[i] = keys[i] + 0;
    const isNegative = halves[2 * i + 1] >>> 31 === 1;
    halves[2 * i] ^= isNegative ? 0xffffffff : 0;
    halves[2 * i + 1] ^= isNegative ? 0xffffffff : 0x80000000;
  }
  return halves;
}

function sortTies(order: Uint32Array, keys: Float64Array, compare: (a: number, b: number) => number): void {
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && keys[order[to]] === keys[order[from]]) to++;
    if (to - from > 1) order.subarray(from, to).sort(compare);
    from = to;
  }
}
