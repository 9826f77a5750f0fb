// Money in the workspace's currency, with the standard's decimals, as in every report: the browser's own table has none for a
// good many.

import { currencies } from '#shared/currencies.ts';

/** Major units: moneyText('HUF')(1234.5) is 'HUF 1,234.50'. A code that nobody knows is left out. */
export function moneyText(currency: string): (amount: number) => string {
  const digits = currencies.get(currency);
  if (digits === undefined) return String;
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return amount => format.format(amount);
}
