// What one cell shows, as data: its text, its state, where the spread bar and its tick stand, and what a screen reader says.
// Nothing here touches the page. A ratio with nothing below the line is a dash, never 0.

import type { Figures } from '#shared/schema/index.ts';
import { DASH, formatCount, formatMoney } from '../format.ts';
import type { AnswerRow } from './answers.ts';
import type { Column } from './columns.ts';

/** Also the value of `data-throughline-state`. */
type CellState = 'empty' | 'loading' | 'figure' | 'zero' | 'no-match' | 'away' | 'unpaired';

export interface Face {
  readonly text: string;
  readonly state: CellState;
  /** Screen readers say this in place of the text; '' where there is nothing to say. */
  readonly label: string;
  /** The spread bar's custom properties; '' without a bar. */
  readonly bar: string;
  /** 'rank', 'health', both, or ''. */
  readonly marks: string;
}

const blank = (state: CellState, label: string): Face => ({ text: '', state, label, bar: '', marks: '' });

/** Segment rows, parts of totals, rows whose entity can't be told. */
export const emptyFace = blank('empty', '');

export const loadingFace = ({ label }: Column) => blank('loading', `${label}: loading`);

export const awayFace = ({ label }: Column) => blank('away', `${label}: the companion can’t be asked`);

export const unpairedFace = ({ label }: Column) => blank('unpaired', `${label}: not paired with a companion`);

export const NO_MATCH = 'no visit or cost is known for this';

export const noMatchFace = ({ label }: Column): Face => ({
  text: DASH,
  state: 'no-match',
  label: `${label}: none, ${NO_MATCH}`,
  bar: '',
  marks: '',
});

export function rowFace(column: Column, row: AnswerRow, currency: string, isFirst: boolean): Face {
  const { text, state } = figure(column, row, currency);
  const spread = spreadOf(column, row);
  const dependsOnRank = row.spread[column.goal]?.rankDependsOnModel ?? false;
  const isUnhealthy = isFirst && row.health !== null;
  const write = (value: number) => writeFigure(column, value, currency);
  const says = [
    `${column.label} ${text === DASH ? 'none' : text}`,
    spread && spread.highest > spread.lowest
      ? `between ${write(spread.lowest)} and ${write(spread.highest)} over all models`
      : spread && 'the same under every model',
    dependsOnRank && 'its rank depends on the model',
    isUnhealthy && healthText(row.health!),
  ].filter(Boolean);
  return {
    text,
    state,
    label: says.join(', '),
    bar: spread ? barOf(spread) : '',
    marks: [dependsOnRank && 'rank', isUnhealthy && 'health'].filter(Boolean).join(' '),
  };
}

export function totalFace(column: Column, totals: Figures, currency: string): Face {
  const { text, state } = figure(column, totals, currency);
  return { text, state, label: `${column.label} in total ${text === DASH ? 'none' : text}`, bar: '', marks: '' };
}

const healthTexts: Readonly<Record<string, string>> = {
  'cost-without-visits': 'costs money but no visit names it: check its tracking tags',
};

export const healthText = (code: string) => healthTexts[code] ?? code;

const ratio = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function writeFigure({ unit }: Column, value: number | null, currency: string): string {
  if (unit === 'money') return formatMoney(value, currency);
  if (unit === 'count') return formatCount(value);
  return value === null || !Number.isFinite(value) ? DASH : ratio.format(value);
}

function figure(column: Column, figures: Figures, currency: string): { text: string; state: CellState } {
  const value = column.value(figures);
  return { text: writeFigure(column, value, currency), state: value === 0 ? 'zero' : 'figure' };
}

export interface CellSpread {
  readonly lowest: number;
  readonly highest: number;
  readonly now: number;
}

/** In the column's own unit; null: nothing to draw. */
export function spreadOf(column: Column, row: AnswerRow): CellSpread | null {
  const spread = row.spread[column.goal];
  const now = column.value(row);
  const per = column.per ? column.per(row) : 1;
  if (!spread || now === null || !(per > 0)) return null;
  const lowest = spread.lowest / per;
  const highest = spread.highest / per;
  return lowest === 0 && highest === 0 ? null : { lowest, highest, now };
}

/** Pixels of the whole axis: 0 to the row's own highest. */
export const BAR_WIDTH = 48;

/**
 * From the right, in pixels: where the range ends, how wide it is, where the tick stands. The axis runs from 0 to the row's
 * own highest, so a figure that no model changes is a dot at the right, and the longer the bar, the less sure the figure.
 */
function barOf({ lowest, highest, now }: CellSpread): string {
  const start = Math.min(0, lowest);
  const length = Math.max(0, highest) - start;
  const x = (value: number) => Math.round(((value - start) / length) * BAR_WIDTH);
  const [low, high] = [x(lowest), x(highest)];
  const width = Math.max(high - low, 3);
  const end = Math.min(BAR_WIDTH - high, BAR_WIDTH - width);
  const tick = Math.min(Math.max(BAR_WIDTH - x(now) - 1, 0), BAR_WIDTH - 2);
  return `--throughline-end:${end}px;--throughline-width:${width}px;--throughline-tick:${tick}px`;
}
