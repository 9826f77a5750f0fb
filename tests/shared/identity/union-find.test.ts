import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { components, find, singletons, unite } from '#shared/identity/union-find.ts';

/** The same question asked the slow way: push the smallest label along every pair until nothing changes. */
function naive(n: number, pairs: readonly (readonly [number, number])[]): number[] {
  const label = Array.from({ length: n }, (_, i) => i);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of pairs) {
      const least = Math.min(label[a], label[b]);
      if (label[a] !== least || label[b] !== least) changed = true;
      label[a] = least;
      label[b] = least;
    }
  }
  return label;
}

describe('union-find', () => {
  it('gives every id the smallest id of its set', () => {
    expect(Array.from(components(5, Uint32Array.of(3, 1), Uint32Array.of(4, 3)))).toEqual([0, 1, 2, 1, 1]);
  });

  it('leaves ids alone that no pair names', () => {
    expect(Array.from(components(3, new Uint32Array(0), new Uint32Array(0)))).toEqual([0, 1, 2]);
    expect(components(0, new Uint32Array(0), new Uint32Array(0))).toHaveLength(0);
  });

  it('agrees with the naive way, whatever the pairs and their order', () => {
    const pairs = fc.integer({ min: 1, max: 60 }).chain(n => {
      const id = fc.integer({ min: 0, max: n - 1 });
      return fc.tuple(fc.constant(n), fc.array(fc.tuple(id, id), { maxLength: 80 }));
    });
    fc.assert(
      fc.property(pairs, ([n, list]) => {
        const left = Uint32Array.from(list, pair => pair[0]);
        const right = Uint32Array.from(list, pair => pair[1]);
        const found = Array.from(components(n, left, right));
        expect(found).toEqual(naive(n, list));
        expect(Array.from(components(n, right.toReversed(), left.toReversed()))).toEqual(found);
      }),
    );
  });

  it('answers while pairs are still coming', () => {
    const parent = singletons(4);
    unite(2, 3, parent);
    expect(find(3, parent)).toBe(2);
    expect(unite(3, 1, parent)).toBe(1);
    expect(find(2, parent)).toBe(1);
    expect(find(0, parent)).toBe(0);
  });

  it('refuses pairs that are no pairs', () => {
    expect(() => components(3, Uint32Array.of(1), new Uint32Array(0))).toThrow('1 left ids and 0 right ids');
    expect(() => components(3, Uint32Array.of(3), Uint32Array.of(0))).toThrow("pair 0 (3, 0) isn't below 3");
  });
});
