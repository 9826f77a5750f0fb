// What a figure is called and how it is written on our own pages.

import { type GoalId, goals } from '#shared/report/goals.ts';
import type { Figures } from '#shared/schema/index.ts';
import { formatCount, formatMoney, formatPercent, formatRatio } from '../format.ts';

export type FigureKind = 'money' | 'count' | 'ratio' | 'percent';

export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly kind: FigureKind;
  readonly value: (figures: Figures) => number | null;
}

/** In the order that they are read: what came back, what it cost, what both make of each other; then what is on its way. */
export const headlineFigures: readonly Figure[] = [
  { id: 'revenue', label: 'Revenue', kind: 'money', value: f => f.revenue },
  { id: 'cost', label: 'Cost', kind: 'money', value: f => f.cost },
  { id: 'roas', label: 'ROAS', kind: 'ratio', value: f => f.roas },
  { id: 'roi', label: 'ROI', kind: 'percent', value: f => f.roi },
  { id: 'pipeline', label: 'Pipeline', kind: 'money', value: f => f.pipeline },
  { id: 'leads', label: 'Leads', kind: 'count', value: f => f.leads },
  { id: 'opportunities', label: 'Opportunities', kind: 'count', value: f => f.opportunities },
  { id: 'won', label: 'Won', kind: 'count', value: f => f.won },
];

const formats: Readonly<Record<FigureKind, (value: number | null | undefined, currency: string) => string>> = {
  money: formatMoney,
  count: formatCount,
  ratio: formatRatio,
  percent: formatPercent,
};

export const figureText = (value: number | null | undefined, kind: FigureKind, currency: string): string =>
  formats[kind](value, currency);

export const goalById = (id: string) => goals.find(goal => goal.id === id) ?? goals[3];

/** How a goal's own value is written: money or a count. */
export const goalText = (value: number | null | undefined, goal: string, currency: string): string =>
  figureText(value, goalById(goal).unit, currency);

export const goalValue = (figures: Figures, goal: GoalId): number => figures[goal];
