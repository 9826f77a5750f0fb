// The options: the tie to the companion, what is kept on this machine, the overlay's columns, sales mode, and what the
// extension may and may not do.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatAge, formatBytes, formatDay } from '../format.ts';
import type { Trouble as Details } from '../state/answer.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { ColumnsChooser } from './columns-chooser.tsx';
import { PairingForm } from './pairing-form.tsx';
import { Connection, DataAge } from './standing.tsx';
import { Trouble } from './trouble.tsx';
import { WorkspaceName } from './workspace-name.tsx';

export interface OptionsProps {
  choices: Choices;
  board: Board;
  /** What became of the code in the address; null: there was none. */
  autoPair: 'busy' | 'paired' | Details | null;
  version: string;
  now: number;
  onChange(changes: Partial<Choices>): void;
  onPair(code: string, port: number): Promise<void>;
  onForget(): Promise<void>;
  onUnpair(): Promise<void>;
}

export function Options(props: OptionsProps) {
  const { choices, board, autoPair, version, now, onChange, onPair, onUnpair } = props;
  const isPaired = board.connection !== 'unpaired' && board.connection !== 'refused';
  return (
    <div class="options">
      <header class="options-head">
        <img src="/icon/throughline.svg" alt="" width="32" height="32" />
        <h1>Throughline options</h1>
        <Connection board={board} />
      </header>
      <main class="options-main">
        <AutoPair state={autoPair} />
        <Part title="Companion">
          {isPaired ? (
            <Paired board={board} now={now} onUnpair={onUnpair} />
          ) : (
            <>
              {board.connection === 'refused' && (
                <p>
                  <strong>The companion doesn’t know this browser any more.</strong> Pair again.
                </p>
              )}
              {autoPair !== 'busy' && <PairingForm port={board.port} onPair={onPair} />}
            </>
          )}
        </Part>
        <Part title="Kept on this machine">
          <Kept {...props} isPaired={isPaired} />
        </Part>
        <Part title="Columns on ad pages">
          <p class="soft">They stand after the page’s own Cost column, in this order.</p>
          <ColumnsChooser chosen={choices.columns} onChange={columns => onChange({ columns })} />
        </Part>
        <Part title="CRM records">
          <label class="check">
            <input
              type="checkbox"
              checked={choices.salesMode}
              onChange={event => onChange({ salesMode: event.currentTarget.checked })}
            />
            <span>
              Sales mode
              <span class="soft"> The panel tells how people came, without credit and model.</span>
            </span>
          </label>
        </Part>
        <Part title="Privacy">
          <ul class="plain">
            <li>
              It talks to your own companion at <code>127.0.0.1:{board.port}</code> and to no other host.
            </li>
            <li>
              On ad and CRM pages it reads what the page shows. It reads no cookie, no storage and no request of theirs.
            </li>
            <li>The pairing token is kept where no web page can read it. There is no account and no telemetry.</li>
          </ul>
          <p class="soft">Throughline {version}</p>
        </Part>
      </main>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function AutoPair({ state }: { state: OptionsProps['autoPair'] }) {
  if (state === null) return null;
  if (typeof state === 'object') return <Trouble trouble={state} />;
  return (
    <p class="note note-good" role="status" data-note={state}>
      {state === 'busy' ? (
        'Pairing…'
      ) : (
        <>
          <strong>Paired.</strong> The overlay is on; <a href="/dashboard.html">open the dashboard</a> or an ad page.
        </>
      )}
    </p>
  );
}

function Paired({ board, now, onUnpair }: Pick<OptionsProps, 'board' | 'now' | 'onUnpair'>) {
  return (
    <>
      <dl class="facts">
        {board.workspace && (
          <div>
            <dt>Workspace</dt>
            <dd>
              <WorkspaceName board={board} />
            </dd>
          </div>
        )}
        <div>
          <dt>Address</dt>
          <dd>
            <code>127.0.0.1:{board.port}</code>
            {board.seenAt !== null && `, last answered ${formatAge(board.seenAt, now)}`}
          </dd>
        </div>
        {board.workspace && (
          <>
            <div>
              <dt>Currency, zone</dt>
              <dd>
                {board.workspace.currency}, {board.workspace.zone}
              </dd>
            </div>
            <div>
              <dt>Data</dt>
              <dd>
                <DataAge board={board} now={now} />
              </dd>
            </div>
          </>
        )}
      </dl>
      {board.connection !== 'connected' && board.trouble && <Trouble trouble={board.trouble} />}
      <Twice
        label="Unpair…"
        warning="This also deletes all that is kept here."
        doIt="Unpair and delete"
        leaveIt="Stay paired"
        onDo={onUnpair}
      />
    </>
  );
}

interface TwiceProps {
  label: string;
  warning: string;
  doIt: string;
  leaveIt: string;
  onDo(): Promise<void>;
}

/** What can't be undone is asked twice. */
function Twice({ label, warning, doIt, leaveIt, onDo }: TwiceProps) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return (
      <div class="row">
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {label}
        </button>
      </div>
    );
  return (
    <div class="row">
      <span>{warning}</span>
      <button type="button" class="button button-bad" onClick={() => void onDo().finally(() => setAsked(false))}>
        {doIt}
      </button>
      <button type="button" class="button" onClick={() => setAsked(false)}>
        {leaveIt}
      </button>
    </div>
  );
}

function Kept({ board, choices, now, isPaired, onChange, onForget }: OptionsProps & { isPaired: boolean }) {
  const { kept, workspace } = board;
  const { keepJourneys } = choices;
  return (
    <>
      {kept ? (
        <dl class="facts">
          <div>
            <dt>Journeys</dt>
            <dd>
              {formatBytes(kept.bytes)}, kept {formatAge(kept.at, now)}
            </dd>
          </div>
          <div>
            <dt>Data version</dt>
            <dd>
              <code>{kept.dataVersion}</code>{' '}
              {workspace?.dataVersion === kept.dataVersion ? 'the companion’s own' : 'older than the companion’s'}
            </dd>
          </div>
          {workspace?.dataTo.events && (
            <div>
              <dt>Events to</dt>
              <dd>{formatDay(workspace.dataTo.events)}</dd>
            </div>
          )}
        </dl>
      ) : (
        <p class="soft">{keepJourneys ? 'Nothing yet.' : 'No journeys.'}</p>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={keepJourneys}
          onChange={event => onChange({ keepJourneys: event.currentTarget.checked })}
        />
        <span>
          Keep journeys here
          <span class="soft">
            {' '}
            With them every model can be looked at while the companion is away. Without, there are only the answers seen
            last.
          </span>
        </span>
      </label>
      {isPaired && (
        <Twice
          label="Delete what is kept…"
          warning={
            keepJourneys
              ? 'Journeys and answers are deleted. Journeys are fetched anew while they are to be kept here.'
              : 'The answers seen last are deleted.'
          }
          doIt="Delete"
          leaveIt="Leave them"
          onDo={onForget}
        />
      )}
    </>
  );
}
