// Names of ids from history tables, and the cost that gets them.

import { expect, test } from 'vitest';
import { costBy, spendOf } from './ad-cost.ts';
import { importFixture, sharedData } from './import-fixture.ts';

const names = `SELECT platform, kind, id, name, campaign_id, ad_group_id FROM ad_name ORDER BY line`;

test('a history of campaigns gives names and no cost', async () => {
  const { answer, all } = await importFixture('google-ads-names/campaign-history.csv');
  expect(answer).toMatchObject({ format: 'google-ads-names', read: 3, kept: 3, rejected: 0 });
  const row = { platform: 'google-ads', kind: 'campaign', id: '20000000001', campaign_id: null, ad_group_id: null };
  expect(await all(names)).toEqual([
    { ...row, name: 'Brand' },
    { ...row, name: 'Brand | UK' },
    { ...row, name: 'Brand | UK' },
  ]);
  expect(await all('SELECT count(*) AS n FROM spend')).toEqual([{ n: 0 }]);
});

test('histories of ad groups and ads say what they lie in', async () => {
  const groups = await importFixture('google-ads-names/ad-group-history.csv');
  expect(await groups.all(names)).toMatchObject([
    { kind: 'ad-group', id: '140000000001', name: 'Hire', campaign_id: '20000000001' },
  ]);
  const ads = await importFixture('meta-ads-names/ad-history.csv');
  expect(await ads.all(names)).toMatchObject([
    { kind: 'ad', id: '120210000000000789', name: 'Video A', ad_group_id: '120210000000000456' },
    { kind: 'ad', id: '120210000000000790', campaign_id: '120210000000000123' },
  ]);
});

test('cost by ids gets the name of its day, and reports show the campaign by its latest', async () => {
  // The cost is of 1 March, a day before Brand became Brand | UK: 36.15 + 24.57 = 60.72.
  const rows = await costBy('campaign', 'google-ads-campaigns/warehouse.csv', 'google-ads-names/campaign-history.csv');
  expect(rows).toEqual([{ name: 'Brand', platform: 'google-ads', campaignId: '20000000001', clicks: 84, cost: 60.72 }]);
});

test('cost by ads alone finds its campaign through the history of ads', async () => {
  // 76.53 + 144.00 = 220.53, both ads in one campaign.
  const files = [
    'meta-ads/warehouse-basic-ad.csv',
    'meta-ads-names/ad-history.csv',
    'meta-ads-names/campaign-history.csv',
  ];
  expect(await costBy('campaign', ...files)).toEqual([
    { name: 'Spring | Prospecting', platform: 'meta-ads', campaignId: '120210000000000123', clicks: 20, cost: 220.53 },
  ]);
  expect((await costBy('ad', ...files)).map(row => [row.name, row.cost])).toEqual(
    expect.arrayContaining([
      ['Video A', 76.53],
      ['Carousel', 144],
    ]),
  );
});

test('LinkedIn’s history names its campaigns', async () => {
  expect(await costBy('campaign', 'linkedin-ads/warehouse.csv', 'linkedin-ads-names/campaign-history.csv')).toEqual([
    { name: 'Fleet managers | DACH', platform: 'linkedin-ads', campaignId: '148000001', clicks: 51, cost: 50.2 },
  ]);
});

test('Meta’s table of actions is refused by name: it holds no cost', async () => {
  const { answer } = await spendOf('meta-ads-actions/actions.csv');
  expect(answer.error).toMatchObject({
    what: expect.stringContaining('no cost'),
    remedy: expect.stringContaining('basic_ad'),
  });
});

test.skipIf(!sharedData)('reads public samples of campaign histories', async () => {
  for (const [file, format, rows] of [
    ['google_ads_campaign_history_data.csv', 'google-ads-names', 10],
    ['facebook_ads_campaign_history_data.csv', 'meta-ads-names', 9],
    ['linkedin_ad_campaign_history_data.csv', 'linkedin-ads-names', 100],
  ] as const) {
    const { answer } = await importFixture(`${sharedData}/ads-api-reports/${file}`);
    expect(answer, file).toMatchObject({ format, rejected: 0 });
    expect(answer.kept + answer.duplicates, file).toBeGreaterThanOrEqual(rows);
  }
});
