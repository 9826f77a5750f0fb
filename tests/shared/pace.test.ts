import { expect, test } from 'vitest';
import { createPace, durationText, paceText } from '#shared/pace.ts';

test('rate and time left come from what was done since the first report', () => {
  const meter = createPace();
  expect(meter('reading', 0, 40e6, 0)).toEqual({ bytesPerSecond: null, secondsLeft: null });
  // 10 MB in 1 s; 30 MB are left: 3 s.
  expect(meter('reading', 10e6, 40e6, 1_000)).toEqual({ bytesPerSecond: 10e6, secondsLeft: 3 });
});

test('what was fast long ago no longer counts', () => {
  const meter = createPace();
  meter('reading', 0, 100e6, 0);
  meter('reading', 50e6, 100e6, 1_000);
  // From here on 1 MB a second: after 6 s the window (5 s) begins at the report of second 1.
  for (let second = 2; second <= 6; second++) meter('reading', (49 + second) * 1e6, 100e6, second * 1_000);
  expect(meter('reading', 56e6, 100e6, 7_000)).toEqual({ bytesPerSecond: 1e6, secondsLeft: 44 });
});

test('another step begins anew, and so does a file that begins anew', () => {
  const meter = createPace();
  meter('reading', 0, 40e6, 0);
  meter('reading', 10e6, 40e6, 1_000);
  expect(meter('publishing', 5e6, 40e6, 2_000).bytesPerSecond).toBeNull();
  expect(meter('publishing', 1e6, 40e6, 3_000).bytesPerSecond).toBeNull();
});

test('a rate is not guessed from half a second, nor from standing still', () => {
  const meter = createPace();
  meter('reading', 0, 40e6, 0);
  expect(meter('reading', 10e6, 40e6, 400).bytesPerSecond).toBeNull();
  const still = createPace();
  still('reading', 5, 10, 0);
  expect(still('reading', 5, 10, 2_000)).toEqual({ bytesPerSecond: null, secondsLeft: null });
});

test('paces and durations in words', () => {
  expect(paceText({ bytesPerSecond: 52_400_000, secondsLeft: 75 })).toBe('52 MB/s · 1 min 15 s left');
  expect(paceText({ bytesPerSecond: 2_340_000, secondsLeft: 7.2 })).toBe('2.3 MB/s · 8 s left');
  expect(paceText({ bytesPerSecond: 12_000, secondsLeft: null })).toBe('12 kB/s');
  expect(paceText({ bytesPerSecond: null, secondsLeft: null })).toBe('');
  expect([59.2, 60, 3_599, 7_500].map(durationText)).toEqual(['1 min', '1 min', '59 min 59 s', '2 h 5 min']);
});
