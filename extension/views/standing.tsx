// How things stand with the companion: a line for when all is well, a note with what to do for when it isn't.

import { formatAge, formatDay } from '../format.ts';
import type { Answered } from '../messages/messages.ts';
import type { Board } from '../state/board.ts';
import { Trouble } from './trouble.tsx';

export const connectionWords: Readonly<Record<Board['connection'], string>> = {
  connected: 'Connected',
  away: 'Companion away',
  refused: 'Not paired any more',
  unpaired: 'Not paired',
  blocked: 'Access withheld',
};

export function Connection({ board }: { board: Board }) {
  return (
    <span class="connection" data-connection={board.connection}>
      <span class="dot" aria-hidden="true" />
      {connectionWords[board.connection]}
    </span>
  );
}

/** 'Events to 30 Jun 2026 · deals to … · spend to … · imported 3 minutes ago' */
export function DataAge({ board, now }: { board: Board; now: number }) {
  if (!board.workspace) return null;
  const { dataTo, importedAt } = board.workspace;
  const parts = (['events', 'deals', 'spend'] as const)
    .filter(name => dataTo[name])
    .map(name => `${name} to ${formatDay(dataTo[name])}`);
  const age = importedAt === null ? [] : [`imported ${formatAge(importedAt, now)}`];
  const text = [...parts, ...age].join(' · ');
  return <span class="data-age">{text === '' ? 'No data yet' : text[0].toUpperCase() + text.slice(1)}</span>;
}

/** Where figures come from, when it isn't the companion, just now; null where it is. */
export function staleWords(answered: Pick<Answered<unknown>, 'at' | 'by' | 'isStale'>, now: number): string | null {
  const age = formatAge(answered.at, now);
  if (answered.by === 'kept') return `These figures are an earlier answer, from ${age}.`;
  if (!answered.isStale) return null;
  return answered.by === 'here'
    ? 'These figures are reckoned in this browser, from the journeys kept here.'
    : `The companion holds newer data than these figures, from ${age}.`;
}

export interface StandingProps {
  board: Board;
  /** What is shown at the moment; null: nothing yet. */
  answered: Pick<Answered<unknown>, 'at' | 'by' | 'isStale'> | null;
  now: number;
}

export function Standing({ board, answered, now }: StandingProps) {
  const stale = answered && staleWords(answered, now);
  if (board.connection === 'away') {
    return (
      <div class="note note-warn" role="status" data-note="away">
        <p>
          <strong>Nothing answers on port {board.port}.</strong>{' '}
          {stale ?? 'There are no figures to show until it does.'}
        </p>
        <p>
          Start the companion: <code>npx throughline serve</code>
          {board.seenAt !== null && `. It last answered ${formatAge(board.seenAt, now)}.`}
        </p>
      </div>
    );
  }
  if (board.connection === 'blocked') {
    return (
      <div data-note="blocked">
        {board.trouble && <Trouble trouble={board.trouble} />}
        {stale && <p class="soft small">{stale}</p>}
      </div>
    );
  }
  if (board.connection === 'refused') {
    return (
      <div class="note note-warn" role="status" data-note="refused">
        <p>
          <strong>The companion doesn’t know this browser any more.</strong> Pair again. {stale}
        </p>
      </div>
    );
  }
  if (stale && board.connection === 'connected') {
    return (
      <div class="note note-warn" role="status" data-note="stale">
        <p>{stale}</p>
      </div>
    );
  }
  return null;
}
