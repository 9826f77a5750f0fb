import { expect, test } from 'vitest';
import { moneyText } from '../../../server/links-page/client/money-text.ts';

// ISO 4217: the forint has 2 decimals, the Iraqi dinar 3, the yen none. Browsers write the first two without.
test.each([
  ['HUF', 1234.5, 'HUF 1,234.50'],
  ['IQD', 1234.567, 'IQD 1,234.567'],
  ['JPY', 1234, 'JP¥1,234'],
  ['GBP', -200, '-£200.00'],
  ['', 12.5, '12.5'],
])('writes %s with the standard’s decimals', (currency, amount, text) => {
  expect(moneyText(currency)(amount).replace('\u00a0', ' ')).toBe(text);
});
