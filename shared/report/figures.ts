// Summed parts (money in minor units) as the figures that people read (money in major units), ratios worked out from the
// sums. A reader's usual mistake: rounding here takes off float noise only; money is exact before it comes in.

import type { Parts } from '#shared/metrics/index.ts';
import { metrics } from '#shared/metrics/index.ts';
import { toMajor } from '#shared/money.ts';
import type { Figures } from '#shared/schema/answer.ts';
import type { Goal } from './goals.ts';

export type MutableParts = { -readonly [K in keyof Parts]: Parts[K] };

export function noParts(): MutableParts {
  return {
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
}

/** A count without its float noise: 0.30000000000000004 is 0.3. Never -0. */
export function cleanCount(count: number): number {
  return Math.round(count * 1e9) / 1e9 + 0;
}

/** Minor units as major ones, never -0. */
export function toMajorMoney(minor: number, currency: string): number {
  return toMajor(minor, currency) + 0;
}

/** A goal's amount as people read it: minor units become major ones, counts lose their float noise. */
export function goalValue(goal: Goal, value: number, currency: string): number {
  return goal.unit === 'money' ? toMajorMoney(value, currency) : cleanCount(value);
}

/**
 * The figures of summed parts. Money in major units with the currency's own decimals, a ratio without a denominator null.
 *
 * @param byModel the goal's value under each model, minor units or counts; null to leave it out
 * @example cost 20000, revenue 100000 in GBP → cost 200, revenue 1000, roas 5, roi 4
 */
export function figuresOf(
  parts: Parts,
  currency: string,
  goal: Goal,
  byModel: Readonly<Record<string, number>> | null,
): Figures {
  const clean: MutableParts = {
    impressions: parts.impressions + 0,
    clicks: parts.clicks + 0,
    cost: parts.cost + 0,
    visits: parts.visits + 0,
    leads: cleanCount(parts.leads),
    opportunities: cleanCount(parts.opportunities),
    won: cleanCount(parts.won),
    pipeline: parts.pipeline + 0,
    revenue: parts.revenue + 0,
  };
  const figures: Record<string, unknown> = {
    impressions: clean.impressions,
    clicks: clean.clicks,
    cost: toMajor(clean.cost, currency),
    visits: clean.visits,
    leads: clean.leads,
    opportunities: clean.opportunities,
    won: clean.won,
    pipeline: toMajor(clean.pipeline, currency),
    revenue: toMajor(clean.revenue, currency),
  };
  for (const metric of metrics) {
    const value = metric.of(clean);
    figures[metric.id] = value !== null && metric.unit === 'money' ? toMajorMoney(Math.round(value), currency) : value;
  }
  if (byModel) {
    const values: Record<string, number> = {};
    for (const id in byModel) values[id] = goalValue(goal, byModel[id], currency);
    figures.byModel = values;
  }
  return figures as Figures;
}
