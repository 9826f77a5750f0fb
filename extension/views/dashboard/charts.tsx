// What came back beside what it cost, and how far the models lie apart, for the largest rows of the comparison.

import { useMemo } from 'preact/hooks';
import { isCalendar } from '#shared/report/dimensions.ts';
import { NOT_SET } from '#shared/report/names.ts';
import type { CompareAnswer } from '#shared/schema/index.ts';
import { formatCount, formatShortCount, formatShortMoney } from '../../format.ts';
import { modelLabel } from '../basis-words.ts';
import { goalById, goalText } from '../figures.ts';
import { Chart } from './chart.tsx';
import type { Bar, PlotOptions } from './plots.ts';
import { dimensionLabel, keyOf, nameOf, platformOf } from './row-name.ts';
import type { CompareRow } from './sorting.ts';

const MOST_BARS = 12;

export type Plots = typeof import('./plots.ts');

export interface ChartsProps {
  answer: CompareAnswer;
  plots: Plots | null;
}

export function Charts({ answer, plots }: ChartsProps) {
  const { currency, models } = answer.meta;
  const goal = goalById(answer.meta.goal);
  const by = answer.meta.by[0];
  const bars = useMemo(() => barsOf(answer), [answer]);
  const ofWhat = `${goal.label} by ${dimensionLabel(by).toLowerCase()}`;
  const isMoney = goal.unit === 'money';
  const options = (widthPx: number, title: string): PlotOptions => ({
    widthPx,
    title: `${title}. The same figures stand in the table.`,
    short: value => (isMoney ? formatShortMoney(value, currency) : formatShortCount(value)),
    full: value => (isMoney ? goalText(value, goal.id, currency) : formatCount(value)),
  });
  const hasCost = bars.some(({ cost }) => cost !== null);
  const costTitle = hasCost ? `${goal.label} and cost by ${dimensionLabel(by).toLowerCase()}` : ofWhat;
  const spreadTitle = 'How far the models lie apart';
  const drawValues = useMemo(
    () => plots && ((widthPx: number) => plots.plotValueAndCost(bars, options(widthPx, costTitle))),
    [plots, bars],
  );
  const drawSpreads = useMemo(
    () =>
      plots &&
      ((widthPx: number) => plots.plotSpreads(bars, options(widthPx, `${ofWhat}, lowest to highest over all models`))),
    [plots, bars],
  );
  if (bars.length === 0) return null;
  return (
    <div class="charts">
      <Chart
        title={costTitle}
        legend={[
          { swatch: 'swatch-value', word: `${goal.label}, ${modelLabel(models[0])}` },
          ...(hasCost ? [{ swatch: 'swatch-cost', word: 'Cost' }] : []),
        ]}
        draw={drawValues}
      />
      <Chart
        title={spreadTitle}
        legend={[
          { swatch: 'swatch-range', word: 'Lowest to highest' },
          { swatch: 'swatch-value', word: modelLabel(models[0]) },
        ]}
        draw={drawSpreads}
      />
    </div>
  );
}

/** The rows with the most of the goal or the most cost, or the latest in time; what has no name stands in the table only. */
function barsOf({ rows, meta }: CompareAnswer): Bar[] {
  const by = meta.by[0];
  const isMoney = goalById(meta.goal).unit === 'money';
  const creditedTo = (row: CompareRow) => row.byModel?.[meta.models[0]] ?? 0;
  const weightOf = (row: CompareRow) => (isMoney ? Math.max(creditedTo(row), row.cost) : creditedTo(row));
  const told = rows.filter(row => nameOf(row, by) !== NOT_SET && (weightOf(row) > 0 || row.highest > 0));
  const shown = isCalendar(by)
    ? told.slice(-MOST_BARS)
    : told
        .sort((a, b) => weightOf(b) - weightOf(a))
        .slice(0, MOST_BARS)
        .sort((a, b) => creditedTo(b) - creditedTo(a) || b.cost - a.cost);
  const times = new Map<string, number>();
  for (const row of shown) times.set(nameOf(row, by), (times.get(nameOf(row, by)) ?? 0) + 1);
  return shown.map(row => ({
    key: keyOf(row, by),
    label:
      times.get(nameOf(row, by))! > 1 ? `${platformOf(row, by) || 'No platform'}: ${nameOf(row, by)}` : nameOf(row, by),
    value: creditedTo(row),
    cost: isMoney && row.cost > 0 ? row.cost : null,
    lowest: row.lowest,
    highest: row.highest,
  }));
}
