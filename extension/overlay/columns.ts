// The columns that the overlay can put beside an ad platform's own, in the order that people see them.

import type { GoalId } from '#shared/report/goals.ts';
import type { Figures } from '#shared/schema/index.ts';

export interface Column {
  /** Also the value of `data-throughline` on its cells. */
  readonly id: string;
  readonly label: string;
  readonly unit: 'money' | 'ratio' | 'count';
  /** The goal whose spread over the models the cell draws. */
  readonly goal: GoalId;
  readonly value: (figures: Figures) => number | null;
  /** What the goal's value is divided by to get the column's; 0 or less: no spread. */
  readonly per?: (figures: Figures) => number;
}

export const columns = [
  { id: 'revenue', label: 'Revenue', unit: 'money', goal: 'revenue', value: f => f.revenue },
  { id: 'roas', label: 'ROAS', unit: 'ratio', goal: 'revenue', value: f => f.roas, per: f => f.cost },
  { id: 'pipeline', label: 'Pipeline', unit: 'money', goal: 'pipeline', value: f => f.pipeline },
  { id: 'leads', label: 'Leads', unit: 'count', goal: 'leads', value: f => f.leads },
  { id: 'opportunities', label: 'Opportunities', unit: 'count', goal: 'opportunities', value: f => f.opportunities },
] as const satisfies readonly Column[];

export type ColumnId = (typeof columns)[number]['id'];
