// What people say of how they heard × what the model credits, as a table of shades, with what agrees, and the biggest
// differences below it. A shade never says anything alone: each cell has its count, and its verdict in a sign and a word.

import type { HeardAnswer } from '#shared/schema/index.ts';
import { formatCount, formatDay, formatMoney, formatPercent } from '../../format.ts';
import { goalById } from '../figures.ts';
import { type GridCell, gridOf } from './heard-grid.ts';
import { Path } from './path.tsx';

const signs: Readonly<Record<GridCell['verdict'], string>> = {
  agrees: '=',
  disagrees: '≠',
  'not measurable': '~',
  'not measured': '?',
};

const legend: Readonly<Record<GridCell['verdict'], string>> = {
  agrees: 'agrees',
  disagrees: 'disagrees',
  'not measurable': 'can’t be measured: it leaves no click',
  'not measured': 'nothing measured: no touch, or a direct one',
};

export function HeardTable({ answer }: { answer: HeardAnswer }) {
  const { all, answered, verdicts, differences, conservation, meta } = answer;
  if (answered.conversions === 0) return <NobodyAsked all={all.conversions} />;
  const { currency } = meta;
  const hasMoney = goalById(meta.goal).set !== 'leads';
  const money = (value: number) => (hasMoney ? `, ${formatMoney(value, currency)}` : '');
  return (
    <div class="heard">
      <p>
        <data class="number" value={answered.conversions}>
          {formatCount(answered.conversions)}
        </data>{' '}
        of {formatCount(all.conversions)} {all.conversions === 1 ? 'conversion has' : 'conversions have'} an answer
        {hasMoney && ` (${formatMoney(answered.value, currency)} of ${formatMoney(all.value, currency)})`}.
      </p>
      <ul class="verdicts">
        {verdicts.map(({ verdict, conversions, value, share }) => (
          <li key={verdict} data-verdict={verdict}>
            <span class="sign" aria-hidden="true">
              {signs[verdict]}
            </span>{' '}
            <b>{formatPercent(share)}</b> {legend[verdict]}{' '}
            <span class="soft">
              ({formatCount(conversions)}
              {money(value)})
            </span>
          </li>
        ))}
      </ul>
      <GridTable answer={answer} hasMoney={hasMoney} />
      {!conservation.holds && (
        <p class="conservation conservation-broken">
          <strong>The sums don’t meet.</strong> Please report this.
        </p>
      )}
      {differences.length > 0 && <Differences answer={answer} hasMoney={hasMoney} />}
    </div>
  );
}

function NobodyAsked({ all }: { all: number }) {
  if (all === 0) return <p class="empty">No conversion on this basis.</p>;
  const whom = all === 1 ? 'this conversion' : `these ${formatCount(all)} conversions`;
  return (
    <div class="empty">
      <p>Nobody behind {whom} was asked “How did you hear about us?”</p>
      <p class="soft">
        Ask it in a form, or keep it as a field in the CRM: a column of that name is read from every export of forms,
        contacts and deals. What no click can show, such as a podcast or a friend, is then seen beside what was
        measured.
      </p>
    </div>
  );
}

function GridTable({ answer, hasMoney }: { answer: HeardAnswer; hasMoney: boolean }) {
  const { currency } = answer.meta;
  const { columns, rows, most } = gridOf(answer);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section class="table-scroll" tabIndex={0} aria-label="What they say, table">
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">They said</th>
            {columns.map(({ measured }) => (
              <th key={measured} scope="col">
                {measured}
              </th>
            ))}
            <th scope="col">All</th>
            {hasMoney && <th scope="col">Value</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.said}>
              <th scope="row">{row.said}</th>
              {row.cells.map((cell, i) => (
                <Cell key={columns[i].measured} cell={cell} most={most} currency={hasMoney ? currency : null} />
              ))}
              <td>{formatCount(row.conversions)}</td>
              {hasMoney && <td>{formatMoney(row.value, currency)}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All answers</th>
            {columns.map(({ measured, conversions }) => (
              <td key={measured}>{formatCount(conversions)}</td>
            ))}
            <td>{formatCount(answer.answered.conversions)}</td>
            {hasMoney && <td>{formatMoney(answer.answered.value, currency)}</td>}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Cell({ cell, most, currency }: { cell: GridCell | null; most: number; currency: string | null }) {
  if (!cell) return <td />;
  const { conversions, value, verdict } = cell;
  const heat = most === 0 ? 1 : Math.max(1, Math.ceil((conversions / most) * 4));
  return (
    <td
      class={`heat-${heat}`}
      data-verdict={verdict}
      title={currency === null ? legend[verdict] : `${legend[verdict]}: ${formatMoney(value, currency)}`}
    >
      {formatCount(conversions)}{' '}
      <span class="sign" aria-hidden="true">
        {signs[verdict]}
      </span>
      <span class="visually-hidden">{verdict}</span>
    </td>
  );
}

function Differences({ answer, hasMoney }: { answer: HeardAnswer; hasMoney: boolean }) {
  const { differences, differencesNotListed, meta } = answer;
  return (
    <>
      <h3>Where they differ most</h3>
      <ol class="differences">
        {differences.map(one => (
          <li key={`${one.kind} ${one.id}`}>
            <p>
              <b>{one.label}</b>{' '}
              <span class="soft">
                {[formatDay(one.at), hasMoney ? formatMoney(one.amount, meta.currency) : null]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            <p data-verdict={one.verdict}>
              They said <q>{one.answer}</q>; credited: {one.credited.map(({ measured }) => measured).join(', ')}{' '}
              <span class="soft">
                ({one.verdict}
                {one.isInPath && '; the path has what they say'}; {one.answerFrom})
              </span>
            </p>
            <Path steps={one.path} />
          </li>
        ))}
      </ol>
      {differencesNotListed > 0 && <p class="soft small">{formatCount(differencesNotListed)} more.</p>}
    </>
  );
}
