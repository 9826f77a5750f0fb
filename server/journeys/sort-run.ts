// Sorting runs of row numbers: one person's rows are few and mostly in order already.

/** Sorts a short, mostly sorted run in place. */
export function sortRun(order: Uint32Array, from: number, to: number, before: (a: number, b: number) => boolean): void {
  if (to - from > 48) {
    order.subarray(from, to).sort((a, b) => (a === b ? 0 : before(a, b) ? -1 : 1));
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const row = order[i];
    let k = i - 1;
    while (k >= from && before(row, order[k])) {
      order[k + 1] = order[k];
      k--;
    }
    order[k + 1] = row;
  }
}
