import { expect, test } from 'vitest';
import { costBy, spendOf } from './ad-cost.ts';

// Each fixture says 20.16 and 1,208.40 as its language writes them: 1,228.56 together, as its total row says.
test.each([
  ['rapport-campagnes.csv', 'French', ['2026-01-01', '2026-02-02'], 'EUR'],
  ['relatorio-de-campanha.csv', 'Portuguese, UTF-16 with tabs', ['2026-03-01', '2026-03-02'], 'BRL'],
  ['report-campagne.csv', 'Italian, semicolons', ['2026-03-01', '2026-05-02'], 'EUR'],
  ['campagnerapport.csv', 'Dutch', ['2026-03-01', '2026-05-02'], 'EUR'],
  ['informe-latam.csv', 'Latin American Spanish, decimal points', ['2026-08-01', '2026-12-02'], 'MXN'],
])('reads %s: %s', async (file, _, days, currency) => {
  const { answer, rows } = await spendOf(`google-ads-campaigns/${file}`);
  expect(answer).toMatchObject({ format: 'google-ads-campaigns', read: 2, kept: 2, rejected: 0 });
  expect(rows.map(row => row.day)).toEqual(days);
  expect(rows.map(row => [row.cost, row.claimed_conversions, row.claimed_value, row.currency])).toEqual([
    [2016, 3.5, 41000, currency],
    [120840, expect.any(Number), 0, currency],
  ]);
  expect(rows.map(row => row.clicks)).toEqual([42, expect.any(Number)]);
  expect(rows[0].impressions).toBe(1250);
  expect(rows.every(row => /^200000000\d\d$/.test(String(row.campaign_id)))).toBe(true);
  expect(answer.notes.join(' ')).toContain("ad account's own time zone");
});

test('Italian keywords lose their match marks and keep their match type', async () => {
  const { rows } = await spendOf('google-ads-campaigns/report-campagne.csv');
  expect(rows.map(row => [row.ad_group, row.keyword, row.match_type, row.level])).toEqual([
    ['Esatta', 'noleggio bici', 'Corrispondenza esatta', 3],
    ['Ampia', 'bici', 'Corrispondenza a frase', 3],
  ]);
});

test('an ad without a name goes by its headlines', async () => {
  const { rows } = await spendOf('google-ads-campaigns/ad-report.csv');
  expect(rows.map(row => [row.ad_id, row.ad, row.level, row.cost])).toEqual([
    ['700000000001', 'Hire a bike | From £9 a day', 3, 3150],
    ['700000000002', 'Spring banner', 3, 999],
  ]);
  expect((await costBy('ad', 'google-ads-campaigns/ad-report.csv')).map(row => [row.name, row.cost])).toEqual(
    expect.arrayContaining([
      ['Hire a bike | From £9 a day', 31.5],
      ['Spring banner', 9.99],
    ]),
  );
});

test('ad and keyword reports of the same campaign-day are the same money', async () => {
  // Both reports tell of campaign 20000000001 on 1 March: 31.50 + 9.99 = 41.49 either way.
  const rows = await costBy(
    'campaign',
    'google-ads-campaigns/ad-report.csv',
    'google-ads-campaigns/search-keyword-report.csv',
  );
  expect(rows).toEqual([
    { name: 'Brand | UK', platform: 'google-ads', campaignId: '20000000001', clicks: 25, cost: 41.49 },
  ]);
});
