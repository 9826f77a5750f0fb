// A report's own totals, which are no rows of it, against the sum of its rows: where no total row says the same, rows are
// missing or were read wrongly, and the user is told. A report may have several totals (search, video, account); one will do.

import { decimalsOf, isCurrency } from '#shared/currencies.ts';
import type { Column, Format } from '#shared/formats/format.ts';
import { plural } from '#shared/words.ts';
import type { Store } from '../store/store.ts';
import type { Dialect } from './dialect.ts';
import type { LeftRow } from './normalise.ts';
import { type DecimalSign, parseDecimal } from './numbers.ts';
import type { Relation } from './relation.ts';
import { headRows } from './rows.ts';

const measures = ['impressions', 'clicks', 'cost'] as const;

export interface Totalled {
  readonly importId: number;
  readonly format: Format;
  readonly dialect: Dialect;
  readonly relation: Relation;
  /** Rows of the file, as read. */
  readonly rows: number;
  readonly left: readonly LeftRow[];
  sign(column: Column): DecimalSign;
}

/** In words, what the totals say otherwise; for use between load and publish. */
export async function compareTotals(store: Store, totalled: Totalled): Promise<string[]> {
  const { format, dialect, left, rows } = totalled;
  const totals = left.map(row => ({ ...row, cells: cellsOf(row.text, dialect) }));
  const said = [countedRows(totals, rows)].filter(note => note !== null);
  const spend = format.yields.find(({ record }) => record === 'spend');
  if (!spend || totals.length === 0) return said;
  const sums = (await store.first<Record<string, number | string | null>>(
    `SELECT sum(impressions)::DOUBLE AS impressions, sum(clicks)::DOUBLE AS clicks, sum(cost)::DOUBLE AS cost,
       count(DISTINCT currency) AS currencies, any_value(currency) AS currency
     FROM spend WHERE import_id = ${totalled.importId} AND reason IS NULL`,
  ))!;
  for (const measure of measures) {
    const columns = spend.columns.filter(({ field }) => field === measure);
    const sum = sums[measure] as number | null;
    if (sum === null || (measure === 'cost' && (sums.currencies as number) > 1)) continue;
    const kept = measure === 'cost' ? sum / 10 ** placesOf(sums.currency as string | null) : sum;
    const found = totals.flatMap(total => {
      const value = numberIn(total.cells, columns, totalled);
      return value === null ? [] : [{ ...total, value }];
    });
    // Every row is rounded to its minor unit, their total only once.
    const slack = measure === 'cost' ? 0.0051 * (rows + 1) : 0.5;
    if (found.length === 0 || found.some(({ value }) => Math.abs(value - kept) <= slack)) continue;
    const nearest = found.reduce((best, one) =>
      Math.abs(one.value - kept) < Math.abs(best.value - kept) ? one : best,
    );
    said.push(describe(nearest, measure, nearest.value, kept));
  }
  return said;
}

function describe(
  { line, cells }: { line: number; cells: readonly string[] },
  measure: string,
  total: number,
  kept: number,
): string {
  const name = cells.find(cell => cell.trim() !== '')?.trim() ?? '';
  const difference = Math.abs(total - kept);
  return `The total on line ${line}${/\d/.test(name) ? '' : ` ("${name}")`} says ${measure} ${shown(total)}; the rows add up to ${shown(kept)}, ${shown(difference)} ${kept < total ? 'less' : 'more'}.`;
}

function shown(value: number): string {
  const places = Math.abs(value - Math.round(value)) < 0.005 ? 0 : 2;
  return value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** "Grand Totals (1,204 records)", "Total of 87 results" against the rows there are. */
function countedRows(totals: readonly LeftRow[], rows: number): string | null {
  for (const { line, text } of totals) {
    const found = /\(([\d.,]+) records?\)|total of ([\d.,]+) results?/i.exec(text);
    if (!found) continue;
    const count = Number((found[1] ?? found[2]).replace(/[.,]/g, ''));
    if (count === rows) return null;
    return `The total on line ${line} counts ${plural(count, 'row')}; there are ${shown(rows)}.`;
  }
  return null;
}

function cellsOf(text: string, { delimiter, quoting }: Dialect): readonly string[] {
  return headRows(text, delimiter, 1, false, quoting)[0]?.cells ?? [];
}

/** The number that a total row has in one of these columns; null where it has none. */
function numberIn(
  cells: readonly string[],
  columns: readonly Column[],
  { dialect, relation, sign }: Totalled,
): number | null {
  for (const column of columns) {
    for (const name of column.from) {
      if (relation.cell(name) === null) continue;
      const value = parseDecimal(cells[dialect.headers.indexOf(relation.header(name))] ?? '', sign(column));
      if (value === null) continue;
      return column.as === 'micros' ? value / 1e6 : column.as === 'minor' ? value / 100 : value;
    }
  }
  return null;
}

function placesOf(currency: string | null): number {
  return currency !== null && isCurrency(currency) ? decimalsOf(currency) : 2;
}
