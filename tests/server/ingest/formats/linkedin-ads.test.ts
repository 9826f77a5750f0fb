import { expect, test } from 'vitest';
import { costBy, spendOf } from './ad-cost.ts';
import { sharedData } from './import-fixture.ts';

test('reads the download: UTF-16, a preamble, American dates, days in UTC', async () => {
  const { answer, rows } = await spendOf('linkedin-ads/campaign-performance.csv');
  expect(answer).toMatchObject({ format: 'linkedin-ads', read: 2, kept: 2, rejected: 0 });
  expect(answer.notes.join(' ')).toContain('UTC days');
  expect(rows.map(row => [row.day, row.campaign_id, row.level, row.impressions, row.cost, row.currency])).toEqual([
    ['2026-03-01', '148000001', 1, 3100, 12050, 'EUR'],
    ['2026-03-02', '148000001', 1, 2900, 109950, 'EUR'],
  ]);
  expect(rows[0]).toMatchObject({ account: 'Bikes Ltd', claimed_conversions: 2, claimed_value: 50000 });
  // 120.50 + 1,099.50 = 1,220
  expect(await costBy('campaign', 'linkedin-ads/campaign-performance.csv')).toEqual([
    { name: 'Fleet managers | DACH', platform: 'linkedin-ads', campaignId: '148000001', clicks: 33, cost: 1220 },
  ]);
});

test('reads a file saved anew with semicolons, an id as the API names it, a total row apart', async () => {
  const { answer, rows } = await spendOf('linkedin-ads/resaved.csv');
  expect(answer).toMatchObject({ read: 1, kept: 1 });
  expect(rows).toMatchObject([{ day: '2026-03-14', campaign_id: '148000001', impressions: 3100, cost: 12050 }]);
});

test('reads a warehouse table: the account’s own currency before dollars', async () => {
  const { rows } = await spendOf('linkedin-ads/warehouse.csv');
  expect(rows.map(row => [row.day, row.campaign_id, row.cost, row.currency])).toEqual([
    ['2026-03-01', '148000001', 5020, null],
    ['2026-03-02', '148000001', 0, null],
  ]);
});

test('refuses a report without days', async () => {
  const { answer } = await spendOf('linkedin-ads/refused/no-day.csv');
  expect(answer.error).toMatchObject({ code: 'columns-missing', remedy: expect.stringContaining('Daily') });
});

test.skipIf(!sharedData)('reads a public warehouse sample', async () => {
  const { answer } = await spendOf(`${sharedData}/ads-api-reports/linkedin_ad_analytics_by_campaign_data.csv`);
  expect(answer).toMatchObject({ format: 'linkedin-ads', read: 20, kept: 20, rejected: 0 });
});
