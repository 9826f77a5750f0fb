import { expect, test } from 'vitest';
import { credited, crmWorkspace } from './crm-workspace.ts';
import { importFixture } from './import-fixture.ts';

test("reads deals: the digits of the record's address, won by known words or a probability of 100", async () => {
  const { answer, all } = await importFixture('zoho-deals/deals.csv');
  expect(answer).toMatchObject({ format: 'zoho-deals', read: 4, kept: 4 });
  expect(await all('SELECT id, state, stage, amount, currency, account_id FROM deal ORDER BY id')).toEqual([
    {
      id: '4876876000000333001',
      state: 'won',
      stage: 'Closed Won',
      amount: 1250050,
      currency: 'EUR',
      account_id: '4876876000000222001',
    },
    {
      id: '4876876000000333002',
      state: 'lost',
      stage: 'Closed Lost to Competition',
      amount: 400000,
      currency: 'GBP',
      account_id: '4876876000000222002',
    },
    {
      id: '4876876000000333003',
      state: 'won',
      stage: 'Payment done',
      amount: 90000,
      currency: 'GBP',
      account_id: null,
    },
    {
      id: '4876876000000333004',
      state: 'open',
      stage: 'Qualification',
      amount: 10000,
      currency: 'GBP',
      account_id: null,
    },
  ]);
});

test('an id above 2^53 keeps every digit; one that a spreadsheet has rounded is refused', async () => {
  const { answer, all } = await importFixture('zoho-deals/spreadsheet.csv');
  expect(answer).toMatchObject({ format: 'zoho-deals', read: 2, kept: 1, rejected: 1 });
  expect(answer.rejects[0].reason).toContain('a spreadsheet has rounded');
  expect(await all('SELECT id FROM deal')).toEqual([{ id: '4876876000000333001' }]);
});

test('a converted lead, its contact and its deal are one story, from the ad on', async () => {
  const engine = await crmWorkspace([
    'zoho-deals/deals.csv',
    'zoho-contacts/contacts.csv',
    'zoho-leads/leads.csv',
    'zoho-accounts/accounts.csv',
  ]);
  // 12,500.50 by the ad; 900.00 by a deal that nobody stands on.
  expect(await credited(engine, 'campaign')).toEqual({ 'brand | uk': 12500.5 });
  const { people } = await engine.journey({ key: 'deal:zoho:4876876000000333001' });
  expect(people).toHaveLength(1);
  expect(people[0].keys).toEqual(
    expect.arrayContaining(['contact:zoho:4876876000000111001', 'contact:zoho:4876876000000444001']),
  );
  expect((await engine.journey({ key: 'account:zoho:4876876000000222001' })).people).toEqual(people);
});
