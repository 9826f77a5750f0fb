import { expect, test } from 'vitest';
import { BoundedCache } from '#shared/report/bounded-cache.ts';
import { CreditSlot } from '#shared/report/credit-slot.ts';
import { GroupIndex } from '#shared/report/group-index.ts';

test('what was used longest ago goes first once the bound is passed', () => {
  const cache = new BoundedCache(10);
  const made: string[] = [];
  const ask = (key: string, weight: number) =>
    cache.get(
      key,
      () => {
        made.push(key);
        return key;
      },
      () => weight,
    );
  ask('a', 4);
  ask('b', 4);
  ask('a', 4);
  // 12 are more than 10, and b was used before a.
  ask('c', 4);
  ask('a', 4);
  ask('b', 4);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.peek('c')).toBeUndefined();
});

test('an entry heavier than the whole cache stays until the next one', () => {
  const cache = new BoundedCache(1);
  cache.get(
    'a',
    () => 'first',
    () => 5,
  );
  expect(cache.peek('a')).toBe('first');
  cache.get(
    'b',
    () => 'second',
    () => 5,
  );
  expect(cache.peek('a')).toBeUndefined();
});

test('a slot is filled once a key, and whoever comes next finds nothing of the last', () => {
  const slot = new CreditSlot();
  let fills = 0;
  const fill = (value: number) => (out: Float64Array) => {
    fills++;
    out.fill(value);
  };
  expect([...slot.get('a', 3, fill(1))]).toEqual([1, 1, 1]);
  expect([...slot.get('a', 3, fill(9))]).toEqual([1, 1, 1]);
  expect([...slot.get('b', 2, fill(2))]).toEqual([2, 2]);
  expect([...slot.get('a', 3, fill(1))]).toEqual([1, 1, 1]);
  expect(fills).toBe(3);
});

test('group numbers lead back to their parts, by table or, where there are too many combinations, by map', () => {
  for (const size of [3, 3_000]) {
    const index = new GroupIndex(size, size, size, size);
    const parts = [
      [0, 0, 0, 0],
      [2, 1, 0, 2],
      [0, 0, 0, 1],
    ] as const;
    const groups = parts.map(([s, c, v, d]) => index.group(s, c, v, d));
    expect(groups).toEqual([0, 1, 2]);
    expect(index.group(2, 1, 0, 2)).toBe(1);
    expect(groups.map(g => index.partsOf(g))).toEqual(parts);
  }
});
