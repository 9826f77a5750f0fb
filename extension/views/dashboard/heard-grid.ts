// What people said × what was measured, as the rows and columns of a table. Answers beyond the largest share a last row, so
// that the table adds up whatever its length.

import type { HeardAnswer } from '#shared/schema/index.ts';

export interface GridCell {
  conversions: number;
  value: number;
  verdict: HeardAnswer['rows'][number]['verdict'];
}

interface GridRow {
  readonly said: string;
  /** Parallel to the columns; null: nothing. */
  readonly cells: readonly (GridCell | null)[];
  readonly conversions: number;
  readonly value: number;
}

export interface Grid {
  /** What was measured, the largest first. */
  readonly columns: readonly { measured: string; conversions: number }[];
  readonly rows: readonly GridRow[];
  /** The most conversions of a cell. */
  readonly most: number;
}

const MOST_ROWS = 12;

/** The grid of an answer by channel. Cells of several verdicts (in the shared last row) take that of the most conversions. */
export function gridOf({ rows, said }: Pick<HeardAnswer, 'rows' | 'said'>): Grid {
  const byMeasured = new Map<string, number>();
  for (const { measured, conversions } of rows) byMeasured.set(measured, (byMeasured.get(measured) ?? 0) + conversions);
  const columns = [...byMeasured]
    .map(([measured, conversions]) => ({ measured, conversions }))
    .sort((a, b) => b.conversions - a.conversions || (a.measured < b.measured ? -1 : 1));
  // By conversions, as the cells are; a row alone too many takes no more room than the row that would stand for it.
  const bySize = [...said].sort((a, b) => b.conversions - a.conversions || b.value - a.value);
  const own = bySize.length > MOST_ROWS + 1 ? bySize.slice(0, MOST_ROWS) : bySize;
  const rest = bySize.slice(own.length);
  const groups = [
    ...own.map(one => ({ name: one.said, of: new Set([one.said]), sums: [one] })),
    ...(rest.length > 0
      ? [{ name: `${rest.length} other answers`, of: new Set(rest.map(one => one.said)), sums: rest }]
      : []),
  ];
  const grid = groups.map(
    ({ name, of, sums }): GridRow => ({
      said: name,
      cells: columns.map(({ measured }) => joined(rows.filter(row => row.measured === measured && of.has(row.said)))),
      conversions: sums.reduce((sum, { conversions }) => sum + conversions, 0),
      value: sums.reduce((sum, { value }) => sum + value, 0),
    }),
  );
  const most = Math.max(0, ...grid.flatMap(row => row.cells.map(cell => cell?.conversions ?? 0)));
  return { columns, rows: grid, most };
}

function joined(cells: readonly GridCell[]): GridCell | null {
  if (cells.length === 0) return null;
  const [largest] = [...cells].sort((a, b) => b.conversions - a.conversions);
  return {
    conversions: cells.reduce((sum, { conversions }) => sum + conversions, 0),
    value: cells.reduce((sum, { value }) => sum + value, 0),
    verdict: largest.verdict,
  };
}
