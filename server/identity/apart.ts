// Keys that a person said are not one: whatever the records say, their sets never meet. Few of them, so that each question
// may walk over all.

import { find } from '#shared/identity/union-find.ts';

export class Apart {
  readonly #pairs: readonly (readonly [number, number])[];

  constructor(pairs: readonly (readonly [number, number])[]) {
    this.#pairs = pairs;
  }

  get isEmpty(): boolean {
    return this.#pairs.length === 0;
  }

  /** By root: the roots that it may not be joined with, as the sets stand. */
  partners(parent: Uint32Array): Map<number, Set<number>> {
    const partners = new Map<number, Set<number>>();
    const note = (a: number, b: number): void => {
      const known = partners.get(a);
      if (known) known.add(b);
      else partners.set(a, new Set([b]));
    };
    for (const [x, y] of this.#pairs) {
      const [a, b] = [find(x, parent), find(y, parent)];
      // One already: a later merge said so.
      if (a === b) continue;
      note(a, b);
      note(b, a);
    }
    return partners;
  }

  /** The sets of `trial` that hold two keys that were to stay apart and still are in `parent`, by root in `trial`. */
  broken(trial: Uint32Array, parent: Uint32Array): Set<number> {
    const broken = new Set<number>();
    for (const [x, y] of this.#pairs) {
      const root = find(x, trial);
      if (root === find(y, trial) && find(x, parent) !== find(y, parent)) broken.add(root);
    }
    return broken;
  }
}
