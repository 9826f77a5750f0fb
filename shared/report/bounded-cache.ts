// A cache that forgets what was used longest ago once its entries weigh more than it may hold. Weights are bytes of
// typed arrays, near enough; an entry heavier than the whole cache is still kept until the next one comes.

export class BoundedCache {
  #limit: number;
  #held = 0;
  #entries = new Map<string, { value: unknown; weight: number }>();

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** What is kept under `key`, if anything is; counts as a use. */
  peek<T>(key: string): T | undefined {
    const found = this.#entries.get(key);
    if (!found) return undefined;
    // Last in the Map's order = used last.
    this.#entries.delete(key);
    this.#entries.set(key, found);
    return found.value as T;
  }

  /** The value kept under `key`, else what `make` gives, kept with the weight that `weigh` says (bytes). */
  get<T>(key: string, make: () => T, weigh: (value: T) => number): T {
    const found = this.peek<T>(key);
    if (found !== undefined) return found;
    const value = make();
    const weight = weigh(value);
    this.#entries.set(key, { value, weight });
    this.#held += weight;
    for (const [oldest, entry] of this.#entries) {
      if (this.#held <= this.#limit || oldest === key) break;
      this.#entries.delete(oldest);
      this.#held -= entry.weight;
    }
    return value;
  }
}
