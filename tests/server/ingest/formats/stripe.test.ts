import { describe, expect, it, test } from 'vitest';
import { prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../../server/journeys/build.ts';
import { workspace } from '../ingest.ts';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event ORDER BY "at", kind';
const mine = 'SELECT id, order_id, kind, amount, currency, email, contact_id FROM event ORDER BY line, kind, id';
const order = 8;
const refund = 9;

test('reads paid charges as orders in the minor units of their currency; what was given back and lost disputes as refunds', async () => {
  const { answer, all } = await importFixture('stripe-payments/unified-payments.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'stripe-payments', read: 9, kept: 6, duplicates: 0, rejected: 3 });
  expect(answer.rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [8, 'the payment did not come about: no money was paid'],
    [9, 'the payment did not come about: no money was paid'],
    [10, 'a payment in test mode'],
  ]);
  expect((await all(mine)).map(row => [row.order_id, row.kind, row.amount, row.currency, row.email])).toEqual([
    ['pi_FIXTURE0001', order, 12000, 'GBP', 'ada.byron@analytical.example'],
    ['pi_FIXTURE0002', order, 12000, 'GBP', 'ada.byron@analytical.example'],
    ['pi_FIXTURE0002', refund, 3000, 'GBP', 'ada.byron@analytical.example'],
    ['pi_FIXTURE0003', order, 5000, 'JPY', 'bela@homes.example'], // no minor unit
    ['pi_FIXTURE0004', order, 12345, 'KWD', 'cara@dunn.example'], // three decimals: 12.345
    ['pi_FIXTURE0005', order, 8000, 'GBP', 'dora@esch.example'],
    ['pi_FIXTURE0005', refund, 8000, 'GBP', 'dora@esch.example'], // the dispute was lost
    ['pi_FIXTURE0006', order, 7500, 'GBP', 'dora@esch.example'], // this one is not decided
  ]);
  const rows = await all(events);
  expect(instant(rows[0].at)).toBe('2026-03-05T10:00:00.000Z'); // UTC, whatever the zone
  expect(instant(rows.at(-1)?.at)).toBe('2026-04-20T12:00:00.000Z'); // the refund's own day
  expect(rows[0].contact_id).toBe('stripe:cus_ADA1');
});

test('reads an older export with decimal commas, whose refunds have no date of their own', async () => {
  const { answer, all } = await importFixture('stripe-payments/older-european.csv');
  expect(answer).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  expect((await all(mine)).map(row => [row.order_id, row.kind, row.amount, row.currency])).toEqual([
    ['ch_FIXTURE0101', order, 139900, 'EUR'],
    ['ch_FIXTURE0101', refund, 39950, 'EUR'],
    ['ch_FIXTURE0102', order, 39900, 'EUR'],
  ]);
});

test("reads Sigma's table, whose amounts are minor units already", async () => {
  const { answer, all } = await importFixture('stripe-payments/sigma-charges.csv');
  expect(answer).toMatchObject({ format: 'stripe-payments', read: 4, kept: 3, rejected: 1 });
  expect((await all(mine)).map(row => [row.order_id, row.kind, row.amount, row.currency])).toEqual([
    ['pi_FIXTURE0001', order, 12000, 'GBP'],
    ['pi_FIXTURE0203', order, 5000, 'JPY'],
    ['pi_FIXTURE0203', refund, 1000, 'JPY'],
    ['ch_FIXTURE0203', order, 12345, 'KWD'],
  ]);
});

test('the same payment from the dashboard and from Sigma is one order', async () => {
  const { all, again } = await importFixture('stripe-payments/unified-payments.csv');
  await again('stripe-payments/sigma-charges.csv');
  expect(await all("SELECT count(*) AS n FROM event WHERE order_id = 'pi_FIXTURE0001'")).toEqual([{ n: 1 }]);
});

test('reads single refunds, but none that failed', async () => {
  const { answer, all } = await importFixture('stripe-refunds/sigma-refunds.csv');
  expect(answer).toMatchObject({ format: 'stripe-refunds', read: 3, kept: 2, rejected: 1 });
  expect((await all(mine)).map(row => [row.id, row.order_id, row.kind, row.amount])).toEqual([
    ['re_FIXTURE0001', 'pi_FIXTURE0002', refund, 1000],
    ['re_FIXTURE0002', 'pi_FIXTURE0002', refund, 2000],
  ]);
});

test('reads customers as contacts and subscriptions as they stand', async () => {
  const customers = await importFixture('stripe-customers/customers.csv', { zone: 'Europe/London' });
  expect(customers.answer).toMatchObject({ format: 'stripe-customers', read: 2, kept: 2, rejected: 0 });
  const contacts = await customers.all('SELECT * FROM contact ORDER BY id');
  expect(contacts).toMatchObject([
    { system: 'stripe', id: 'cus_ADA1', email: 'ada.byron@analytical.example', name: 'Ada Byron' },
    { id: 'cus_BELA', email: 'bela@homes.example', name: 'Bela Kovacs' },
  ]);
  expect(instant(contacts[0].created_at)).toBe('2026-03-05T09:59:00.000Z');

  const { answer, all } = await importFixture('stripe-subscriptions/subscriptions.csv');
  expect(answer).toMatchObject({ format: 'stripe-subscriptions', read: 2, kept: 2, rejected: 0 });
  const rows = await all('SELECT * FROM subscription ORDER BY id');
  expect(rows).toMatchObject([
    { id: 'sub_FIXTURE01', customer_id: 'cus_ADA1', plan: 'price_pro', interval: 'month', amount: 12000, quantity: 2 },
    { id: 'sub_FIXTURE02', state: 'canceled', interval: 'year', amount: 48000, currency: 'JPY' },
  ]);
  expect(rows[0].ended_at).toBeNull();
  expect(instant(rows[1].ended_at)).toBe('2026-03-01T09:00:00.000Z');
});

test('a payment reaches the journey of the person with its e-mail address, the refund too', async () => {
  const { keys, conversions } = await journeyOf(
    ['typeform-responses/responses.csv', 'stripe-payments/unified-payments.csv', 'stripe-customers/customers.csv'],
    'ada.byron@analytical.example',
  );
  expect(keys).toEqual(['contact:stripe:cus_ADA1', 'email:ada.byron@analytical.example', 'phone:+442079460001']);
  const ad = 'Paid Search google / cpc (Brand)';
  expect(conversions).toEqual([
    `lead ada.byron@analytical.example: ${ad}`,
    `order pi_FIXTURE0001 120 GBP: ${ad}`,
    `order pi_FIXTURE0002 120 GBP: ${ad}`,
    `refund pi_FIXTURE0002 -30 GBP: ${ad}`,
  ]);
});

// Ada: Alpha, Beta, a form (lead: Beta), Gamma, an order of £700 on 5 March, and Delta, which is after it.
const visits = `visitor_id,ts,event,url,source,medium,campaign,email
v1,2026-01-01T12:00:00Z,visit,https://shop.example/,google,cpc,Alpha,
v1,2026-01-08T12:00:00Z,visit,https://shop.example/,newsletter,email,Beta,
v1,2026-01-09T12:00:00Z,form,https://shop.example/thanks,,,,ada@acme.example
v1,2026-01-15T12:00:00Z,visit,https://shop.example/,facebook,paid_social,Gamma,
v1,2026-03-08T12:00:00Z,visit,https://shop.example/,bing,cpc,Delta,
`;
const head =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,PaymentIntent ID,Refunded date (UTC),Status,Customer ID,Customer Email,Disputed Amount,Dispute Date (UTC),Dispute Status';
const payment = (refunded: string, on: string, dispute = ',,') =>
  `${head}\nch_1,2026-03-05 10:00:00,700.00,${refunded},gbp,true,pi_1,${on},Paid,cus_A,ada@acme.example,${dispute}\n`;
const unrefunded = payment('0.00', '');
const refunds = (...rows: string[]) =>
  `id,amount,charge_id,created,currency,payment_intent,reason,status\n${rows.map(row => `${row}\n`).join('')}`;
const first = 're_1,3000,ch_1,2026-03-10 12:00:00,gbp,pi_1,requested_by_customer,succeeded';
const second = 're_2,4000,ch_1,2026-03-12 12:00:00,gbp,pi_1,requested_by_customer,succeeded';

describe('what was given back', () => {
  async function revenue(files: Record<string, string>, model: string) {
    const { store, add, close } = await workspace();
    try {
      for (const text of [visits, ...Object.values(files)]) expect((await add(text)).error).toBeUndefined();
      const answers = prepare(await buildWorkspace(store, defaultSettings), defaultSettings);
      const { rows, totals, conservation } = report(answers, { goal: 'revenue', by: ['campaign'], models: [model] });
      expect(conservation.holds).toBe(true);
      const by = (name: string) => rows.find(row => row.campaign === name)?.byModel?.[model] ?? 0;
      const campaigns = ['Alpha', 'Beta', 'Gamma', 'Delta'].map(by);
      return { campaigns, revenue: totals.revenue, won: totals.won };
    } finally {
      await close();
    }
  }

  it('follows the split of the payment, not the journey of its own day', async () => {
    // W-shaped without an opportunity: first 30, lead 30, all others 10, scaled to 1: 3/7, 3/7, 1/7 of £700.
    expect(await revenue({ 'a.csv': unrefunded }, 'w-shaped')).toEqual({
      campaigns: [300, 300, 100, 0],
      revenue: 700,
      won: 1,
    });
    // £70 back: 30, 30, 10. Delta came before the refund and after the order: nothing of it is Delta's.
    expect(await revenue({ 'a.csv': payment('70.00', '2026-03-12 12:00:00') }, 'w-shaped')).toEqual({
      campaigns: [270, 270, 90, 0],
      revenue: 630,
      won: 1,
    });
  });

  it('comes off every touch alike where all count the same', async () => {
    // (700 − 70) / 3 = 210.
    expect(await revenue({ 'a.csv': payment('70.00', '2026-03-12 12:00:00') }, 'linear')).toMatchObject({
      campaigns: [210, 210, 210, 0],
    });
  });

  it('by a chargeback leaves the sale and no money', async () => {
    const lost = payment('0.00', '', '700.00,2026-03-20 08:00:00,lost');
    expect(await revenue({ 'a.csv': lost }, 'w-shaped')).toEqual({ campaigns: [0, 0, 0, 0], revenue: 0, won: 1 });
    const open = payment('0.00', '', '700.00,2026-03-20 08:00:00,under_review');
    expect(await revenue({ 'a.csv': open }, 'w-shaped')).toMatchObject({ revenue: 700 });
  });

  it('is told by refunds one by one just as well', async () => {
    expect(await revenue({ 'a.csv': unrefunded, 'b.csv': refunds(first, second) }, 'w-shaped')).toEqual({
      campaigns: [270, 270, 90, 0],
      revenue: 630,
      won: 1,
    });
  });

  it('counts once where both files tell of it, in any order', async () => {
    const sum = payment('70.00', '2026-03-12 12:00:00');
    const both = { campaigns: [270, 270, 90, 0], revenue: 630, won: 1 };
    expect(await revenue({ 'a.csv': sum, 'b.csv': refunds(first, second) }, 'w-shaped')).toEqual(both);
    expect(await revenue({ 'a.csv': refunds(second, first), 'b.csv': sum }, 'w-shaped')).toEqual(both);
    // The refunds' file is older: of the 70 it tells 30, the other 40 are left of the sum.
    expect(await revenue({ 'a.csv': sum, 'b.csv': refunds(first) }, 'w-shaped')).toEqual(both);
  });

  it('grows from one export to the next: the latest sum stands, whichever came first', async () => {
    const early = payment('30.00', '2026-03-10 12:00:00');
    const late = payment('70.00', '2026-03-12 12:00:00');
    for (const [a, b] of [
      [early, late],
      [late, early],
    ]) {
      expect(await revenue({ 'a.csv': unrefunded, 'b.csv': a, 'c.csv': b }, 'w-shaped')).toMatchObject({
        campaigns: [270, 270, 90, 0],
        won: 1,
      });
    }
  });

  it('of a refund and a chargeback is both', async () => {
    // 700 − 70 − 630 = 0
    const all = payment('70.00', '2026-03-12 12:00:00', '630.00,2026-03-20 08:00:00,lost');
    expect(await revenue({ 'a.csv': all }, 'linear')).toMatchObject({ campaigns: [0, 0, 0, 0], revenue: 0 });
  });
});
