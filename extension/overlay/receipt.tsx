// The receipt of one figure: model and formula, what it comes from, by what arithmetic, what it cost and by which files.
// It is told at once from the row; conversions follow when the companion has answered.

import { useState } from 'preact/hooks';
import { modelById, models } from '#shared/models/index.ts';
import type { ExplainAnswer, Figures, Meta } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import { DASH, formatDay } from '../format.ts';
import { figureText, goalText, headlineFigures } from '../views/figures.ts';
import type { AnswerRow, Trouble } from './answers.ts';
import type { Column } from './columns.ts';
import { healthText, NO_MATCH, spreadOf, writeFigure } from './face.ts';
import { joinWords, modelsAtEnds, topPaths } from './receipt-data.ts';

export interface ReceiptProps {
  column: Column;
  /** What the row is called on the page. */
  name: string;
  meta: Meta | null;
  row: AnswerRow | null;
  /** The totals, where the row is the table's. */
  totals: Figures | null;
  /** What those are of: 'account', or what the page is drilled down to. */
  totalsOf: string;
  /** Null: there is none, or it isn't here yet (`isAsking`). */
  explained: ExplainAnswer | null;
  isAsking: boolean;
  trouble: Trouble | null;
  /** '' where there is nothing to explain. */
  command: string;
  onOpen: (() => void) | null;
}

export function Receipt(props: ReceiptProps) {
  const { column, name, meta, row, totals, totalsOf, trouble } = props;
  if (!meta || (!row && !totals)) {
    return (
      <section class="receipt" aria-label={`${column.label}, ${name}`}>
        <h2>{name}</h2>
        <p class="soft">{trouble ? [trouble.what, trouble.remedy].filter(Boolean).join(' ') : wordsFor(meta)}</p>
      </section>
    );
  }
  const figures = (row ?? totals)!;
  const model = models.some(({ id }) => id === meta.models[0]) ? modelById(meta.models[0]) : null;
  return (
    <section class="receipt" aria-label={`${column.label}, ${name}`} tabIndex={-1}>
      <h2>{row?.name || name}</h2>
      <p class="figure">
        {writeFigure(column, column.value(figures), meta.currency)} <span class="soft">{column.label}</span>
      </p>
      <p class="soft">
        {model?.label ?? meta.models[0]}: {model?.formula ?? ''} · {rangeText(meta)}
      </p>
      {column.unit === 'ratio' && column.value(figures) === null && (
        <p class="note">No cost is known in these dates.</p>
      )}
      {row && <SpreadLine column={column} row={row} meta={meta} />}
      <dl class="grid">
        {headlineFigures.map(figure => (
          <div key={figure.id}>
            <dt>{figure.label}</dt>
            <dd>{figureText(figure.value(figures), figure.kind, meta.currency)}</dd>
          </div>
        ))}
      </dl>
      {row?.health && <p class="note">It {healthText(row.health)}.</p>}
      {row?.matchedBy === 'name' && <p class="note">Matched by name: the imports have no id for it.</p>}
      {totals && (
        <p class="soft">All that the workspace knows of this {totalsOf}, also what the page’s filters hide.</p>
      )}
      <Explained {...props} />
    </section>
  );
}

const wordsFor = (meta: Meta | null) => (meta ? `${DASH} ${NO_MATCH}.` : 'The figures are on their way.');

function SpreadLine({ column, row, meta }: { column: Column; row: AnswerRow; meta: Meta }) {
  const spread = spreadOf(column, row);
  if (!spread) return null;
  const { lowest, highest, now } = spread;
  if (lowest === highest) return <p class="soft spread">The same under every model.</p>;
  const start = Math.min(0, lowest);
  const place = (value: number) => `${((value - start) / (Math.max(0, highest) - start)) * 100}%`;
  const ends = modelsAtEnds(column, row, meta.goal);
  const say = (value: number, at: string[] | undefined) =>
    `${writeFigure(column, value, meta.currency)}${at ? ` (${at[0]}${at.length > 1 ? ` and ${at.length - 1} more` : ''})` : ''}`;
  return (
    <div class="spread">
      <div class="axis" aria-hidden="true">
        <i style={{ left: place(lowest), right: `calc(100% - ${place(highest)})` }} />
        <b style={{ left: place(now) }} />
      </div>
      <p class="soft">
        From {say(lowest, ends?.lowest)} to {say(highest, ends?.highest)}
        {row.spread[column.goal].rankDependsOnModel && '; its rank depends on the model'}
      </p>
    </div>
  );
}

function Explained({ column, row, explained, isAsking, trouble, command, onOpen }: ReceiptProps) {
  const [copied, setCopied] = useState(false);
  if (!command) return null;
  const copy = (event: MouseEvent) => {
    const code = (event.currentTarget as Element).parentElement?.nextElementSibling;
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      // The page may forbid it: marked, it can be copied by hand.
      () => code && getSelection()?.selectAllChildren(code),
    );
  };
  return (
    <>
      {explained && row && explained.figures[column.goal] !== row[column.goal] && (
        <p class="note">Others are called the same: what follows is of all of them.</p>
      )}
      {explained && <Conversions explained={explained} />}
      {isAsking && <p class="soft">Looking up the conversions behind it …</p>}
      {trouble && <p class="note">{[trouble.what, trouble.remedy].filter(Boolean).join(' ')}</p>}
      <div class="more">
        {onOpen && (
          <button type="button" onClick={onOpen}>
            Open the whole receipt
          </button>
        )}
        <button type="button" onClick={copy}>
          {copied ? 'Copied' : 'Copy command'}
        </button>
      </div>
      <code>{command}</code>
    </>
  );
}

const rangeText = ({ from, to }: Meta) => (from && to ? `${formatDay(from)} – ${formatDay(to)}` : 'all time');

/** The largest ones; the rest is told in one line. */
const SHOWN = 5;

function Conversions({ explained }: { explained: ExplainAnswer }) {
  const { meta, conversions, notListed, cost } = explained;
  const more = conversions.slice(SHOWN);
  const rest = more.reduce((sum, { value }) => sum + value, notListed.value);
  const restCount = more.length + notListed.conversions;
  const paths = topPaths(explained);
  return (
    <>
      <h3>{conversions.length === 0 ? 'No conversion stands behind it' : 'Behind it'}</h3>
      <ol>
        {conversions.slice(0, SHOWN).map(({ id, label, at, value, arithmetic, from }) => (
          <li key={id} class="deal" title={from}>
            <span class="name" dir="auto">
              {label || id} <span class="soft">{formatDay(at)}</span>
            </span>
            <b>{goalText(value, meta.goal, meta.currency)}</b>
            <span class="sum">{arithmetic}</span>
          </li>
        ))}
      </ol>
      {restCount > 0 && (
        <p class="soft">
          and {restCount} more: {goalText(rest, meta.goal, meta.currency)}
        </p>
      )}
      {paths.length > 0 && (
        <>
          <h3>How they came{notListed.conversions > 0 && `, of the ${conversions.length} largest`}</h3>
          <ul>
            {paths.map(({ steps, conversions: count }) => (
              <li key={steps} class="path">
                {steps} <span class="soft">{plural(count, 'conversion')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Cost</h3>
      <p>
        {goalText(cost.total, 'revenue', meta.currency)}
        {cost.files.length > 0 && (
          <span class="soft">
            {' '}
            from {plural(cost.rows, 'row')} of {cost.files.map(({ file }) => file).join(', ')},{' '}
            {joinWords[cost.matchedBy]}
          </span>
        )}
      </p>
    </>
  );
}
