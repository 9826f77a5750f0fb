// Random workspaces and questions, for laws that hold for all of them.

import fc from 'fast-check';
import { models } from '#shared/models/index.ts';
import { dimensions } from '#shared/report/dimensions.ts';
import { goals } from '#shared/report/goals.ts';
import {
  type ConversionSpec,
  direct,
  email,
  facebook,
  google,
  organic,
  type SourceSpec,
  type SpendSpec,
  type TouchSpec,
  type WorkspaceSpec,
} from './workspace-builder.ts';

export const sources: SourceSpec[] = [
  google('Brand', { campaignId: '7', keyword: 'crm', adGroup: 'Exact' }),
  google('brand', { landingPage: '/pricing', device: 'mobile' }),
  google('', { campaignId: '7' }),
  google('Generic', { content: 'red', country: 'GB' }),
  facebook('Brand'),
  facebook('Retargeting', { ad: 'Red' }),
  email('Brand'),
  email(),
  organic,
  direct,
];

const day = fc.integer({ min: 1, max: 60 }).map(n => new Date(Date.UTC(2026, 1, n)).toISOString().slice(0, 10));
const touch = fc.tuple(day, fc.constantFrom(...sources)) as fc.Arbitrary<TouchSpec>;
const text = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const conversion = fc.record({
  at: day,
  amount: fc.integer({ min: 0, max: 1_000_000 }),
  touches: fc.array(touch, { maxLength: 5 }),
  currency: text('EUR', 'USD', 'GBP'),
  open: fc.boolean(),
  owner: text('Ann', 'Bo'),
  heard: text('Google', 'a friend', 'Facebook and a podcast', 'not sure', 'Steve'),
  excluded: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant('no date') },
  ),
  leadAt: fc.option(day, { nil: undefined }),
  opportunityAt: fc.option(day, { nil: undefined }),
});
const spendRow = fc.record({
  platform: fc.constantFrom('google-ads', 'meta-ads', 'acme'),
  account: text('1', '2'),
  day,
  campaignId: text('7', '8'),
  campaign: text('Brand', 'Generic', 'Renamed'),
  adGroup: text('Exact', 'Broad'),
  keyword: text('crm', 'sales'),
  ad: text('Red'),
  level: fc.integer({ min: 0, max: 3 }),
  impressions: fc.integer({ min: 0, max: 1_000 }),
  clicks: fc.integer({ min: 0, max: 100 }),
  cost: fc.integer({ min: 0, max: 100_000 }),
  currency: text('EUR', 'USD'),
}) as fc.Arbitrary<SpendSpec>;

export const workspace: fc.Arbitrary<WorkspaceSpec> = fc
  .record({
    deals: fc.array(conversion, { maxLength: 8 }),
    leads: fc.array(conversion, { maxLength: 5 }),
    spend: fc.array(spendRow, { maxLength: 8 }),
    refunds: fc.array(fc.record({ of: fc.nat(7), amount: fc.integer({ min: 1, max: 1_000_000 }), at: day }), {
      maxLength: 2,
    }),
  })
  .map(({ deals, leads, spend, refunds }) => {
    const named = deals.map((d, i): ConversionSpec => ({ id: `d${i}`, ...d }));
    const back = refunds.flatMap(({ of, amount, at }, i): ConversionSpec[] => {
      const sale = named[of];
      return sale && !sale.open
        ? [{ id: `r${i}`, refundOf: sale.id, at, amount: -amount, currency: sale.currency }]
        : [];
    });
    return {
      deals: [...named, ...back],
      leads: leads.map(({ amount: _a, currency: _c, open: _o, ...l }, i) => ({ id: `l${i}`, ...l })),
      spend,
      // Dollars have no rate: they are excluded.
      fx: [{ day: '2026-02-01', base: 'EUR', rate: '0.8571' }],
    };
  });

export const query = fc.record({
  goal: fc.constantFrom(...goals.map(g => g.id)),
  by: fc.subarray(
    dimensions.map(d => d.id),
    { maxLength: 3 },
  ),
  models: fc.shuffledSubarray(
    models.map(m => m.id),
    { minLength: 1 },
  ),
  dateBasis: fc.constantFrom('conversion' as const, 'touch' as const),
  direct: fc.constantFrom('count' as const, 'ignore' as const),
  lookback: fc.constantFrom(null, 10, 30),
  from: fc.option(fc.constantFrom('2026-02-10', '2026-02-20'), { nil: undefined }),
  to: fc.option(fc.constantFrom('2026-03-05', '2026-03-20'), { nil: undefined }),
});
