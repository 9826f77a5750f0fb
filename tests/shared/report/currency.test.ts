import { expect, test } from 'vitest';
import { convertAll, fromHundredths, inverseRate, noRateReason, ratesInto } from '#shared/report/currency.ts';
import { parseDay } from '#shared/time.ts';

const day = parseDay;
const dated = [
  { day: day('2026-03-09'), base: 'EUR', quote: '', rate: '0.87' },
  { day: day('2026-03-02'), base: 'EUR', quote: '', rate: '0.85' },
  { day: day('2026-03-02'), base: 'EUR', quote: 'USD', rate: '1.08' },
  { day: day('2026-03-09'), base: 'EUR', quote: 'GBP', rate: '0.86' },
];

test('a day takes its own rate, else the latest of the seven days before, else the fixed one, else none', () => {
  const rates = ratesInto('GBP', dated, { EUR: '0.9' });
  expect(rates.rateOf('EUR', day('2026-03-02'))).toBe('0.85');
  expect(rates.rateOf('EUR', day('2026-03-08'))).toBe('0.85');
  // Of two rates of one day the one that names the pound.
  expect(rates.rateOf('EUR', day('2026-03-09'))).toBe('0.86');
  expect(rates.rateOf('EUR', day('2026-03-16'))).toBe('0.86');
  expect(rates.rateOf('EUR', day('2026-03-17'))).toBe('0.9');
  // A later rate is no rate of the day.
  expect(rates.rateOf('EUR', day('2026-03-01'))).toBe('0.9');
  expect(rates.rateOf('USD', day('2026-03-02'))).toBeNull();
});

test('amounts convert exactly, half away from zero, and what has no rate is no number', () => {
  const rates = ratesInto('GBP', [], { EUR: '0.855', JPY: '0.0052' });
  const out = convertAll(
    Float64Array.of(100, -100, 1_000, 500, 0),
    Uint16Array.of(1, 1, 2, 3, 3),
    ['', 'EUR', 'JPY', 'USD'],
    new Int32Array(5),
    'GBP',
    rates,
  );
  // €1.00 × 0.855 = £0.855 → £0.86; ¥1,000 × 0.0052 = £5.20; nothing is nothing in any currency.
  expect([...out]).toEqual([86, -86, 520, Number.NaN, 0]);
});

test('missing rates are said with one day or with how many', () => {
  expect(noRateReason('USD', 'GBP', new Set([day('2026-03-01')]))).toBe('no exchange rate USD → GBP on 2026-03-01');
  expect(noRateReason('USD', 'GBP', new Set([day('2026-03-09'), day('2026-03-01')]))).toBe(
    'no exchange rate USD → GBP on 2 days, 2026-03-01 to 2026-03-09',
  );
});

test('a rate given the other way round serves too, after the ones that go the right way', () => {
  // 1 GBP = 1.25 USD, so 1 USD = £0.80; 1 GBP = 1.15 EUR loses to the EUR rate of the same day.
  const rates = ratesInto('GBP', [{ ...dated[1], base: 'GBP', quote: 'USD', rate: '1.25' }, ...dated], {});
  expect(rates.rateOf('USD', day('2026-03-02'))).toBe('0.8');
  const both = ratesInto('GBP', [{ ...dated[0], base: 'GBP', quote: 'EUR', rate: '1.15' }, ...dated], {});
  expect(both.rateOf('EUR', day('2026-03-09'))).toBe('0.86');
  expect(inverseRate('4')).toBe('0.25');
  expect(inverseRate('0.001')).toBe('1000');
  // 1 / 3 has no last decimal.
  expect(inverseRate('3')).toBe('1/3');
});

test('the way back is divided, not multiplied by a rate that was cut: a half penny goes away from zero', () => {
  const rates = ratesInto('GBP', [{ day: day('2026-03-02'), base: 'GBP', quote: 'USD', rate: '1.20' }], {});
  const out = convertAll(
    Float64Array.of(1_023, -1_023, 1_022, 100),
    Uint16Array.of(0, 0, 0, 0),
    ['USD'],
    new Int32Array(4).fill(day('2026-03-02')),
    'GBP',
    rates,
  );
  // $10.23 / 1.2 = £8.525 → £8.53, given back the same; $10.22 / 1.2 = £8.51666…; $1.00 / 1.2 = £0.8333…
  expect([...out]).toEqual([853, -853, 852, 83]);
});

test('amounts that name no currency are hundredths of whatever the answers are in', () => {
  // 36.15 stored as 3615: ¥36 (36.15 to the yen), KWD 36.150, £36.15 as it is.
  const one = (to: string) =>
    convertAll(Float64Array.of(3_615, -150), Uint16Array.of(0, 0), [''], new Int32Array(2), to, ratesInto(to, [], {}));
  expect([...one('JPY')]).toEqual([36, -2]);
  expect([...one('KWD')]).toEqual([36_150, -1_500]);
  expect([...one('GBP')]).toEqual([3_615, -150]);
  expect(fromHundredths(1_234, 'USD')).toBe(1_234);
});
