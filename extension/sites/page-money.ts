// The currency of a money text on a page. A sign that several currencies share ('$', 'kr', '¥') is null: the dollar of which
// country can't be told.

import { isCurrency } from '#shared/currencies.ts';

// Signs that one currency alone is written with, on the pages of ad platforms; longest first where one holds another.
const signs: readonly (readonly [string, string])[] = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['MX$', 'MXN'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['AU$', 'AUD'],
  ['A$', 'AUD'],
  ['R$', 'BRL'],
  ['JP¥', 'JPY'],
  ['CN¥', 'CNY'],
  ['E£', 'EGP'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['₺', 'TRY'],
  ['₴', 'UAH'],
  ['₽', 'RUB'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
];

/** @example currencyOf('£1,234.50') // 'GBP'; '1.234,50 €' → 'EUR'; 'AUD 12' → 'AUD'; '$12' → null */
export function currencyOf(text: string): string | null {
  const code = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/.exec(text)?.[0];
  if (code && isCurrency(code)) return code;
  const sign = text.replace(/[\d\s.,'’٫٬+\-–−()\u00a0\u202f\u200e\u200f]/g, '');
  return signs.find(([written]) => written === sign)?.[1] ?? null;
}
