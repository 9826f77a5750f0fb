// Every model side by side: a row a campaign (or channel, page, month …), a column a model, the current one first and
// marked. Long lists begin with their first hundred rows: the rest is one press away, never missing from the totals.

import { useMemo, useState } from 'preact/hooks';
import { models } from '#shared/models/index.ts';
import { isCalendar } from '#shared/report/dimensions.ts';
import type { CompareAnswer, Figures } from '#shared/schema/index.ts';
import { formatCount, formatMoney } from '../../format.ts';
import { modelLabel } from '../basis-words.ts';
import { goalById, goalText } from '../figures.ts';
import { receiptAddress } from '../receipt-address.ts';
import { dimensionLabel, keyOf, nameOf, platformOf } from './row-name.ts';
import { SortButton } from './sort-button.tsx';
import { type CompareRow, type Sort, type SortKey, sortedBy, sortRows } from './sorting.ts';
import { SpreadBar } from './spread-bar.tsx';

const FIRST_ROWS = 100;

/** How its reader has it: whoever comes back from a receipt finds it so again. */
interface Arranged {
  readonly sort: Sort;
  /** All rows, not the first only. */
  readonly isWhole: boolean;
}

/** By dimension; those that are as at first aren't in it. */
export type Arrangements = Map<string, Arranged>;

export interface CompareTableProps {
  answer: CompareAnswer;
  isLoading: boolean;
  arrangements: Arrangements;
}

const arrangedAtFirst = (by: string): Arranged => ({
  sort: isCalendar(by) ? { key: 'name', direction: 'ascending' } : { key: 'current', direction: 'descending' },
  isWhole: false,
});

export function CompareTable({ answer, isLoading, arrangements }: CompareTableProps) {
  const { goal, currency } = answer.meta;
  const by = answer.meta.by[0];
  const [model] = answer.meta.models;
  const others = models.map(({ id }) => id).filter(id => id !== model && answer.meta.models.includes(id));
  const [{ sort, isWhole }, setArranged] = useState(() => arrangements.get(by) ?? arrangedAtFirst(by));
  const arrange = (change: Partial<Arranged>) => {
    const next = { sort, isWhole, ...change };
    arrangements.set(by, next);
    setArranged(next);
  };
  const sorted = useMemo(() => sortRows(answer.rows, sort, { by, model }), [answer, sort, by, model]);
  const rows = isWhole ? sorted : sorted.slice(0, FIRST_ROWS);
  const most = Math.max(0, ...answer.rows.map(row => row.highest));
  const least = Math.min(0, ...answer.rows.map(row => row.lowest));
  const text = (value: number | null | undefined) => goalText(value, goal, currency);

  const header = (key: SortKey, label: string, isCurrent = false) => {
    const isSorted = sort.key === key || (key === 'current' && sort.key === model);
    return (
      <th key={key} scope="col" aria-sort={isSorted ? sort.direction : 'none'} data-current={isCurrent}>
        <SortButton
          label={label}
          direction={isSorted ? sort.direction : null}
          onPress={() => arrange({ sort: sortedBy(isSorted ? { ...sort, key } : sort, key) })}
        />
        {isCurrent && <span class="visually-hidden"> (current model)</span>}
      </th>
    );
  };
  const under = (figures: Figures, id: string) => (
    <td key={id} data-model={id} data-current={id === model}>
      <data value={figures.byModel?.[id] ?? ''}>{text(figures.byModel?.[id])}</data>
    </td>
  );
  const line = (row: CompareRow) => (
    <tr key={keyOf(row, by)}>
      <th scope="row" dir="auto">
        <a href={receiptAddress(by, String(row[by === 'pipeline' ? 'pipeline-name' : by] ?? ''), row.platform)}>
          {nameOf(row, by)}
        </a>
        {platformOf(row, by) && <span class="row-platform soft small"> {platformOf(row, by)}</span>}
      </th>
      {under(row, model)}
      <td class="spread-cell">
        <SpreadBar
          lowest={row.lowest}
          highest={row.highest}
          current={row.byModel?.[model] ?? 0}
          least={least}
          most={most}
        />
        <span class="small soft">
          {row.lowest === row.highest ? text(row.lowest) : `${text(row.lowest)} – ${text(row.highest)}`}
        </span>
      </td>
      <td class={row.rankLowest === row.rankHighest ? '' : 'rank-moves'}>{rankText(row)}</td>
      <td>
        <data value={row.cost}>{formatMoney(row.cost, currency)}</data>
      </td>
      {others.map(id => under(row, id))}
    </tr>
  );

  if (answer.rows.length === 0) return <p class="empty">There is nothing to compare on this basis.</p>;
  const title = `${goalById(goal).label} by ${dimensionLabel(by).toLowerCase()} under every model`;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section class="table-scroll" tabIndex={0} aria-label={title} aria-busy={isLoading}>
        <table class="compare">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {header('name', dimensionLabel(by))}
              {header('current', modelLabel(model), true)}
              {header('spread', 'Lowest – highest')}
              {header('rank', 'Place')}
              {header('cost', 'Cost')}
              {others.map(id => header(id, modelLabel(id)))}
            </tr>
          </thead>
          <tbody>{rows.map(line)}</tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <a href={receiptAddress(by, '(unattributed)')}>Unattributed</a>
              </th>
              {under(answer.unattributed, model)}
              <td />
              <td />
              <td />
              {others.map(id => under(answer.unattributed, id))}
            </tr>
            <tr>
              <th scope="row">Total</th>
              {under(answer.totals, model)}
              <td />
              <td />
              <td>
                <data value={answer.totals.cost}>{formatMoney(answer.totals.cost, currency)}</data>
              </td>
              {others.map(id => under(answer.totals, id))}
            </tr>
          </tfoot>
        </table>
      </section>
      {sorted.length > FIRST_ROWS && (
        <button type="button" class="button" onClick={() => arrange({ isWhole: !isWhole })}>
          {isWhole ? `Show the first ${FIRST_ROWS}` : `Show all ${formatCount(sorted.length)} rows`}
        </button>
      )}
    </>
  );
}

/** '1–12' where the place depends on the model, else '3'. */
function rankText({ rankLowest, rankHighest }: CompareRow): string {
  return rankLowest === rankHighest ? `${rankLowest}` : `${rankLowest}–${rankHighest}`;
}
