import { expect, test } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatDay,
  formatMoney,
  formatPercent,
  formatRatio,
  formatShortCount,
  formatShortMoney,
} from '../../extension/format.ts';

const digits = (text: string) => text.replaceAll(/[^\d]/g, '');

test('money has its currency’s decimals by the standard', () => {
  expect(digits(formatMoney(12000, 'GBP'))).toBe('1200000');
  expect(digits(formatMoney(500, 'JPY'))).toBe('500');
  expect(digits(formatMoney(1.5, 'IQD'))).toBe('1500');
  expect(formatMoney(12000, 'GBP')).toContain('£');
});

test('a currency that nobody knows is named beside the number', () => {
  expect(formatMoney(3, 'QQQ')).toMatch(/^3.00 QQQ$/);
});

test('what isn’t known is a dash, never zero', () => {
  for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect([formatMoney(value, 'GBP'), formatCount(value), formatRatio(value)]).toEqual(['–', '–', '–']);
  }
  expect([formatDay(null), formatDay('')]).toEqual(['–', '–']);
});

test('a day is the one that the instant is written in, wherever the browser is', () => {
  expect(formatDay('2026-03-02T23:30:00+01:00')).toBe(formatDay('2026-03-02'));
  expect(formatDay('2026-03-02')).toMatch(/2026/);
});

test('an age is told in the largest whole unit', () => {
  const now = 1_800_000_000_000;
  expect(formatAge(now - 59_000, now)).toBe('just now');
  expect(formatAge(now - 3 * 60_000, now)).toMatch(/3/);
  expect(formatAge(now - 49 * 3_600_000, now)).toMatch(/2/);
});

test('a return of nothing on a cost is minus a hundred percent', () => {
  expect(formatPercent(-1)).toMatch(/^[-−]100\s?%$/);
  expect([formatPercent(0.9131), formatPercent(null)].map(digits)).toEqual(['913', '']);
});

test('axes and sizes are written short', () => {
  expect(formatShortMoney(65_955, 'GBP')).toMatch(/66/);
  expect(digits(formatShortMoney(65_955, 'GBP')).length).toBeLessThan(5);
  expect(digits(formatShortCount(12_345))).toBe('123');
  expect([digits(formatBytes(1_536)), digits(formatBytes(2_500_000))]).toEqual(['15', '25']);
});
