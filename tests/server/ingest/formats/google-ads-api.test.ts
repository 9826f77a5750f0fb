import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLocalEngine } from '../../../../server/local-engine.ts';
import { spendOf } from './ad-cost.ts';
import { importFixture } from './import-fixture.ts';

test.each([
  ['google-ads-api/rows.jsonl', 'google-ads-api', [2016, 904]],
  ['google-ads-api-search/search.json', 'google-ads-api-search', [2016, 904]],
  ['google-ads-api-search/search-stream.json', 'google-ads-api-search', [2016, 100]],
])('reads %s: cost in millionths, whole numbers as text', async (path, format, cost) => {
  // 20,160,000 / 10,000 = 2016 pence; 9,044,999 / 10,000 = 904.4999 → 904; 1,000,000 / 10,000 = 100
  const { answer, rows } = await spendOf(path);
  expect(answer).toMatchObject({ format, kept: 2, rejected: 0 });
  expect(rows.map(row => row.cost)).toEqual(cost);
  expect(rows[0]).toMatchObject({
    account: '1234567890',
    campaign_id: '20000000001',
    campaign: 'Brand | UK',
    ad_group_id: '140000000001',
    segment: 'DESKTOP',
    level: 2,
    clicks: 42,
    impressions: 1250,
    currency: 'GBP',
    claimed_conversions: 3.5,
    claimed_value: 41025,
  });
});

test('reads flat rows as BigQuery gives them', async () => {
  const { rows } = await spendOf('google-ads-api/bigquery.json');
  expect(rows.map(row => [row.day, row.campaign_id, row.cost])).toEqual([['2026-03-01', '20000000001', 904]]);
});

test('refuses an answer without days and says how to get them', async () => {
  const { answer, rows } = await spendOf('google-ads-api-search/refused/without-day.json');
  expect(answer.error).toMatchObject({ code: 'columns-missing', remedy: expect.stringContaining('segments.date') });
  expect(rows).toEqual([]);
});

const clicks = `SELECT click_id, platform, account, day::VARCHAR AS day, campaign_id, ad_group_id, ad_id, keyword, keyword_id, match_type
  FROM click ORDER BY line`;

test.each([
  ['google-ads-click-view/click-view.csv', 'Cj0KCQiA_exampleA-1', 'bike hire', '300000000001', 'EXACT', '2026-03-01'],
  ['google-ads-click-view/warehouse.csv', 'Cj0KCQiA_exampleB-2', 'bike rental', '300000000002', 'BROAD', '2026-03-02'],
  ['google-ads-api/click-view.jsonl', 'Cj0KCQiA_exampleC-3', 'bike hire', '300000000001', 'EXACT', '2026-03-01'],
  ['google-ads-api-search/click-view.json', 'Cj0KCQiA_exampleC-3', 'bike hire', '300000000001', 'EXACT', '2026-03-01'],
])('reads the click view of %s: ids out of resource names', async (path, id, keyword, keywordId, match, day) => {
  const { answer, all } = await importFixture(path);
  expect(answer.rejected).toBe(0);
  expect((await all(clicks))[0]).toEqual({
    click_id: id,
    platform: 'google-ads',
    account: '1234567890',
    day,
    campaign_id: '20000000001',
    ad_group_id: '140000000001',
    ad_id: '700000000001',
    keyword,
    keyword_id: keywordId,
    match_type: match,
  });
  expect(await all('SELECT count(*) AS n FROM spend')).toEqual([{ n: 0 }]);
});

test('click ids that differ only in case are two clicks', async () => {
  const { answer, all } = await importFixture('google-ads-click-view/click-view.csv');
  expect(answer).toMatchObject({ format: 'google-ads-click-view', kept: 2 });
  expect((await all(clicks)).map(row => [row.click_id, row.campaign_id, row.keyword])).toEqual([
    ['Cj0KCQiA_exampleA-1', '20000000001', 'bike hire'],
    ['CJ0KCQiA_exampleA-1', '20000000002', null],
  ]);
});

test('a visit that carries nothing but its gclid finds campaign, ad group and keyword', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-click-'));
  const engine = await openLocalEngine(join(folder, 'data'));
  try {
    const events = join(folder, 'events.csv');
    writeFileSync(
      events,
      `visitor_id,ts,event,url,email
v1,2026-03-01T10:00:00Z,visit,https://bikes.example/?gclid=Cj0KCQiA_exampleA-1,
v1,2026-03-01T10:05:00Z,form,https://bikes.example/thanks,ann@bikes.example
`,
    );
    const clickView = new URL('../../../fixtures/google-ads-click-view/click-view.csv', import.meta.url).pathname;
    await engine.import({ files: [{ path: events }, { path: clickView }] });
    const leads = async (by: 'campaign' | 'ad-group' | 'keyword') =>
      (await engine.report({ by: [by], goal: 'leads' })).rows
        .filter(row => row.leads === 1)
        .map(row => [row[by], row.platform, row.campaignId]);
    expect(await leads('campaign')).toEqual([['Brand | UK', 'google-ads', '20000000001']]);
    expect(await leads('ad-group')).toEqual([['Hire', 'google-ads', '20000000001']]);
    expect(await leads('keyword')).toEqual([['bike hire', 'google-ads', '20000000001']]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
