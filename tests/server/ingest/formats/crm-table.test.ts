import { expect, test } from 'vitest';
import { credited, crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

const deals = 'SELECT name, state, amount, currency FROM deal ORDER BY amount DESC';

test('reads a sheet below its title: deals, people, and where they came from', async () => {
  const { answer, all } = await importFixture('crm-table/google-sheet.csv');
  expect(answer).toMatchObject({ format: 'crm-table', read: 4, kept: 3, rejected: 1 });
  expect(await all(deals)).toEqual([
    { name: 'Analytical Engines', state: 'won', amount: 1250050, currency: 'GBP' },
    { name: 'Two Homes', state: 'lost', amount: 400000, currency: 'GBP' },
    { name: 'Béla Kovács', state: 'open', amount: 90000, currency: 'GBP' },
  ]);
  const [won] = await all("SELECT won_at FROM deal WHERE state = 'won'");
  expect(instant(won.won_at)).toBe('2026-03-05T00:00:00.000Z');
  expect(await all('SELECT person FROM deal_person ORDER BY person')).toEqual([
    { person: 'email:ada@analytical.example' },
    { person: 'email:cy@two-homes.example' },
    { person: 'phone:+44 20 7946 0003' },
  ]);
});

test('reads German words, semicolons and decimal commas', async () => {
  const { answer, all } = await importFixture('crm-table/vertrieb.csv');
  expect(answer).toMatchObject({ format: 'crm-table', kept: 2, rejected: 0 });
  expect(await all(deals)).toEqual([
    { name: 'Plattform', state: 'won', amount: 1250050, currency: 'EUR' },
    { name: 'Verlängerung', state: 'lost', amount: 400000, currency: 'EUR' },
  ]);
});

test('reads Spanish words from Windows-1252, the currency from the amount', async () => {
  const { answer, all } = await importFixture('crm-table/ventas-windows-1252.csv');
  expect(answer).toMatchObject({ format: 'crm-table', kept: 2, rejected: 0 });
  expect(await all(deals)).toEqual([
    { name: 'Plataforma', state: 'won', amount: 1250050, currency: 'EUR' },
    { name: 'Renovación', state: 'lost', amount: 400000, currency: 'EUR' },
  ]);
});

test('a row is the same deal when its stage moves on', async () => {
  const { all, again } = await importFixture('crm-table/google-sheet.csv');
  const later = await again('crm-table/google-sheet-later.csv');
  expect(later).toMatchObject({ kept: 1, duplicates: 1 });
  expect(await all("SELECT name, state FROM deal WHERE name = 'Béla Kovács'")).toEqual([
    { name: 'Béla Kovács', state: 'won' },
  ]);
  expect(await all('SELECT count(*) AS n FROM deal')).toEqual([{ n: 3 }]);
});

test('revenue goes to the source that the sheet names', async () => {
  const engine = await crmWorkspace(['crm-table/google-sheet.csv']);
  expect(await credited(engine, 'channel')).toEqual({ 'Paid Search': 12500.5 });
  // Ada by the ad; Cy and Béla by people's word.
  expect(await credited(engine, 'channel', 'leads')).toEqual({ 'Paid Search': 1, Referral: 2 });
});

test('a list of leads without deals gives people and touches, and no deal', async () => {
  const { answer, all } = await importFixture('crm-table/leads-form.csv');
  expect(answer).toMatchObject({ format: 'crm-table', read: 2, kept: 2 });
  expect(answer.records).toEqual({ contact: 2, event: 2 });
  expect(await all('SELECT count(*) AS n FROM deal')).toEqual([{ n: 0 }]);
  expect(await all('SELECT source, medium, campaign, click_ids FROM event_given ORDER BY source')).toEqual([
    { source: 'google', medium: 'cpc', campaign: 'brand | uk', click_ids: 'gclid=Cj0KCQjwFIXTUREabcdefghij_-' },
    { source: 'newsletter', medium: 'email', campaign: 'spring', click_ids: null },
  ]);
});
