// Three files written by hand, one deal, five touches: what every rule-based model gives to every campaign, to the penny,
// with the sums beside them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportAnswer } from '#shared/schema/index.ts';
import { type TestWorkspace, workspaceOf } from './with-engine.ts';

// One visitor, a touch every seven days: a Google ad, an email, a Facebook ad, an email, straight. The form on 9 January
// makes the lead (last touch up to then: Beta), 16 January the opportunity (Gamma), 29 January the win (the direct one).
const events = `visitor_id,ts,event,url,source,medium,campaign,campaign_id,email
v1,2026-01-01T12:00:00Z,visit,https://shop.example/,google,cpc,Alpha,11,
v1,2026-01-08T12:00:00Z,visit,https://shop.example/,newsletter,email,Beta,,
v1,2026-01-09T12:00:00Z,form,https://shop.example/thanks,,,,,ann@acme.example
v1,2026-01-15T12:00:00Z,visit,https://shop.example/,facebook,paid_social,Gamma,33,
v1,2026-01-22T12:00:00Z,visit,https://shop.example/,newsletter,email,Delta,,
v1,2026-01-29T12:00:00Z,visit,https://shop.example/,,,,,
`;
const deals = `deal_id,name,email,created_at,opportunity_at,won_at,stage,amount,currency
D1,Acme,ann@acme.example,2026-01-10T00:00:00Z,2026-01-16T00:00:00Z,2026-01-29T18:00:00Z,Won,1000.00,GBP
`;
const spend = `date,platform,campaign,campaign_id,impressions,clicks,cost,currency
2026-01-01,google-ads,Alpha,11,4000,100,200.00,GBP
2026-01-15,meta-ads,Gamma,33,9000,50,100.00,GBP
2026-01-15,meta-ads,Idle,44,1000,10,50.00,GBP
`;

/** Pounds for Alpha, Beta, Gamma, Delta and the direct touch. Every line adds up to £1,000.00. */
const expected: Record<string, [number, number, number, number, number]> = {
  'first-touch': [1000, 0, 0, 0, 0],
  'last-touch': [0, 0, 0, 0, 1000],
  // The last touch is direct; the one before is Delta.
  'last-non-direct': [0, 0, 0, 1000, 0],
  // Email isn't paid: the last paid touch is Gamma.
  'last-paid': [0, 0, 1000, 0, 0],
  // 1,000 / 5
  linear: [200, 200, 200, 200, 200],
  // Ages 28, 21, 14, 7, 0 days before the last, half-life 7: 1/16 : 1/8 : 1/4 : 1/2 : 1 = 1 : 2 : 4 : 8 : 16, of 31.
  // Pence: 3,225.81  6,451.61  12,903.23  25,806.45  51,612.90; floors leave 3, to .90, .81 and .61.
  'time-decay': [32.26, 64.52, 129.03, 258.06, 516.13],
  // 40 %, 20 % / 3 each, 40 %. Pence of the middle: 6,666⅔ each; floors leave 2, equal remainders go by position.
  'position-based': [400, 66.67, 66.67, 66.66, 400],
  // First 40 %, lead (Beta) 40 %, 20 % / 3 for the rest.
  'u-shaped-lead': [400, 400, 66.67, 66.67, 66.66],
  // First 30 %, lead 30 %, opportunity (Gamma) 30 %, 10 % / 2 for the rest.
  'w-shaped': [300, 300, 300, 50, 50],
  // First 30 %, lead 30 %, last before the close 30 %, 10 % / 2 for the rest.
  'w-shaped-close': [300, 300, 50, 50, 300],
  // First, lead, opportunity, close 22.5 % each, 10 % for the only other touch.
  'full-path': [225, 225, 225, 100, 225],
  // First, lead, opportunity, close: a quarter each.
  'key-stages': [250, 250, 250, 0, 250],
  'lead-creation': [0, 1000, 0, 0, 0],
  // First 20 %, last 60 %, 20 % / 3 between.
  'j-shaped': [200, 66.67, 66.67, 66.66, 600],
  // First 60 %, last 20 %, 20 % / 3 between.
  'inverse-j': [600, 66.67, 66.67, 66.66, 200],
};

describe('one deal of £1,000 after five touches', () => {
  let workspace: TestWorkspace;
  let report: ReportAnswer;

  beforeAll(async () => {
    workspace = await workspaceOf({ 'events.csv': events, 'deals.csv': deals, 'spend.csv': spend });
    report = await workspace.engine.report({ goal: 'revenue', by: ['campaign'], models: Object.keys(expected) });
  });
  afterAll(() => workspace.close());

  const row = (campaign: string) => report.rows.find(row => row.campaign === campaign);

  it('is read without a reject', () => {
    expect(workspace.imported.map(({ format, kept, rejected }) => ({ format, kept, rejected }))).toEqual([
      { format: 'events', kept: 6, rejected: 0 },
      { format: 'deals', kept: 1, rejected: 0 },
      { format: 'spend', kept: 3, rejected: 0 },
    ]);
  });

  for (const [model, pounds] of Object.entries(expected)) {
    it(`is split by ${model} as the sums by hand say`, () => {
      const given = ['Alpha', 'Beta', 'Gamma', 'Delta', '(not set)'].map(name => row(name)?.byModel?.[model] ?? 0);
      expect(given).toEqual(pounds);
    });
  }

  it('keeps a campaign with cost and no revenue, at ROI −100 %', () => {
    // (0 − 50) / 50
    expect(row('Idle')).toMatchObject({ cost: 50, revenue: 0, roi: -1, roas: 0, clicks: 10, impressions: 1000 });
  });

  it('reckons the ratios from the sums of the first model asked for', () => {
    // Alpha under first-touch: £1,000 on £200: 5 : 1, profit 800 / 200 = 4; £200 / 100 clicks = £2.
    expect(row('Alpha')).toMatchObject({ cost: 200, revenue: 1000, roas: 5, roi: 4, cpc: 2, visits: 1 });
    // All: £1,000 on 200 + 100 + 50.
    expect(report.totals).toMatchObject({ cost: 350, revenue: 1000, won: 1, visits: 5 });
    expect(report.totals.roas).toBeCloseTo(1000 / 350, 12);
  });

  it('loses nothing', () => {
    expect(report.conservation).toMatchObject({
      imported: 1000,
      attributed: 1000,
      unattributed: 0,
      excluded: 0,
      holds: true,
    });
  });
});
