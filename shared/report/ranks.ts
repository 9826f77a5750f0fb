// Places: 1 is first, equal values share the better place.

/** The place of each value: 1 + how many are greater. O(n · log n). */
export function ranksOf(values: Float64Array): Uint32Array {
  const sorted = values.slice().sort();
  return Uint32Array.from(values, value => {
    // How many values are greater: all after the last one that is at most this one.
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return 1 + sorted.length - low;
  });
}
