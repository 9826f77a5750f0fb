import { expect, test } from 'vitest';
import { importFixture, sharedData } from './import-fixture.ts';

const columns = `day::VARCHAR AS day, account, campaign, campaign_id, ad_group, ad_group_id, keyword, match_type, segment, level,
  impressions, clicks, cost, currency, claimed_conversions`;
const spend = `SELECT ${columns} FROM spend ORDER BY day, campaign, segment, keyword`;

test('reads the report as the interface downloads it: preamble and totals apart, dashes as nothing, one bad row set aside', async () => {
  const { answer, all } = await importFixture('google-ads-campaigns/campaign-report.csv');
  expect(answer).toMatchObject({ format: 'google-ads-campaigns', read: 5, kept: 4, duplicates: 0, rejected: 1 });
  expect(answer.rejects[0]).toMatchObject({ line: 8 });
  expect(answer.rejects[0].reason).toContain('not yet known');
  const rows = await all(spend);
  expect(rows.map(row => [row.day, row.campaign, row.segment, row.impressions, row.clicks, row.cost])).toEqual([
    ['2026-03-01', 'Brand | UK', 'Computers', 1250, 42, 2016],
    ['2026-03-01', 'Brand | UK', 'Mobile phones', 640, 18, 904],
    ['2026-03-01', 'Total Care, non-brand', 'Computers', 25881, 7, 120840],
    ['2026-03-02', 'Total Care, non-brand', 'Computers', 0, 0, 0],
  ]);
  // 20.16 + 9.04 + 1,208.40 + 0.00 = 1,237.60, the report's own total.
  expect(rows.reduce((sum, row) => sum + Number(row.cost), 0)).toBe(123760);
  expect(rows[0]).toMatchObject({
    account: '1234567890',
    campaign_id: '20000000001',
    currency: 'GBP',
    claimed_conversions: 3.5,
    level: 1,
  });
});

test('reads "Excel .csv": UTF-16 with tabs and Windows line ends', async () => {
  const { answer, all } = await importFixture('google-ads-campaigns/excel-csv-utf16.csv');
  expect(answer).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  const rows = await all(spend);
  // 1,020.50 + 15.07 = 1,035.57
  expect(rows.map(row => [row.campaign, row.impressions, row.cost, row.currency])).toEqual([
    ['Demand Gen – Größe', 12345, 102050, 'EUR'],
    ['Brand', 900, 1507, 'EUR'],
  ]);
});

test('reads German headers, dotted days and decimal commas', async () => {
  const { answer, all } = await importFixture('google-ads-campaigns/kampagnenbericht.csv');
  expect(answer).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  const rows = await all(spend);
  // 25,83 + 1.208,40 = 1.234,23
  expect(rows.map(row => [row.day, row.campaign, row.impressions, row.clicks, row.cost])).toEqual([
    ['2026-03-01', 'Marke', 1247, 63, 2583],
    ['2026-03-02', 'Übrige Suche', 25881, 7, 120840],
  ]);
});

test('reads Spanish headers from UTF-16', async () => {
  const { answer, all } = await importFixture('google-ads-campaigns/informe-utf16.csv');
  expect(answer).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  // 85,14 + 8651,95 = 8737,09
  expect((await all(spend)).map(row => [row.campaign, row.impressions, row.cost])).toEqual([
    ['Marca', 1247, 8514],
    ['Genérica', 18310, 865195],
  ]);
});

test('reads the API names, cost in millionths', async () => {
  const { all } = await importFixture('google-ads-campaigns/api-report.csv');
  // 20,160,000 / 10,000 = 2016 pence; 9,044,999 / 10,000 = 904.4999 → 904
  expect((await all(spend)).map(row => [row.segment, row.account, row.cost, row.currency])).toEqual([
    ['DESKTOP', '1234567890', 2016, 'GBP'],
    ['MOBILE', '1234567890', 904, 'GBP'],
  ]);
});

test("reads a warehouse's campaign table, whose id column is the campaign's", async () => {
  const { all } = await importFixture('google-ads-campaigns/warehouse.csv');
  expect((await all(spend)).map(row => [row.campaign_id, row.segment, row.cost])).toEqual([
    ['20000000001', 'DESKTOP / SEARCH', 2457],
    ['20000000001', 'MOBILE / SEARCH', 3615],
  ]);
});

test('keeps ad group and keyword, without the match marks', async () => {
  const { answer, all } = await importFixture('google-ads-campaigns/search-keyword-report.csv');
  expect(answer).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  expect(
    (await all(spend)).map(row => [row.ad_group_id, row.ad_group, row.keyword, row.match_type, row.level, row.cost]),
  ).toEqual([
    ['140000000001', 'Call tracking', 'call tracking', 'Exact match', 3, 3150],
    ['140000000002', 'Attribution', 'lead attribution', 'Phrase match', 3, 999],
  ]);
});

test('refuses a report without days and says how to get them', async () => {
  const { answer, all } = await importFixture('google-ads-campaigns/refused/without-day.csv');
  expect(answer.error).toMatchObject({ code: 'columns-missing' });
  expect(answer.error?.remedy).toContain('Segment > Time > Day');
  expect(await all(spend)).toEqual([]);
});

test('the same report again, and the API form of the same days, change nothing or replace', async () => {
  const first = await importFixture('google-ads-campaigns/campaign-report.csv');
  const again = await first.again('google-ads-campaigns/campaign-report.csv');
  expect(again).toMatchObject({ kept: 0 });
  expect(await first.all('SELECT count(*) AS n, sum(cost) AS cost FROM spend')).toEqual([{ n: 4, cost: 123760 }]);
});

test.skipIf(!sharedData)('reads a public warehouse sample of campaign and keyword rows', async () => {
  const campaigns = await importFixture(`${sharedData}/ads-api-reports/google_ads_campaign_stats_data.csv`);
  expect(campaigns.answer).toMatchObject({ format: 'google-ads-campaigns', read: 16, kept: 16, rejected: 0 });
  const keywords = await importFixture(`${sharedData}/ads-api-reports/google_ads_keyword_stats_data.csv`);
  expect(keywords.answer).toMatchObject({ format: 'google-ads-campaigns', read: 15, kept: 15, rejected: 0 });
});
