// Seeded chance: the same seed gives the same sequence on every machine. Never Math.random here, nor the clock, or two
// fresh installs would show two different sample companies.

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [from, to], both included. */
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  /** Letters and digits, such as a click id is made of. */
  token(length: number): string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Mulberry32: 32 bits of state. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: list => list[int(0, list.length - 1)],
    chance: probability => next() < probability,
    token: length => Array.from({ length }, () => ALPHABET[int(0, ALPHABET.length - 1)]).join(''),
  };
}

/**
 * A whole total in whole parts proportional to the weights, adding up to it exactly: each part is the difference of two
 * rounded-down running sums. `splitWhole(10, [1, 1, 1])` is [3, 3, 4].
 */
export function splitWhole(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  let given = 0;
  return weights.map((weight, i) => {
    sum += weight;
    const upTo = i === weights.length - 1 ? total : Math.floor((total * sum) / all);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
