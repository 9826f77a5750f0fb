// Conversions of one set while they are gathered, and how they become columns: in order of instant and then id, each
// with the touches of its people up to its instant.

import type { Coded, Conversions, JourneySet } from '#shared/journeys/workspace.ts';
import type { Accounts } from '../identity/accounts.ts';
import { codeTexts, pickCoded } from './coded.ts';
import type { Deals } from './deals.ts';
import { type Answers, heardOf } from './heard.ts';
import { orderBy } from './order-by.ts';
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
  /** Its people: one person's node, or -1: those of `deal`. */
  person: number;
}

/** A milestone's instant as a conversion sees it: NaN where it came later, and never past the conversion. */
export function milestone(at: number, until: number, limit: number): number {
  return at <= limit ? Math.min(until, limit) : Number.NaN;
}

const numbers = ['amount', 'bookedAt', 'at', 'until', 'leadAt', 'opportunityAt', 'closeAt'] as const;
const texts = ['kind', 'id', 'label', 'currency', 'excluded', 'owner'] as const;
const integers = ['count', 'isOpen', 'deal', 'account', 'importId', 'line', 'person'] as const;

type Numbers = Record<(typeof numbers)[number], Float64Array>;
type Texts = Record<(typeof texts)[number], string[]>;
type Integers = Record<(typeof integers)[number], Int32Array>;

/** Rows put away column by column: a row object lives no longer than `add`. */
export class ConversionTable {
  length = 0;
  readonly #room: number;
  readonly numbers: Numbers;
  readonly texts: Texts;
  readonly integers: Integers;

  constructor(room: number) {
    this.#room = room;
    const make = <K extends string, V>(names: readonly K[], value: () => V): Record<K, V> =>
      Object.fromEntries(names.map(name => [name, value()])) as Record<K, V>;
    this.numbers = make(numbers, () => new Float64Array(room));
    this.texts = make(texts, () => new Array<string>(room));
    this.integers = make(integers, () => new Int32Array(room));
  }

  add(row: ConversionRow): void {
    const i = this.length++;
    if (i >= this.#room) throw new RangeError(`more than the ${this.#room} conversions there was room for`);
    this.numbers.amount[i] = row.amount;
    this.numbers.bookedAt[i] = row.bookedAt;
    this.numbers.at[i] = row.at;
    this.numbers.until[i] = row.until;
    this.numbers.leadAt[i] = row.leadAt;
    this.numbers.opportunityAt[i] = row.opportunityAt;
    this.numbers.closeAt[i] = row.closeAt;
    this.texts.kind[i] = row.kind;
    this.texts.id[i] = row.id;
    this.texts.label[i] = row.label;
    this.texts.currency[i] = row.currency;
    this.texts.excluded[i] = row.excluded;
    this.texts.owner[i] = row.owner;
    this.integers.count[i] = row.count;
    this.integers.isOpen[i] = row.isOpen ? 1 : 0;
    this.integers.deal[i] = row.deal;
    this.integers.account[i] = row.account;
    this.integers.importId[i] = row.importId;
    this.integers.line[i] = row.line;
    this.integers.person[i] = row.person;
  }

  /** The rows in order of instant (none last) and then id. */
  order(): Uint32Array {
    const { at } = this.numbers;
    const { id } = this.texts;
    const key = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) key[i] = Number.isNaN(at[i]) ? Number.MAX_VALUE : at[i];
    return orderBy(key, (a, b) => (id[a] < id[b] ? -1 : id[a] > id[b] ? 1 : 0));
  }
}

/** The columns of a set. `companies` are the accounts' labels, `fileOf` maps import ids to the workspace's files. */
export function toJourneySet(
  table: ConversionTable,
  deals: Deals,
  accounts: Accounts,
  companies: Coded,
  touches: TouchesOfPeople,
  fileOf: Uint32Array,
  answers: Answers | null = null,
): JourneySet {
  const order = table.order();
  const number = (name: (typeof numbers)[number]): Float64Array => pickNumbers(table.numbers[name], order);
  const { start, touch } = journeysOf(table, order, deals, touches);
  const { time, source } = touches.touches;
  const conversions = conversionsOf(table, order, deals, accounts, companies, fileOf);
  return {
    conversions: answers ? { ...conversions, heard: heardOf(answers, table, order, deals) } : conversions,
    start,
    touch,
    time: pickNumbers(time, touch),
    source: touch.map(row => source[row]),
    at: number('at'),
    until: number('until'),
    leadAt: number('leadAt'),
    opportunityAt: number('opportunityAt'),
    closeAt: number('closeAt'),
  };
}

function pickNumbers(column: Float64Array, order: Uint32Array): Float64Array {
  const picked = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) picked[i] = column[order[i]];
  return picked;
}

function pickTexts(column: readonly string[], order: Uint32Array): string[] {
  const picked = new Array<string>(order.length);
  for (let i = 0; i < order.length; i++) picked[i] = column[order[i]];
  return picked;
}

function conversionsOf(
  table: ConversionTable,
  order: Uint32Array,
  deals: Deals,
  accounts: Accounts,
  companies: Coded,
  fileOf: Uint32Array,
): Conversions {
  const n = order.length;
  const deal = new Int32Array(n);
  const count = new Uint8Array(n);
  const isOpen = new Uint8Array(n);
  const file = new Uint32Array(n);
  const line = new Uint32Array(n);
  const accountOf = new Int32Array(n);
  const owner = new Array<string>(n);
  const industry = new Array<string>(n);
  for (let i = 0; i < n; i++) {
    const row = order[i];
    const { integers } = table;
    const d = integers.deal[row];
    const account = integers.account[row];
    deal[i] = d;
    count[i] = integers.count[row];
    isOpen[i] = integers.isOpen[row];
    file[i] = fileOf[integers.importId[row]];
    line[i] = integers.line[row];
    accountOf[i] = account;
    owner[i] = d < 0 ? table.texts.owner[row] : deals.owner.dict[deals.owner.code[d]];
    const sector = d < 0 ? '' : deals.industry.dict[deals.industry.code[d]];
    industry[i] = sector === '' && account >= 0 ? accounts.industry[account] : sector;
  }
  const currency = codeTexts(pickTexts(table.texts.currency, order));
  const coded = (name: 'excluded'): Coded => codeTexts(pickTexts(table.texts[name], order));
  return {
    length: n,
    kind: pickTexts(table.texts.kind, order) as ConversionRow['kind'][],
    id: pickTexts(table.texts.id, order),
    label: pickTexts(table.texts.label, order),
    amount: pickNumbers(table.numbers.amount, order),
    currency: Uint16Array.from(currency.code),
    currencies: currency.dict,
    count,
    bookedAt: pickNumbers(table.numbers.bookedAt, order),
    isOpen,
    excluded: coded('excluded'),
    owner: codeTexts(owner),
    pipeline: pickCoded(deals.pipeline, deal),
    stage: pickCoded(deals.stage, deal),
    industry: codeTexts(industry),
    account: pickCoded(companies, accountOf),
    file,
    line,
  };
}

/** Each conversion's touches: those of its people up to its last instant, in the total order. */
function journeysOf(
  table: ConversionTable,
  order: Uint32Array,
  deals: Deals,
  touches: TouchesOfPeople,
): { start: Uint32Array; touch: Uint32Array } {
  const start = new Uint32Array(order.length + 1);
  let touch = new Uint32Array(order.length * 4 + 16);
  let size = 0;
  const { time } = touches.touches;
  const add = (person: number, until: number): void => {
    const end = touches.endOf(person);
    for (let row = touches.startOf(person); row < end && time[row] <= until; row++) {
      if (size === touch.length) {
        const grown = new Uint32Array(size * 2);
        grown.set(touch);
        touch = grown;
      }
      touch[size++] = row;
    }
  };
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    const until = table.numbers.until[row];
    const person = table.integers.person[row];
    const from = size;
    if (person >= 0) add(person, until);
    else {
      const deal = table.integers.deal[row];
      const first = deals.peopleStart[deal];
      const last = deals.peopleStart[deal + 1];
      for (let k = first; k < last; k++) add(deals.people[k], until);
      if (last - first > 1) touch.subarray(from, size).sort(touches.compare);
    }
    start[i + 1] = size;
  }
  return { start, touch: touch.slice(0, size) };
}
