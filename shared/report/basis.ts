// What a question stands on once every default is filled in: the query's own words first, then the workspace's settings.
// Every answer prints it as `meta`, so that a figure never goes without its basis.

import { UsageError } from '#shared/errors.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import { modelById } from '#shared/models/index.ts';
import type { Model } from '#shared/models/model.ts';
import type { Meta } from '#shared/schema/answer.ts';
import type { Settings } from '#shared/settings.ts';
import { parseDay } from '#shared/time.ts';
import { type DimensionId, dimensions } from './dimensions.ts';
import { type Goal, type GoalId, goals } from './goals.ts';

/** What the queries of all answers have in common. */
export interface BasisQuery {
  goal?: GoalId;
  from?: string;
  to?: string;
  lookback?: number | null;
  dateBasis?: 'conversion' | 'touch';
  direct?: 'count' | 'ignore';
  links?: 'all' | 'hard';
}

export interface Basis {
  readonly goal: Goal & { readonly id: GoalId };
  /** At least one; the first decides the credited figures. */
  readonly models: readonly Model[];
  readonly by: readonly DimensionId[];
  /** Days since 1970-01-01, both inclusive; ∓Infinity where the range is open. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly lookback: number | null;
  readonly dateBasis: 'conversion' | 'touch';
  readonly direct: 'count' | 'ignore';
  readonly links: 'all' | 'hard';
  readonly currency: string;
  readonly zone: string;
  readonly halfLifeDays: number;
  readonly meta: Meta;
}

/** The currency that answers are in: the setting, else the data's commonest, else GBP. */
export function workspaceCurrency(workspace: Workspace, settings: Settings): string {
  return settings.currency ?? (workspace.commonCurrency || 'GBP');
}

/**
 * Fills in the defaults of a query: goal revenue, model last-touch, no grouping, no range, and the settings' lookback,
 * direct rule, currency and zone. Models and dimensions named twice count once.
 *
 * @throws UsageError for an unknown goal, model or dimension, a day that isn't one, a range that ends before it begins,
 *   or a lookback that isn't greater than 0; for links other than those that the workspace was built on.
 */
export function resolveBasis(
  workspace: Workspace,
  settings: Settings,
  query: BasisQuery,
  modelIds: readonly string[] | undefined,
  by: readonly string[] = [],
): Basis {
  const goal = findGoal(query.goal ?? 'revenue');
  const models = [...new Set(modelIds?.length ? modelIds : ['last-touch'])].map(modelById);
  const dimensionIds = [...new Set(by)].map(findDimension);
  const lookback = query.lookback === undefined ? settings.lookback : query.lookback;
  if (lookback !== null && !(lookback > 0)) {
    throw new UsageError({
      code: 'lookback-unreadable',
      what: 'A lookback is a number of days greater than 0, or none',
      found: String(lookback),
      expected: 'a number of days such as 90, or none',
    });
  }
  if (query.links !== undefined && query.links !== settings.links) {
    throw new UsageError({
      code: 'links-elsewhere',
      what: 'These journeys stand on other identity links than were asked for',
      found: query.links,
      expected: settings.links,
      remedy: 'Ask the companion, which can build both.',
    });
  }
  const fromDay = query.from === undefined ? Number.NEGATIVE_INFINITY : parseDay(query.from);
  const toDay = query.to === undefined ? Number.POSITIVE_INFINITY : parseDay(query.to);
  if (fromDay > toDay) {
    throw new UsageError({
      code: 'range-backwards',
      what: 'The date range ends before it begins',
      found: `from ${query.from} to ${query.to}`,
      expected: 'from on or before to',
    });
  }
  const dateBasis = query.dateBasis ?? 'conversion';
  const direct = query.direct ?? settings.direct;
  const currency = workspaceCurrency(workspace, settings);
  return {
    goal,
    models,
    by: dimensionIds,
    fromDay,
    toDay,
    lookback,
    dateBasis,
    direct,
    links: settings.links,
    currency,
    zone: settings.zone,
    halfLifeDays: settings.halfLifeDays,
    meta: {
      goal: goal.id,
      models: models.map(m => m.id),
      by: dimensionIds,
      from: query.from ?? null,
      to: query.to ?? null,
      lookback,
      dateBasis,
      direct,
      links: settings.links,
      currency,
      zone: settings.zone,
      dataVersion: workspace.version,
      ...(workspace.isSample ? { sample: true } : {}),
    },
  };
}

/** @throws UsageError for an unknown one. */
export function findGoal(id: string): Goal & { readonly id: GoalId } {
  const goal = goals.find(g => g.id === id);
  if (goal) return goal;
  throw new UsageError({
    code: 'goal-unknown',
    what: `Unknown goal "${id}"`,
    found: `"${id}"`,
    expected: goals.map(g => g.id).join(', '),
  });
}

function findDimension(id: string): DimensionId {
  const dimension = dimensions.find(d => d.id === id);
  if (dimension) return dimension.id;
  throw new UsageError({
    code: 'dimension-unknown',
    what: `Unknown dimension "${id}"`,
    found: `"${id}"`,
    expected: dimensions.map(d => d.id).join(', '),
  });
}
