import { expect, test } from 'vitest';
import { credited, crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

test('reads a worksheet: the hidden GUID as id, what was got once won, currencies in words', async () => {
  const { answer, all } = await importFixture('dynamics-opportunities/worksheet.csv');
  expect(answer).toMatchObject({ format: 'dynamics-opportunities', read: 3, kept: 3, rejected: 0 });
  const rows = await all('SELECT * FROM deal ORDER BY id');
  expect(rows).toMatchObject([
    {
      id: '5f1b2c3d-0001-4a5b-8c9d-aa00bb11cc01',
      name: 'Analytical Engines platform',
      state: 'won',
      amount: 1250050,
      currency: 'EUR',
    },
    {
      id: '5f1b2c3d-0001-4a5b-8c9d-aa00bb11cc02',
      state: 'lost',
      amount: 400000,
      currency: 'GBP',
      account_name: 'Two Homes',
    },
    { id: '5f1b2c3d-0001-4a5b-8c9d-aa00bb11cc03', state: 'open', amount: 90000, won_at: null },
  ]);
  expect(instant(rows[0].won_at)).toBe('2026-03-05T00:00:00.000Z');
});

test('reads logical names: the state as a number, contact and originating lead by id', async () => {
  const { answer, all } = await importFixture('dynamics-opportunities/dataverse.csv');
  expect(answer).toMatchObject({ format: 'dynamics-opportunities', kept: 1 });
  expect(await all('SELECT id, state, amount FROM deal')).toEqual([
    { id: '5f1b2c3d-0001-4a5b-8c9d-aa00bb11cc01', state: 'won', amount: 1250050 },
  ]);
  expect(await all('SELECT person, how FROM deal_person ORDER BY how')).toEqual([
    { person: 'contact:dynamics:5f1b2c3d-0002-4a5b-8c9d-aa00bb11cc02', how: 'contact' },
    { person: 'contact:dynamics:5f1b2c3d-0004-4a5b-8c9d-aa00bb11cc04', how: 'originating lead' },
  ]);
});

test('reads leads of a worksheet', async () => {
  const { answer, all } = await importFixture('dynamics-leads/worksheet.csv');
  expect(answer).toMatchObject({ format: 'dynamics-leads', kept: 1 });
  expect(await all('SELECT name, email, account_name, lifecycle FROM contact')).toEqual([
    { name: 'Cy Twombly', email: 'cy@two-homes.example', account_name: 'Two Homes', lifecycle: 'New' },
  ]);
});

test("lead, contact, account and deal meet, and the lead's click has the revenue", async () => {
  const engine = await crmWorkspace([
    'dynamics-opportunities/worksheet.csv',
    'dynamics-contacts/worksheet.csv',
    'dynamics-leads/dataverse.csv',
    'dynamics-accounts/worksheet.csv',
  ]);
  expect(await credited(engine, 'channel')).toEqual({ 'Paid Search': 12500.5 });
  const { people } = await engine.journey({ key: 'deal:dynamics:5f1b2c3d-0001-4a5b-8c9d-aa00bb11cc01' });
  expect(people).toMatchObject([{ label: 'ada@analytical.example', account: 'Analytical Engines' }]);
  expect((await engine.journey({ key: 'account:dynamics:5f1b2c3d-0003-4a5b-8c9d-aa00bb11cc03' })).people).toEqual(
    people,
  );
});
