import { expect, test } from 'vitest';
import { trackingOf } from '#shared/journeys/tracking.ts';

const visits = (...days: number[]) => ({
  length: days.length,
  source: new Uint32Array(days.length),
  context: new Uint32Array(days.length),
  day: Int32Array.from(days),
  count: new Uint32Array(days.length).fill(1),
});

test('tracking began on the first day with a touch of anybody, at midnight of the workspace’s zone', () => {
  // 2026-07-01 is day 20635; London has summer time then, so its midnight is 23:00 UTC of the day before.
  expect(trackingOf({ visits: visits(20640, 20635, 20700), zone: 'Europe/London' })).toEqual({
    from: Date.parse('2026-06-30T23:00:00Z'),
    day: '2026-07-01',
  });
});

test('without a visit there is no tracking', () => {
  expect(trackingOf({ visits: visits(), zone: 'UTC' })).toBeNull();
});
