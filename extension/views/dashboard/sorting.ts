// The order of the comparison's rows. Names go from A to Z first, figures from the largest; equal rows keep the order they
// came in, and a row without the figure is always last.

import { fieldOf } from '#shared/report/dimensions.ts';
import type { CompareAnswer } from '#shared/schema/index.ts';

export type CompareRow = CompareAnswer['rows'][number];

/** 'current' is the current model, whichever that is at the moment. Anything else that isn't listed is a model's id. */
export type SortKey = 'name' | 'cost' | 'spread' | 'rank' | 'current' | (string & {});
export interface Sort {
  readonly key: SortKey;
  readonly direction: 'ascending' | 'descending';
}

export interface SortBasis {
  /** The dimension of the rows. */
  readonly by: string;
  /** Id of the current model. */
  readonly model: string;
}

/** What pressing a column's header does: its natural order first, then the other way round. */
export function sortedBy(before: Sort, key: SortKey): Sort {
  const natural = key === 'name' || key === 'rank' ? 'ascending' : 'descending';
  if (before.key !== key) return { key, direction: natural };
  return { key, direction: before.direction === 'ascending' ? 'descending' : 'ascending' };
}

export function sortRows(rows: readonly CompareRow[], { key, direction }: Sort, basis: SortBasis): CompareRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const figureOf = (row: CompareRow): number | string | null => {
    if (key === 'name') return String(row[fieldOf(basis.by)] ?? '');
    if (key === 'cost') return row.cost;
    if (key === 'spread') return row.highest - row.lowest;
    if (key === 'rank') return row.rankLowest;
    return row.byModel?.[key === 'current' ? basis.model : key] ?? null;
  };
  return rows
    .map(row => ({ row, value: figureOf(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'string')
        return sign * a.value.localeCompare(String(b.value), undefined, { numeric: true });
      return sign * (a.value - Number(b.value));
    })
    .map(({ row }) => row);
}
