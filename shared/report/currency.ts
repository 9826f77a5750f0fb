// Amounts of conversions and of spend in the currency of the answers, each at the rate of its own day. An amount that no
// rate is found for is NaN here, never 1:1 and never 0, and what lacked a rate is said in words.

import { decimalsOf } from '#shared/currencies.ts';
import type { FxRate } from '#shared/journeys/workspace.ts';
import { convert } from '#shared/money.ts';
import { formatDay } from '#shared/time.ts';

/** A dated rate serves the days after it too, for so many days: weekends and holidays have no rates of their own. */
const RATE_SERVES_DAYS = 7;

export interface Rates {
  /** Units of the answers' currency for one unit of `currency` on a day, as `convert` takes them; null where none is known. */
  rateOf(currency: string, day: number): string | null;
}

/**
 * The rates into one currency: the dated rate of the day, else the latest earlier one at most 7 days old, else the fixed
 * rate of the settings, else none. A rate given the other way round (1 GBP = 1.25 USD) serves USD → GBP too.
 *
 * @param fixed decimal text by currency
 */
export function ratesInto(to: string, dated: readonly FxRate[], fixed: Readonly<Record<string, string>>): Rates {
  const byBase = new Map<string, { day: number; rate: string; trust: number }[]>();
  const note = (currency: string, day: number, rate: string, trust: number) => {
    const rates = byBase.get(currency);
    if (rates) rates.push({ day, rate, trust });
    else byBase.set(currency, [{ day, rate, trust }]);
  };
  // Of two rates of one day: the one that names the currency it leads to, then the one that names none, then the way back.
  for (const { base, quote, day, rate } of dated) {
    if (quote === to) note(base, day, rate, 2);
    else if (quote === '') note(base, day, rate, 1);
    else if (base === to) note(quote, day, inverseRate(rate), 0);
  }
  for (const rates of byBase.values()) {
    rates.sort((a, b) => a.day - b.day || a.trust - b.trust || (a.rate < b.rate ? -1 : 1));
  }
  return {
    rateOf(currency, day) {
      const rates = byBase.get(currency) ?? [];
      let low = 0;
      let high = rates.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rates[middle].day <= day) low = middle + 1;
        else high = middle;
      }
      const latest = rates[low - 1];
      if (latest && day - latest.day <= RATE_SERVES_DAYS) return latest.rate;
      return fixed[currency] ?? null;
    },
  };
}

/** Decimals that a rate of the way back is written out to. */
const DECIMALS = 24;

/**
 * The rate of the way back: its decimals where they end, else the division itself, so that no penny hangs on a cut.
 *
 * @param rate decimal text above 0
 * @example '0.8' → '1.25', '1.2' → '1/1.2'
 */
export function inverseRate(rate: string): string {
  const [whole, decimals = ''] = rate.split('.');
  const one = 10n ** BigInt(decimals.length + DECIMALS);
  const digits = BigInt(whole + decimals);
  if (one % digits !== 0n) return `1/${rate}`;
  const inverse = String(one / digits).padStart(DECIMALS + 1, '0');
  return `${inverse.slice(0, -DECIMALS)}.${inverse.slice(-DECIMALS)}`.replace(/\.?0+$/, '');
}

/**
 * Minor units of many amounts in the answers' currency; NaN where there is no rate (and 0 stays 0, rate or not). The very
 * array that came in where there is nothing to convert.
 *
 * @param currency index in `currencies`, one an amount; '' there is the answers' currency, in hundredths
 * @param day civil days, one an amount
 */
export function convertAll(
  amount: Float64Array,
  currency: Uint16Array,
  currencies: readonly string[],
  day: Int32Array,
  to: string,
  rates: Rates,
): Float64Array {
  const isForeign = currencies.map(code => code !== to && (code !== '' || decimalsOf(to) !== 2));
  if (!isForeign.includes(true)) return amount;
  const out = amount.slice();
  const known = new Map<number, string | null>();
  for (let i = 0; i < out.length; i++) {
    const c = currency[i];
    if (!isForeign[c] || out[i] === 0) continue;
    if (currencies[c] === '') {
      out[i] = fromHundredths(out[i], to);
      continue;
    }
    const key = day[i] * currencies.length + c;
    let rate = known.get(key);
    if (rate === undefined) {
      rate = rates.rateOf(currencies[c], day[i]);
      known.set(key, rate);
    }
    out[i] = rate === null ? Number.NaN : convert(out[i], currencies[c], to, rate);
  }
  return out;
}

/**
 * An amount that names no currency, which the store keeps in hundredths, in minor units of the currency it turns out to be
 * in; half away from zero. 1234 is ¥12, $12.34 and KWD 12.340.
 */
export function fromHundredths(amount: number, currency: string): number {
  const scaled = amount * 10 ** (decimalsOf(currency) - 2);
  return Math.sign(scaled) * Math.round(Math.abs(scaled));
}

/** 'no exchange rate EUR → GBP on 2026-03-01', or on how many days between which. */
export function noRateReason(from: string, to: string, days: ReadonlySet<number>): string {
  const sorted = [...days].sort((a, b) => a - b);
  const first = formatDay(sorted[0]);
  if (sorted.length === 1) return `no exchange rate ${from} → ${to} on ${first}`;
  return `no exchange rate ${from} → ${to} on ${sorted.length} days, ${first} to ${formatDay(sorted.at(-1)!)}`;
}
