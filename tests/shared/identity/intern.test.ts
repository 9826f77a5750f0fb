import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, halvesOf, Interner } from '#shared/identity/intern.ts';

describe('interning', () => {
  it('numbers hashes in order of first sight', () => {
    const interner = new Interner(4);
    const hashes = BigUint64Array.of(7n, 2n ** 63n, 7n, 0n, 2n ** 63n);
    const ids = new Uint32Array(5);
    interner.internAll(halvesOf(hashes), 5, ids);
    expect(Array.from(ids)).toEqual([0, 1, 0, 2, 1]);
    expect(interner.size).toBe(3);
  });

  it('tells hashes apart that share a half', () => {
    const interner = new Interner();
    expect([interner.intern(1, 2), interner.intern(2, 1), interner.intern(1, 1), interner.intern(1, 2)]).toEqual([
      0, 1, 2, 0,
    ]);
  });

  it('finds without adding', () => {
    const interner = new Interner();
    interner.intern(5, 6);
    const found = new Uint32Array(2);
    interner.findAll(Uint32Array.of(5, 6, 6, 5), 2, found);
    expect(Array.from(found)).toEqual([0, ABSENT]);
    expect(interner.size).toBe(1);
  });

  it('agrees with a Map for any hashes, grown from any size', () => {
    // Few bits in each half, so that slots collide.
    const hash = fc
      .bigInt({ min: 0n, max: 15n })
      .chain(high => fc.bigInt({ min: 0n, max: 63n }).map(low => (high << 60n) | low));
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 1500 }), fc.integer({ min: 0, max: 200 }), (hashes, expected) => {
        const interner = new Interner(expected);
        const ids = new Uint32Array(hashes.length + 3);
        interner.internAll(halvesOf(BigUint64Array.from(hashes)), hashes.length, ids, 3);
        const map = new Map<bigint, number>();
        const wanted = hashes.map(key => map.get(key) ?? map.set(key, map.size).size - 1);
        expect(Array.from(ids.subarray(3))).toEqual(wanted);
        const keys = new BigUint64Array(interner.keys.buffer, 0, interner.size);
        expect(Array.from(keys)).toEqual([...map.keys()]);
      }),
    );
  });
});
