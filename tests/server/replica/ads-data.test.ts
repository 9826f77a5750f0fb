// What the dashboard's replica shows, reckoned by the real engine from the sample. Figures: the table in
// server/sample/index.ts and the budgets in campaigns.ts.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdsRow, readAdsData } from '../../../server/replica/ads/data.ts';
import { inventedCampaigns } from '../../../server/replica/ads/invented.ts';
import { readOptions } from '../../../server/replica/options.ts';
import { type CompanionApp, openCompanionApp } from '../routes/companion-app.ts';

let companion: CompanionApp;
beforeAll(async () => {
  companion = await openCompanionApp();
});
afterAll(() => companion.close());

const dataFor = (query: Record<string, string>) => readAdsData(companion.engine, readOptions(query));
const figures = ({ name, impressions, clicks, cost }: AdsRow) => [name, impressions, clicks, cost];

test('the first page shows three campaigns of £200.00, with 1,000, 100 and 10 clicks, before the others of the account', async () => {
  const { account, ranges, range } = await dataFor({});
  expect(account).toEqual({ id: '104-207-3109', name: 'Brackenmoor Kettles', currency: 'GBP' });
  const { from, to, rows } = ranges[range];
  expect([from, to]).toEqual(['2026-02-01', '2026-04-30']);
  expect(rows.campaigns.map(figures)).toEqual([
    ['Kettles broad', 10_000, 1_000, 200_00],
    ['Kettles phrase', 5_000, 100, 200_00],
    ['Descaler exact', 1_000, 10, 200_00],
    // February to April: 5,600 + 6,200 + 6,400, and 900 + 950 + 1,000; at £3.10 a click each month is rounded by itself.
    ['Commercial kettles', expect.any(Number), 1_806 + 2_000 + 2_065, 18_200_00],
    ['Brand', expect.any(Number), 290 + 306 + 323, 2_850_00],
  ]);
});

test('by the conversions that the platform counts, the campaign that earns least looks best', async () => {
  const { ranges, range } = await dataFor({});
  // Forms sent: two buyers and eleven others, two and five, one and one.
  expect(ranges[range].rows.campaigns.slice(0, 3).map(row => row.conversions)).toEqual([13, 7, 2]);
});

test('a range of its own is shown first, with campaigns that cost nothing in it as zeros', async () => {
  const { ranges, range } = await dataFor({ from: '2026-01-01', to: '2026-01-31' });
  expect([ranges[range].from, ranges[range].to]).toEqual(['2026-01-01', '2026-01-31']);
  expect(ranges[range].rows.campaigns.map(({ name, cost }) => [name, cost])).toEqual([
    ['Kettles broad', 0],
    ['Kettles phrase', 0],
    ['Descaler exact', 0],
    ['Commercial kettles', 5_400_00],
    ['Brand', 900_00],
  ]);
});

test('ad groups and keywords are the sample’s own, keywords with the marks of their match type', async () => {
  const { ranges, range } = await dataFor({});
  const { adgroups, keywords } = ranges[range].rows;
  const ids = (rows: AdsRow[], campaign: string) =>
    rows.filter(row => row.campaign?.id === campaign).map(row => [row.adGroup?.id ?? row.id, ...figures(row)]);
  // Of 10,000 impressions, 1,000 clicks and £200: 60 % and 40 %; of the 60 %: 75 % and 25 %.
  expect(ids(adgroups, '21000000001')).toEqual([
    ['150000000011', 'Electric kettles', 6_000, 600, 120_00],
    ['150000000012', 'Large kettles', 4_000, 400, 80_00],
  ]);
  expect(ids(keywords, '21000000001')).toEqual([
    ['150000000011', 'electric kettle', 4_500, 450, 90_00],
    ['150000000011', 'best kettle', 1_500, 150, 30_00],
    ['150000000012', 'large kettle', 4_000, 400, 80_00],
  ]);
  expect(ids(keywords, '21000000002').map(([, name]) => name)).toEqual(['"hotel kettle"', '"office kettle"']);
  // Of 1,000, 10 and £200: 70 % and 30 %.
  expect(ids(keywords, '21000000003')).toEqual([
    ['150000000031', '[kettle descaler]', 700, 7, 140_00],
    ['150000000031', '[limescale remover]', 300, 3, 60_00],
  ]);
});

test('ad groups and keywords add up to their campaign', async () => {
  const { ranges, range } = await dataFor({ rows: '40' });
  const { campaigns, adgroups, keywords } = ranges[range].rows;
  for (const name of ['impressions', 'clicks', 'cost', 'conversions'] as const) {
    for (const { id, [name]: whole } of campaigns) {
      const sum = (rows: AdsRow[]) =>
        rows.filter(({ campaign }) => campaign?.id === id).reduce((total, row) => total + row[name], 0);
      expect([sum(adgroups), sum(keywords)]).toEqual([whole, whole]);
    }
  }
  expect(new Set(adgroups.map(({ id }) => id)).size).toBe(3 * 40 + 8);
});

test('invented campaigns have ids and names of their own, which stay when more are asked for', () => {
  const many = inventedCampaigns(1_000);
  expect(inventedCampaigns(7)).toEqual(many.slice(0, 7));
  expect(new Set(many.map(({ id }) => id)).size).toBe(1_000);
  expect(new Set(many.map(({ name }) => name)).size).toBe(1_000);
});
