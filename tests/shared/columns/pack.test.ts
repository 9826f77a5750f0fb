import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, packedKey, unpack } from '#shared/columns/pack.ts';

describe('packing', () => {
  const tree = {
    version: 'v',
    isSample: false,
    nothing: null,
    start: Uint32Array.of(0, 2, 3),
    flags: Uint8Array.of(1, 2, 3),
    currency: Uint16Array.of(1),
    day: Int32Array.of(-1, 20_454),
    time: Float64Array.of(1.5, Number.NaN, -0),
    key: BigUint64Array.of(2n ** 64n - 1n, 0n),
    names: ['', 'Zürich', '東京', '🚀 rocket', '\uFEFFmark', 'plain'],
    kinds: Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'deal' : 'order')),
    none: [] as string[],
    fx: [{ day: 1, base: 'EUR', quote: '', rate: '1.08' }],
    nested: { deeper: { code: Uint32Array.of(9), dict: ['', 'x'] } },
  };

  it('gives back what was put in', () => {
    const found = unpack<typeof tree>(pack(tree, 'key'));
    expect(found?.key).toBe('key');
    expect(found?.value).toEqual(tree);
  });

  it('reads arrays in place and texts once', () => {
    const buffer = pack(tree, 'key');
    const value = unpack<typeof tree>(buffer)!.value;
    expect(value.start.buffer).toBe(buffer.buffer);
    expect(value.names).toBe(value.names);
  });

  it('round-trips any texts and numbers', () => {
    const any = fc.record({
      texts: fc.array(fc.string({ unit: 'binary' }).map(text => text.toWellFormed())),
      few: fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 300 }),
      numbers: fc.float64Array(),
      bytes: fc.uint8Array(),
      bigs: fc.bigUint64Array(),
    });
    fc.assert(
      fc.property(any, fc.string(), (value, key) => {
        const found = unpack(pack(value, key.toWellFormed()));
        expect(found).toEqual({ key: key.toWellFormed(), value });
      }),
    );
  });

  it('says whose it is without unpacking', () => {
    expect(packedKey(pack(tree, 'data 7'))).toBe('data 7');
  });

  it('is nothing when it is something else, cut short, or of another version', () => {
    expect(unpack(new TextEncoder().encode('visitor_id,ts,event\nv1,2026-01-01,visit\n'))).toBeNull();
    expect(unpack(pack(tree, 'key').slice(0, 40))).toBeNull();
    expect(unpack(new Uint8Array(0))).toBeNull();
    const older = pack(tree, 'key');
    older[4]++;
    expect(unpack(older)).toBeNull();
  });

  it('refuses what it cannot hold, by name', () => {
    expect(() => pack({ a: { b: new Map() } }, '')).toThrow('pack: workspace.a.b is a Map');
    expect(() => pack({ n: 1n }, '')).toThrow('pack: workspace.n is a bigint');
  });
});
