import { expect, test } from 'vitest';
import { crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

test('reads contacts by their labels, times in the zone of the file', async () => {
  const { answer, all } = await importFixture('hubspot-contacts/contacts.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'hubspot-contacts', read: 4, kept: 3, rejected: 1 });
  expect(answer.rejects).toMatchObject([{ line: 4 }]);
  expect(answer.rejects[0].reason).toContain('not an address');
  const rows = await all('SELECT * FROM contact ORDER BY id');
  expect(rows).toMatchObject([
    {
      system: 'hubspot',
      id: '9001',
      name: 'Ada Byron',
      email: 'ada.byron@analytical.example',
      phone: '+44 20 7946 0001',
      account_id: '501',
      account_name: 'Analytical Engines',
      owner: 'Rhys Owner',
      lifecycle: 'Customer',
      merged_ids: null,
    },
    { id: '9002', name: 'Béla Kovács', merged_ids: '9007;9008', account_id: null },
    { id: '9004', account_id: '502', account_name: 'Two Homes Ltd' },
  ]);
  expect(instant(rows[0].created_at)).toBe('2026-01-15T09:30:00.000Z');
  // 15 June is summer time: 09:30 in London is 08:30 UTC.
  expect(instant(rows[1].created_at)).toBe('2026-06-15T08:30:00.000Z');
  // A day alone: its midnight, and its last microsecond as the latest it can be.
  expect(instant(rows[2].created_at)).toBe('2026-02-10T00:00:00.000Z');
  expect(rows[2].created_until).toBe(Date.UTC(2026, 1, 11) * 1000 - 1);
});

test('keeps the original traffic source as properties, line breaks and quotes included', async () => {
  const { all } = await importFixture('hubspot-contacts/contacts.csv', { zone: 'Europe/London' });
  const [ada, , cy] = (await all('SELECT properties FROM contact ORDER BY id')).map(row =>
    JSON.parse(String(row.properties)),
  );
  expect(ada).toMatchObject({
    'Original Traffic Source': 'Paid Search',
    'Original Traffic Source Drill-Down 1': 'brand | uk',
  });
  expect(String(cy['Original Traffic Source Drill-Down 2']).replaceAll('\r', '')).toBe('said:\n"call me"\non Monday');
});

test('reads contacts by internal names', async () => {
  const { all } = await importFixture('hubspot-contacts/internal-names.csv');
  expect(await all('SELECT id, email, name, account_id, lifecycle FROM contact')).toEqual([
    { id: '9001', email: 'ada.byron@analytical.example', name: 'Ada Byron', account_id: '501', lifecycle: 'customer' },
  ]);
});

test('reads deals: won is what Is Closed Won says, whatever the stage is called', async () => {
  const { answer, all } = await importFixture('hubspot-deals/deals.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'hubspot-deals', read: 4, rejected: 1 });
  expect(answer.rejects[0]).toMatchObject({ line: 5 });
  expect(answer.rejects[0].reason).toContain('twelve');
  const rows = await all('SELECT * FROM deal ORDER BY id');
  expect(rows).toMatchObject([
    {
      id: '7001',
      state: 'won',
      amount: 1250050,
      currency: 'EUR',
      account_id: '501',
      owner: 'Rhys Owner',
      lost_at: null,
    },
    { id: '7002', state: 'open', stage: 'Closed Won', amount: 90000, currency: 'GBP', won_at: null, lost_at: null },
    { id: '7003', state: 'lost', amount: 400000, account_id: '502', account_name: 'Two Homes Ltd', won_at: null },
  ]);
  expect(instant(rows[0].created_at)).toBe('2026-02-01T10:00:00.000Z');
  expect(instant(rows[0].won_at)).toBe('2026-03-05T16:45:00.000Z');
  expect(instant(rows[2].lost_at)).toBe('2026-03-20T12:00:00.000Z');
});

test('puts every associated contact on the deal', async () => {
  const { all } = await importFixture('hubspot-deals/deals.csv');
  expect(
    await all(
      `SELECT deal_id, person, how, is_primary FROM deal_person WHERE deal_id IN ('7001', '7002', '7003') ORDER BY ALL`,
    ),
  ).toEqual([
    { deal_id: '7001', person: 'contact:hubspot:9001', how: 'association', is_primary: false },
    { deal_id: '7001', person: 'contact:hubspot:9002', how: 'association', is_primary: false },
    { deal_id: '7002', person: 'contact:hubspot:9002', how: 'association', is_primary: false },
  ]);
});

test('reads deals by internal names and stages, yen without decimals', async () => {
  const { all } = await importFixture('hubspot-deals/internal-names.csv');
  expect(await all('SELECT id, state, amount, currency FROM deal ORDER BY id')).toEqual([
    { id: '7001', state: 'won', amount: 1250050, currency: 'EUR' },
    { id: '7005', state: 'open', amount: 100, currency: 'JPY' },
    { id: '7006', state: 'lost', amount: 30000, currency: 'GBP' },
  ]);
});

test('reads an older export with Deal ID, semicolons and a decimal comma', async () => {
  const { all } = await importFixture('hubspot-deals/older-deal-id.csv');
  expect(await all('SELECT id, state, amount FROM deal')).toEqual([{ id: '7009', state: 'won', amount: 123456 }]);
  expect(await all('SELECT person FROM deal_person ORDER BY person')).toEqual([
    { person: 'contact:hubspot:9001' },
    { person: 'contact:hubspot:9002' },
  ]);
});

test('reads companies by labels and by internal names', async () => {
  const labels = await importFixture('hubspot-companies/companies.csv');
  expect(labels.answer).toMatchObject({ format: 'hubspot-companies', read: 2, kept: 2, rejected: 0 });
  const accounts = 'SELECT system, id, name, domain, industry, owner FROM account ORDER BY id';
  expect((await labels.all(accounts))[0]).toEqual({
    system: 'hubspot',
    id: '501',
    name: 'Analytical Engines',
    domain: 'analytical.example',
    industry: 'Machinery',
    owner: 'Rhys Owner',
  });
  const internal = await importFixture('hubspot-companies/internal-names.csv');
  expect(await internal.all(accounts)).toMatchObject([{ id: '501', domain: 'analytical.example', owner: '77' }]);
});

test("a company is found by the id of its record's address", async () => {
  const engine = await crmWorkspace([
    'hubspot-companies/companies.csv',
    'hubspot-contacts/contacts.csv',
    'hubspot-deals/deals.csv',
  ]);
  expect(await engine.journey({ key: 'account:hubspot:501' })).toMatchObject({
    kind: 'account',
    label: 'Analytical Engines',
  });
});

test('reads the older labels, and the deals that a contact is on', async () => {
  const { answer, all } = await importFixture('hubspot-contacts/older-original-source.csv');
  expect(answer).toMatchObject({ format: 'hubspot-contacts', kept: 1 });
  expect(await all('SELECT deal_id, person, how FROM deal_person ORDER BY deal_id')).toEqual([
    { deal_id: '7001', person: 'contact:hubspot:9001', how: 'association' },
    { deal_id: '7003', person: 'contact:hubspot:9001', how: 'association' },
  ]);
  const [{ properties }] = await all('SELECT properties FROM contact');
  expect(JSON.parse(String(properties))).toMatchObject({ 'Original Source': 'Paid Search' });
});
