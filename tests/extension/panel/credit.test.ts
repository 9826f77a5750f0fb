import { expect, test } from 'vitest';
import { conservationText, creditOf } from '../../../extension/panel/credit.ts';
import { ad, conversion, email, search, touch } from './journeys.ts';

const money = (value: number, currency: string) => `${value.toFixed(2)} ${currency}`;

test('touches of one campaign are one row, and the rows add up to the amount to the penny', () => {
  // £0.30 in three: 0.10 each; as floats 0.1 + 0.2 is not 0.3.
  const won = conversion('won', '2026-03-01', {
    amount: 0.3,
    touches: [
      touch('2026-01-01', ad, { linear: 0.1 }),
      touch('2026-01-02', email, { linear: 0.1 }),
      touch('2026-01-03', ad, { linear: 0.1 }),
    ],
  });
  const credit = creditOf(won, 'linear')!;
  expect(credit.rows.map(({ name, value, touches }) => [name, value, touches])).toEqual([
    ['Brand', 0.2, 2],
    ['Tips', 0.1, 1],
  ]);
  expect(credit.rows[0].share).toBeCloseTo(2 / 3, 12);
  expect([credit.attributed, credit.unattributed, credit.reason]).toEqual([0.3, 0, null]);
  expect(conservationText(credit, money)).toBe('0.30 GBP = 0.20 GBP + 0.10 GBP');
});

test('campaigns of one name on two platforms are two rows; without a campaign the way itself is one', () => {
  const won = conversion('won', '2026-03-01', {
    touches: [
      touch('2026-01-01', ad, { linear: 25 }),
      touch('2026-01-02', { ...ad, platform: 'microsoft-ads', source: 'bing' }, { linear: 25 }),
      touch('2026-01-03', search, { linear: 50 }),
    ],
  });
  expect(creditOf(won, 'linear')!.rows.map(({ name, value }) => [name, value])).toEqual([
    ['Google search', 50],
    ['Brand', 25],
    ['Brand', 25],
  ]);
});

test('what no touch gets is unattributed, with the reason', () => {
  const none = creditOf(conversion('won', '2026-03-01', { unattributed: 'no touch before the conversion' }), 'linear')!;
  expect([none.rows, none.unattributed, none.reason]).toEqual([[], 100, 'no touch before the conversion']);
  expect(conservationText(none, money)).toBe('100.00 GBP = 100.00 GBP unattributed');
  const unpaid = conversion('won', '2026-03-01', { touches: [touch('2026-01-01', email, { 'last-paid': 0 })] });
  expect(creditOf(unpaid, 'last-paid')!.reason).toBe('this model gives none of its touches credit');
});

test('a refund is the mirror of what was paid', () => {
  const refund = conversion('refund', '2026-03-01', {
    amount: -20,
    touches: [touch('2026-01-01', ad, { linear: -15 }), touch('2026-01-02', email, { linear: -5 })],
  });
  const credit = creditOf(refund, 'linear')!;
  expect(credit.rows.map(({ name, value, share }) => [name, value, share])).toEqual([
    ['Brand', -15, 0.75],
    ['Tips', -5, 0.25],
  ]);
  expect(credit.unattributed).toBe(0);
});

test('there is no credit without money, or under a model that the answer doesn’t have', () => {
  expect(creditOf(conversion('lead', '2026-03-01'), 'linear')).toBeNull();
  const won = conversion('won', '2026-03-01', { touches: [touch('2026-01-01', ad, { linear: 100 })] });
  expect(creditOf(won, 'newer-model')).toBeNull();
});

test('many parts are told by their number', () => {
  const touches = [1, 2, 3, 4, 5].map(i => touch(`2026-01-0${i}`, { ...ad, campaign: `C${i}` }, { linear: 20 }));
  expect(conservationText(creditOf(conversion('won', '2026-03-01', { touches }), 'linear')!, money)).toBe(
    '100.00 GBP = 100.00 GBP of 5 campaigns',
  );
});
