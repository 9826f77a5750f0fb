// Conversions of one set while they are gathered, and how they become columns: in order of instant and then id, each
// with the touches of its people up to its instant.

import type { Coded, Conversions, JourneySet } from '#shared/journeys/workspace.ts';
import type { Accounts } from '../identity/accounts.ts';
import { codeTexts, pickCoded } from './coded.ts';
import type { Deals } from './facts.ts';
import type { TouchesOfPeople } from './touches.ts';

/** A conversion as gathered; instants are epoch ms, NaN for none. */
export interface ConversionRow {
  kind: 'lead' | 'deal' | 'order' | 'refund';
  id: string;
  label: string;
  amount: number;
  currency: string;
  count: 0 | 1;
  bookedAt: number;
  isOpen: boolean;
  excluded: string;
  /** Row of the deals that owner, pipeline, stage and industry are taken from; -1 for none. */
  deal: number;
  /** Owner where no deal says it. */
  owner: string;
  account: number;
  importId: number;
  line: number;
  at: number;
  until: number;
  leadAt: number;
  opportunityAt: number;
  closeAt: number;
  people: ArrayLike<number>;
}

/** A milestone's instant as a conversion sees it: NaN where it came later, and never past the conversion. */
export function milestone(at: number, until: number, limit: number): number {
  return at <= limit ? Math.min(until, limit) : Number.NaN;
}

/** The columns of a set. `fileOf` maps import ids to the workspace's files. */
export function toJourneySet(
  rows: readonly ConversionRow[],
  deals: Deals,
  accounts: Accounts,
  touches: TouchesOfPeople,
  fileOf: Uint32Array,
): JourneySet {
  const order = Uint32Array.from(rows.keys()).sort((a, b) => {
    const atA = rows[a].at;
    const atB = rows[b].at;
    if (atA !== atB && !(Number.isNaN(atA) && Number.isNaN(atB))) {
      if (Number.isNaN(atA)) return 1;
      if (Number.isNaN(atB)) return -1;
      return atA - atB;
    }
    return rows[a].id < rows[b].id ? -1 : rows[a].id > rows[b].id ? 1 : 0;
  });
  const sorted = Array.from(order, i => rows[i]);
  const number = (of: (row: ConversionRow) => number): Float64Array => Float64Array.from(sorted, of);
  const at = number(row => row.at);
  const until = number(row => row.until);
  const { start, touch } = journeysOf(sorted, touches);
  return {
    conversions: conversionsOf(sorted, deals, accounts, fileOf),
    start,
    touch,
    at,
    until,
    leadAt: number(row => row.leadAt),
    opportunityAt: number(row => row.opportunityAt),
    closeAt: number(row => row.closeAt),
  };
}

function conversionsOf(
  rows: readonly ConversionRow[],
  deals: Deals,
  accounts: Accounts,
  fileOf: Uint32Array,
): Conversions {
  const currency = codeTexts(rows.map(row => row.currency));
  const deal = Int32Array.from(rows, row => row.deal);
  const owners = codeTexts(rows.map(row => (row.deal < 0 ? row.owner : deals.owner.dict[deals.owner.code[row.deal]])));
  const sector = (row: ConversionRow): string => {
    const own = row.deal < 0 ? '' : deals.industry.dict[deals.industry.code[row.deal]];
    return own === '' && row.account >= 0 ? accounts.industry[row.account] : own;
  };
  return {
    length: rows.length,
    kind: rows.map(row => row.kind),
    id: rows.map(row => row.id),
    label: rows.map(row => row.label),
    amount: Float64Array.from(rows, row => row.amount),
    currency: Uint16Array.from(currency.code),
    currencies: currency.dict,
    count: Uint8Array.from(rows, row => row.count),
    bookedAt: Float64Array.from(rows, row => row.bookedAt),
    isOpen: Uint8Array.from(rows, row => (row.isOpen ? 1 : 0)),
    excluded: codeTexts(rows.map(row => row.excluded)),
    owner: owners,
    pipeline: pickCoded(deals.pipeline, deal),
    stage: pickCoded(deals.stage, deal),
    industry: codeTexts(rows.map(sector)),
    account: accountLabels(rows, accounts),
    file: Uint32Array.from(rows, row => fileOf[row.importId]),
    line: Uint32Array.from(rows, row => row.line),
  };
}

function accountLabels(rows: readonly ConversionRow[], accounts: Accounts): Coded {
  return codeTexts(rows.map(row => (row.account < 0 ? '' : accounts.label[row.account])));
}

/** Each conversion's touches: those of its people up to its last instant, in the total order. */
function journeysOf(
  rows: readonly ConversionRow[],
  touches: TouchesOfPeople,
): { start: Uint32Array; touch: Uint32Array } {
  const start = new Uint32Array(rows.length + 1);
  let touch = new Uint32Array(rows.length * 4 + 16);
  let size = 0;
  const { time } = touches.touches;
  for (let i = 0; i < rows.length; i++) {
    const { people, until } = rows[i];
    const from = size;
    for (let k = 0; k < people.length; k++) {
      const [first, end] = touches.rangeOf(people[k]);
      for (let row = first; row < end && time[row] <= until; row++) {
        if (size === touch.length) {
          const grown = new Uint32Array(size * 2);
          grown.set(touch);
          touch = grown;
        }
        touch[size++] = row;
      }
    }
    if (people.length > 1) touch.subarray(from, size).sort(touches.compare);
    start[i + 1] = size;
  }
  return { start, touch: touch.slice(0, size) };
}
