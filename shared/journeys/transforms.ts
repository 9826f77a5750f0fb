// Named transforms of a path (the steps of one journey, in order), for path listings. They change what is listed, never
// what is credited, and the listing says which were used.

/** Steps are codes of a dictionary (channels, sources or campaigns). */
export interface PathTransform {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  /**
   * Rewrites the first `length` entries of `steps` in place and returns how many are left. `isDirect` is indexed by
   * step code.
   */
  apply(steps: Uint32Array, length: number, isDirect: Uint8Array): number;
}

export const collapseRepeats = {
  id: 'collapse-repeats',
  label: 'Collapse repeats',
  about: 'Several steps of one kind in a row count as one: Email, Email, Ads, Email reads Email, Ads, Email.',
  apply(steps, length) {
    let n = 0;
    for (let i = 0; i < length; i++) {
      if (n === 0 || steps[i] !== steps[n - 1]) steps[n++] = steps[i];
    }
    return n;
  },
} as const satisfies PathTransform;

export const dropDirect = {
  id: 'drop-direct',
  label: 'Drop direct',
  about: 'Direct steps are left out, unless the whole path is direct.',
  apply(steps, length, isDirect) {
    let n = 0;
    for (let i = 0; i < length; i++) if (isDirect[steps[i]] === 0) n++;
    if (n === 0) return length;
    n = 0;
    for (let i = 0; i < length; i++) if (isDirect[steps[i]] === 0) steps[n++] = steps[i];
    return n;
  },
} as const satisfies PathTransform;

/** In the order that they are applied. */
export const pathTransforms = [dropDirect, collapseRepeats] as const satisfies readonly PathTransform[];
