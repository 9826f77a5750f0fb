// TikTok, Pinterest, Reddit, X and Snapchat: each fixture tells of a campaign Spring on two days.

import { expect, test } from 'vitest';
import { costBy, spendOf } from './ad-cost.ts';

test.each([
  ['tiktok-ads/by-day.csv', 'tiktok-ads', '1790000000000001', 'GBP', 2, null],
  ['pinterest-ads/ads-manager.csv', 'pinterest-ads', '626700000001', 'EUR', 3, 19990],
  ['x-ads/ads-manager.csv', 'x-ads', '8fgab1', 'GBP', 2, 19990],
  ['snapchat-ads/ads-manager.csv', 'snapchat-ads', '5f1c0a10-0000-4000-8000-000000000001', 'GBP', 2, 19990],
])('reads %s', async (path, platform, id, currency, level, value) => {
  const { answer, rows } = await spendOf(path);
  expect(answer).toMatchObject({ format: platform, read: 2, kept: 2, rejected: 0 });
  const row = { platform, campaign: 'Spring', campaign_id: id, currency, level };
  expect(rows).toMatchObject([
    {
      ...row,
      day: '2026-03-01',
      impressions: 2100,
      clicks: 40,
      cost: 7653,
      claimed_conversions: 2,
      claimed_value: value,
    },
    { ...row, day: '2026-03-02', impressions: 1200, clicks: 20, cost: 3000, claimed_conversions: 1 },
  ]);
  // 76.53 + 30.00 = 106.53
  expect(await costBy('campaign', path)).toEqual([
    { name: 'Spring', platform, campaignId: id, clicks: 60, cost: 106.53 },
  ]);
});

test('reads Reddit’s dashboard: the currency in the header, the total apart', async () => {
  const { answer, rows } = await spendOf('reddit-ads/dashboard.csv');
  expect(answer).toMatchObject({ format: 'reddit-ads', read: 2, kept: 2, rejected: 0 });
  expect(rows.map(row => [row.campaign_id, row.ad_group_id, row.cost, row.currency, row.claimed_conversions])).toEqual([
    ['2000000000000000001', '2000000000000000101', 7653, 'USD', 2],
    ['2000000000000000001', '2000000000000000101', 103000, 'USD', 1],
  ]);
  // 76.53 + 1,030.00 = 1,106.53
  expect((await costBy('campaign', 'reddit-ads/dashboard.csv')).map(row => [row.platform, row.cost])).toEqual([
    ['reddit-ads', 1106.53],
  ]);
});

// 76,530,000 millionths are 76.53; 4,999 millionths are 0.004999, less than half a penny.
test.each([
  ['tiktok-ads/api.csv', 'tiktok-ads', [7653]],
  ['pinterest-ads/api.csv', 'pinterest-ads', [7653]],
  ['x-ads/stats-api.csv', 'x-ads', [7653, 0]],
  ['snapchat-ads/warehouse.csv', 'snapchat-ads', [7653]],
])('reads the API’s names of %s', async (path, platform, cost) => {
  const { answer, rows } = await spendOf(path);
  expect(answer).toMatchObject({ format: platform, rejected: 0 });
  expect(rows.map(row => row.cost)).toEqual(cost);
  expect(rows[0]).toMatchObject({ platform, day: '2026-03-01', impressions: 2100, clicks: 40 });
});

test.each(['tiktok-ads', 'pinterest-ads', 'reddit-ads', 'x-ads', 'snapchat-ads'])(
  'refuses a report of %s over a whole range, with the remedy',
  async platform => {
    const { answer, rows } = await spendOf(`${platform}/refused/whole-range.csv`);
    expect(answer.format ?? platform).toBe(platform);
    expect(answer.error?.what).toContain(platform);
    expect(answer.error?.remedy).toMatch(/day|daily/i);
    expect(rows).toEqual([]);
  },
);
