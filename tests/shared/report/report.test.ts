import { expect, test } from 'vitest';
import { prepare } from '#shared/report/prepare.ts';
import { report } from '#shared/report/report.ts';
import type { ReportQuery } from '#shared/schema/query.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { buildWorkspace, direct, email, facebook, google, organic, type WorkspaceSpec } from './workspace-builder.ts';

const ask = (spec: WorkspaceSpec, query: ReportQuery, settings: Partial<Settings> = {}) =>
  report(prepare(buildWorkspace(spec), { ...defaultSettings, ...settings }), query);

const threeCampaigns: WorkspaceSpec = {
  deals: [
    { id: 'a', at: '2026-03-20', amount: 40_000, touches: [['2026-03-02', google('Alpha')]] },
    { id: 'b', at: '2026-03-21', amount: 100_000, touches: [['2026-03-03', google('Beta')]] },
    { id: 'c', at: '2026-03-22', amount: 200_000, touches: [['2026-03-04', google('Gamma')]] },
  ],
  spend: [
    { platform: 'google-ads', day: '2026-03-01', campaign: 'Alpha', impressions: 10_000, clicks: 1_000, cost: 20_000 },
    { platform: 'google-ads', day: '2026-03-01', campaign: 'Beta', impressions: 5_000, clicks: 100, cost: 20_000 },
    { platform: 'google-ads', day: '2026-03-01', campaign: 'Gamma', impressions: 1_000, clicks: 10, cost: 20_000 },
  ],
};

test('three campaigns of £200 with the same cost and very different clicks rank by what they earned', () => {
  const answer = ask(threeCampaigns, { by: ['campaign'], models: ['last-touch'] });
  const figures = answer.rows.map(r => [r.campaign, r.cost, r.revenue, r.roas, r.roi, r.cpc, r.platform]);
  // ROAS = revenue / cost: 2000/200 = 10, 1000/200 = 5, 400/200 = 2; ROI = ROAS − 1; CPC = 200/10, 200/100, 200/1000.
  expect(figures).toEqual([
    ['Gamma', 200, 2000, 10, 9, 20, 'google-ads'],
    ['Beta', 200, 1000, 5, 4, 2, 'google-ads'],
    ['Alpha', 200, 400, 2, 1, 0.2, 'google-ads'],
  ]);
  // 400 + 1000 + 2000 over 3 × 200; CPC = 600 / 1110 clicks = 0.5405…, to the penny 0.54.
  expect(answer.totals).toMatchObject({ cost: 600, revenue: 3400, won: 3, clicks: 1110, cpc: 0.54 });
  expect(answer.totals.roas).toBeCloseTo(3400 / 600, 12);
  expect(answer.conservation).toEqual({
    imported: 3400,
    attributed: 3400,
    unattributed: 0,
    excluded: 0,
    conversions: { imported: 3, attributed: 3, unattributed: 0, excluded: 0 },
    holds: true,
  });
  expect(answer.meta).toMatchObject({ goal: 'revenue', models: ['last-touch'], by: ['campaign'], currency: 'GBP' });
});

test('£100.00 over three linear touches is 33.34, 33.33 and 33.33, the first touch getting the odd penny', () => {
  const answer = ask(
    {
      deals: [
        {
          id: 'a',
          at: '2026-03-20',
          amount: 10_000,
          touches: [
            ['2026-03-01', google('Alpha')],
            ['2026-03-02', facebook('Beta')],
            ['2026-03-03', email('Gamma')],
          ],
        },
      ],
    },
    { by: ['campaign'], models: ['linear'] },
  );
  expect(answer.rows.map(r => [r.campaign, r.revenue])).toEqual([
    ['Alpha', 33.34],
    ['Beta', 33.33],
    ['Gamma', 33.33],
  ]);
  expect(answer.totals.revenue).toBe(100);
  expect(answer.rows.map(r => r.won)).toEqual([0.333333333, 0.333333333, 0.333333333]);
  expect(answer.totals.won).toBe(1);
});

test('a refund takes back what its sale brought, on its own day, and is no win', () => {
  const spec: WorkspaceSpec = {
    deals: [
      {
        id: 'a',
        at: '2026-03-20',
        amount: 10_000,
        touches: [
          ['2026-03-01', google('Alpha')],
          ['2026-03-02', facebook('Beta')],
        ],
      },
      { id: 'a-refund', refundOf: 'a', at: '2026-04-05', amount: -4_000 },
    ],
  };
  const both = ask(spec, { by: ['campaign'], models: ['linear'] });
  // 50.00 − 20.00 each.
  expect(both.rows.map(r => [r.campaign, r.revenue, r.won])).toEqual([
    ['Alpha', 30, 0.5],
    ['Beta', 30, 0.5],
  ]);
  const april = ask(spec, { by: ['month'], models: ['linear'], from: '2026-04-01', to: '2026-04-30' });
  expect(april.rows.map(r => [r.month, r.revenue, r.won])).toEqual([['2026-04', -40, 0]]);
  expect(april.excluded).toMatchObject({ revenue: 100, won: 1 });
  expect(april.excluded.reasons).toEqual([{ reason: 'outside the date range', conversions: 1, value: 100 }]);
  // Imported 100 − 40; excluded 100; attributed −40.
  expect(april.conservation).toMatchObject({ imported: 60, attributed: -40, excluded: 100, holds: true });
});

test('each amount takes the rate of its own day, and one without a rate is excluded and named', () => {
  const answer = ask(
    {
      deals: [
        { id: 'a', at: '2026-03-02', amount: 10_000, currency: 'EUR', touches: [['2026-03-01', google('Alpha')]] },
        { id: 'b', at: '2026-03-09', amount: 10_000, currency: 'EUR', touches: [['2026-03-01', google('Alpha')]] },
        { id: 'c', at: '2026-03-02', amount: 5_000, currency: 'GBP', touches: [['2026-03-01', google('Alpha')]] },
        { id: 'd', at: '2026-03-02', amount: 7_000, currency: 'USD', touches: [['2026-03-01', google('Alpha')]] },
      ],
      spend: [
        { platform: 'google-ads', day: '2026-03-02', campaign: 'Alpha', cost: 1_000, currency: 'EUR' },
        { platform: 'google-ads', day: '2026-03-02', campaign: 'Alpha', cost: 900, currency: 'USD' },
      ],
      fx: [
        { day: '2026-03-02', base: 'EUR', rate: '0.85' },
        { day: '2026-03-06', base: 'EUR', rate: '0.861' },
      ],
    },
    { by: ['campaign'] },
  );
  // €100 × 0.85 = £85 on 2 March; on Monday 9 March the latest rate is Friday's: €100 × 0.861 = £86.10; plus £50.
  expect(answer.rows[0]).toMatchObject({ campaign: 'Alpha', revenue: 221.1, won: 3, cost: 8.5 });
  expect(answer.excluded.reasons).toEqual([
    { reason: 'ad cost: no exchange rate USD → GBP on 2026-03-02', conversions: 0, value: null, amounts: { USD: 9 } },
    { reason: 'no exchange rate USD → GBP on 2026-03-02', conversions: 1, value: null, amounts: { USD: 70 } },
  ]);
  expect(answer.conservation).toMatchObject({
    imported: 221.1,
    attributed: 221.1,
    excluded: 0,
    unconverted: { USD: 70 },
    conversions: { imported: 4, attributed: 3, unattributed: 0, excluded: 1 },
    holds: true,
  });
});

test('a dated rate older than a week gives way to the fixed rate of the settings', () => {
  const spec: WorkspaceSpec = {
    deals: [{ id: 'a', at: '2026-03-10', amount: 10_000, currency: 'EUR', touches: [['2026-03-01', google('A')]] }],
    fx: [{ day: '2026-03-02', base: 'EUR', rate: '0.85' }],
  };
  // 10 March is 8 days after 2 March: €100 × 0.9 = £90. With the rate of 3 March it would be 7 days.
  expect(ask(spec, {}, { fx: { EUR: '0.9' } }).totals.revenue).toBe(90);
  const nearer = { ...spec, fx: [{ day: '2026-03-03', base: 'EUR', rate: '0.85' }] };
  expect(ask(nearer, {}, { fx: { EUR: '0.9' } }).totals.revenue).toBe(85);
});

const acrossMonths: WorkspaceSpec = {
  deals: [
    {
      id: 'a',
      at: '2026-04-10',
      amount: 10_000,
      touches: [
        ['2026-03-30', google('Alpha')],
        ['2026-04-02', facebook('Beta')],
      ],
    },
  ],
  spend: [
    { platform: 'google-ads', day: '2026-03-30', campaign: 'Alpha', cost: 3_000 },
    { platform: 'google-ads', day: '2026-04-02', campaign: 'Alpha', cost: 2_000 },
  ],
};

test('on the conversion basis revenue falls in the month of the sale, on the touch basis in that of the click', () => {
  const byMonth = (dateBasis: 'conversion' | 'touch') =>
    ask(acrossMonths, { by: ['month'], models: ['linear'], dateBasis }).rows.map(r => [r.month, r.revenue, r.cost]);
  // In the order of time, though April brought more.
  expect(byMonth('conversion')).toEqual([
    ['2026-03', 0, 30],
    ['2026-04', 100, 20],
  ]);
  expect(byMonth('touch')).toEqual([
    ['2026-03', 50, 30],
    ['2026-04', 50, 20],
  ]);
});

test('a touch outside the range keeps its share of the sale, among the excluded', () => {
  const answer = ask(acrossMonths, {
    by: ['campaign'],
    models: ['linear'],
    dateBasis: 'touch',
    from: '2026-04-01',
    to: '2026-04-30',
  });
  expect(answer.rows.map(r => [r.campaign, r.revenue, r.cost])).toEqual([
    ['Beta', 50, 0],
    ['Alpha', 0, 20],
  ]);
  expect(answer.excluded).toMatchObject({ revenue: 50, won: 0.5, cost: 30 });
  expect(answer.excluded.reasons).toEqual([{ reason: 'outside the date range', conversions: 0.5, value: 50 }]);
  expect(answer.conservation).toMatchObject({ imported: 100, attributed: 50, excluded: 50, holds: true });
});

test('the lookback counts from each conversion, whatever range is asked for', () => {
  const window = (lookback: number | null, from?: string) =>
    ask(acrossMonths, { by: ['campaign'], models: ['first-touch'], lookback, from })
      .rows.filter(r => r.revenue !== 0)
      .map(r => r.campaign);
  // The touches lie 11 and 8 days before the sale.
  expect(window(null)).toEqual(['Alpha']);
  expect(window(11)).toEqual(['Alpha']);
  expect(window(10)).toEqual(['Beta']);
  expect(window(10, '2026-04-05')).toEqual(['Beta']);
});

test('sales that no touch led to stay in the totals as unattributed, with the reason', () => {
  const answer = ask(
    {
      deals: [
        { id: 'a', at: '2026-03-20', amount: 10_000, touches: [['2026-03-01', google('Alpha')]] },
        { id: 'b', at: '2026-03-20', amount: 2_500 },
        { id: 'c', at: '2026-05-20', amount: 1_000, touches: [['2026-03-01', google('Alpha')]] },
        { id: 'd', at: '2026-03-20', amount: 700, touches: [['2026-03-19', organic]] },
        { id: 'e', at: '2026-03-20', amount: 300, excluded: 'won without a date', touches: [] },
      ],
    },
    { by: ['channel'], models: ['last-paid'], lookback: 30 },
  );
  expect(answer.rows.map(r => [r.channel, r.revenue])).toEqual([
    ['Paid Search', 100],
    ['Organic Search', 0],
  ]);
  expect(answer.unattributed.revenue).toBe(42);
  expect(answer.unattributed.reasons).toEqual([
    { reason: 'no paid touch', conversions: 1, value: 7 },
    { reason: 'no touch before the conversion', conversions: 1, value: 25 },
    { reason: 'no touch within the lookback of 30 days', conversions: 1, value: 10 },
  ]);
  expect(answer.excluded.reasons).toEqual([{ reason: 'won without a date', conversions: 1, value: 3 }]);
  expect(answer.totals).toMatchObject({ revenue: 142, won: 4 });
  // 100 + 42 + 3 = 145.
  expect(answer.conservation).toMatchObject({
    imported: 145,
    attributed: 100,
    unattributed: 42,
    excluded: 3,
    holds: true,
  });
});

test('a campaign with cost and no revenue stays, at an ROI of −100 %', () => {
  const answer = ask(
    { spend: [{ platform: 'google-ads', day: '2026-03-01', campaign: 'Waste', clicks: 10, cost: 5_000 }] },
    { by: ['campaign'] },
  );
  expect(answer.rows).toHaveLength(1);
  expect(answer.rows[0]).toMatchObject({
    campaign: 'Waste',
    cost: 50,
    revenue: 0,
    roi: -1,
    roas: 0,
    cpl: null,
    cac: null,
  });
});

test('campaigns of one name on two platforms are two rows, each with its platform', () => {
  const answer = ask(
    {
      deals: [
        { id: 'a', at: '2026-03-20', amount: 10_000, touches: [['2026-03-01', google('Brand', { campaignId: '7' })]] },
        { id: 'b', at: '2026-03-20', amount: 5_000, touches: [['2026-03-01', facebook('Brand')]] },
      ],
    },
    { by: ['campaign'] },
  );
  expect(answer.rows.map(r => [r.campaign, r.platform, r.campaignId, r.revenue])).toEqual([
    ['Brand', 'google-ads', '7', 100],
    ['Brand', 'meta-ads', undefined, 50],
  ]);
});

test('cost of a question by owner goes to the row without one, and the total stays', () => {
  const spec: WorkspaceSpec = {
    ...threeCampaigns,
    deals: threeCampaigns.deals!.map((deal, i) => ({ ...deal, owner: ['Ann', 'Bo', 'Ann'][i] })),
  };
  const answer = ask(spec, { by: ['owner'] });
  expect(answer.rows.map(r => [r.owner, r.revenue, r.cost])).toEqual([
    ['Ann', 2400, 0],
    ['Bo', 1000, 0],
    ['(not set)', 0, 600],
  ]);
  expect(answer.totals.cost).toBe(600);
});

test('a week is the ISO week: it starts on Monday and belongs to the year of its Thursday', () => {
  const answer = ask(
    {
      deals: [
        { id: 'a', at: '2026-12-31', amount: 100, touches: [['2026-03-01', google('A')]] },
        { id: 'b', at: '2027-01-03', amount: 200, touches: [['2026-03-01', google('A')]] },
        { id: 'c', at: '2027-01-04', amount: 400, touches: [['2026-03-01', google('A')]] },
      ],
      visits: [],
    },
    { by: ['week'] },
  );
  // 2027-01-03 is the Sunday of the week of Thursday 2026-12-31.
  expect(answer.rows.map(r => [r.week, r.revenue])).toEqual([
    ['2026-W53', 3],
    ['2027-W01', 4],
  ]);
});

test('direct touches are ignored on request, unless the whole path is direct', () => {
  const spec: WorkspaceSpec = {
    deals: [
      {
        id: 'a',
        at: '2026-03-20',
        amount: 10_000,
        touches: [
          ['2026-03-01', google('Alpha')],
          ['2026-03-10', direct],
        ],
      },
      { id: 'b', at: '2026-03-20', amount: 3_000, touches: [['2026-03-10', direct]] },
    ],
    visits: [],
  };
  const rows = (rule: 'count' | 'ignore') =>
    ask(spec, { by: ['channel'], models: ['last-touch'], direct: rule }).rows.map(r => [r.channel, r.revenue]);
  expect(rows('count')).toEqual([['Direct', 130]]);
  expect(rows('ignore')).toEqual([
    ['Paid Search', 100],
    ['Direct', 30],
  ]);
});

test('every model asked for stands in byModel in the goal’s own unit, the first one in the figures', () => {
  const answer = ask(acrossMonths, { by: ['campaign'], models: ['first-touch', 'last-touch'] });
  expect(answer.rows.map(r => [r.campaign, r.revenue, r.byModel])).toEqual([
    ['Alpha', 100, { 'first-touch': 100, 'last-touch': 0 }],
    ['Beta', 0, { 'first-touch': 0, 'last-touch': 100 }],
  ]);
  expect(answer.totals.byModel).toEqual({ 'first-touch': 100, 'last-touch': 100 });
  const wins = ask(acrossMonths, { by: ['campaign'], goal: 'won', models: ['linear'] });
  expect(wins.rows.map(r => r.byModel)).toEqual([{ linear: 0.5 }, { linear: 0.5 }]);
});

test('the pipeline is that of open deals, and closed ones are none of its business', () => {
  const answer = ask(
    {
      deals: [
        { id: 'a', at: '2026-03-20', amount: 10_000, touches: [['2026-03-01', google('Alpha')]] },
        {
          id: 'b',
          at: '2026-03-20',
          amount: 5_000,
          open: true,
          stage: 'Proposal',
          touches: [['2026-03-01', google('B')]],
        },
        { id: 'c', at: '2026-03-20', amount: 900, open: true, stage: 'Proposal' },
      ],
    },
    { goal: 'pipeline', by: ['campaign'] },
  );
  expect(answer.rows.map(r => [r.campaign, r.pipeline, r.opportunities, r.revenue])).toEqual([
    ['B', 50, 1, 0],
    ['Alpha', 0, 1, 100],
  ]);
  expect(answer.conservation).toMatchObject({
    imported: 59,
    attributed: 50,
    unattributed: 9,
    conversions: { imported: 2, attributed: 1, unattributed: 1, excluded: 0 },
    holds: true,
  });
});

test('an unknown model, dimension or backward range is refused with the choices', () => {
  expect(() => ask({}, { models: ['liner'] })).toThrow(/Unknown model "liner"/);
  expect(() => ask({}, { by: ['colour' as 'channel'] })).toThrow(/Unknown dimension "colour"/);
  expect(() => ask({}, { from: '2026-03-02', to: '2026-03-01' })).toThrow(/ends before it begins/);
});

test('a workspace without anything gives an empty report that balances', () => {
  const answer = ask({}, { by: ['campaign', 'day'] });
  expect(answer.rows).toEqual([]);
  expect(answer.totals).toMatchObject({ cost: 0, revenue: 0, roas: null, roi: null });
  expect(answer.conservation).toMatchObject({ imported: 0, holds: true });
});
