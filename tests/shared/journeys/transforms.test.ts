import { expect, test } from 'vitest';
import { collapseRepeats, dropDirect, type PathTransform, pathTransforms } from '#shared/journeys/transforms.ts';

// Codes: 0 Direct, 1 Ads, 2 Email
const isDirect = Uint8Array.of(1, 0, 0);

function applied(transform: PathTransform, steps: number[]): number[] {
  const columns = Uint32Array.from([...steps, 9, 9]);
  const length = transform.apply(columns, steps.length, isDirect);
  return Array.from(columns.subarray(0, length));
}

test('collapses repeats in a row, and only those', () => {
  expect(applied(collapseRepeats, [2, 2, 1, 2, 2, 2])).toEqual([2, 1, 2]);
  expect(applied(collapseRepeats, [1])).toEqual([1]);
  expect(applied(collapseRepeats, [])).toEqual([]);
});

test('drops direct steps wherever they stand', () => {
  expect(applied(dropDirect, [0, 1, 0, 2, 0])).toEqual([1, 2]);
});

test('keeps a path that is direct throughout', () => {
  expect(applied(dropDirect, [0, 0])).toEqual([0, 0]);
  expect(applied(dropDirect, [])).toEqual([]);
});

test('drops first and collapses then, so that repeats around a direct step are one', () => {
  const steps = Uint32Array.of(1, 0, 1, 2);
  let length = steps.length;
  for (const transform of pathTransforms) length = transform.apply(steps, length, isDirect);
  expect(Array.from(steps.subarray(0, length))).toEqual([1, 2]);
});
