import { expect, test } from 'vitest';
import { credited, crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

test('reads deals of a list view, the deleted one set aside', async () => {
  const { answer, all } = await importFixture('pipedrive-deals/deals.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'pipedrive-deals', read: 4, kept: 3, rejected: 1 });
  expect(answer.rejects).toMatchObject([{ line: 5, reason: 'deleted in Pipedrive' }]);
  const rows = await all('SELECT * FROM deal ORDER BY id');
  expect(rows).toMatchObject([
    {
      system: 'pipedrive',
      id: '41',
      state: 'won',
      amount: 1250050,
      currency: 'EUR',
      stage: 'Contract signed',
      account_id: '201',
    },
    { id: '42', state: 'lost', amount: 400000, currency: 'GBP', account_name: 'Two Homes' },
    { id: '43', state: 'open', amount: 90000, won_at: null, lost_at: null },
  ]);
  expect(instant(rows[0].won_at)).toBe('2026-03-05T16:45:00.000Z');
  expect(await all('SELECT deal_id, person FROM deal_person ORDER BY deal_id')).toEqual([
    { deal_id: '41', person: 'contact:pipedrive:301' },
    { deal_id: '42', person: 'contact:pipedrive:302' },
  ]);
});

test('reads bare headers and a state in German; the day it was closed stands in for the won time', async () => {
  const { answer, all } = await importFixture('pipedrive-deals/bare-headers.csv');
  expect(answer).toMatchObject({ format: 'pipedrive-deals', kept: 1 });
  const [deal] = await all('SELECT * FROM deal');
  expect(deal).toMatchObject({ id: '41', name: 'Analytical Engines platform', state: 'won', amount: 1250050 });
  expect(instant(deal.won_at)).toBe('2026-03-05T16:45:00.000Z');
});

test("reads another language's word before the field", async () => {
  const { answer, all } = await importFixture('pipedrive-deals/obchody.csv');
  expect(answer).toMatchObject({ format: 'pipedrive-deals', kept: 1 });
  expect(await all('SELECT id, name, state, amount, currency, stage FROM deal')).toEqual([
    { id: '45', name: 'Stroje pro Prahu', state: 'won', amount: 125050, currency: 'CZK', stage: 'Smlouva' },
  ]);
});

test('reads people: the first of several addresses, the phone of any kind, the gclid as a touch', async () => {
  const { answer, all } = await importFixture('pipedrive-persons/people.csv');
  expect(answer).toMatchObject({ format: 'pipedrive-persons', read: 2, kept: 2 });
  expect(await all('SELECT id, name, email, phone, account_id FROM contact ORDER BY id')).toEqual([
    { id: '301', name: 'Ada Byron', email: 'ada@analytical.example', phone: '+44 20 7946 0001', account_id: '201' },
    { id: '302', name: 'Cy Twombly', email: 'cy@two-homes.example', phone: '020 7946 0002', account_id: '202' },
  ]);
  expect(await all('SELECT contact_id, click_ids FROM event JOIN event_given USING (key, import_id, line)')).toEqual([
    { contact_id: 'pipedrive:301', click_ids: 'gclid=Cj0KCQjwFIXTURE-a_B' },
  ]);
  const older = await importFixture('pipedrive-persons/bare-older.csv');
  expect(older.answer).toMatchObject({ format: 'pipedrive-persons' });
  expect(await older.all('SELECT email FROM contact')).toEqual([{ email: 'ada@analytical.example' }]);
});

test('deals, people and organisations meet by the ids of their addresses, and revenue goes to the ad', async () => {
  const engine = await crmWorkspace([
    'pipedrive-deals/deals.csv',
    'pipedrive-persons/people.csv',
    'pipedrive-organizations/organizations.csv',
  ]);
  // The deal's own utm values: google / cpc / brand | uk, 12,500.50.
  expect(await credited(engine, 'campaign')).toEqual({ 'brand | uk': 12500.5 });
  const { people } = await engine.journey({ key: 'deal:pipedrive:41' });
  expect(people).toMatchObject([{ label: 'ada@analytical.example', account: 'Analytical Engines' }]);
  expect((await engine.journey({ key: 'contact:pipedrive:301' })).people).toEqual(people);
  expect((await engine.journey({ key: 'account:pipedrive:201' })).people).toEqual(people);
});
