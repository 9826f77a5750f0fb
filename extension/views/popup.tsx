// The popup: model, goal and basis first, which work before any figure is there; then what they make of the campaigns.

import type { ReportAnswer } from '#shared/schema/index.ts';
import type { Answered, SiteHealth } from '../messages/messages.ts';
import type { Shown } from '../state/answer.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { BasisFields, GoalSwitch } from './basis-controls.tsx';
import { rangeWords } from './basis-words.ts';
import { Campaigns } from './campaigns.tsx';
import { ColumnsChooser } from './columns-chooser.tsx';
import { Conservation } from './conservation.tsx';
import { Headline } from './headline.tsx';
import { lastDayOf } from './last-day.ts';
import { ModelSwitch } from './model-switch.tsx';
import { PairingForm } from './pairing-form.tsx';
import { SiteHealths } from './site-healths.tsx';
import { Connection, DataAge, Standing } from './standing.tsx';
import { Trouble } from './trouble.tsx';
import { WorkspaceName } from './workspace-name.tsx';

export interface PopupProps {
  choices: Choices;
  board: Board;
  report: Shown<Answered<ReportAnswer>>;
  healths: readonly SiteHealth[];
  now: number;
  onChange(changes: Partial<Choices>): void;
  onPair(code: string, port: number): Promise<void>;
  onAgain(): void;
}

export function Popup({ choices, board, report, healths, now, onChange, onPair, onAgain }: PopupProps) {
  const { last } = report;
  const mustPair = board.connection === 'unpaired' || board.connection === 'refused';
  const isNew = board.connection === 'unpaired' && last === null;
  return (
    <div class="popup">
      <header class="popup-head">
        <img src="/icon/throughline.svg" alt="" width="24" height="24" />
        <div class="popup-title">
          <h1>Throughline</h1>
          <WorkspaceName board={board} />
        </div>
        <Connection board={board} />
      </header>
      <main class="popup-main">
        <Standing board={board} answered={last} now={now} />
        {mustPair && (
          <section aria-labelledby="pair-title">
            <h2 id="pair-title">{board.connection === 'refused' ? 'Pair again' : 'Pair with the companion'}</h2>
            <PairingForm port={board.port} onPair={onPair} />
          </section>
        )}
        {!isNew && (
          <>
            <div class="popup-choice">
              <GoalSwitch choices={choices} onChange={onChange} />
              <ModelSwitch model={choices.model} onChange={model => onChange({ model })} />
              <BasisFields choices={choices} lastDay={lastDayOf(board, now)} onChange={onChange} />
              {(last || report.state !== 'error') && (
                <Headline
                  figures={last?.answer.totals ?? null}
                  currency={last?.answer.meta.currency ?? ''}
                  goal={choices.goal}
                  isLoading={report.state === 'loading'}
                />
              )}
            </div>
            <section aria-labelledby="campaigns-title">
              <h2 id="campaigns-title" class="visually-hidden">
                Campaigns
              </h2>
              {/* What is wrong with the tie itself is said above. */}
              {board.connection === 'connected' && report.trouble && (
                <Trouble trouble={report.trouble} onAgain={onAgain} />
              )}
              {last ? (
                <Figures answer={last.answer} />
              ) : (
                report.state !== 'error' && <div class="skeleton skeleton-block" />
              )}
              {last && choices.range === 'page' && (
                <p class="soft small">{rangeWords(last.answer.meta)} here; on ad pages, the page’s own dates.</p>
              )}
            </section>
            <details class="fold">
              <summary>Columns on ad pages</summary>
              <ColumnsChooser chosen={choices.columns} onChange={columns => onChange({ columns })} />
            </details>
            <details class="fold" open={healths.some(({ state }) => state === 'not-understood')}>
              <summary>Pages</summary>
              <SiteHealths healths={healths} now={now} />
            </details>
            <p class="soft small">
              <DataAge board={board} now={now} />
            </p>
          </>
        )}
      </main>
      <footer class="popup-foot">
        <a class="button button-main" href="/dashboard.html" target="_blank" rel="noreferrer">
          Open dashboard
        </a>
        <a class="button" href="/options.html" target="_blank" rel="noreferrer">
          Options
        </a>
      </footer>
    </div>
  );
}

function Figures({ answer }: { answer: ReportAnswer }) {
  return (
    <>
      <Campaigns answer={answer} dashboard="/dashboard.html" />
      <Conservation
        meta={answer.meta}
        sums={answer.conservation}
        unattributed={answer.unattributed.reasons}
        excluded={answer.excluded.reasons}
      />
    </>
  );
}
