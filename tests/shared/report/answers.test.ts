import { expect, test } from 'vitest';
import { compare, explain, overlay, paths, prepare, report } from '#shared/report/index.ts';
import { summarise } from '#shared/report/summary.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { buildWorkspace, email, facebook, google, organic, type WorkspaceSpec } from './workspace-builder.ts';

const open = (spec: WorkspaceSpec, settings: Partial<Settings> = {}) =>
  prepare(buildWorkspace(spec), { ...defaultSettings, ...settings });

/** £100.00 along Google → Facebook → Google, £60.00 by Facebook alone. */
const two: WorkspaceSpec = {
  deals: [
    {
      id: 'a',
      at: '2026-03-11',
      amount: 10_000,
      touches: [
        ['2026-03-01', google('Brand', { campaignId: '7' })],
        ['2026-03-05', facebook('Spring', { campaignId: '70' })],
        ['2026-03-09', google('Generic', { campaignId: '8' })],
      ],
    },
    { id: 'b', at: '2026-03-12', amount: 6_000, touches: [['2026-03-02', facebook('Spring', { campaignId: '70' })]] },
  ],
  spend: [
    { platform: 'google-ads', day: '2026-03-01', campaign: 'Brand', campaignId: '7', clicks: 10, cost: 2_000 },
    { platform: 'google-ads', day: '2026-03-01', campaign: 'Generic', campaignId: '8', clicks: 10, cost: 1_000 },
    { platform: 'google-ads', day: '2026-03-02', cost: 4_000, account: '1' },
    { platform: 'meta-ads', day: '2026-03-01', campaign: 'Spring', campaignId: '70', clicks: 10, cost: 500 },
  ],
};

test('a comparison shows how far the models lie apart, and whether the place changes', () => {
  const answer = compare(open(two), { by: ['campaign'], models: ['first-touch', 'last-touch', 'linear'] });
  // First: Brand 100, Spring 60. Last: Generic 100, Spring 60. Linear: 33.34 and 33.33 each, Spring 60 + 33.33.
  expect(answer.rows.map(r => [r.campaign, r.byModel, r.lowest, r.highest, r.rankLowest, r.rankHighest])).toEqual([
    ['Brand', { 'first-touch': 100, 'last-touch': 0, linear: 33.34 }, 0, 100, 1, 3],
    ['Spring', { 'first-touch': 60, 'last-touch': 60, linear: 93.33 }, 60, 93.33, 1, 2],
    // Both have nothing first-touch: the dearer one stands first.
    ['(not set)', { 'first-touch': 0, 'last-touch': 0, linear: 0 }, 0, 0, 3, 4],
    ['Generic', { 'first-touch': 0, 'last-touch': 100, linear: 33.33 }, 0, 100, 1, 3],
  ]);
});

test('a comparison without models named is over all of them, credited under last-touch', () => {
  const answer = compare(open(two), { by: ['campaign'] });
  expect(answer.meta.models[0]).toBe('last-touch');
  expect(answer.meta.models.length).toBeGreaterThan(10);
  expect(Object.keys(answer.rows[0].byModel!)).toEqual(answer.meta.models);
  expect(answer.conservation.holds).toBe(true);
});

const walks: WorkspaceSpec = {
  deals: [
    {
      id: 'a',
      at: '2026-03-11',
      amount: 10_000,
      touches: [
        ['2026-03-01', email()],
        ['2026-03-02', email()],
        ['2026-03-05', google('X > Y')],
      ],
    },
    {
      id: 'b',
      at: '2026-03-09',
      amount: 5_000,
      touches: [
        ['2026-03-03', email()],
        ['2026-03-04', google('X > Y')],
      ],
    },
    {
      id: 'c',
      at: '2026-03-20',
      amount: 1_000,
      touches: [
        ['2026-03-06', email()],
        ['2026-03-07', google('X > Y')],
      ],
    },
    { id: 'd', at: '2026-03-20', amount: 300 },
  ],
};

test('paths are counted as they were walked, with revenue and the median days from first touch to close', () => {
  const answer = paths(open(walks), {});
  // 3 → 9 March is 6 days, 6 → 20 March 14: the median is 10. 1 → 11 March is 10.
  expect(answer.rows).toEqual([
    { path: ['Email', 'Paid Search'], conversions: 2, revenue: 60, share: 2 / 3, medianDaysToClose: 10 },
    { path: ['Email', 'Email', 'Paid Search'], conversions: 1, revenue: 100, share: 1 / 3, medianDaysToClose: 10 },
  ]);
  expect(answer.totals).toEqual({ paths: 2, conversions: 3, revenue: 160 });
  expect(answer.conservation).toMatchObject({ imported: 163, attributed: 160, unattributed: 3, holds: true });
});

test('repeats collapse only on request, and what is not listed is counted', () => {
  const collapsed = paths(open(walks), { collapse: true });
  expect(collapsed.rows.map(r => [r.path, r.conversions, r.revenue])).toEqual([[['Email', 'Paid Search'], 3, 160]]);
  const first = paths(open(walks), { top: 1 });
  expect(first.others).toEqual({ paths: 1, conversions: 1, revenue: 100 });
});

test('a step keeps its name whatever signs it holds', () => {
  const answer = paths(open(walks), { by: 'campaign', top: 1 });
  expect(answer.rows[0].path).toEqual(['(not set)', 'X > Y']);
});

test('a receipt shows conversions, arithmetic and files, and adds up to the row', () => {
  const answers = open(two);
  const receipt = explain(answers, { by: 'campaign', value: 'Spring', model: 'linear' });
  expect(receipt.figures).toMatchObject({ revenue: 93.33, cost: 5 });
  expect(receipt.model).toMatchObject({ id: 'linear', label: 'Linear' });
  expect(receipt.cost).toEqual({
    total: 5,
    rows: 1,
    matchedBy: 'id',
    files: [{ file: 'spend.csv', rows: 1, cost: 5 }],
  });
  expect(receipt.conversions.map(c => [c.label, c.amount, c.credit, c.value, c.arithmetic, c.from])).toEqual([
    ['b', 60, 1, 60, '£60.00 × 100 % = £60.00', 'deals.csv:3'],
    [
      'a',
      100,
      0.333333333,
      33.33,
      '£100.00 × 33.3333 % = £33.33 (rounded so that all shares add up to £100.00)',
      'deals.csv:2',
    ],
  ]);
  expect(receipt.conversions[1].path.map(s => [s.step, s.value, s.isThis])).toEqual([
    ['Paid Search · Brand', 33.34, false],
    ['Paid Social · Spring', 33.33, true],
    ['Paid Search · Generic', 33.33, false],
  ]);
});

test('a receipt shows the exchange before the share', () => {
  const answers = open(
    {
      deals: [
        {
          id: 'a',
          at: '2026-03-11',
          amount: 10_000,
          currency: 'EUR',
          touches: [
            ['2026-03-01', google('Brand')],
            ['2026-03-02', email('News')],
          ],
        },
      ],
    },
    { fx: { EUR: '0.9' } },
  );
  const receipt = explain(answers, { by: 'campaign', value: 'Brand', model: 'linear' });
  // €100 × 0.9 = £90, half of it £45.
  expect(receipt.conversions[0].arithmetic).toBe('€100.00 × 0.9 = £90.00; £90.00 × 50 % = £45.00');
});

test('the cost of an account’s remainder is told with the rows that make it', () => {
  const receipt = explain(open(two), { by: 'campaign', value: '(not set)' });
  expect(receipt.cost).toMatchObject({ total: 40, rows: 1 });
  expect(receipt.conversions).toEqual([]);
});

test('a campaign of two platforms must be told apart, by platform or id', () => {
  const answers = open({
    deals: [
      { id: 'a', at: '2026-03-20', amount: 100, touches: [['2026-03-01', google('Brand', { campaignId: '7' })]] },
      { id: 'b', at: '2026-03-20', amount: 200, touches: [['2026-03-01', facebook('Brand')]] },
    ],
  });
  expect(() => explain(answers, { by: 'campaign', value: 'Brand' })).toThrow('2 rows of campaign are called "Brand"');
  const one = explain(answers, { by: 'campaign', value: 'Brand', platform: 'meta-ads' });
  expect(one.figures.revenue).toBe(2);
  expect(explain(answers, { by: 'campaign', value: '7' }).figures.revenue).toBe(1);
  expect(() => explain(answers, { by: 'campaign', value: 'Brnad' })).toThrow('No row of campaign is called "Brnad"');
});

test('what is unattributed has its receipt too', () => {
  const receipt = explain(open(walks), { by: 'channel', value: '(unattributed)' });
  expect(receipt.figures.revenue).toBe(3);
  expect(receipt.conversions.map(c => [c.label, c.value, c.arithmetic])).toEqual([
    ['d', 3, 'no touch before the conversion'],
  ]);
});

test('an overlay answers the keys in order, by id or name, with the platform’s own totals', () => {
  const answers = open(two);
  const answer = overlay(answers, {
    platform: 'Google Ads',
    level: 'campaign',
    model: 'linear',
    keys: [{ id: '8', name: 'whatever it is called now' }, { name: 'brand' }, { id: '999' }, { name: 'Spring' }],
  });
  expect(answer.platform).toBe('google-ads');
  expect(answer.rows.map(r => r && [r.id, r.name, r.matchedBy, r.revenue, r.cost, r.lowest, r.highest])).toEqual([
    ['8', 'Generic', 'id', 33.33, 10, 0, 100],
    ['7', 'Brand', 'name', 33.34, 20, 0, 100],
    null,
    // Spring is Facebook's.
    null,
  ]);
  expect(answer.rows[0]!.rankDependsOnModel).toBe(true);
  // £66.67 of £100.00; £20 + £10 + £40 of cost, the last of no campaign.
  expect(answer.totals).toMatchObject({ revenue: 66.67, cost: 70, clicks: 20 });
  expect(answer.meta).toMatchObject({ by: ['campaign'], currency: 'GBP' });
  expect(answer.conservation.holds).toBe(true);
});

test('an overlay’s figures are those of the report', () => {
  const answers = open(two);
  const row = report(answers, { by: ['campaign'], models: ['linear'] }).rows.find(r => r.campaign === 'Spring')!;
  const [seen] = overlay(answers, {
    platform: 'meta-ads',
    level: 'campaign',
    model: 'linear',
    keys: [{ id: '70' }],
  }).rows;
  expect(seen).toMatchObject({ revenue: row.revenue, cost: row.cost, roas: row.roas, clicks: row.clicks });
});

test('a known entity without anything in the range has zeros, an unknown platform nothing', () => {
  const answers = open(two);
  const asked = { level: 'campaign' as const, keys: [{ id: '7' }], from: '2027-01-01' };
  const known = overlay(answers, { ...asked, platform: 'google-ads' });
  expect(known.rows[0]).toMatchObject({ id: '7', name: 'Brand', revenue: 0, cost: 0, roas: null });
  expect(overlay(answers, { ...asked, platform: 'unheard-of' }).rows).toEqual([null]);
});

test('keywords of one id in two ad groups are told apart by their parent', () => {
  const keyword = (adGroupId: string, cost: number) => ({
    platform: 'google-ads',
    day: '2026-03-01',
    campaignId: '7',
    adGroupId,
    keywordId: '99',
    keyword: 'crm',
    cost,
  });
  const answers = open({ spend: [keyword('1', 100), keyword('2', 300)] });
  const answer = overlay(answers, {
    platform: 'google-ads',
    level: 'keyword',
    keys: [{ id: '99', parentId: '2' }, { id: '99', parentId: '1' }, { id: '99' }],
  });
  expect(answer.rows.map(r => r?.cost)).toEqual([3, 1, undefined]);
});

test('a journey reads as a sentence', () => {
  const touch = (at: string, source: object) => ({
    channel: '',
    source: '',
    campaign: null,
    keyword: null,
    platform: null,
    at,
    ...source,
  });
  expect(
    summarise(
      [
        touch('2026-03-02T10:00:00Z', { ...google('Brand'), keyword: 'crm pricing' }),
        touch('2026-03-04T10:00:00Z', email()),
        touch('2026-03-05T10:00:00Z', organic),
        touch('2026-03-06T10:00:00Z', email()),
      ],
      [
        {
          kind: 'opportunity',
          label: 'North',
          at: '2026-03-07T10:00:00Z',
          amount: 2000,
          currency: 'GBP',
          state: 'open',
          stage: 'Proposal',
        },
      ],
    ),
  ).toBe(
    'First came from a Google ad for ‘crm pricing’ on 2 March 2026, back twice through email and once from a Google search. ' +
      'North: open, Proposal, £2,000.00, since 7 March.',
  );
  expect(summarise([], [])).toBe('No visit of theirs is known.');
});
