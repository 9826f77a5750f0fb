// The sample company's lessons, through the real importer, build and report, to the penny.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { models } from '#shared/models/index.ts';
import type { ReportAnswer } from '#shared/schema/index.ts';
import { sampleFiles } from '../../../server/sample/index.ts';
import { type TestWorkspace, workspaceOf } from '../../with-engine.ts';

const everyModel = models.map(model => model.id);

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await workspaceOf(sampleFiles());
});
afterAll(() => workspace?.close());

/** A file of the sample as rows of cells; for files without quoted cells. */
const cells = (file: string) =>
  sampleFiles()
    [file].trim()
    .split('\n')
    .map(line => line.split(','));

/** An amount in pence: euros at the day's rate, at a weekend at Friday's. */
function inPence(amount: string, currency: string, day: string): number {
  if (currency === 'GBP') return Number(amount) * 100;
  const rate = cells('fx.csv').findLast(([date]) => date <= day)![2];
  return Math.round((Number(amount) * Number(rate) * 10_000) / 100);
}

/** What a row got under each model, for a test of them all at once. */
const each = (value: number) => Object.fromEntries(everyModel.map(id => [id, value]));

/** The value under each model of the rows that hold these dimension values, added up in pennies. */
function sums(report: ReportAnswer, where: Record<string, string>): Record<string, number> {
  const rows = report.rows.filter(row => Object.entries(where).every(([name, value]) => row[name] === value));
  return Object.fromEntries(
    everyModel.map(id => [id, Math.round(rows.reduce((sum, row) => sum + (row.byModel?.[id] ?? 0) * 100, 0)) / 100]),
  );
}

describe('the files', () => {
  it('are the same text on every call', () => {
    expect(sampleFiles()).toEqual(sampleFiles());
  });

  it('are recognised and read without a reject', () => {
    expect(workspace.imported.map(({ file, format, rejected, error }) => [file, format, rejected, error])).toEqual([
      [expect.stringContaining('events.csv'), 'events', 0, undefined],
      [expect.stringContaining('deals.csv'), 'deals', 0, undefined],
      [expect.stringContaining('hubspot-contacts.csv'), 'hubspot-contacts', 0, undefined],
      [expect.stringContaining('hubspot-deals.csv'), 'hubspot-deals', 0, undefined],
      [expect.stringContaining('google-ads-campaigns.csv'), 'google-ads-campaigns', 0, undefined],
      [expect.stringContaining('google-ads-keywords.csv'), 'google-ads-campaigns', 0, undefined],
      [expect.stringContaining('spend.csv'), 'spend', 0, undefined],
      [expect.stringContaining('fx.csv'), 'fx', 0, undefined],
    ]);
  });
});

describe('three campaigns of £200', () => {
  it('earned £400, £1,000 and £2,000 under every model, the fewer the clicks the more', async () => {
    const report = await workspace.engine.report({ goal: 'revenue', by: ['campaign'], models: everyModel });
    const of = (campaign: string) => report.rows.find(row => row.campaign === campaign);
    // £150 + £250 = £400; (400 − 200) / 200 = 1. £200 / 1,000 clicks = £0.20.
    expect(of('Kettles broad')).toMatchObject({
      cost: 200,
      impressions: 10_000,
      clicks: 1_000,
      revenue: 400,
      roas: 2,
      roi: 1,
      cpc: 0.2,
      byModel: each(400),
    });
    // £400 + £600 = £1,000; (1,000 − 200) / 200 = 4. £200 / 100 clicks = £2.
    expect(of('Kettles phrase')).toMatchObject({
      cost: 200,
      impressions: 5_000,
      clicks: 100,
      revenue: 1000,
      roas: 5,
      roi: 4,
      cpc: 2,
      byModel: each(1000),
    });
    // (2,000 − 200) / 200 = 9. £200 / 10 clicks = £20.
    expect(of('Descaler exact')).toMatchObject({
      cost: 200,
      impressions: 1_000,
      clicks: 10,
      revenue: 2000,
      roas: 10,
      roi: 9,
      cpc: 20,
      byModel: each(2000),
    });
  });
});

describe('ad groups and keywords', () => {
  const figures = { impressions: 0, clicks: 0, cost: 0, revenue: 0 };
  type Name = keyof typeof figures;
  const names = Object.keys(figures) as Name[];
  const pick = (row: Record<string, unknown> | undefined) => names.map(name => row?.[name]);

  it('of the campaigns of £200 take their shares of it, and the revenue of their own buyers, under every model', async () => {
    const { rows } = await workspace.engine.report({ goal: 'revenue', by: ['ad-group'], models: everyModel });
    const of = (group: string) => rows.find(row => row['ad-group'] === group);
    // 60 % and 40 % of 10,000, 1,000 and £200.
    expect(pick(of('Electric kettles'))).toEqual([6_000, 600, 120, 150]);
    expect(pick(of('Large kettles'))).toEqual([4_000, 400, 80, 250]);
    // (150 − 120) / 120 = 0.25; (250 − 80) / 80 = 2.125.
    expect([of('Electric kettles')?.roi, of('Large kettles')?.roi]).toEqual([0.25, 2.125]);
    // Half each of 5,000, 100 and £200.
    expect(pick(of('Kettles for hotels'))).toEqual([2_500, 50, 100, 400]);
    expect(pick(of('Kettles for offices'))).toEqual([2_500, 50, 100, 600]);
    expect(of('Large kettles')).toMatchObject({
      platform: 'google-ads',
      adGroupId: '150000000012',
      byModel: each(250),
    });
    expect(of('Kettles for offices')?.byModel).toEqual(each(600));
  });

  it('add up to their campaign on a page of it, under every model', async () => {
    const { rows, totals } = await workspace.engine.overlay({
      platform: 'google-ads',
      level: 'ad-group',
      parentId: '21000000001',
      goal: 'revenue',
      keys: [{ id: '150000000011' }, { id: '150000000012' }],
    });
    expect(rows.map(row => row?.revenue)).toEqual([150, 250]);
    // £150 + £250, £120 + £80, 600 + 400.
    expect(pick(totals!)).toEqual([10_000, 1_000, 200, 400]);
    expect(totals!.byModel).toEqual(each(400));
  });

  it('of Descaler exact part: the keyword of £140 earned all of the £2,000', async () => {
    const { rows } = await workspace.engine.report({ goal: 'revenue', by: ['keyword'], models: everyModel });
    const of = (keyword: string) => rows.find(row => row.keyword === keyword);
    // 70 % and 30 % of 1,000, 10 and £200.
    expect(pick(of('kettle descaler'))).toEqual([700, 7, 140, 2_000]);
    expect(pick(of('limescale remover'))).toEqual([300, 3, 60, 0]);
    expect(of('kettle descaler')?.byModel).toEqual(each(2_000));
    // 60 % of the campaign, of that 75 % and 25 %.
    expect(pick(of('electric kettle'))).toEqual([4_500, 450, 90, 150]);
    expect(pick(of('best kettle'))).toEqual([1_500, 150, 30, 0]);
  });

  it('of one text in two ad groups are two rows; with the campaign’s budgets by their shares', async () => {
    const { rows } = await workspace.engine.report({ by: ['ad-group', 'keyword'], models: ['first-touch'] });
    const found = rows
      .filter(row => row.keyword === 'commercial kettle')
      .map(row => [row.adGroupId, row.cost])
      .sort();
    const { cost } = rows.find(row => row.adGroupId === '150000000061')!;
    // £56,200 in nine months: 55 % × 60 % = 33 % and 45 % × 50 % = 22.5 %; the third is Ireland's.
    expect(found).toEqual([
      ['150000000041', 18_546],
      ['150000000042', 12_645],
      ['150000000061', cost],
    ]);
  });

  it('of every campaign add up to it, in cost, impressions and clicks', async () => {
    const by = (...dimensions: ('campaign' | 'ad-group' | 'keyword')[]) =>
      workspace.engine.report({ by: dimensions, models: ['last-touch'] });
    const [campaigns, groups, keywords] = await Promise.all([
      by('campaign'),
      by('campaign', 'ad-group'),
      by('campaign', 'ad-group', 'keyword'),
    ]);
    const total = (report: ReportAnswer, name: Name, id: string) =>
      Math.round(
        report.rows.reduce(
          // A coarser row's rest is nothing, so its own name must be there.
          (sum, row) => (row.campaignId === id && row.keyword !== '(not set)' ? sum + row[name] * 100 : sum),
          0,
        ),
      ) / 100;
    const ofGoogle = campaigns.rows.filter(row => row.platform === 'google-ads' && row.cost > 0);
    expect(ofGoogle).toHaveLength(7);
    for (const campaign of ofGoogle) {
      for (const name of ['impressions', 'clicks', 'cost'] as const) {
        const id = String(campaign.campaignId);
        const both = [total(groups, name, id), total(keywords, name, id)];
        expect(both, `${campaign.campaign}: ${name}`).toEqual([campaign[name], campaign[name]]);
      }
    }
    expect([groups.totals, keywords.totals]).toEqual([campaigns.totals, campaigns.totals]);
  });

  it('add up in the files day by day, none below nothing', () => {
    const rowsOf = (file: string) => {
      const plain = sampleFiles()[file].replace(/"([\d,]+)"/g, (_, count: string) => count.replaceAll(',', ''));
      const [, , header, ...lines] = plain.split('\n').map(line => line.split(','));
      return lines
        .filter(([day]) => /^\d/.test(day))
        .map(line => Object.fromEntries(header.map((name, i) => [name, line[i]])));
    };
    const sumsOf = (file: string, column: string) => {
      const sums: Record<string, number> = {};
      for (const row of rowsOf(file)) {
        const key = `${row.Day} ${row['Campaign ID']}`;
        sums[key] = (sums[key] ?? 0) + Math.round(Number(row[column]) * 100);
      }
      return sums;
    };
    for (const column of ['Impr.', 'Clicks', 'Cost']) {
      expect(sumsOf('google-ads-keywords.csv', column)).toEqual(sumsOf('google-ads-campaigns.csv', column));
      const parts = rowsOf('google-ads-keywords.csv').map(row => Number(row[column]));
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the long way from a Google ad to a won deal', () => {
  // £12,000 over four touches: ad, email, brand search, retargeting. The e-book in the ad's session makes the lead, the
  // meeting in the retargeting session comes before the opportunity: first = lead touch, last = opportunity = close touch.
  const expected: Record<string, [number, number, number, number]> = {
    'first-touch': [12_000, 0, 0, 0],
    'last-touch': [0, 0, 0, 12_000],
    'last-non-direct': [0, 0, 0, 12_000],
    'last-paid': [0, 0, 0, 12_000],
    linear: [3000, 3000, 3000, 3000],
    // Days before the last touch: 30 d 10:16, 28 d 11:25, 7 d 4:50, 0. 2^(−days / 7): 0.0491445, 0.0596243, 0.4901279, 1; sum
    // 1.5988967. Pence: 36,883.83  44,749.06  367,849.58  750,517.53; floors leave 2, to .83 and .58.
    'time-decay': [368.84, 447.49, 3678.5, 7505.17],
    // 40 %, 10 %, 10 %, 40 %
    'position-based': [4800, 1200, 1200, 4800],
    // First and lead are one touch: 40 % + 40 %; 20 % / 3 each for the rest.
    'u-shaped-lead': [9600, 800, 800, 800],
    // First + lead 60 %, opportunity 30 %, 10 % / 2.
    'w-shaped': [7200, 600, 600, 3600],
    // First + lead 60 %, last before the close 30 %, 10 % / 2.
    'w-shaped-close': [7200, 600, 600, 3600],
    // First + lead 45 %, opportunity + close 45 %, 10 % / 2.
    'full-path': [5400, 600, 600, 5400],
    // Two stages each: half and half.
    'key-stages': [6000, 0, 0, 6000],
    'lead-creation': [12_000, 0, 0, 0],
    // 20 %, 10 %, 10 %, 60 %
    'j-shaped': [2400, 1200, 1200, 7200],
    'inverse-j': [7200, 1200, 1200, 2400],
  };

  it('has the touches in order and gives each what the models say', async () => {
    const journey = await workspace.engine.journey({ key: 'amelia.hart@harrowgatehotels.example' });
    const won = journey.conversions.find(conversion => conversion.kind === 'won')!;
    expect(won).toMatchObject({ amount: 12_000, currency: 'GBP', state: 'won' });
    expect(won.touches.map(touch => [touch.at.slice(0, 16), touch.channel, touch.campaign])).toEqual([
      ['2026-02-02T09:14', 'Paid Search', 'Commercial kettles'],
      ['2026-02-04T08:05', 'Email', 'ebook-follow-up'],
      ['2026-02-25T14:40', 'Organic Search', null],
      ['2026-03-04T19:30', 'Paid Social', 'Retargeting'],
    ]);
    const given = Object.fromEntries(
      Object.keys(expected).map(id => [id, won.touches.map(touch => touch.value?.[id] ?? 0)]),
    );
    expect(given).toEqual(expected);
    expect(journey.summary).toMatch(/^First came from a Google ad for ‘commercial kettle’ on 2 February 2026, back /);
  });
});

describe('pipeline at proposal stage', () => {
  it('is £28,295 from Google Ads and £7,695 from the organic results of Google', async () => {
    const report = await workspace.engine.report({
      goal: 'pipeline',
      by: ['stage', 'source', 'medium'],
      models: everyModel,
    });
    // 6,400 + 5,895 + 7,250 + 4,750 + 4,000
    expect(sums(report, { stage: 'Proposal', source: 'google', medium: 'cpc' })).toEqual(each(28_295));
    // 4,200 + 3,495; last-paid credits nothing that isn't paid.
    expect(sums(report, { stage: 'Proposal', source: 'google', medium: 'organic' })).toEqual({
      ...each(7_695),
      'last-paid': 0,
    });
  });
});

describe('Facebook', () => {
  it('has the most leads and the fewest opportunities of the paid platforms, under every model', async () => {
    const platforms = ['google-ads', 'microsoft-ads', 'linkedin-ads'];
    const leads = await workspace.engine.report({ goal: 'leads', by: ['platform'], models: everyModel });
    const opportunities = await workspace.engine.report({
      goal: 'opportunities',
      by: ['platform'],
      models: everyModel,
    });
    const of = (report: ReportAnswer, platform: string, id: string) => sums(report, { platform })[id];
    for (const id of everyModel) {
      for (const other of platforms) {
        expect(of(leads, 'meta-ads', id), `leads: Facebook against ${other}, ${id}`).toBeGreaterThan(
          of(leads, other, id),
        );
        expect(of(opportunities, 'meta-ads', id), `opportunities: Facebook against ${other}, ${id}`).toBeLessThan(
          of(opportunities, other, id),
        );
      }
    }
  });

  it('has a campaign with cost and no revenue at ROI −100 % under every model', async () => {
    const report = await workspace.engine.report({ by: ['campaign'], models: everyModel });
    // £900 in March, £600 in April; (0 − 1,500) / 1,500.
    expect(report.rows.find(row => row.campaign === 'Spring awareness')).toMatchObject({
      platform: 'meta-ads',
      cost: 1500,
      revenue: 0,
      roi: -1,
      byModel: each(0),
    });
  });
});

describe('June', () => {
  it('won £100,000 on £20,000 of ads: 5 to 1', async () => {
    const report = await workspace.engine.report({ from: '2026-06-01', to: '2026-06-30', by: ['channel'] });
    // Budgets: 7,400 + 2,000 + 4,400 + 1,200 + 2,200 + 1,600 + 1,200 = 20,000.
    expect(report.totals).toMatchObject({ revenue: 100_000, cost: 20_000, roas: 5, roi: 4 });
    expect(report.unattributed.revenue).toBe(0);
  });
});

describe('what real companies have', () => {
  it('sales cycles of one to six months', async () => {
    const [header, ...rows] = cells('deals.csv');
    const column = (name: string) => header.indexOf(name);
    const days = rows
      .filter(row => row[column('won_at')] !== '')
      .map(row => (Date.parse(row[column('won_at')]) - Date.parse(row[column('created_at')])) / 86_400_000);
    expect(Math.min(...days)).toBeGreaterThan(28);
    expect(Math.max(...days)).toBeLessThan(184);
    expect(days.filter(age => age > 120).length).toBeGreaterThan(5);
  });

  it('refunds that take from the revenue of the day they were paid back', async () => {
    const [header, ...rows] = cells('deals.csv');
    const at = (row: string[], name: string) => row[header.indexOf(name)];
    const refunds = rows.filter(row => at(row, 'refund_at') !== '');
    expect(refunds).toHaveLength(3);
    for (const refund of refunds) {
      const day = at(refund, 'refund_at').slice(0, 10);
      const won = rows.filter(row => at(row, 'won_at').startsWith(day));
      const pence = won.map(row => inPence(at(row, 'amount'), at(row, 'currency'), day));
      const revenue =
        (pence.reduce((sum, amount) => sum + amount, 0) - Number(at(refund, 'refund_amount')) * 100) / 100;
      const report = await workspace.engine.report({ from: day, to: day, by: ['channel'] });
      expect(report.totals).toMatchObject({ revenue, won: won.length });
      expect(report.conservation.holds).toBe(true);
    }
  });

  it('two currencies, each amount at a rate of its day', async () => {
    const report = await workspace.engine.report({ by: ['campaign'], models: everyModel });
    expect(report.meta.currency).toBe('GBP');
    const ireland = report.rows.find(row => row.campaign === 'Kettles Ireland')!;
    // €4,100 of cost at 0.84 to 0.88.
    expect(ireland.cost).toBeGreaterThan(4100 * 0.84);
    expect(ireland.cost).toBeLessThan(4100 * 0.88);
    expect(report.excluded.reasons).toEqual([]);
  });

  it('an account whose three contacts share one deal', async () => {
    const deal = await workspace.engine.journey({ key: 'noor.rahman@larkspurparks.example' });
    const won = deal.conversions.find(conversion => conversion.kind === 'won')!;
    // £18,600 over four touches of three people: 4,650 each.
    expect(won.touches.map(touch => [touch.channel, touch.value?.linear])).toEqual([
      ['Paid Social', 4650],
      ['Organic Search', 4650],
      ['Referral', 4650],
      ['Email', 4650],
    ]);
  });

  it('a deal that nobody is known for: unattributed, not lost', async () => {
    const report = await workspace.engine.report({ from: '2026-05-01', to: '2026-05-31', by: ['channel'] });
    expect(report.unattributed.revenue).toBe(1480);
    expect(report.conservation.holds).toBe(true);
  });

  it('visits from an AI assistant', async () => {
    const report = await workspace.engine.report({ by: ['channel'], goal: 'leads' });
    const row = report.rows.find(row => row.channel === 'AI Assistant')!;
    expect(row.leads).toBe(10);
  });

  it('cost that no visit names, and a macro that Facebook never filled in, on the ad pages’ overlays', async () => {
    const overlay = (platform: string, id: string) =>
      workspace.engine.overlay({ platform, level: 'campaign', keys: [{ id }] });
    const google = await overlay('google-ads', '21000000007');
    expect(google.rows[0]).toMatchObject({ name: 'Brand Ireland', visits: 0, health: 'cost-without-visits' });
    expect([google.accounts, google.health]).toEqual([['1042073109', '3301189042'], []]);
    const meta = await overlay('meta-ads', '23850000000000102');
    expect(meta.rows[0]).toMatchObject({ name: 'Retargeting', health: null });
    expect(meta.health.map(({ code, count }) => [code, count])).toEqual([
      ['visits-without-campaign', 6],
      ['macros-not-expanded', 6],
    ]);
  });

  it('an order that a reload sent twice, counted once', async () => {
    const report = await workspace.engine.report({ by: ['channel'] });
    const deals = sampleFiles()
      ['deals.csv'].split('\n')
      .filter(line => line.includes(',Won,')).length;
    // Two won deals with people and one without come from HubSpot; 18 orders.
    expect(report.totals.won).toBe(deals + 3 + 18);
  });
});
