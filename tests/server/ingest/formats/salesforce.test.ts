import { expect, test } from 'vitest';
import { importFixture, instant } from './import-fixture.ts';

test('reads opportunities: won is what IsWon says, ids keep their case and their first 15 characters', async () => {
  const { answer, all } = await importFixture('salesforce-opportunity/data-loader.csv', { zone: 'Europe/Berlin' });
  expect(answer).toMatchObject({ format: 'salesforce-opportunity', read: 5, rejected: 2 });
  const reasons = answer.rejects.map(({ reason }) => reason).join(' ');
  expect(reasons).toContain('IsDeleted');
  expect(reasons).toContain('1e5 or so');
  const rows = await all('SELECT * FROM deal ORDER BY id');
  expect(rows).toMatchObject([
    {
      id: '0065g00000AbCdE',
      state: 'won',
      amount: 1250050,
      currency: 'EUR',
      stage: 'Vertrag unterschrieben',
      owner: 'Rhys Owner',
      industry: 'Machinery',
      account_id: '0015g00000AccAA',
      account_name: 'Analytical Engines',
      account_domain: 'analytical.example',
    },
    {
      id: '0065g00000LostA',
      state: 'lost',
      amount: 4000,
      currency: 'JPY',
      stage: 'Closed Won (old name)',
      won_at: null,
    },
    { id: '0065g00000aBcDe', state: 'open', amount: 90000, currency: 'GBP' },
  ]);
  expect(instant(rows[0].created_at)).toBe('2026-01-31T17:23:34.000Z');
  // CloseDate is a day of the organisation: 5 March begins in Berlin at 23:00 UTC the day before.
  expect(instant(rows[0].won_at)).toBe('2026-03-04T23:00:00.000Z');
  expect(rows[0].won_until).toBe(Date.UTC(2026, 2, 5, 23) * 1000 - 1);
  expect(String(JSON.parse(String(rows[0].properties)).DESCRIPTION).replaceAll('\r', '')).toBe(
    'First line\nsecond line, with "quotes"',
  );
});

test("puts the opportunity's own contact on it", async () => {
  const { all } = await importFixture('salesforce-opportunity/data-loader.csv');
  expect(await all('SELECT deal_id, person, how FROM deal_person')).toEqual([
    { deal_id: '0065g00000AbCdE', person: 'contact:salesforce:0035g00000ConAA', how: 'opportunity contact' },
  ]);
});

test('a 15-character file and an 18-character file are the same records', async () => {
  const first = await importFixture('salesforce-opportunity/data-export.csv');
  await first.again('salesforce-opportunity/fifteen-character-ids.csv');
  const rows = await first.all('SELECT id, amount, state, created_at FROM deal');
  expect(rows).toMatchObject([{ id: '0065g00000AbCdE', amount: 1250050, state: 'won' }]);
  expect(instant(rows[0].created_at)).toBe('2026-01-31T17:23:34.000Z');
});

test('reads contacts of both exports', async () => {
  const { answer, all } = await importFixture('salesforce-contact/data-loader.csv');
  expect(answer).toMatchObject({ format: 'salesforce-contact', read: 3, kept: 1, rejected: 2 });
  const rows = await all('SELECT * FROM contact');
  expect(rows).toMatchObject([
    {
      system: 'salesforce',
      id: '0035g00000ConAA',
      email: 'ada@analytical.example',
      phone: '+44 20 7946 0001',
      name: 'Ada Byron',
      account_id: '0015g00000AccAA',
      account_name: 'Analytical Engines',
    },
  ]);
  expect(instant(rows[0].created_at)).toBe('2026-01-15T09:30:00.000Z');
  expect(JSON.parse(String(rows[0].properties))).toMatchObject({ GCLID__C: 'Cj0KCQjwFIXTURE' });

  const exported = await importFixture('salesforce-contact/data-export.csv');
  expect(await exported.all('SELECT id, name, phone FROM contact')).toEqual([
    { id: '0035g00000ConAA', name: 'Ada Byron', phone: '020 7946 0001' },
  ]);
});

test('reads contact roles, primary and not', async () => {
  const { answer, all } = await importFixture('salesforce-opportunity-contact-role/data-loader.csv');
  expect(answer).toMatchObject({ format: 'salesforce-opportunity-contact-role', read: 4, kept: 2, rejected: 2 });
  expect(await all('SELECT deal_id, person, role, is_primary, how FROM deal_person ORDER BY person')).toEqual([
    {
      deal_id: '0065g00000AbCdE',
      person: 'contact:salesforce:0035g00000ConAA',
      role: 'Decision Maker',
      is_primary: true,
      how: 'contact role',
    },
    {
      deal_id: '0065g00000AbCdE',
      person: 'contact:salesforce:0035g00000ConBB',
      role: 'Influencer',
      is_primary: false,
      how: 'contact role',
    },
  ]);
});

test('reads the history: a change is won by its forecast category at 100 %, not by its stage', async () => {
  const { answer, all } = await importFixture('salesforce-opportunity-history/data-loader.csv');
  expect(answer).toMatchObject({ format: 'salesforce-opportunity-history', read: 4, kept: 3, rejected: 1 });
  const rows = await all('SELECT * FROM stage_change ORDER BY id');
  expect(rows).toMatchObject([
    { id: '0085g00000His1A', deal_id: '0065g00000AbCdE', stage: 'Erstgespräch', state: 'open', probability: 10 },
    { id: '0085g00000His2A', stage: 'Vertrag unterschrieben', state: 'won', probability: 100, amount: 1250050 },
    { id: '0085g00000His3A', deal_id: '0065g00000LostA', stage: 'Verloren', state: 'lost', probability: 0 },
  ]);
  expect(instant(rows[1].at)).toBe('2026-03-04T15:00:00.000Z');
});
