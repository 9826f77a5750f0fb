import { expect, test } from 'vitest';
import { prepare } from '#shared/report/prepare.ts';
import { report } from '#shared/report/report.ts';
import { unmatched } from '#shared/report/spend-join.ts';
import type { ReportQuery } from '#shared/schema/query.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { buildWorkspace, direct, email, facebook, google, type WorkspaceSpec } from './workspace-builder.ts';

const ask = (spec: WorkspaceSpec, query: ReportQuery, settings: Partial<Settings> = {}) =>
  report(prepare(buildWorkspace(spec), { ...defaultSettings, ...settings }), query);

/** One sale of £10 from a visit of the source; spend of £1 on the day. */
const sale = (source: ReturnType<typeof google>, id = 'a') => ({
  id,
  at: '2026-03-20',
  amount: 1_000,
  touches: [['2026-03-01', source] as const],
});
const spendOn = (more: object) => ({ platform: 'google-ads', day: '2026-03-01', clicks: 1, cost: 100, ...more });
const rowsBy = (answer: ReturnType<typeof ask>, ...fields: string[]) => answer.rows.map(r => fields.map(f => r[f]));

test('cost meets revenue by id first, whatever either side calls the campaign', () => {
  const answer = ask(
    {
      deals: [sale(google('old name', { campaignId: '7' }))],
      spend: [spendOn({ campaignId: '7', campaign: 'New name' }), spendOn({ campaignId: '8', campaign: 'old name' })],
    },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'campaign', 'campaignId', 'revenue', 'cost')).toEqual([
    ['New name', '7', 10, 1],
    ['old name', '8', 0, 1],
  ]);
});

test('without an id the name decides, and case, spaces and separators do not', () => {
  const answer = ask(
    { deals: [sale(google('spring_sale|UK'))], spend: [spendOn({ campaignId: '7', campaign: 'Spring Sale - UK' })] },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'campaign', 'campaignId', 'revenue', 'cost')).toEqual([['Spring Sale - UK', '7', 10, 1]]);
});

test('a campaign that was renamed keeps the visits of its old name; the latest name is shown', () => {
  const answer = ask(
    {
      deals: [sale(google('Before'), 'a'), sale(google('After'), 'b')],
      spend: [
        spendOn({ campaignId: '7', campaign: 'After', day: '2026-03-09' }),
        spendOn({ campaignId: '7', campaign: 'Before', day: '2026-03-02' }),
      ],
    },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'campaign', 'campaignId', 'revenue', 'cost')).toEqual([['After', '7', 20, 2]]);
});

test('a visit tagged with the campaign id in place of its name still finds the campaign', () => {
  const answer = ask(
    { deals: [sale(google('123456'))], spend: [spendOn({ campaignId: '123456', campaign: 'Brand' })] },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'campaign', 'revenue', 'cost')).toEqual([['Brand', 10, 1]]);
});

test('the ad group’s id names the campaign where the visit does not', () => {
  const answer = ask(
    {
      deals: [sale(google('', { adGroupId: '55' }))],
      spend: [spendOn({ campaignId: '7', campaign: 'Brand', adGroupId: '55', adGroup: 'Exact' })],
    },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'campaign', 'revenue', 'cost')).toEqual([['Brand', 10, 1]]);
});

test('the manual map joins what nothing else does', () => {
  const spec = { deals: [sale(google('sprng'))], spend: [spendOn({ campaignId: '7', campaign: 'Spring' })] };
  expect(rowsBy(ask(spec, { by: ['campaign'] }), 'campaign', 'revenue', 'cost')).toEqual([
    ['sprng', 10, 0],
    ['Spring', 0, 1],
  ]);
  const campaignMap = { 'google-ads/sprng': 'google-ads/7' };
  expect(rowsBy(ask(spec, { by: ['campaign'] }, { campaignMap }), 'campaign', 'revenue', 'cost')).toEqual([
    ['Spring', 10, 1],
  ]);
});

test('what the manual map joins across platforms has its money beside its cost under every grouping', () => {
  const spec = {
    deals: [sale(facebook('spring-fb'))],
    spend: [
      spendOn({ platform: 'linkedin-ads', campaignId: '5', campaign: 'Spring' }),
      spendOn({ platform: 'linkedin-ads', campaignId: '6', campaign: 'Summer' }),
    ],
  };
  const settings = { campaignMap: { 'meta-ads/spring-fb': 'linkedin-ads/5' } };
  const by = (...dimensions: NonNullable<ReportQuery['by']>) => ask(spec, { by: dimensions }, settings);
  expect(rowsBy(by('platform'), 'platform', 'revenue', 'visits', 'cost')).toEqual([['linkedin-ads', 10, 1, 2]]);
  expect(rowsBy(by('platform', 'campaign'), 'platform', 'campaign', 'revenue', 'cost')).toEqual([
    ['linkedin-ads', 'Spring', 10, 1],
    ['linkedin-ads', 'Summer', 0, 1],
  ]);
  // Only the campaign that was joined looks like its visits; the other one like the platform's usual ones.
  expect(rowsBy(by('source'), 'source', 'revenue', 'cost')).toEqual([
    ['facebook', 10, 1],
    ['linkedin', 0, 1],
  ]);
});

test('a visit with a campaign and no source joins the one platform that has the campaign, and none of two', () => {
  const bare = { channel: 'Unassigned', source: '(not set)', medium: '(not set)', campaign: 'Spring' };
  const one = { deals: [sale(bare)], spend: [spendOn({ campaign: 'Spring' })] };
  expect(rowsBy(ask(one, { by: ['campaign'] }), 'platform', 'revenue', 'cost')).toEqual([['google-ads', 10, 1]]);
  const two = { ...one, spend: [...one.spend, spendOn({ platform: 'meta-ads', campaign: 'Spring' })] };
  expect(rowsBy(ask(two, { by: ['campaign'] }), 'platform', 'revenue', 'cost')).toEqual([
    [undefined, 10, 0],
    ['google-ads', 0, 1],
    ['meta-ads', 0, 1],
  ]);
});

test('a campaign of the same name elsewhere takes no cost', () => {
  const answer = ask(
    { deals: [sale(email('Spring'))], spend: [spendOn({ campaign: 'Spring' })] },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'platform', 'revenue', 'cost')).toEqual([
    [undefined, 10, 0],
    ['google-ads', 0, 1],
  ]);
});

test('what joins nothing is listed both ways', () => {
  const join = prepare(
    buildWorkspace({
      deals: [sale(google('typo')), sale(facebook('social'), 'b'), sale(direct, 'c')],
      spend: [spendOn({ campaignId: '7', campaign: 'Spring' })],
    }),
    defaultSettings,
  ).join;
  expect(unmatched(join)).toEqual({
    spend: [{ platform: 'google-ads', id: '7', name: 'Spring' }],
    visits: [
      { platform: 'google-ads', id: '', name: 'typo', visits: 1 },
      { platform: 'meta-ads', id: '', name: 'social', visits: 1 },
    ],
  });
});

/** The same £100 told three times: by campaign, by ad group, by keyword (some of it below Google's threshold). */
const thrice: WorkspaceSpec = {
  deals: [sale(google('Brand', { keyword: 'crm' }))],
  spend: [
    spendOn({ campaignId: '7', campaign: 'Brand', cost: 10_000, clicks: 100, impressions: 1_000 }),
    spendOn({ campaign: 'Brand', adGroup: 'Exact', cost: 6_000, clicks: 60, impressions: 600 }),
    spendOn({ campaign: 'Brand', adGroup: 'Broad', cost: 3_500, clicks: 35, impressions: 350 }),
    spendOn({ campaign: 'Brand', adGroup: 'Exact', keyword: '[crm]', cost: 5_000, clicks: 50, impressions: 500 }),
    spendOn({ campaign: 'Brand', adGroup: 'Broad', keyword: 'sales tool', cost: 3_000, clicks: 30, impressions: 300 }),
  ],
};

test('a campaign report and a keyword report of the same money are not added up', () => {
  expect(rowsBy(ask(thrice, { by: ['campaign'] }), 'campaign', 'cost', 'clicks')).toEqual([['Brand', 100, 100]]);
  // 60 + 35 of 100: the ad groups miss £5.
  expect(rowsBy(ask(thrice, { by: ['campaign', 'ad-group'] }), 'campaign', 'ad-group', 'revenue', 'cost')).toEqual([
    ['Brand', 'Exact', 10, 60],
    ['Brand', 'Broad', 0, 35],
    ['Brand', '(not set)', 0, 5],
  ]);
  // 50 of Exact's 60 and 30 of Broad's 35 are keywords; 10, 5 and the campaign's 5 are left over.
  expect(
    rowsBy(ask(thrice, { by: ['campaign', 'ad-group', 'keyword'] }), 'ad-group', 'keyword', 'revenue', 'cost'),
  ).toEqual([
    ['Exact', '[crm]', 10, 50],
    ['Broad', 'sales tool', 0, 30],
    ['Exact', '(not set)', 0, 10],
    ['(not set)', '(not set)', 0, 5],
    ['Broad', '(not set)', 0, 5],
  ]);
});

test('an account total beside campaigns leaves only the difference in the row without a campaign', () => {
  const answer = ask(
    {
      spend: [
        spendOn({ account: '1', cost: 10_000 }),
        spendOn({ account: '1', campaign: 'A', cost: 6_000 }),
        spendOn({ account: '1', campaign: 'B', cost: 3_000 }),
      ],
    },
    { by: ['campaign'] },
  );
  expect(rowsBy(answer, 'campaign', 'cost')).toEqual([
    ['A', 60],
    ['B', 30],
    ['(not set)', 10],
  ]);
});

test('ads and keywords of one campaign tell of the same money: the ads decide the total', () => {
  const spec: WorkspaceSpec = {
    spend: [
      spendOn({ campaign: 'Brand', adGroup: 'Exact', ad: 'Red', cost: 700 }),
      spendOn({ campaign: 'Brand', adGroup: 'Exact', ad: 'Blue', cost: 300 }),
      spendOn({ campaign: 'Brand', adGroup: 'Exact', keyword: 'crm', cost: 800 }),
    ],
  };
  expect(rowsBy(ask(spec, { by: ['campaign'] }), 'cost')).toEqual([[10]]);
  expect(rowsBy(ask(spec, { by: ['ad'] }), 'ad', 'cost')).toEqual([
    ['Red', 7],
    ['Blue', 3],
  ]);
  expect(rowsBy(ask(spec, { by: ['keyword'] }), 'keyword', 'cost')).toEqual([
    ['crm', 8],
    ['(not set)', 2],
  ]);
});

test('the total cost is the same under every grouping', () => {
  for (const by of [
    [],
    ['campaign'],
    ['ad-group'],
    ['ad'],
    ['keyword'],
    ['ad', 'keyword'],
    ['channel'],
    ['source', 'medium'],
    ['platform', 'day'],
    ['owner', 'week'],
    ['landing-page'],
    ['content'],
  ] as ReportQuery['by'][]) {
    expect(ask(thrice, { by }).totals).toMatchObject({ cost: 100, clicks: 100, impressions: 1_000 });
  }
});

test('cost by channel lies with the channel that the campaign’s visits have, else the platform’s usual one', () => {
  const answer = ask(
    {
      deals: [sale(google('Brand', { channel: 'Cross-network' }))],
      spend: [
        spendOn({ campaign: 'Brand', cost: 100 }),
        spendOn({ platform: 'meta-ads', campaign: 'Other', cost: 300 }),
      ],
    },
    { by: ['channel', 'source', 'medium'] },
  );
  expect(rowsBy(answer, 'channel', 'source', 'medium', 'revenue', 'cost')).toEqual([
    ['Cross-network', 'google', 'cpc', 10, 1],
    ['Paid Social', 'facebook', 'paid_social', 0, 3],
  ]);
});

test('keywords of one text in two campaigns are two rows that name their campaign', () => {
  const answer = ask(
    {
      deals: [sale(google('A', { keyword: 'crm' }), 'a'), sale(google('B', { keyword: 'crm' }), 'b')],
      spend: [
        spendOn({ campaignId: '1', campaign: 'A', adGroupId: '11', keywordId: '99', keyword: 'crm', cost: 200 }),
        spendOn({ campaignId: '2', campaign: 'B', adGroupId: '21', keywordId: '99', keyword: 'crm', cost: 100 }),
      ],
    },
    { by: ['keyword'] },
  );
  expect(rowsBy(answer, 'keyword', 'campaign', 'campaignId', 'adGroupId', 'keywordId', 'revenue', 'cost')).toEqual([
    ['crm', 'A', '1', '11', '99', 10, 2],
    ['crm', 'B', '2', '21', '99', 10, 1],
  ]);
});
