// Page views become sessions, and a session's first row is the touch. The same visitor's rows only; the rules stand in
// the docstring. A reader's usual mistake: midnight ends no session.

import { kindNumber } from '#shared/journeys/kinds.ts';

/** Inactivity that ends a session. */
const SESSION_GAP_MS = 30 * 60_000;

/** Rows of one or many visitors; parallel arrays. */
export interface SessionRows {
  readonly at: Float64Array;
  readonly kind: Uint8Array;
  /** A number for each source, the referrer left out: equal content, equal number. */
  readonly source: Uint32Array;
  /** 1 where the row carries a source of its own. */
  readonly hasSource: Uint8Array;
  /** Vendor's session (0n: none); left out where no row has one. */
  readonly session?: BigUint64Array;
}

interface Session {
  touch: number;
  last: number;
}

/**
 * Calls `emit(row)` for each touch among `order[from … to)`, the rows of one visitor in order of instant.
 *
 * - A page row opens a session after more than 30 minutes without a page, or when its own source differs from the
 *   session's. A row without a source of its own (direct, own site, payment page) never splits.
 * - Where the vendor names the session, its name decides; the touch is its first row with a source of its own, else its first.
 * - Another row on the site (form, chat, booking, identify, order, custom) is a touch when it carries a source of its
 *   own, but not inside a session of that very source: that is the same touch. Nor inside a vendor's session of any
 *   source, which trackers repeat on each event in part only; one without a source gets this row's.
 * - Anything else handed in (a visit, a call, an offline contact) is a touch as it stands.
 *
 * Touches come out in order of session start, not of instant. O(rows).
 */
export function cutSessions(
  rows: SessionRows,
  order: Uint32Array,
  from: number,
  to: number,
  emit: (row: number) => void,
): void {
  let current: Session | null = null;
  let named: Map<bigint, Session> | null = null;
  for (let i = from; i < to; i++) {
    const row = order[i];
    const kind = rows.kind[row];
    const at = rows.at[row];
    const id = rows.session ? rows.session[row] : 0n;
    if (kind === kindNumber.page) {
      if (id !== 0n) {
        named ??= new Map();
        const session = named.get(id);
        if (!session) named.set(id, { touch: row, last: at });
        else {
          if (rows.hasSource[session.touch] === 0 && rows.hasSource[row] === 1) session.touch = row;
          session.last = at;
        }
        continue;
      }
      const isNew =
        current === null ||
        at - current.last > SESSION_GAP_MS ||
        (rows.hasSource[row] === 1 && rows.source[row] !== rows.source[current.touch]);
      if (isNew) {
        if (current) emit(current.touch);
        current = { touch: row, last: at };
      } else current!.last = at;
      continue;
    }
    if (isOnSite[kind] === 1 && isSameTouch(rows, row, at, id, current, named)) continue;
    emit(row);
  }
  if (current) emit(current.touch);
  if (named) for (const session of named.values()) emit(session.touch);
}

const isOnSite = new Uint8Array(256);
for (const kind of ['form', 'chat', 'booking', 'identify', 'order', 'custom'] as const) isOnSite[kindNumber[kind]] = 1;

function isSameTouch(
  rows: SessionRows,
  row: number,
  at: number,
  id: bigint,
  current: Session | null,
  named: Map<bigint, Session> | null,
): boolean {
  const source = rows.source[row];
  const session = id === 0n ? undefined : named?.get(id);
  if (session) {
    if (rows.hasSource[session.touch] === 0) session.touch = row;
    return true;
  }
  if (current && at - current.last <= SESSION_GAP_MS && rows.source[current.touch] === source) return true;
  // The row doesn't say its session, its neighbours do.
  if (id === 0n && named) {
    for (const other of named.values()) {
      if (at - other.last <= SESSION_GAP_MS && rows.source[other.touch] === source) return true;
    }
  }
  return false;
}
