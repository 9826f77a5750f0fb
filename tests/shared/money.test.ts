import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies, decimalsOf, isCurrency } from '#shared/currencies.ts';
import { DataError } from '#shared/errors.ts';
import { convert, formatMoney, majorText, splitLargestRemainder, toMajor, toMinor } from '#shared/money.ts';

function split(amount: number, weights: number[]): number[] {
  const out = new Float64Array(weights.length).fill(Number.NaN);
  splitLargestRemainder(amount, Float64Array.from(weights), 0, weights.length, out);
  return Array.from(out);
}

describe('decimals of a currency', () => {
  test('are the standard’s: none, two, three or four', () => {
    expect(['JPY', 'KRW', 'ISK', 'GBP', 'EUR', 'HUF', 'KWD', 'IQD', 'CLF'].map(decimalsOf)).toEqual([
      0, 0, 0, 2, 2, 2, 3, 3, 4,
    ]);
  });

  test('are known for every currency that the platform knows as money of today', () => {
    // Without the IMF's unit of account (XDR) and the Sucre (XSU): no price is in them.
    const missing = Intl.supportedValuesOf('currency').filter(c => !isCurrency(c) && c !== 'XDR' && c !== 'XSU');
    expect(missing).toEqual([]);
  });

  test('of an unknown code are an error that lists the codes', () => {
    expect(() => decimalsOf('GBR')).toThrow(DataError);
    try {
      decimalsOf('GBR');
    } catch (error) {
      const { details } = error as DataError;
      expect(details.what).toBe('Unknown currency "GBR"');
      expect(details.expected).toContain('AED, AFN, ALL');
      expect(details.expected).toContain('GBP, GEL');
    }
    expect(() => decimalsOf('')).toThrow('Unknown currency ""');
    expect(isCurrency('gbp')).toBe(false);
  });

  test('list each code once, three capitals each', () => {
    expect([...currencies.keys()].filter(code => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect([...currencies.keys()]).toEqual([...currencies.keys()].sort());
  });
});

describe('minor and major units', () => {
  test('become major units with the currency’s own decimals', () => {
    expect(toMajor(200_050, 'GBP')).toBe(2000.5);
    expect(toMajor(500, 'JPY')).toBe(500);
    expect(toMajor(-1_234, 'KWD')).toBe(-1.234);
  });

  test('are written with all of the currency’s decimals', () => {
    expect(majorText(200_050, 'GBP')).toBe('2000.50');
    expect(majorText(-5, 'GBP')).toBe('-0.05');
    expect(majorText(0, 'KWD')).toBe('0.000');
    expect(majorText(-12, 'JPY')).toBe('-12');
    expect(majorText(Number.MAX_SAFE_INTEGER, 'GBP')).toBe('90071992547409.91');
  });

  test('are read exactly, finer than a minor unit half away from zero', () => {
    // 1.005 × 100 is 100.49999999999999 in floats
    expect(toMinor('1.005', 'GBP')).toBe(101);
    expect(toMinor('-1.005', 'GBP')).toBe(-101);
    expect(toMinor('1.0049999', 'GBP')).toBe(100);
    expect(toMinor('0.5', 'JPY')).toBe(1);
    expect(toMinor('.5', 'KWD')).toBe(500);
    expect(toMinor(' +12. ', 'GBP')).toBe(1200);
    expect(toMinor(2.5e-7, 'KWD')).toBe(0);
    expect(toMinor('1.2e3', 'GBP')).toBe(120_000);
  });

  test('refuse what is no plain decimal number', () => {
    for (const text of ['', '.', '1,000.00', '£5', '1 000', 'NaN', 'Infinity', '--1', '1.2.3']) {
      expect(() => toMinor(text, 'GBP')).toThrow(DataError);
    }
  });

  test('refuse an amount too large to be exact', () => {
    expect(() => toMinor('90071992547409.92', 'GBP')).toThrow('too large');
  });

  test('come back from their text', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('JPY', 'GBP', 'KWD', 'CLF'), (minor, currency) => {
        expect(toMinor(majorText(minor, currency), currency)).toBe(minor);
      }),
    );
  });

  test('are shown as people write them', () => {
    expect(formatMoney(200_000, 'GBP')).toBe('£2,000.00');
    expect(formatMoney(-50, 'JPY')).toBe('-JP¥50');
    expect(formatMoney(1_234_567, 'KWD')).toBe('KWD\u00a01,234.567');
    // Browsers' own table shows the Iraqi dinar without decimals.
    expect(formatMoney(500, 'IQD')).toBe('IQD\u00a00.500');
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'GBP')).toBe('£90,071,992,547,409.91');
  });
});

describe('splitting by largest remainder', () => {
  test('gives the penny left over to the first of equals', () => {
    expect(split(100, [1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(split(200, [1 / 3, 1 / 3, 1 / 3])).toEqual([67, 67, 66]);
  });

  test('gives the pence left over to the largest remainders', () => {
    // 101 × 0.4, 0.2, 0.4 = 40.4, 20.2, 40.4: one penny left, the two 0.4 tie, the first takes it
    expect(split(101, [0.4, 0.2, 0.4])).toEqual([41, 20, 40]);
    // 103: 41.2, 20.6, 41.2: 0.6 is the largest
    expect(split(103, [0.4, 0.2, 0.4])).toEqual([41, 21, 41]);
  });

  test('mirrors the positive split for a refund', () => {
    expect(split(-100, [1 / 3, 1 / 3, 1 / 3])).toEqual([-34, -33, -33]);
    expect(split(-103, [0.4, 0.2, 0.4])).toEqual([-41, -21, -41]);
  });

  test('is blind to how the floats of equal shares were rounded', () => {
    // 0.1 + 0.2 is a hair over 0.3, yet the two are equal on paper: the first takes the odd penny
    expect(split(5, [0.3, 0.1 + 0.2])).toEqual([3, 2]);
    expect(split(5, [0.1 + 0.2, 0.3])).toEqual([3, 2]);
  });

  test('scales weights that do not sum to 1', () => {
    expect(split(100, [3, 1])).toEqual([75, 25]);
  });

  test('gives nothing where the weights sum to 0', () => {
    expect(split(100, [0, 0])).toEqual([0, 0]);
    expect(split(100, [0])).toEqual([0]);
    expect(split(100, [])).toEqual([]);
  });

  test('gives a touch of weight 0 nothing, even of what is left over', () => {
    expect(split(1, [0, 0.5, 0.5])).toEqual([0, 1, 0]);
    expect(split(7, [0, 1 / 2, 0, 1 / 2])).toEqual([0, 4, 0, 3]);
  });

  test('gives one touch the amount', () => {
    expect(split(12_345, [1])).toEqual([12_345]);
  });

  test('splits nothing into nothing, without minus zeros', () => {
    expect(split(0, [0.5, 0.5])).toEqual([0, 0]);
    expect(split(-1, [0.5, 0.5])).toEqual([-1, 0]);
  });

  test('leaves the other touches of the columns alone', () => {
    const out = Float64Array.of(7, 7, 7, 7);
    splitLargestRemainder(10, Float64Array.of(9, 0.5, 0.5, 9), 1, 3, out);
    expect(Array.from(out)).toEqual([7, 5, 5, 7]);
  });

  test('refuses an amount that is not whole minor units', () => {
    expect(() => split(0.5, [1])).toThrow(RangeError);
    expect(() => split(Number.NaN, [1, 1])).toThrow(RangeError);
    expect(() => split(2 ** 53, [1, 1])).toThrow(RangeError);
  });

  /** The definition, slowly: floors, then sort by remainder and position. Weights are whole, so BigInt is exact. */
  function splitByHand(amount: number, weights: number[]): number[] {
    const size = BigInt(Math.abs(amount));
    const total = weights.reduce((sum, w) => sum + w, 0);
    if (total === 0) return weights.map(() => 0);
    const exact = weights.map(w => size * BigInt(w));
    const parts = exact.map(e => Number(e / BigInt(total)));
    let left = Math.abs(amount) - parts.reduce((sum, p) => sum + p, 0);
    const order = exact.map((e, i) => ({ i, rest: Number(e % BigInt(total)) }));
    order.sort((a, b) => b.rest - a.rest || a.i - b.i);
    for (const { i } of order) if (left-- > 0) parts[i]++;
    return parts.map(p => (amount < 0 ? 0 - p : p));
  }

  test('agrees with the definition for short and long journeys', () => {
    const weight = fc.integer({ min: 0, max: 200 });
    const weights = fc.oneof(
      fc.array(weight, { minLength: 1, maxLength: 16 }),
      fc.array(weight, { minLength: 17, maxLength: 300 }),
      fc.integer({ min: 1, max: 60 }).map(n => new Array<number>(n).fill(1)),
    );
    fc.assert(
      fc.property(fc.integer({ min: -50_000_000, max: 50_000_000 }), weights, (amount, told) => {
        const total = told.reduce((sum, w) => sum + w, 0) || 1;
        expect(
          split(
            amount,
            told.map(w => w / total),
          ),
        ).toEqual(splitByHand(amount, told));
      }),
      { numRuns: 500 },
    );
  });

  test('adds up to the amount however large it is and however many touches share it', () => {
    const many = new Array<number>(20_000).fill(1 / 20_000);
    for (const amount of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 19_999, 20_001, 1]) {
      // BigInt: the running sum of parts near 2^53 must not round
      expect(split(amount, many).reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
      const few = split(amount, [0.7, 0.1, 0.1, 0.1]);
      expect(few.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
    }
  });
});

describe('converting', () => {
  test('is exact where floats are not', () => {
    // £1.00 × 1.005 = €1.005 → 1.01; 1.005 × 100 in floats is 100.49999999999999
    expect(convert(100, 'GBP', 'EUR', '1.005')).toBe(101);
    // £0.50 × 1.15 = €0.575 → 0.58
    expect(convert(50, 'GBP', 'EUR', '1.15')).toBe(58);
  });

  test('rounds half away from zero on both sides of it', () => {
    expect(convert(1, 'GBP', 'EUR', '0.5')).toBe(1);
    expect(convert(-1, 'GBP', 'EUR', '0.5')).toBe(-1);
    expect(convert(-100, 'GBP', 'EUR', '1.005')).toBe(-101);
    expect(convert(-1, 'GBP', 'EUR', '0.4')).toBe(0);
  });

  test('knows each currency’s decimals', () => {
    // ¥1,000 × 0.0052 = £5.20
    expect(convert(1000, 'JPY', 'GBP', '0.0052')).toBe(520);
    // £5.20 × 192.5 = ¥1,001
    expect(convert(520, 'GBP', 'JPY', '192.5')).toBe(1001);
    // KWD 1.234 × 2.5 = £3.085 → 3.09
    expect(convert(1234, 'KWD', 'GBP', '2.5')).toBe(309);
    // £1.00 × 0.4 = KWD 0.400
    expect(convert(100, 'GBP', 'KWD', '0.4')).toBe(400);
  });

  test('keeps the amount at a rate of 1', () => {
    expect(convert(12_345, 'USD', 'GBP', '1')).toBe(12_345);
    expect(convert(12_345, 'USD', 'GBP', '1.000000')).toBe(12_345);
  });

  test('is exact for large amounts and long rates, as BigInt says', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), rate, (amount, [digits, scale]) => {
        const text = scale === 0 ? String(digits) : `0.${String(digits).padStart(scale, '0').slice(-scale)}`;
        const numerator = BigInt(scale === 0 ? digits : String(digits).padStart(scale, '0').slice(-scale));
        fc.pre(numerator > 0n && BigInt(Math.abs(amount)) * numerator < 2n ** 53n * 10n ** BigInt(scale));
        const below = 10n ** BigInt(scale);
        const size = BigInt(Math.abs(amount)) * numerator;
        const rounded = Number((2n * size + below) / (2n * below));
        fc.pre(Number.isSafeInteger(rounded));
        expect(convert(amount, 'GBP', 'EUR', text)).toBe(amount < 0 ? 0 - rounded : rounded);
      }),
    );
  });

  test('is exact for rates finer than floats can hold', () => {
    // 2p × 0.25 and a hair is half a cent and a hair; a hair less is less than half
    expect(convert(2, 'GBP', 'EUR', '0.2500000000000000000001')).toBe(1);
    expect(convert(2, 'GBP', 'EUR', '0.2499999999999999999999')).toBe(0);
    expect(convert(-2, 'GBP', 'EUR', '0.2500000000000000000001')).toBe(-1);
  });

  test('divides by a rate of the way back', () => {
    // $0.03 / 1.2 = £0.025; ¥1,155 / 231 = £5; £5.10 / 0.0068 = ¥750; KWD 1.230 / 0.4 = £3.075
    expect(convert(3, 'USD', 'GBP', '1/1.2')).toBe(3);
    expect(convert(-3, 'USD', 'GBP', '1/1.20')).toBe(-3);
    expect(convert(1155, 'JPY', 'GBP', '1/231')).toBe(500);
    expect(convert(510, 'GBP', 'JPY', '1/0.0068')).toBe(750);
    expect(convert(1230, 'KWD', 'GBP', '1/0.4')).toBe(308);
    // 9,007,199,254,740,991 / 3 = 3,002,399,751,580,330⅓
    expect(convert(Number.MAX_SAFE_INTEGER, 'USD', 'GBP', '1/3.000000000000')).toBe(3_002_399_751_580_330);
  });

  test('refuses a rate that is no positive number', () => {
    for (const rate of ['', '0', '-1.2', '1,08', 'abc', '0.000', '1/', '1/0', '2/3']) {
      expect(() => convert(100, 'GBP', 'EUR', rate)).toThrow(DataError);
    }
  });

  test('refuses an unknown currency', () => {
    expect(() => convert(100, 'GBP', 'XXX', '1.1')).toThrow('Unknown currency "XXX"');
  });
});
