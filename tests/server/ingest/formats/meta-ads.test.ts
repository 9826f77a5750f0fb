import { expect, test } from 'vitest';
import { costBy, spendOf } from './ad-cost.ts';
import { sharedData } from './import-fixture.ts';

test('reads an export of Ads Manager: the sum in its first row apart, long ids as text, a campaign called Total kept', async () => {
  const { answer, rows } = await spendOf('meta-ads/ads-manager.csv');
  expect(answer).toMatchObject({ format: 'meta-ads', read: 3, kept: 3, rejected: 0 });
  expect(answer.notes.join(' ')).toContain('line 2');
  expect(rows.map(row => [row.day, row.campaign, row.ad_id, row.clicks, row.cost, row.claimed_conversions])).toEqual([
    ['2026-03-01', 'Spring | Prospecting', '120210000000000789', 40, 7653, 2],
    ['2026-03-02', 'Spring | Prospecting', '120210000000000789', 20, 3000, 1],
    ['2026-03-01', 'Total, retargeting', '120210000000000790', 15, 2334, null],
  ]);
  // 76.53 + 30 + 23.34 = 129.87, the sum that the first row says.
  expect(rows.reduce((sum, row) => sum + Number(row.cost), 0)).toBe(12987);
  expect(rows[0]).toMatchObject({
    platform: 'meta-ads',
    campaign_id: '120210000000000123',
    ad_group_id: '120210000000000456',
    level: 3,
    currency: 'EUR',
    claimed_value: 19990,
  });
});

test.each([
  ['kampagnen.csv', 'German', 'EUR'],
  ['campagnes.csv', 'French', 'CHF'],
  ['campanas.csv', 'Spanish', 'MXN'],
  ['campanhas.csv', 'Portuguese', 'BRL'],
  ['campagne-it.csv', 'Italian', 'EUR'],
  ['campagnes-nl.csv', 'Dutch', 'EUR'],
])('reads %s: %s, the currency in the header', async (file, _, currency) => {
  const { answer, rows } = await spendOf(`meta-ads/${file}`);
  expect(answer).toMatchObject({ format: 'meta-ads', rejected: 0 });
  expect(rows[0]).toMatchObject({ day: '2026-03-01', level: 2, impressions: 2100, clicks: 40, cost: 7653, currency });
  expect(rows[0].campaign).toBeTruthy();
  expect(rows[0].ad_group).toBeTruthy();
});

test('a row that reports from a day to the same day is of that day', async () => {
  const { rows } = await spendOf('meta-ads/older-titles.csv');
  expect(rows.map(row => [row.day, row.cost, row.currency])).toEqual([
    ['2026-03-01', 107653, 'USD'],
    ['2026-03-02', 3000, 'USD'],
  ]);
});

test.each(['whole-range.csv', 'no-dates.csv'])('refuses %s and says how to break it down by day', async file => {
  const { answer, rows } = await spendOf(`meta-ads/refused/${file}`);
  expect(answer.error?.remedy).toContain('by day');
  expect(rows).toEqual([]);
});

test('reads rows of the insights API, split by platform, and shows them as one campaign', async () => {
  const { rows } = await spendOf('meta-ads/insights-api.csv');
  expect(rows.map(row => [row.account, row.segment, row.cost])).toEqual([
    ['1700000000000015', 'facebook', 5003],
    ['1700000000000015', 'instagram', 2650],
  ]);
  // 50.03 + 26.50 = 76.53
  expect(await costBy('campaign', 'meta-ads/insights-api.csv')).toEqual([
    { name: 'Spring', platform: 'meta-ads', campaignId: '120210000000000123', clicks: 40, cost: 76.53 },
  ]);
});

test.each([
  ['meta-ads-insights/rows.jsonl', 'meta-ads-insights'],
  ['meta-ads-insights-pages/answer.json', 'meta-ads-insights-pages'],
])('reads %s', async (path, format) => {
  const { answer, rows } = await spendOf(path);
  expect(answer).toMatchObject({ format, kept: 2, rejected: 0 });
  expect(rows.map(row => [row.day, row.campaign_id, row.ad_group_id, row.clicks, row.cost, row.currency])).toEqual([
    ['2026-03-01', '120210000000000123', '120210000000000456', 40, 7653, 'EUR'],
    ['2026-03-02', '120210000000000123', '120210000000000456', 40, 3000, 'EUR'],
  ]);
});

test('refuses insights of a whole month', async () => {
  const { answer } = await spendOf('meta-ads-insights-pages/refused/whole-range.json');
  expect(answer.error).toMatchObject({ code: 'period-too-long', remedy: expect.stringContaining('time_increment=1') });
});

test('reads a warehouse table of ads, which knows no campaign', async () => {
  const { rows } = await spendOf('meta-ads/warehouse-basic-ad.csv');
  expect(rows.map(row => [row.platform, row.ad_id, row.campaign_id, row.level, row.cost])).toEqual([
    ['meta-ads', '120210000000000789', null, 3, 7653],
    ['meta-ads', '120210000000000790', null, 3, 14400],
  ]);
});

test.skipIf(!sharedData)('reads a public warehouse sample of ads', async () => {
  const { answer, rows } = await spendOf(`${sharedData}/ads-api-reports/facebook_ads_basic_ad_data.csv`);
  expect(answer).toMatchObject({ format: 'meta-ads', read: 10, kept: 10, rejected: 0 });
  // 76.53 + 55.26 + 54.87 + 49.20 + 144 + 56.63 + 49.95 + 51.56 + 55.11 + 50.52 = 643.63
  expect(rows.reduce((sum, row) => sum + Number(row.cost), 0)).toBe(64363);
});
