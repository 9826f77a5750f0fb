// The word that was probably meant, for errors that list the choices.

/**
 * The word with the fewest single-character changes (insert, delete, replace) from `word`, without regard to case; of
 * equals the first; null where even the nearest differs in more than half of its characters.
 *
 * @example nearest('liner', ['linear', 'last-touch']) // 'linear'
 */
export function nearest(word: string, words: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of words) {
    const changes = distance(word.toLowerCase(), candidate.toLowerCase());
    if (changes < fewest && changes <= Math.max(candidate.length, 2) / 2) {
      best = candidate;
      fewest = changes;
    }
  }
  return best;
}

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      next.push(Math.min(next[k - 1] + 1, row[k] + 1, row[k - 1] + (a[i - 1] === b[k - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
