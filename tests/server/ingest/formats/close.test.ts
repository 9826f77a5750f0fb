import { expect, test } from 'vitest';
import { credited, crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

test('reads leads as companies, the primary contact beside', async () => {
  const { answer, all } = await importFixture('close-leads/leads.csv');
  expect(answer).toMatchObject({ format: 'close-leads', read: 2, kept: 2 });
  expect(await all('SELECT id, name, domain FROM account ORDER BY id')).toEqual([
    { id: 'lead_70jZ5hiVt5X31MZ3vJ0R2v', name: 'Analytical Engines', domain: 'analytical.example' },
    { id: 'lead_80jZ5hiVt5X31MZ3vJ0R2w', name: 'Two Homes', domain: null },
  ]);
  expect(await all('SELECT email, account_id FROM contact')).toEqual([
    { email: 'ada@analytical.example', account_id: 'lead_70jZ5hiVt5X31MZ3vJ0R2v' },
  ]);
});

const deals = 'SELECT id, name, state, amount, currency, account_id FROM deal ORDER BY id';
const platform = {
  id: 'oppo_8H7sjNso8FVFBv7kvmXNjR',
  name: 'Platform',
  state: 'won',
  amount: 1250050,
  currency: 'EUR',
  account_id: 'lead_70jZ5hiVt5X31MZ3vJ0R2v',
};

test('an opportunity is the same out of CSV, where its value is major, and out of JSON, where it is minor', async () => {
  const csv = await importFixture('close-opportunities/opportunities.csv', { zone: 'Europe/Berlin' });
  expect(csv.answer).toMatchObject({ format: 'close-opportunities', kept: 2 });
  expect((await csv.all(deals))[0]).toEqual(platform);
  // The day it was won is the organisation's: 5 March begins in Berlin at 23:00 UTC.
  expect(instant((await csv.all('SELECT won_at FROM deal ORDER BY id'))[0].won_at)).toBe('2026-03-04T23:00:00.000Z');
  const json = await importFixture('close-opportunities-json/opportunities.jsonl');
  expect(json.answer).toMatchObject({ format: 'close-opportunities-json', kept: 2 });
  // 5000 yen are 5000: the yen has no minor unit.
  expect(await json.all(deals)).toMatchObject([platform, { state: 'open', amount: 5000, currency: 'JPY' }]);
});

test('reads the JSON export: a row for each lead, contact and opportunity', async () => {
  const { answer, all } = await importFixture('close-leads-json/leads.json');
  // 2 leads, 2 contacts, 2 opportunities.
  expect(answer).toMatchObject({ format: 'close-leads-json', read: 6, kept: 6, rejected: 0 });
  expect((await all(deals))[0]).toEqual(platform);
  expect(await all('SELECT name, email, phone FROM contact ORDER BY name')).toEqual([
    { name: 'Ada Byron', email: 'ada@analytical.example', phone: '+442079460001' },
    { name: 'Charles Babbage', email: null, phone: null },
  ]);
  expect(await all('SELECT person FROM deal_person')).toEqual([
    { person: 'contact:close:cont_o0kP9ebMQjSWoSGL8mKTzn' },
  ]);
});

test('leads, contacts and opportunities meet; the gclid kept on the lead has the revenue', async () => {
  const engine = await crmWorkspace([
    'close-leads/leads.csv',
    'close-contacts/contacts.csv',
    'close-opportunities/opportunities.csv',
  ]);
  expect(await credited(engine, 'channel')).toEqual({ 'Paid Search': 12500.5 });
  const account = await engine.journey({ key: 'account:close:lead_70jZ5hiVt5X31MZ3vJ0R2v' });
  expect(account.people.map(({ label }) => label)).toEqual(['ada@analytical.example', 'charles@analytical.example']);
  expect((await engine.journey({ key: 'deal:close:oppo_8H7sjNso8FVFBv7kvmXNjR' })).people).toHaveLength(1);
});
