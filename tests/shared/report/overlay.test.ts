import { expect, test } from 'vitest';
import { models } from '#shared/models/index.ts';
import { compare, overlay, prepare } from '#shared/report/index.ts';
import { normaliseAccount } from '#shared/report/overlay-accounts.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace, facebook, google, type WorkspaceSpec } from './workspace-builder.ts';

const open = (spec: WorkspaceSpec) => prepare(buildWorkspace(spec), defaultSettings);

/**
 * £100.00 along Brand → Generic, £60.00 by Generic alone; a lead by Brand, then Generic; an open deal of £30.00 by Brand.
 * Two accounts: Brand and Generic are 104-207-3109's, Ireland is 330-118-9042's.
 */
const company: WorkspaceSpec = {
  leads: [
    {
      id: 'l',
      at: '2026-03-04',
      touches: [
        ['2026-03-01', google('Brand', { campaignId: '7' })],
        ['2026-03-03', google('Generic', { campaignId: '8' })],
      ],
    },
  ],
  deals: [
    {
      id: 'a',
      at: '2026-03-11',
      leadAt: '2026-03-10',
      amount: 10_000,
      touches: [
        ['2026-03-01', google('Brand', { campaignId: '7' })],
        ['2026-03-09', google('Generic', { campaignId: '8' })],
      ],
    },
    {
      id: 'b',
      at: '2026-03-12',
      leadAt: '2026-03-03',
      amount: 6_000,
      touches: [['2026-03-02', google('Generic', { campaignId: '8' })]],
    },
    {
      id: 'c',
      at: '2026-03-13',
      leadAt: '2026-03-03',
      amount: 3_000,
      open: true,
      touches: [['2026-03-02', google('Brand', { campaignId: '7' })]],
    },
    { id: 'd', at: '2026-03-14', amount: 500, touches: [['2026-03-03', google('Autumn', { campaignId: '12' })]] },
    { id: 'e', at: '2026-03-14', amount: 200, touches: [['2026-03-03', google('')]] },
    { id: 'f', at: '2026-03-14', amount: 700, touches: [['2026-03-03', facebook('Brand', { campaignId: '70' })]] },
  ],
  spend: [
    {
      platform: 'google-ads',
      account: '104-207-3109',
      day: '2026-03-01',
      campaign: 'Brand',
      campaignId: '7',
      cost: 2_000,
    },
    {
      platform: 'google-ads',
      account: '104-207-3109',
      day: '2026-03-01',
      campaign: 'Generic',
      campaignId: '8',
      cost: 1_000,
    },
    {
      platform: 'google-ads',
      account: '330-118-9042',
      day: '2026-03-01',
      campaign: 'Ireland',
      campaignId: '9',
      cost: 400,
    },
    { platform: 'meta-ads', account: 'act_880014', day: '2026-03-01', campaign: 'Brand', campaignId: '70', cost: 100 },
  ],
};

const asked = { platform: 'google-ads', level: 'campaign' } as const;

test('the spread over the models is told for each goal asked for, each in its own unit', () => {
  const answer = overlay(open(company), {
    ...asked,
    goal: 'revenue',
    goals: ['revenue', 'leads', 'pipeline'],
    keys: [{ id: '7' }, { id: '8' }],
  });
  // Brand has £100 first-touch and Generic £60; last-touch Brand has nothing and Generic £160. The open deal is Brand's
  // under every model.
  expect(answer.rows.map(row => row!.spread)).toEqual([
    {
      revenue: { lowest: 0, highest: 100, rankDependsOnModel: true },
      leads: { lowest: 0, highest: 1, rankDependsOnModel: true },
      pipeline: { lowest: 30, highest: 30, rankDependsOnModel: false },
    },
    {
      revenue: { lowest: 60, highest: 160, rankDependsOnModel: true },
      leads: { lowest: 0, highest: 1, rankDependsOnModel: true },
      pipeline: { lowest: 0, highest: 0, rankDependsOnModel: false },
    },
  ]);
});

test('without goals named the spread is that of the goal asked for', () => {
  const [row] = overlay(open(company), { ...asked, goal: 'leads', keys: [{ id: '7' }] }).rows;
  expect(row!.spread).toEqual({ leads: { lowest: 0, highest: 1, rankDependsOnModel: true } });
  expect([row!.lowest, row!.highest]).toEqual([0, 1]);
});

test('the spread is that of the comparison of all models', () => {
  const answers = open(company);
  const rows = compare(answers, { by: ['campaign'] }).rows;
  for (const id of ['7', '8', '12']) {
    const compared = rows.find(row => row.campaignId === id)!;
    const [row] = overlay(answers, { ...asked, keys: [{ id }] }).rows;
    expect(row!.byModel).toEqual(compared.byModel);
    expect(row!.spread.revenue).toMatchObject({ lowest: compared.lowest, highest: compared.highest });
    expect(Object.keys(row!.byModel!)).toHaveLength(models.length);
  }
});

test('the same question again has the same answer, whatever was asked in between', () => {
  const answers = open(company);
  const query = {
    ...asked,
    goals: ['revenue', 'leads'] as ('revenue' | 'leads')[],
    keys: [{ id: '7' }, { name: 'generic' }],
  };
  const first = JSON.stringify(overlay(answers, query));
  overlay(answers, { ...query, goal: 'leads', model: 'linear', from: '2026-03-10' });
  overlay(answers, { ...query, platform: 'meta-ads', lookback: 5 });
  expect(JSON.stringify(overlay(answers, query))).toBe(first);
  expect(JSON.stringify(overlay(open(company), query))).toBe(first);
});

test('the platform’s accounts are those that its spend names', () => {
  const answers = open(company);
  expect(overlay(answers, { ...asked, keys: [] }).accounts).toEqual(['104-207-3109', '330-118-9042']);
  expect(overlay(answers, { ...asked, platform: 'meta-ads', keys: [] }).accounts).toEqual(['act_880014']);
  expect(overlay(open({}), { ...asked, keys: [] }).accounts).toEqual([]);
});

test('an account’s totals are those of its own campaigns', () => {
  const answers = open(company);
  const totals = (account?: string) => overlay(answers, { ...asked, account, keys: [] }).totals;
  // £100 + £60 + £5 + £2 of Google's, £34.00 of cost.
  expect(totals()).toMatchObject({ revenue: 167, cost: 34, pipeline: 30 });
  // Without Autumn, which no account's spend names, and without the visit that names no campaign.
  expect(totals('1042073109')).toMatchObject({ revenue: 160, cost: 30, pipeline: 30 });
  expect(totals('330-118-9042')).toMatchObject({ revenue: 0, cost: 4, pipeline: 0 });
});

test('a page of another client’s account gets nothing by name, and no totals; ids can’t be mistaken', () => {
  const answer = overlay(open(company), {
    ...asked,
    account: '999-999-9999',
    keys: [{ name: 'Brand' }, { id: '999', name: 'Brand' }, { id: '7' }],
  });
  expect(answer.rows.map(row => row && [row.name, row.matchedBy])).toEqual([null, null, ['Brand', 'id']]);
  expect(answer.totals).toMatchObject({ revenue: 0, cost: 0, visits: 0, leads: 0 });
  expect(answer.health).toEqual([]);
  expect(answer.accounts).toContain('104-207-3109');
});

test('on a page of one of several accounts a name stands for that account’s campaign only', () => {
  const answers = open(company);
  const names = (account: string) =>
    overlay(answers, {
      ...asked,
      account,
      keys: [{ name: 'Brand' }, { name: 'Ireland' }, { name: 'Autumn' }],
    }).rows.map(row => row?.id);
  // Autumn has no cost, so it may be either's.
  expect(names('104-207-3109')).toEqual(['7', undefined, '12']);
  expect(names('330 118 9042')).toEqual([undefined, '9', '12']);
});

test('where no account of the platform is known the page’s account plays no part', () => {
  const spend = [{ platform: 'google-ads', day: '2026-03-01', campaign: 'Brand', campaignId: '7', cost: 2_000 }];
  const answer = overlay(open({ spend }), { ...asked, account: '104-207-3109', keys: [{ name: 'Brand' }] });
  expect(answer.rows[0]).toMatchObject({ id: '7', cost: 20 });
  expect(answer.totals?.cost).toBe(20);
});

test('accounts are the same however they are written', () => {
  expect(['104-207-3109', '104 207 3109', 'act_880014', 'F1180'].map(normaliseAccount)).toEqual([
    '1042073109',
    '1042073109',
    '880014',
    'f1180',
  ]);
});

test('cost that no visit of the range is tagged with is told at the row', () => {
  const answers = open(company);
  const health = (range: object) =>
    overlay(answers, { ...asked, ...range, keys: [{ id: '7' }, { id: '9' }, { id: '12' }] }).rows.map(
      row => row!.health,
    );
  expect(health({})).toEqual([null, 'cost-without-visits', null]);
  // Without cost there is nothing to complain of.
  expect(health({ from: '2026-03-02' })).toEqual([null, null, null]);
  expect(health({ to: '2026-03-01' })).toEqual([null, 'cost-without-visits', null]);
});

test('visits without a campaign and placeholders never filled in are counted for the platform, in the range', () => {
  const visits = [
    ['2026-03-01', google('Brand', { campaignId: '7' }), 5],
    ['2026-03-02', google(''), 3],
    ['2026-03-05', google('', { unfilled: true }), 2],
    ['2026-03-02', facebook('', { unfilled: true }), 9],
  ] as const;
  const answers = open({ visits });
  const health = (range: object) =>
    overlay(answers, { ...asked, ...range, keys: [] }).health.map(({ code, count }) => [code, count]);
  expect(health({})).toEqual([
    ['visits-without-campaign', 5],
    ['macros-not-expanded', 2],
  ]);
  expect(health({ to: '2026-03-04' })).toEqual([['visits-without-campaign', 3]]);
  expect(health({ to: '2026-03-01' })).toEqual([]);
});

/** Campaign 7: £90.00 of its £100.00 in two ad groups; a sale of £40 by one, of £15 by the campaign alone; 8 has another. */
const drilled: WorkspaceSpec = {
  deals: [
    {
      id: 'a',
      at: '2026-03-11',
      amount: 4_000,
      touches: [['2026-03-02', google('Kettles', { campaignId: '7', adGroup: 'Steel', adGroupId: '71' })]],
    },
    { id: 'b', at: '2026-03-11', amount: 1_500, touches: [['2026-03-02', google('Kettles', { campaignId: '7' })]] },
    {
      id: 'c',
      at: '2026-03-11',
      amount: 900,
      touches: [['2026-03-02', google('Urns', { campaignId: '8', adGroup: 'Steel', adGroupId: '81' })]],
    },
  ],
  spend: [
    { platform: 'google-ads', day: '2026-03-01', campaign: 'Kettles', campaignId: '7', cost: 10_000 },
    ...(['71', '72'] as const).map((adGroupId, i) => ({
      platform: 'google-ads',
      day: '2026-03-01',
      campaignId: '7',
      adGroupId,
      adGroup: ['Steel', 'Copper'][i],
      cost: [6_000, 3_000][i],
    })),
  ],
};

test('on a page of one campaign the totals are that campaign’s own row: its ad groups and what names none of them', () => {
  const answers = open(drilled);
  const answer = overlay(answers, {
    platform: 'google-ads',
    level: 'ad-group',
    parentId: '7',
    keys: [{ id: '71' }, { id: '72' }],
  });
  expect(answer.rows.map(row => [row?.revenue, row?.cost])).toEqual([
    [40, 60],
    [0, 30],
  ]);
  // £40 + £0 + £15 of the campaign alone; £60 + £30 + £10 that the ad groups' report misses.
  expect(answer.totals).toMatchObject({ revenue: 55, cost: 100, roas: 0.55 });
  const [own] = overlay(answers, { ...asked, keys: [{ id: '7' }] }).rows;
  expect(own).toMatchObject(answer.totals!);
});

test('a page of keywords is drilled down to an ad group or to a campaign, and has the totals of either', () => {
  const revenue = (parentId: string) =>
    overlay(open(drilled), { platform: 'google-ads', level: 'keyword', parentId, keys: [] }).totals?.revenue;
  expect([revenue('7'), revenue('71'), revenue('72'), revenue('81')]).toEqual([55, 40, 0, 9]);
});

test('a parent that is not known has no totals; neither has an ad group as the parent of ad groups', () => {
  for (const parentId of ['999', '71'])
    expect(overlay(open(drilled), { platform: 'google-ads', level: 'ad-group', parentId, keys: [] }).totals).toBeNull();
});

const keyword = (adGroupId: string | undefined, text: string, cost: number, more: object = {}) => ({
  platform: 'google-ads',
  day: '2026-03-01',
  campaignId: '7',
  adGroupId,
  adGroup: adGroupId ? undefined : 'Kettles',
  keyword: text,
  cost,
  ...more,
});

const costs = (spend: WorkspaceSpec['spend'], keys: { id?: string; name?: string; parentId?: string }[], more = {}) =>
  overlay(open({ spend }), { platform: 'google-ads', level: 'keyword', keys, ...more }).rows.map(
    row => row?.cost ?? null,
  );

test('a keyword without an id is found by its text under its ad group, whatever marks its match type has', () => {
  const spend = [
    keyword('1', 'copper kettle', 100),
    keyword('2', '[copper kettle]', 300),
    keyword('2', 'descaler', 500),
  ];
  const keys = [
    { parentId: '1', name: '"copper kettle"' },
    { parentId: '2', name: 'Copper Kettle' },
    { parentId: '2', name: '[descaler]' },
    { parentId: '1', name: 'descaler' },
  ];
  expect(costs(spend, keys)).toEqual([1, 3, 5, null]);
});

test('of two keywords of one text the one whose marks are the page’s', () => {
  const spend = [
    keyword('1', '[copper kettle]', 100, { keywordId: '11' }),
    keyword('1', '"copper kettle"', 300, { keywordId: '12' }),
  ];
  expect(
    costs(spend, [
      { parentId: '1', name: '"copper kettle"' },
      { parentId: '1', name: '[copper kettle]' },
    ]),
  ).toEqual([3, 1]);
});

test('a keyword of another ad group is never shown for one that is not known', () => {
  const spend = [keyword('1', 'copper kettle', 100)];
  expect(costs(spend, [{ parentId: '2', name: 'copper kettle' }])).toEqual([null]);
  // The report names the ad group only by its name: it may be the page's.
  expect(costs([keyword(undefined, 'copper kettle', 100)], [{ parentId: '2', name: 'copper kettle' }])).toEqual([1]);
});

test('under an ad group known by its id a keyword’s name can’t be another client’s', () => {
  const spend = [keyword('1', 'copper kettle', 100, { account: '104-207-3109' })];
  const more = { account: '999-999-9999' };
  expect(costs(spend, [{ parentId: '1', name: 'copper kettle' }, { name: 'copper kettle' }], more)).toEqual([1, null]);
});

test('a campaign that the manual map joins has its visits’ money on the platform of its cost', () => {
  const spec: WorkspaceSpec = {
    deals: [
      {
        id: 'a',
        at: '2026-03-11',
        amount: 10_000,
        touches: [['2026-03-01', facebook('spring-fb')]],
      },
    ],
    spend: [{ platform: 'linkedin-ads', day: '2026-03-01', campaign: 'Spring', campaignId: '5', cost: 100 }],
  };
  const answers = prepare(buildWorkspace(spec), {
    ...defaultSettings,
    campaignMap: { 'meta-ads/spring-fb': 'linkedin-ads/Spring' },
  });
  const answer = overlay(answers, { platform: 'linkedin-ads', level: 'campaign', keys: [{ id: '5' }] });
  expect(answer.rows[0]).toMatchObject({ revenue: 100, cost: 1 });
  expect(answer.totals?.revenue).toBe(100);
  expect(overlay(answers, { platform: 'meta-ads', level: 'campaign', keys: [] }).totals?.revenue).toBe(0);
});
