// The full page: the same choices as the popup's, what they make of the totals, every model side by side, and the ways that
// people came. With a receipt in the address it shows that instead, under the same choices.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DimensionId } from '#shared/report/dimensions.ts';
import type { CompareAnswer, ExplainAnswer, HeardAnswer, PathsAnswer } from '#shared/schema/index.ts';
import type { Answered } from '../../messages/messages.ts';
import type { Shown } from '../../state/answer.ts';
import type { Board } from '../../state/board.ts';
import type { Choices } from '../../state/choices.ts';
import { BasisFields, GoalSwitch } from '../basis-controls.tsx';
import { basisWords, modelLabel } from '../basis-words.ts';
import { Conservation } from '../conservation.tsx';
import { Headline } from '../headline.tsx';
import { lastDayOf } from '../last-day.ts';
import { ModelSwitch } from '../model-switch.tsx';
import { PairingForm } from '../pairing-form.tsx';
import type { ReceiptPlace } from '../receipt-address.ts';
import { DataAge, Standing } from '../standing.tsx';
import { Trouble } from '../trouble.tsx';
import { WorkspaceName } from '../workspace-name.tsx';
import { Charts, type Plots } from './charts.tsx';
import { type Arrangements, CompareTable } from './compare-table.tsx';
import { DimensionSwitch } from './dimension-switch.tsx';
import { HeaderActions } from './header-actions.tsx';
import { HeardTable } from './heard-table.tsx';
import { PathsTable } from './paths-table.tsx';
import { Receipt } from './receipt.tsx';
import { useFocusAsOneGoes } from './use-focus-as-one-goes.ts';

export interface DashboardProps {
  choices: Choices;
  board: Board;
  by: DimensionId;
  compare: Shown<Answered<CompareAnswer>>;
  paths: Shown<Answered<PathsAnswer>>;
  heard: Shown<Answered<HeardAnswer>>;
  /** Null: the address names no receipt. */
  receipt: ReceiptPlace | null;
  explain: Shown<Answered<ExplainAnswer>>;
  /** Null: not loaded yet. */
  plots: Plots | null;
  now: number;
  onChange(changes: Partial<Choices>): void;
  onDimension(by: DimensionId): void;
  onPair(code: string, port: number): Promise<void>;
  onAgain(): void;
  /** Opens the link builder; rejects with why not. */
  onLinks(): Promise<unknown>;
}

export function Dashboard(props: DashboardProps) {
  const { choices, board, receipt, now, onChange, onPair } = props;
  const { last } = receipt ? props.explain : props.compare;
  const mustPair = board.connection === 'unpaired' || board.connection === 'refused';
  const [arrangements] = useState<Arrangements>(() => new Map());
  useFocusAsOneGoes(receipt, last !== null);
  return (
    <div class="dashboard">
      <header class="top">
        <img src="/icon/throughline.svg" alt="" width="28" height="28" />
        <h1>Throughline</h1>
        <WorkspaceName board={board} />
        <span class="top-facts soft small">
          {board.workspace && <span>{`${board.workspace.currency} · ${board.workspace.zone}`}</span>}
          <span>{modelLabel(choices.model)}</span>
          <DataAge board={board} now={now} />
        </span>
        <HeaderActions board={board} canBuildLinks={!mustPair} onLinks={props.onLinks} />
      </header>
      {board.connection === 'unpaired' ? (
        <main class="alone card">
          <h2>Pair with the companion</h2>
          <PairingForm port={board.port} onPair={onPair} />
        </main>
      ) : (
        <div class="body">
          <section class="controls card" aria-label="Choices">
            <ModelSwitch model={choices.model} onChange={model => onChange({ model })} />
            <GoalSwitch choices={choices} onChange={onChange} />
            <BasisFields choices={choices} lastDay={lastDayOf(board, now)} onChange={onChange} />
            {choices.range === 'page' && <p class="soft small">All time here; on ad pages, the page’s own dates.</p>}
          </section>
          <main class="content">
            <Standing board={board} answered={last} now={now} />
            {mustPair && (
              <section class="card alone" aria-labelledby="pair-title">
                <h2 id="pair-title">Pair again</h2>
                <PairingForm port={board.port} onPair={onPair} />
              </section>
            )}
            {receipt ? (
              <ReceiptView {...props} receipt={receipt} />
            ) : (
              <Overview {...props} arrangements={arrangements} />
            )}
          </main>
        </div>
      )}
    </div>
  );
}

type OverviewProps = DashboardProps & { arrangements: Arrangements };

function Overview({
  board,
  choices,
  by,
  compare,
  paths,
  heard,
  plots,
  onDimension,
  onAgain,
  arrangements,
}: OverviewProps) {
  const answer = compare.last?.answer ?? null;
  const isLoading = compare.state === 'loading';
  return (
    <>
      <section aria-labelledby="totals-title" class="part">
        <h2 id="totals-title">Totals</h2>
        {answer && <p class="soft small">{basisWords(answer.meta)}</p>}
        <Headline
          figures={answer?.totals ?? null}
          currency={answer?.meta.currency ?? ''}
          goal={choices.goal}
          isLoading={isLoading}
        />
        {answer && (
          <Conservation
            meta={answer.meta}
            sums={answer.conservation}
            unattributed={answer.unattributed.reasons}
            excluded={answer.excluded.reasons}
          />
        )}
      </section>
      <section aria-labelledby="compare-title" class="part">
        <div class="part-head">
          <h2 id="compare-title">Models side by side</h2>
          <DimensionSwitch by={by} onChange={onDimension} />
        </div>
        <Settled board={board} shown={compare} onAgain={onAgain}>
          {answer && (
            <>
              <Charts answer={answer} plots={plots} />
              <CompareTable key={answer.meta.by[0]} answer={answer} isLoading={isLoading} arrangements={arrangements} />
            </>
          )}
        </Settled>
      </section>
      <section aria-labelledby="paths-title" class="part">
        <h2 id="paths-title">Top paths</h2>
        <Settled board={board} shown={paths} onAgain={onAgain}>
          {paths.last && <PathsTable answer={paths.last.answer} />}
        </Settled>
      </section>
      <section aria-labelledby="heard-title" class="part">
        <h2 id="heard-title">What they say</h2>
        <Settled board={board} shown={heard} onAgain={onAgain}>
          {heard.last && <HeardTable answer={heard.last.answer} />}
        </Settled>
      </section>
    </>
  );
}

function ReceiptView({ board, receipt, explain, onAgain }: DashboardProps & { receipt: ReceiptPlace }) {
  return (
    <section class="part" aria-label={`Receipt: ${receipt.value}`} data-receipt tabIndex={-1}>
      <p class="receipt-back">
        <a href="#all">← All figures</a>
      </p>
      <Settled board={board} shown={explain} onAgain={onAgain}>
        {explain.last && (
          <Receipt answer={explain.last.answer} platform={receipt.platform} isLoading={explain.state === 'loading'} />
        )}
      </Settled>
    </section>
  );
}

interface SettledProps {
  board: Board;
  shown: Shown<unknown>;
  onAgain(): void;
  children: ComponentChildren;
}

/** The answer, with what went wrong above it (a companion that is away is told at the top); its place while there is none. */
function Settled({ board, shown, onAgain, children }: SettledProps) {
  return (
    <>
      {board.connection === 'connected' && shown.trouble && <Trouble trouble={shown.trouble} onAgain={onAgain} />}
      {children}
      {shown.last === null && shown.state !== 'error' && (
        <div class="skeleton skeleton-block">
          <span class="visually-hidden">Loading</span>
        </div>
      )}
    </>
  );
}
