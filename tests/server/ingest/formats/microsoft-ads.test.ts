import { expect, test } from 'vitest';
import { costBy, spendOf } from './ad-cost.ts';

test('reads a report below its preamble: ids out of brackets, American dates, the time zone said, the footer apart', async () => {
  const { answer, rows } = await spendOf('microsoft-ads/keyword-report.csv');
  expect(answer).toMatchObject({ format: 'microsoft-ads', read: 3, kept: 3, rejected: 0 });
  expect(answer.notes.join(' ')).toContain('(GMT) Greenwich Mean Time');
  expect(rows.map(row => [row.day, row.segment, row.keyword, row.cost])).toEqual([
    ['2026-03-01', 'Computer', 'bike hire', 2016],
    ['2026-03-01', 'Smartphone', 'bike hire', 904],
    ['2026-03-02', 'Computer', 'cheap bikes', 120840],
  ]);
  expect(rows[0]).toMatchObject({
    platform: 'microsoft-ads',
    account: 'F123ABCD',
    campaign_id: '320000000001',
    ad_group_id: '1180000000000001',
    keyword_id: '77000000000001',
    match_type: 'Exact',
    level: 3,
    currency: 'GBP',
    claimed_conversions: 3,
    claimed_value: 41000,
  });
  // 20.16 + 9.04 + 1,208.40 = 1,237.60
  expect((await costBy('campaign', 'microsoft-ads/keyword-report.csv')).map(row => [row.name, row.cost])).toEqual([
    ['Brand | UK', 1237.6],
  ]);
});

test('reads the names of the reporting API', async () => {
  const { rows } = await spendOf('microsoft-ads/api-report.tsv');
  expect(rows.map(row => [row.day, row.account, row.campaign_id, row.ad_group, row.cost, row.currency])).toEqual([
    ['2026-03-01', '1700001', '320000000001', 'Hire', 2016, 'EUR'],
    ['2026-03-02', '1700001', '320000000001', 'Hire', 1250, 'EUR'],
  ]);
});

test('knows a report by its preamble where the headers could be anyone’s', async () => {
  const { answer, rows } = await spendOf('microsoft-ads/interface.csv');
  expect(answer).toMatchObject({ format: 'microsoft-ads', read: 1, kept: 1 });
  expect(rows).toMatchObject([{ day: '2026-03-13', campaign: 'Brand | UK', clicks: 42, cost: 2016 }]);
});

test('refuses a report by month and says how to get days', async () => {
  const { answer, rows } = await spendOf('microsoft-ads/refused/monthly.csv');
  expect(answer.error).toMatchObject({ found: 'Report Aggregation: Monthly', remedy: expect.stringContaining('Day') });
  expect(rows).toEqual([]);
});
