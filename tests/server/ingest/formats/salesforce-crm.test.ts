import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../../server/engine.ts';
import { credited, crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await crmWorkspace([
    'salesforce-lead/data-loader.csv',
    'salesforce-contact/data-loader.csv',
    'salesforce-opportunity/data-loader.csv',
    'salesforce-opportunity-history/data-loader.csv',
    'salesforce-campaign/data-export.csv',
    'salesforce-campaign-member/data-loader.csv',
    'salesforce-account/data-export.csv',
  ]);
}, 120_000);

test('a lead and the contact it was converted to are one person, found by either id', async () => {
  const asLead = await engine.journey({ key: 'contact:salesforce:00Q5g00000LeadA' });
  expect(asLead.people).toHaveLength(1);
  expect(asLead.people[0].keys).toEqual(
    expect.arrayContaining([
      'contact:salesforce:00Q5g00000LeadA',
      'contact:salesforce:0035g00000ConAA',
      'email:ada@analytical.example',
    ]),
  );
  expect(await engine.journey({ key: 'contact:salesforce:0035g00000ConAA' })).toMatchObject({ people: asLead.people });
  for (const key of ['deal:salesforce:0065g00000AbCdE', 'account:salesforce:0015g00000AccAA'])
    expect((await engine.journey({ key })).people).toEqual(asLead.people);
});

test('a deal is won when its history first says so, not on the close date that people edit', async () => {
  // CloseDate 5 March; the history's won row is of 4 March, 15:00.
  expect((await engine.journey({ key: 'deal:salesforce:0065g00000AbCdE' })).summary).toContain('on 4 March');
});

test("a click on the lead counts once, at the lead's creation, though the contact carries it too", async () => {
  const first = await engine.report({ by: ['campaign'], goal: 'revenue', models: ['first-touch'] });
  // Ada: the ad on 12 January (lead), the trade fair on 21 January; won for 12,500.50.
  expect(first.rows.find(row => row.campaign === 'brand | uk')).toMatchObject({ revenue: 12500.5, leads: 1 });
  const linear = await engine.report({ by: ['campaign'], goal: 'revenue', models: ['linear'] });
  // Two touches: 12,500.50 / 2 = 6,250.25 each.
  expect(linear.rows.find(row => row.campaign === 'brand | uk')).toMatchObject({ revenue: 6250.25 });
});

test('an answer to a campaign is a touch under its name and cost; being put on a list is none', async () => {
  const { rows } = await engine.report({ by: ['campaign'], goal: 'revenue' });
  expect(rows.find(row => row.campaign === 'Trade fair | Leeds')).toMatchObject({ cost: 4200.5, revenue: 12500.5 });
  // Cy was only sent the webinar: the newsletter made the lead.
  const cy = await engine.journey({ key: 'contact:salesforce:00Q5g00000LeadB' });
  expect(cy.summary).not.toMatch(/webinar/i);
  const { rows: channels } = await engine.report({ by: ['channel'], goal: 'leads' });
  expect(channels.find(row => row.channel === 'Paid Search')).toMatchObject({ leads: 1 });
});

test('a lead that was merged redirects to the one that stayed; one that was deleted is set aside', async () => {
  const { answer, all } = await importFixture('salesforce-lead/data-loader.csv');
  expect(answer).toMatchObject({ format: 'salesforce-lead', read: 4, kept: 3, rejected: 1 });
  expect(answer.rejects).toMatchObject([{ line: 5, reason: 'deleted in Salesforce (IsDeleted)' }]);
  expect(await all('SELECT id, merged_ids FROM contact ORDER BY id')).toEqual([
    { id: '00Q5g00000LeadA', merged_ids: '0035g00000ConAA' },
    { id: '00Q5g00000LeadB', merged_ids: null },
    { id: '00Q5g00000LeadC', merged_ids: '00Q5g00000LeadB' },
  ]);
  expect(await all('SELECT deal_id, person, how FROM deal_person')).toEqual([
    { deal_id: '0065g00000AbCdE', person: 'contact:salesforce:00Q5g00000LeadA', how: 'converted lead' },
  ]);
  const [click] = await all('SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at"');
  expect(click).toMatchObject({ click_ids: 'gclid=Cj0KCQjwFIXTURE', source: 'google', campaign: 'brand | uk' });
  expect(instant(click.at)).toBe('2026-01-12T10:15:00.000Z');
});

test('members of a campaign: an event when put on it, another on the day of the answer', async () => {
  const { answer, all } = await importFixture('salesforce-campaign-member/data-loader.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'salesforce-campaign-member', read: 2, kept: 2 });
  const rows = await all('SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at"');
  expect(rows.map(row => [instant(row.at), row.name, row.contact_id, row.source, row.campaign_id])).toEqual([
    ['2026-01-15T09:00:00.000Z', 'campaign member', 'salesforce:0035g00000ConAA', null, null],
    ['2026-01-21T00:00:00.000Z', 'campaign response', 'salesforce:0035g00000ConAA', 'salesforce', '7015g00000CampA'],
    ['2026-02-10T09:00:00.000Z', 'campaign member', 'salesforce:00Q5g00000LeadB', null, null],
  ]);
  const bare = await importFixture('salesforce-campaign-member/without-responses.csv');
  expect(await bare.all('SELECT source, campaign_id FROM event_given')).toEqual([
    { source: 'salesforce', campaign_id: '7015g00000CampA' },
  ]);
});

test('a campaign costs once, however often its first day is moved; one without cost gives its name', async () => {
  const { all, again } = await importFixture('salesforce-campaign/data-export.csv');
  const spend = 'SELECT campaign_id, campaign, day::VARCHAR AS day, cost FROM spend ORDER BY campaign_id';
  const rows = [
    { campaign_id: '7015g00000CampA', campaign: 'Trade fair | Leeds', day: '2026-01-20', cost: 420050 },
    { campaign_id: '7015g00000CampB', campaign: 'Spring webinar', day: '2026-01-05', cost: 0 },
  ];
  expect(await all(spend)).toEqual(rows);
  await again('salesforce-campaign/moved.csv');
  expect(await all(spend)).toEqual([{ ...rows[0], day: '2026-02-20', cost: 500000 }, rows[1]]);
});

test('reads accounts, without those that were deleted', async () => {
  const { answer, all } = await importFixture('salesforce-account/data-export.csv');
  expect(answer).toMatchObject({ format: 'salesforce-account', read: 3, kept: 2, rejected: 1 });
  expect(await all('SELECT id, name, domain, industry, type FROM account ORDER BY id')).toEqual([
    {
      id: '0015g00000AccAA',
      name: 'Analytical Engines',
      domain: 'analytical.example',
      industry: 'Machinery',
      type: 'Customer',
    },
    { id: '0015g00000AccBB', name: 'Two Homes', domain: 'twohomes.example', industry: 'Property', type: 'Prospect' },
  ]);
});

test('reads an opportunity report: labels, German numbers, British dates, the footer apart', async () => {
  const { answer, all } = await importFixture('salesforce-opportunity-report/details-latin1.csv', {
    zone: 'Europe/Berlin',
  });
  expect(answer).toMatchObject({ format: 'salesforce-opportunity-report', read: 3, kept: 3, rejected: 0 });
  const rows = await all('SELECT * FROM deal ORDER BY id');
  expect(rows.map(row => [row.id, row.name, row.state, row.amount, row.currency])).toEqual([
    ['0065g00000AbCdE', 'Analytical Engines 2026', 'won', 1250050, 'EUR'],
    ['0065g00000LostA', 'Lost one', 'lost', 400000, 'GBP'],
    ['0065g00000aBcDe', 'Case twin été', 'open', 90000, 'GBP'],
  ]);
  // 5 March, not 3 May: 31/01/2026 in the column beside and 20/03/2026 in this one.
  expect(instant(rows[0].won_at)).toBe('2026-03-04T23:00:00.000Z');
});

test('a report and a Data Loader file of one opportunity are one deal', async () => {
  const { all, again } = await importFixture('salesforce-opportunity/data-export.csv');
  await again('salesforce-opportunity-report/contact-roles.csv');
  expect(await all('SELECT id, state, amount, currency FROM deal')).toEqual([
    { id: '0065g00000AbCdE', state: 'won', amount: 1250050, currency: 'EUR' },
  ]);
});

test('a report of contact roles: a row for each person, the checkbox over the stage, the currency out of the amount', async () => {
  const { answer, all } = await importFixture('salesforce-opportunity-report/contact-roles.csv');
  expect(answer).toMatchObject({ read: 2, kept: 2 });
  // "3/5/2026" is in doubt; "1/31/2026" beside it is not.
  const [deal] = await all('SELECT * FROM deal');
  expect(deal).toMatchObject({ state: 'won', stage: 'Vertrag unterschrieben', currency: 'EUR' });
  expect(instant(deal.won_at)).toBe('2026-03-05T00:00:00.000Z');
  expect(await all('SELECT person, role, is_primary FROM deal_person ORDER BY person')).toEqual([
    { person: 'contact:salesforce:0035g00000ConAA', role: 'Decision Maker', is_primary: true },
    { person: 'email:charles@analytical.example', role: 'Influencer', is_primary: false },
  ]);
});

test('a report without ids is refused with the remedy', async () => {
  const { answer } = await importFixture('salesforce-opportunity-report/refused/without-id.csv');
  expect(answer.error).toMatchObject({ code: 'columns-missing' });
  expect(answer.error?.remedy).toContain('Opportunity ID');
});

test('reads a lead report and credits the deal that the lead was converted to', async () => {
  const reports = await crmWorkspace([
    'salesforce-lead-report/leads.csv',
    'salesforce-opportunity-report/details-latin1.csv',
  ]);
  expect(await credited(reports, 'channel')).toEqual({ 'Paid Search': 12500.5 });
  expect((await reports.journey({ key: 'contact:salesforce:0035g00000ConAA' })).label).toBe('ada@analytical.example');
});
