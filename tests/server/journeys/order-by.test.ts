import { describe, expect, it } from 'vitest';
import { orderBy } from '../../../server/journeys/order-by.ts';

describe('orderBy', () => {
  it('orders by value, below zero, fractions and the largest too', () => {
    const keys = Float64Array.of(3.5, -1, 1_782_863_968_464.001, Number.MAX_VALUE, -2.25, 0, 1_782_863_968_464);
    expect([...orderBy(keys)]).toEqual([4, 1, 5, 0, 6, 2, 3]);
  });

  it('keeps equal keys in order of row, and takes -0 for 0', () => {
    expect([...orderBy(Float64Array.of(7, 0, 7, -0, 7))]).toEqual([1, 3, 0, 2, 4]);
  });

  it('asks for the order of equal keys', () => {
    const id = ['b', 'z', 'a', 'c'];
    const order = orderBy(Float64Array.of(5, 1, 5, 5), (a, b) => (id[a] < id[b] ? -1 : 1));
    expect([...order]).toEqual([1, 2, 0, 3]);
  });

  it('orders nothing, and rows that are all alike', () => {
    expect([...orderBy(new Float64Array())]).toEqual([]);
    expect([...orderBy(Float64Array.of(2, 2))]).toEqual([0, 1]);
  });
});
