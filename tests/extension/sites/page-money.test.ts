import { expect, test } from 'vitest';
import { currencyOf } from '../../../extension/sites/page-money.ts';

test('a sign that is one currency’s alone, and a code, are read', () => {
  const texts = {
    '£1,234.50': 'GBP',
    '1.234,50 €': 'EUR',
    'AUD 12.00': 'AUD',
    '12,00 CHF': 'CHF',
    US$3: 'USD',
    '-£2.00': 'GBP',
    '₹1,00,000': 'INR',
  };
  for (const [text, currency] of Object.entries(texts)) expect(currencyOf(text), text).toBe(currency);
});

test('a sign of several, or none, is null', () => {
  for (const text of ['$12.00', '12 kr', '¥500', '12.00', '—', '', 'XQZ 1']) expect(currencyOf(text), text).toBeNull();
});
