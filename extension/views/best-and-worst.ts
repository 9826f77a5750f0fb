// The campaigns to look at first: those that bring the most of the goal, and those that cost money and bring the least. A
// campaign that costs and brings nothing is the worst of all, so it is never left out for want of a result.

import type { GoalId } from '#shared/report/goals.ts';
import { NOT_SET } from '#shared/report/names.ts';
import type { ReportRow } from '#shared/schema/index.ts';
import { goalValue } from './figures.ts';

export interface BestAndWorst {
  best: ReportRow[];
  worst: ReportRow[];
}

/** At most `most` each; no campaign is in both. `worst` has the worst first. */
export function bestAndWorst(rows: readonly ReportRow[], goal: GoalId, most = 3): BestAndWorst {
  const named = rows.filter(row => row.campaign !== NOT_SET);
  const best = named
    .filter(row => goalValue(row, goal) > 0)
    .sort((a, b) => goalValue(b, goal) - goalValue(a, goal) || a.cost - b.cost)
    .slice(0, most);
  const worst = named
    .filter(row => row.cost > 0 && !best.includes(row))
    .sort((a, b) => goalValue(a, goal) - goalValue(b, goal) || b.cost - a.cost)
    .slice(0, most);
  return { best, worst };
}
