// Money is an integer of minor units (pence, cents, fils; whole yen) beside its currency: this file changes it to and
// from text and major units, splits it without losing a penny, and converts it exactly. A minor unit is not always a
// hundredth: JPY has no decimals and KWD three.

import { decimalsOf } from '#shared/currencies.ts';
import { DataError } from '#shared/errors.ts';

const POWERS = [1, 10, 100, 1000, 10_000];

/**
 * Minor units as a number of major units with the currency's own decimals: `toMajor(200050, 'GBP')` is 2000.5,
 * `toMajor(500, 'JPY')` is 500. The nearest double, so exact text again when printed with `toFixed`.
 *
 * @throws DataError for an unknown currency.
 */
export function toMajor(minor: number, currency: string): number {
  return minor / POWERS[decimalsOf(currency)];
}

/**
 * Major units, as decimal text or as a number, in minor units; what is finer than the currency's minor unit is rounded
 * half away from zero, in decimal: `toMinor('1.005', 'GBP')` is 101, `toMinor('-0.5', 'JPY')` is -1.
 *
 * @throws DataError for an unknown currency, and for text that is no plain decimal number (no thousands signs).
 */
export function toMinor(major: string | number, currency: string): number {
  const { digits, scale } = parseDecimal(String(major), 'amount');
  return toSafeNumber(divideRounded(digits * 10n ** BigInt(decimalsOf(currency)), 10n ** BigInt(scale)));
}

/** Minor units as decimal text of major units with all of the currency's decimals: 200050 GBP is `2000.50`. */
export function majorText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = Math.abs(minor)
    .toFixed(0)
    .padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ''}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * Money as people read it: `formatMoney(200000, 'GBP')` is `£2,000.00`, `formatMoney(-50, 'JPY')` is `-JP¥50`.
 *
 * @throws DataError for an unknown currency.
 */
export function formatMoney(minor: number, currency: string): string {
  let formatter = formatters.get(currency);
  if (!formatter) {
    const decimals = decimalsOf(currency);
    formatter = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formatters.set(currency, formatter);
  }
  return formatter.format(majorText(minor, currency) as Intl.StringNumericLiteral);
}

/**
 * An amount in another currency, in exact arithmetic, rounded half away from zero to the other currency's minor unit.
 * `rate` is decimal text: units of `to` for one unit of `from`; or `1/` and the units of `from` for one unit of `to`.
 *
 * @example convert(100, 'GBP', 'EUR', '1.005') // 101: €1.005 rounds away from zero
 * @example convert(3, 'USD', 'GBP', '1/1.2') // 3: £0.025 rounds away from zero
 * @throws DataError for an unknown currency or a rate that is no positive decimal number.
 */
export function convert(amountMinor: number, from: string, to: string, rate: string): number {
  const { above, below } = parseRate(rate);
  const shift = decimalsOf(to) - decimalsOf(from);
  const up = shift > 0 ? POWERS[shift] : 1;
  const down = shift < 0 ? POWERS[-shift] : 1;
  // Doubles are exact up to 2^53, which most amounts stay under; the rest goes through BigInt.
  const product = Math.abs(amountMinor) * Number(above) * up;
  const divisor = Number(below) * down;
  if (product <= Number.MAX_SAFE_INTEGER && divisor <= 1e15) {
    const rest = product % divisor;
    const rounded = (product - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
    return amountMinor < 0 ? 0 - rounded : rounded;
  }
  return toSafeNumber(divideRounded(BigInt(amountMinor) * above * BigInt(up), below * BigInt(down)));
}

// Remainders are compared in steps of 2^-20 of a minor unit, so that shares which are equal on paper tie (and go by
// position) however the floats before them were rounded.
const STEPS = 2 ** 20;
const HALF_STEP = 0.5 / STEPS;
/** Remainders of a short journey carry their position in the lowest digits, so that no two of them are equal. */
const SHORT = 16;
/** Below and above every remainder. */
const LEAST = -(2 ** 29);
const MOST = 2 ** 29;
/** Up to here float noise is far below a step, and a touch of weight 0 never has one of the largest remainders. */
const EXACT = 2 ** 32;
let remainders = new Int32Array(4096);

/**
 * Splits an amount over the weights [start, end) by largest remainder, into whole minor units that add up to it exactly.
 * Each touch gets the whole part of its exact share; the units left over go to the largest remainders, equal remainders
 * by position. A negative amount (a refund) is split as the mirror of the positive one. A touch of weight 0 gets 0, and
 * weights that sum to 0 make every share 0. O(n), and nothing is allocated.
 *
 * @param amountMinor whole minor units, of either sign
 * @param weights none negative; they need not sum to 1
 * @param out parallel to `weights`; [start, end) is overwritten, the rest left alone
 * @throws RangeError for an amount that is no safe integer: money is never fractional here
 * @example 100 over ⅓, ⅓, ⅓ → 34, 33, 33; -100 → -34, -33, -33
 * @see https://en.wikipedia.org/wiki/Quota_method
 */
export function splitLargestRemainder(
  amountMinor: number,
  weights: Float64Array,
  start: number,
  end: number,
  out: Float64Array,
): void {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`not whole minor units: ${amountMinor}`);
  const count = end - start;
  if (count === 1) {
    out[start] = weights[start] > 0 ? amountMinor : 0;
    return;
  }
  const size = amountMinor < 0 ? -amountMinor : amountMinor;
  if (count > remainders.length) remainders = new Int32Array(2 * count);
  const rest = remainders;
  const position = count <= SHORT ? 1 : 0;
  let total = 1;
  let left = size;
  // Weights nearly always sum to 1 already; only where they don't is there a second pass, scaled.
  for (let pass = 0; pass < 2; pass++) {
    const unit = size / total;
    total = 0;
    left = size;
    for (let i = start, k = 0; i < end; i++, k++) {
      const weight = weights[i];
      const share = weight * unit;
      const whole = Math.floor(share + HALF_STEP);
      out[i] = whole;
      total += weight;
      left -= whole;
      rest[k] = (((share - whole) * STEPS + 0.5) | 0) * SHORT - k * position;
    }
    if (total === 0) return;
    if (Math.abs(total - 1) * size < HALF_STEP) break;
  }
  if (left !== 0) {
    const most = size <= EXACT ? count : hideUnweighted(weights, start, end, rest, position);
    if (left < 0 || left > most) settle(left, weights, start, end, out);
    else if (count <= SHORT) raiseFew(left, start, count, out, rest);
    else raiseMany(left, start, count, out, rest);
  }
  if (amountMinor < 0) for (let i = start; i < end; i++) out[i] = 0 - out[i];
}

/** `splitLargestRemainder` for journeys 0 … n−1, each amount over its own touches. `start` is n + 1 long. */
export function splitAll(amounts: Float64Array, start: Uint32Array, weights: Float64Array, out: Float64Array): void {
  for (let j = 0; j < amounts.length; j++) splitLargestRemainder(amounts[j], weights, start[j], start[j + 1], out);
}

/** Takes touches of weight 0 out of the running; returns how many are left. */
function hideUnweighted(weights: Float64Array, start: number, end: number, rest: Int32Array, position: number): number {
  let weighted = end - start;
  for (let i = start, k = 0; i < end; i++, k++) {
    if (weights[i] > 0) continue;
    rest[k] = LEAST - k * position;
    weighted--;
  }
  return weighted;
}

/**
 * One unit more for the `left` largest remainders of a short journey, or, where those are most of them, for all but the
 * smallest. Largest and smallest are found without a branch to miss.
 */
function raiseFew(left: number, start: number, count: number, out: Float64Array, rest: Int32Array): void {
  if (left * 2 <= count) {
    for (; left > 0; left--) {
      let largest = rest[0];
      for (let k = 1; k < count; k++) {
        const more = rest[k] - largest;
        largest += more & ~(more >> 31);
      }
      const k = -largest & (SHORT - 1);
      rest[k] = LEAST;
      out[start + k]++;
    }
    return;
  }
  for (let i = start; i < start + count; i++) out[i]++;
  for (let over = count - left; over > 0; over--) {
    let smallest = rest[0];
    for (let k = 1; k < count; k++) {
      const less = rest[k] - smallest;
      smallest += less & (less >> 31);
    }
    const k = -smallest & (SHORT - 1);
    rest[k] = MOST;
    out[start + k]--;
  }
}

/** The same for a long journey: finds the remainder that the last unit goes to by bisection instead of ranking. */
function raiseMany(left: number, start: number, count: number, out: Float64Array, rest: Int32Array): void {
  // At least `left` remainders are >= low, fewer are >= high.
  let low = 0;
  let high = (STEPS + 1) * SHORT;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    let n = 0;
    for (let k = 0; k < count; k++) n += (middle - 1 - rest[k]) >>> 31;
    if (n >= left) low = middle;
    else high = middle;
  }
  for (let k = 0; k < count; k++) {
    if (rest[k] <= low) continue;
    out[start + k]++;
    left--;
  }
  for (let k = 0; left > 0; k++) {
    if (rest[k] !== low) continue;
    out[start + k]++;
    left--;
  }
}

/** Amounts near 2^53, where a share's float noise is more than a unit: the difference goes round the touches by position. */
function settle(left: number, weights: Float64Array, start: number, end: number, out: Float64Array): void {
  const step = left > 0 ? 1 : -1;
  for (let i = start; left !== 0; i = i + 1 < end ? i + 1 : start) {
    if (!(weights[i] > 0) || (step < 0 && out[i] === 0)) continue;
    out[i] += step;
    left -= step;
  }
}

interface Decimal {
  /** The number times 10^scale. */
  readonly digits: bigint;
  readonly scale: number;
}

function parseDecimal(text: string, what: string): Decimal {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match || match[2] + match[3] === '') {
    throw new DataError({
      code: `${what}-unreadable`,
      what: `Not a decimal number: "${text}"`,
      found: `"${text}"`,
      expected: `the ${what} as digits with a point before the decimals, such as 1.08`,
    });
  }
  const scale = match[3].length - Number(match[4] ?? 0);
  const digits = BigInt(match[1] + match[2] + match[3]);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

interface Rate {
  readonly text: string;
  /** The rate is above / below. */
  readonly above: bigint;
  readonly below: bigint;
}

// Runs of conversions share a rate (a fixed one, or a day's), so the last one is remembered.
let lastRate: Rate = { text: '', above: 0n, below: 1n };

function parseRate(text: string): Rate {
  if (lastRate.text === text && text !== '') return lastRate;
  const isInverse = text.startsWith('1/');
  const { digits, scale } = parseDecimal(isInverse ? text.slice(2) : text, 'rate');
  if (digits <= 0n) {
    throw new DataError({
      code: 'rate-unreadable',
      what: `Exchange rate is not greater than 0: "${text}"`,
      found: `"${text}"`,
      expected: 'units of the other currency for one unit, such as 1.08',
      remedy: 'Mend the rate in the fx file or with settings set fx.CUR.',
    });
  }
  const power = 10n ** BigInt(scale);
  lastRate = isInverse ? { text, above: power, below: digits } : { text, above: digits, below: power };
  return lastRate;
}

/** n / d to the nearest integer, half away from zero; d > 0. */
function divideRounded(n: bigint, d: bigint): bigint {
  const size = n < 0n ? -n : n;
  const rounded = (2n * size + d) / (2n * d);
  return n < 0n ? -rounded : rounded;
}

function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new DataError({
    code: 'amount-too-large',
    what: 'An amount is too large to be kept exactly',
    found: `${value} minor units`,
    expected: `at most ${Number.MAX_SAFE_INTEGER} minor units`,
  });
}
