import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type MetricId, metrics, type Parts } from '#shared/metrics/index.ts';

const none: Parts = {
  impressions: 0,
  clicks: 0,
  cost: 0,
  visits: 0,
  leads: 0,
  opportunities: 0,
  won: 0,
  pipeline: 0,
  revenue: 0,
};

/** The metrics of parts, by id. */
function metricsOf(parts: Partial<Parts>): Record<MetricId, number | null> {
  const all = metrics.map(metric => [metric.id, metric.of({ ...none, ...parts })]);
  return Object.fromEntries(all) as Record<MetricId, number | null>;
}

test('every metric has a file of its name and every file is listed', () => {
  const folder = new URL('../../../shared/metrics', import.meta.url);
  const files = readdirSync(folder).filter(name => name !== 'index.ts' && name !== 'metric.ts');
  const names = metrics.map(({ id }) => `${id.replace(/[A-Z]/g, c => `-${c.toLowerCase()}`)}.ts`);
  expect(files.sort()).toEqual(names.sort());
});

test('nothing over a cost that was credited back is nothing, without a sign', () => {
  // toBe tells -0 from 0.
  expect(metricsOf({ cost: -300, revenue: 0 }).roas).toBe(0);
  expect(metricsOf({ cost: -300, revenue: 600 }).roas).toBe(-2);
});

describe('three campaigns of £200', () => {
  // impressions/clicks 10,000/1,000, 5,000/100, 1,000/10; revenue £400, £1,000, £2,000; in pence
  const campaigns = [
    { impressions: 10_000, clicks: 1_000, cost: 20_000, revenue: 40_000 },
    { impressions: 5_000, clicks: 100, cost: 20_000, revenue: 100_000 },
    { impressions: 1_000, clicks: 10, cost: 20_000, revenue: 200_000 },
  ];

  test('cost 20p, £2 and £20 a click and return 2, 5 and 10 to 1', () => {
    expect(campaigns.map(c => metricsOf(c).cpc)).toEqual([20, 200, 2_000]);
    expect(campaigns.map(c => metricsOf(c).roas)).toEqual([2, 5, 10]);
    // (400 − 200) / 200, (1,000 − 200) / 200, (2,000 − 200) / 200
    expect(campaigns.map(c => metricsOf(c).roi)).toEqual([1, 4, 9]);
  });

  test('cost 54p a click together: the sums divided, not the average of £7.40', () => {
    // £600 / 1,110 clicks = 54.05p; (20 + 200 + 2,000) / 3 = 740p
    const together = metricsOf({ clicks: 1_110, cost: 60_000, revenue: 340_000 });
    expect(together.roas).toBeCloseTo(17 / 3, 12); // £3,400 / £600
    expect(together.cpc).toBeCloseTo(60_000 / 1_110, 12);
  });
});

test('a campaign with cost and no revenue has an ROI of −100 % and a ROAS of 0', () => {
  expect(metricsOf({ cost: 20_000 })).toMatchObject({ roi: -1, roas: 0 });
});

test('a refund larger than the revenue takes the ROI below −100 %', () => {
  // (−£50 − £200) / £200
  expect(metricsOf({ cost: 20_000, revenue: -5_000 }).roi).toBe(-1.25);
});

test('costs are shared by leads, opportunities and customers, fractions of them too', () => {
  const parts = { cost: 20_000, visits: 200, leads: 5, opportunities: 2.5, won: 0.5 };
  expect(metricsOf(parts)).toMatchObject({
    cpl: 4_000, // £200 / 5
    cpo: 8_000, // £200 / 2.5
    cac: 40_000, // £200 / 0.5
    conversionRate: 0.025, // 5 / 200
    opportunityRate: 0.5, // 2.5 / 5
  });
});

test('a ratio with nothing below the line is null, never 0, NaN or Infinity', () => {
  const nothing = metricsOf({ revenue: 100, leads: 0 });
  expect(Object.values(nothing)).toEqual(metrics.map(() => null));
  expect(metricsOf({ leads: 3 }).conversionRate).toBeNull();
});

test('leads that cost nothing cost 0, which is an answer', () => {
  expect(metricsOf({ leads: 3 }).cpl).toBe(0);
});
