// ChartMogul, Chargebee and Recurly: what they make of customers, subscriptions, payments and refunds.

import { expect, test } from 'vitest';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const money = 'SELECT id, order_id, kind, amount, currency, email, contact_id FROM event ORDER BY line, kind';
const subscriptions = 'SELECT * FROM subscription ORDER BY id';
const contacts = 'SELECT * FROM contact ORDER BY id';
const order = 8;
const refund = 9;
const ada = 'ada.byron@analytical.example';

test("reads ChartMogul's customers, from the template and from the list", async () => {
  const template = await importFixture('chartmogul-customers/import-template.csv');
  expect(template.answer).toMatchObject({ format: 'chartmogul-customers', read: 2, kept: 2, rejected: 0 });
  const rows = await template.all(contacts);
  expect(rows).toMatchObject([
    { system: 'chartmogul', id: 'cus_ADA1', email: ada, account_name: 'Analytical Engines' },
    { id: 'cus_BELA', email: 'bela@homes.example' },
  ]);
  // A lead before a trial; where there was no lead, the trial.
  expect(rows.map(row => instant(row.created_at))).toEqual(['2026-01-20T10:00:00.000Z', '2026-02-05T12:00:00.000Z']);
  const list = await importFixture('chartmogul-customers/customer-list.csv');
  expect(list.answer).toMatchObject({ format: 'chartmogul-customers', kept: 1 });
  expect(await list.all(contacts)).toMatchObject([{ id: ada, lifecycle: 'Active' }]);
});

test("a subscription stands as ChartMogul's latest activity left it", async () => {
  const { answer, all } = await importFixture('chartmogul-activities/activities.csv');
  expect(answer).toMatchObject({ format: 'chartmogul-activities', read: 3, rejected: 0 });
  const rows = await all(subscriptions);
  expect(rows).toMatchObject([
    { id: 'sub_FIXTURE01', state: 'active', amount: 12000, currency: 'GBP', interval: 'month', ended_at: null },
    { id: 'sub_FIXTURE02', state: 'cancelled', amount: 0, currency: 'JPY' },
  ]);
  expect(instant(rows[1].ended_at)).toBe('2026-03-01T09:00:00.000Z');
});

test("refuses ChartMogul's invoices, which hold no amounts, and says where the money is", async () => {
  const { answer } = await importFixture('chartmogul-invoices/refused/invoices.csv');
  expect(answer.error).toMatchObject({ code: 'file-aggregate' });
  expect(answer.error?.what).toContain('no amounts');
  expect(answer.error?.remedy).toContain('Stripe');
});

test("reads Chargebee's customers and subscriptions, from the export and by the API's names", async () => {
  const customers = await importFixture('chargebee-customers/Customers.csv', { zone: 'Europe/London' });
  expect(customers.answer).toMatchObject({ format: 'chargebee-customers', read: 2, kept: 2, rejected: 0 });
  expect(await customers.all(contacts)).toMatchObject([
    { system: 'chargebee', id: 'AzCus1', email: ada, name: 'Ada Byron' },
    { id: 'AzCus2', name: 'Bela' },
  ]);
  // £120.00 in the export, 12,000 pence in the API; 10:00 in a London summer is 09:00 UTC, as is 1,780,650,000 s.
  for (const file of ['Subscriptions.csv', 'api-names.csv']) {
    const { answer, all } = await importFixture(`chargebee-subscriptions/${file}`, { zone: 'Europe/London' });
    expect(answer).toMatchObject({ format: 'chargebee-subscriptions', read: 1, kept: 1, rejected: 0 });
    const [row] = await all(subscriptions);
    expect(row).toMatchObject({ id: 'AzSub1', customer_id: 'AzCus1', plan: 'pro', state: 'active', amount: 12000 });
    expect(instant(row.started_at)).toBe('2026-06-05T09:00:00.000Z');
  }
});

test("reads Chargebee's paid invoices as orders and its refunds", async () => {
  const invoices = await importFixture('chargebee-invoices/Invoices.csv');
  expect(invoices.answer).toMatchObject({ format: 'chargebee-invoices', read: 3, kept: 2, rejected: 1 });
  expect((await invoices.all(money)).map(row => [row.order_id, row.kind, row.amount, row.currency])).toEqual([
    ['chargebee:1001', order, 12000, 'GBP'],
    ['chargebee:1003', order, 5000, 'JPY'],
  ]);
  const { answer, all } = await importFixture('chargebee-transactions/Transactions.csv');
  expect(answer).toMatchObject({ format: 'chargebee-transactions', read: 4, kept: 3, rejected: 1 });
  expect((await all(money)).map(row => [row.order_id, row.kind, row.amount])).toEqual([
    ['chargebee:1001', order, 12000],
    ['chargebee:1001', refund, 4000],
    ['chargebee:txn_4', order, 1500],
  ]);
});

test("Chargebee's invoice and its payment are one order, which the refund follows", async () => {
  const { keys, conversions } = await journeyOf(
    [
      'typeform-responses/responses.csv',
      'chargebee-customers/Customers.csv',
      'chargebee-invoices/Invoices.csv',
      'chargebee-transactions/Transactions.csv',
    ],
    ada,
  );
  expect(keys).toContain('contact:chargebee:AzCus1');
  const ad = 'Paid Search google / cpc (Brand)';
  expect(conversions).toEqual([
    `lead ${ada}: ${ad}`,
    `order chargebee:1001 120 GBP: ${ad}`,
    `refund chargebee:1001 -40 GBP: ${ad}`,
  ]);
});

test("reads Recurly's subscriptions and accounts, zones by their letters too", async () => {
  const { answer, all } = await importFixture('recurly-subscriptions/subscriptions.csv');
  expect(answer).toMatchObject({ format: 'recurly-subscriptions', read: 2, kept: 2, rejected: 0 });
  const rows = await all(subscriptions);
  expect(rows).toMatchObject([
    // The amount is the unit's, of which there are two: what the whole costs is not said.
    { id: 'b964b5439c2548a4', customer_id: 'ada-1', plan: 'pro', state: 'active', amount: null, quantity: 2 },
    { id: 'b964b5439c2548a5', state: 'expired', amount: 4000, quantity: 1 },
  ]);
  expect(instant(rows[1].ended_at)).toBe('2026-03-01T09:00:00.000Z');
  expect(JSON.parse(String(rows[0].properties))).toMatchObject({ custom_field_region: 'EMEA' });

  const accounts = await importFixture('recurly-accounts/accounts.csv');
  expect(accounts.answer).toMatchObject({ format: 'recurly-accounts', read: 2, kept: 2, rejected: 0 });
  const people = await accounts.all(contacts);
  expect(people).toMatchObject([
    { system: 'recurly', id: 'ada-1', email: ada, name: 'Ada Byron' },
    { id: 'bela-1', email: null },
  ]);
  expect(instant(people[0].created_at)).toBe('2026-06-27T10:47:28.000Z'); // 03:47:28 seven hours behind
});

test("reads Recurly's transactions; a refund follows the purchase that it names", async () => {
  const { answer, all } = await importFixture('recurly-transactions/transactions.csv');
  expect(answer).toMatchObject({ format: 'recurly-transactions', read: 4, kept: 2, rejected: 2 });
  expect((await all(money)).map(row => [row.id, row.order_id, row.kind, row.amount, row.contact_id])).toEqual([
    ['tr01', 'tr01', order, 12000, 'recurly:ada-1'],
    ['tr02', 'tr01', refund, 4500, 'recurly:ada-1'],
  ]);
  const ad = 'Paid Search google / cpc (Brand)';
  const { conversions } = await journeyOf(
    ['typeform-responses/responses.csv', 'recurly-transactions/transactions.csv'],
    ada,
  );
  expect(conversions).toEqual([`lead ${ada}: ${ad}`, `order tr01 120 GBP: ${ad}`, `refund tr01 -45 GBP: ${ad}`]);
});
