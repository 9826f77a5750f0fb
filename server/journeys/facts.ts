// What converts: deals, orders, refunds and lead facts, read from the store as columns with their people resolved.
// An instant here is epoch ms; NaN stands for none. `…Until` is the last instant that it may have been.

import { ABSENT, halvesOf, Interner } from '#shared/identity/intern.ts';
import { kindNumber, leadKinds } from '#shared/journeys/kinds.ts';
import type { Coded } from '#shared/journeys/workspace.ts';
import { type Accounts, accountHashes } from '../identity/accounts.ts';
import { type Identity, personOf } from '../identity/graph.ts';
import { anyKeyHash, eventSource, ownerHash, phoneTable } from '../identity/keys.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { HashCoder } from './coded.ts';

/** SQL: a BIGINT of microseconds as DOUBLE milliseconds, NaN for NULL. */
export const ms = (column: string): string => `coalesce(${column} / 1000.0, 'nan'::DOUBLE)`;

/** SQL: an instant and how late it may have been. */
const span = (name: string): string => `${ms(`${name}_at`)}, ${ms(`coalesce(${name}_until, ${name}_at)`)}`;

export const STATE_OPEN = 0;
export const STATE_WON = 1;
export const STATE_LOST = 2;

export interface Deals {
  readonly length: number;
  readonly system: Coded;
  readonly id: readonly string[];
  readonly name: readonly string[];
  /** NaN: none. */
  readonly amount: Float64Array;
  readonly currency: Coded;
  readonly pipeline: Coded;
  readonly stage: Coded;
  readonly owner: Coded;
  readonly industry: Coded;
  readonly state: Uint8Array;
  readonly opportunity: Float64Array;
  readonly opportunityUntil: Float64Array;
  readonly won: Float64Array;
  readonly wonUntil: Float64Array;
  readonly lost: Float64Array;
  readonly lostUntil: Float64Array;
  readonly refund: Float64Array;
  readonly refundAmount: Float64Array;
  readonly importId: Uint32Array;
  readonly line: Uint32Array;
  /** Account, or -1. */
  readonly account: Int32Array;
  /** Deal i's people: `people[peopleStart[i] … peopleStart[i + 1])`, each once, in order of node. */
  readonly peopleStart: Uint32Array;
  readonly people: Uint32Array;
}

/** Deals in order of system and id, with their won, opportunity and lost instants settled, and without people yet. */
export async function readDeals(
  sql: Sql,
  identity: Identity,
  accounts: Accounts,
  mode: 'deal' | 'account' | 'primary',
): Promise<Deals> {
  const coder = await HashCoder.read(sql, 'deal', ['system', 'currency', 'pipeline', 'stage', 'owner', 'industry']);
  const rows = await readColumns(
    sql,
    {
      hash: 'u64',
      system: 'u64',
      id: 'text',
      name: 'text',
      amount: 'f64',
      currency: 'u64',
      pipeline: 'u64',
      stage: 'u64',
      owner: 'u64',
      industry: 'u64',
      state: 'u8',
      created: 'f64',
      createdUntil: 'f64',
      opportunity: 'f64',
      opportunityUntil: 'f64',
      won: 'f64',
      wonUntil: 'f64',
      lost: 'f64',
      lostUntil: 'f64',
      refund: 'f64',
      refundAmount: 'f64',
      importId: 'u32',
      line: 'u32',
      accountId: 'u64',
      accountDomain: 'u64',
      accountName: 'u64',
      firstChange: 'f64',
      wonChange: 'f64',
    },
    `SELECT hash(system, id), hash(system), id, name, coalesce(amount::DOUBLE, 'nan'::DOUBLE),
       hash(currency), hash(pipeline), hash(stage), hash(owner), hash(industry),
       CASE state WHEN 'won' THEN ${STATE_WON} WHEN 'lost' THEN ${STATE_LOST} ELSE ${STATE_OPEN} END::UTINYINT,
       ${span('created')}, ${span('opportunity')}, ${span('won')}, ${span('lost')},
       ${ms('refund_at')}, coalesce(abs(refund_amount)::DOUBLE, 'nan'::DOUBLE), import_id, coalesce(line, 0)::UINTEGER,
       ${accountHashes.id}, ${accountHashes.domain}, ${accountHashes.name},
       ${ms('first_change')}, ${ms('won_change')}
     FROM deal LEFT JOIN (SELECT system AS s, deal_id AS d, min("at") AS first_change, min("at") FILTER (state = 'won') AS won_change
       FROM stage_change GROUP BY ALL) ON s = system AND d = id
     ORDER BY system, id`,
  );
  const n = rows.rows;
  for (let i = 0; i < n; i++) {
    // The day a CRM calls the close date is a day, and often edited; its own history knows the moment.
    if (rows.state[i] === STATE_WON && !Number.isNaN(rows.wonChange[i])) {
      rows.won[i] = rows.wonChange[i];
      rows.wonUntil[i] = rows.wonChange[i];
    }
    if (Number.isNaN(rows.opportunity[i])) {
      const created = !Number.isNaN(rows.created[i]);
      rows.opportunity[i] = created ? rows.created[i] : rows.firstChange[i];
      rows.opportunityUntil[i] = created ? rows.createdUntil[i] : rows.firstChange[i];
    }
  }
  const { start, people, isPrimary } = await readDealPeople(sql, identity, rows.hash);
  const account = new Int32Array(n);
  const keys = [rows.accountId, rows.accountDomain, rows.accountName].map(halvesOf);
  for (let i = 0; i < n; i++) {
    account[i] = -1;
    for (const halves of keys) {
      if (account[i] === -1) account[i] = accounts.ofHash(halves[2 * i], halves[2 * i + 1]);
    }
    if (account[i] === -1) account[i] = accountOfPeople(accounts, people, isPrimary, start[i], start[i + 1]);
  }
  const chosen = choosePeople(mode, accounts, account, { start, people, isPrimary });
  return {
    length: n,
    system: coder.code(rows.system),
    id: rows.id,
    name: rows.name,
    amount: rows.amount,
    currency: coder.code(rows.currency),
    pipeline: coder.code(rows.pipeline),
    stage: coder.code(rows.stage),
    owner: coder.code(rows.owner),
    industry: coder.code(rows.industry),
    state: rows.state,
    opportunity: rows.opportunity,
    opportunityUntil: rows.opportunityUntil,
    won: rows.won,
    wonUntil: rows.wonUntil,
    lost: rows.lost,
    lostUntil: rows.lostUntil,
    refund: rows.refund,
    refundAmount: rows.refundAmount,
    importId: rows.importId,
    line: rows.line,
    account,
    peopleStart: chosen.start,
    people: chosen.people,
  };
}

interface PeopleOfDeals {
  readonly start: Uint32Array;
  readonly people: Uint32Array;
  readonly isPrimary: Uint8Array;
}

/** Who is named on each deal, by contact roles, associations, email, or an event that names the deal. */
async function readDealPeople(sql: Sql, identity: Identity, dealHash: BigUint64Array): Promise<PeopleOfDeals> {
  const n = dealHash.length;
  const deals = new Interner(n);
  const halves = halvesOf(dealHash);
  for (let i = 0; i < n; i++) deals.intern(halves[2 * i], halves[2 * i + 1]);
  const named = await readColumns(
    sql,
    { deal: 'u64', person: 'u64', isPrimary: 'u8', at: 'f64', key: 'u64' },
    `SELECT hash(system, deal_id), coalesce(${anyKeyHash('person', 'p')}, 0::UBIGINT), is_primary::UTINYINT, 'nan'::DOUBLE, 0::UBIGINT
       FROM deal_person LEFT JOIN ${phoneTable} p ON person = 'phone:' || p.raw
     ${['deal.id', "deal.system || ':' || deal.id"]
       .map(
         id => `UNION ALL
     SELECT hash(deal.system, deal.id), e.owner, 0::UTINYINT, e."at" / 1000.0, e.key
       FROM (SELECT ${ownerHash(identity.hasPhones)} AS owner, "at", event.key AS key, deal_id
         FROM ${eventSource(identity.hasPhones)} WHERE deal_id IS NOT NULL) e
       JOIN deal ON e.deal_id = ${id}`,
       )
       .join(' ')}`,
  );
  const dealOf = new Uint32Array(named.rows);
  deals.findAll(halvesOf(named.deal), named.rows, dealOf);
  const person = new Uint32Array(named.rows);
  const personHalves = halvesOf(named.person);
  const count = new Uint32Array(n + 1);
  for (let i = 0; i < named.rows; i++) {
    const low = personHalves[2 * i];
    const high = personHalves[2 * i + 1];
    if (dealOf[i] === ABSENT || (low === 0 && high === 0)) {
      dealOf[i] = ABSENT;
      continue;
    }
    person[i] = ownerOf(identity, identity.interner.intern(low, high), named.at[i], named.key, i);
    count[dealOf[i] + 1]++;
  }
  for (let i = 0; i < n; i++) count[i + 1] += count[i];
  const fill = count.slice();
  const rows = new Uint32Array(count[n]);
  for (let i = 0; i < named.rows; i++) if (dealOf[i] !== ABSENT) rows[fill[dealOf[i]]++] = i;
  const start = new Uint32Array(n + 1);
  const people = new Uint32Array(rows.length);
  const isPrimary = new Uint8Array(rows.length);
  let size = 0;
  for (let deal = 0; deal < n; deal++) {
    const from = size;
    for (let k = count[deal]; k < count[deal + 1]; k++) {
      const row = rows[k];
      let at = from;
      while (at < size && people[at] !== person[row]) at++;
      if (at === size) {
        people[size] = person[row];
        isPrimary[size++] = 0;
      }
      isPrimary[at] |= named.isPrimary[row];
    }
    start[deal + 1] = size;
  }
  return { start, people: people.subarray(0, size), isPrimary: isPrimary.subarray(0, size) };
}

/**
 * The person behind an event's owner node: split in time where the owner is a shared device. The event's key is
 * `keys[row]`, only looked at then. `atMs` NaN: no event.
 */
export function ownerOf(identity: Identity, node: number, atMs: number, keys: BigUint64Array, row: number): number {
  if (node >= identity.nodes || identity.isShared[node] === 0 || Number.isNaN(atMs)) return personOf(identity, node);
  return identity.shared.personAt(node, atMs, keys[row]);
}

/** The account of the primary people, else of anyone on the deal; the smallest where they differ. */
function accountOfPeople(
  accounts: Accounts,
  people: Uint32Array,
  isPrimary: Uint8Array,
  from: number,
  to: number,
): number {
  let best = -1;
  for (const wanted of [1, 0]) {
    for (let k = from; k < to; k++) {
      if (isPrimary[k] !== wanted) continue;
      const account = accounts.ofPerson(people[k]);
      if (account >= 0 && (best === -1 || account < best)) best = account;
    }
    if (best !== -1) break;
  }
  return best;
}

/** Whose touches count, by the setting deal-people. A deal without people takes its account's. */
function choosePeople(
  mode: 'deal' | 'account' | 'primary',
  accounts: Accounts,
  account: Int32Array,
  named: PeopleOfDeals,
): { start: Uint32Array; people: Uint32Array } {
  const n = account.length;
  const start = new Uint32Array(n + 1);
  const people: number[] = [];
  for (let deal = 0; deal < n; deal++) {
    const from = named.start[deal];
    const to = named.start[deal + 1];
    if (account[deal] >= 0 && (mode === 'account' || to === from)) {
      const all = named.people.subarray(from, to);
      for (const person of new Set([...all, ...accounts.peopleOf(account[deal])])) people.push(person);
    } else {
      // A deal without a primary person takes everyone named.
      const onlyPrimary = mode === 'primary' && named.isPrimary.subarray(from, to).includes(1);
      for (let k = from; k < to; k++) if (!onlyPrimary || named.isPrimary[k] === 1) people.push(named.people[k]);
    }
    start[deal + 1] = people.length;
  }
  return { start, people: Uint32Array.from(people) };
}

export interface LeadFacts {
  /** By node of the person; NaN where the person is no lead. */
  readonly at: Float64Array;
  readonly until: Float64Array;
  /** Import and line of the earliest fact. */
  readonly importId: Uint32Array;
  readonly line: Uint32Array;
}

/** Each person's earliest contact fact: a form, call, chat, booking, identification, or the CRM contact's creation. */
export async function readLeads(sql: Sql, identity: Identity, fileOf: Uint32Array): Promise<LeadFacts> {
  const numbers = leadKinds.map(kind => kindNumber[kind]).join(', ');
  const rows = await readColumns(
    sql,
    { owner: 'u64', at: 'f64', until: 'f64', key: 'u64', importId: 'u32', line: 'u32' },
    `SELECT ${ownerHash(identity.hasPhones)}, "at" / 1000.0, coalesce(until, "at") / 1000.0, event.key, import_id, coalesce(line, 0)::UINTEGER
       FROM ${eventSource(identity.hasPhones)} WHERE kind IN (${numbers})
     UNION ALL
     SELECT hash('contact:' || system || ':' || id), created_at / 1000.0, coalesce(created_until, created_at) / 1000.0, 0::UBIGINT, import_id, coalesce(line, 0)::UINTEGER
       FROM contact WHERE created_at IS NOT NULL`,
  );
  const node = new Uint32Array(rows.rows);
  identity.interner.internAll(halvesOf(rows.owner), rows.rows, node);
  const size = identity.interner.size;
  const at = new Float64Array(size).fill(Number.NaN);
  const until = new Float64Array(size).fill(Number.NaN);
  const importId = new Uint32Array(size);
  const line = new Uint32Array(size);
  for (let i = 0; i < rows.rows; i++) {
    const person = ownerOf(identity, node[i], rows.at[i], rows.key, i);
    const isEarlier =
      Number.isNaN(at[person]) ||
      rows.at[i] < at[person] ||
      (rows.at[i] === at[person] &&
        (rows.until[i] < until[person] ||
          (rows.until[i] === until[person] &&
            (fileOf[rows.importId[i]] < fileOf[importId[person]] ||
              (fileOf[rows.importId[i]] === fileOf[importId[person]] && rows.line[i] < line[person])))));
    if (!isEarlier) continue;
    at[person] = rows.at[i];
    until[person] = rows.until[i];
    importId[person] = rows.importId[i];
    line[person] = rows.line[i];
  }
  return { at, until, importId, line };
}

export interface Orders {
  readonly length: number;
  /** Order id; '' where the row has none. */
  readonly id: readonly string[];
  readonly key: BigUint64Array;
  readonly person: Uint32Array;
  readonly at: Float64Array;
  readonly until: Float64Array;
  /** NaN: none. */
  readonly amount: Float64Array;
  readonly currency: Coded;
  readonly dealId: readonly string[];
  readonly importId: Uint32Array;
  readonly line: Uint32Array;
}

/** Events of one kind (order, refund) in the total order of events: instant, vendor's id, key. */
export async function readOrders(sql: Sql, identity: Identity, kind: 'order' | 'refund'): Promise<Orders> {
  const where = `WHERE kind = ${kindNumber[kind]}`;
  const coder = await HashCoder.read(sql, `(FROM event ${where})`, ['currency']);
  const rows = await readColumns(
    sql,
    {
      owner: 'u64',
      id: 'text',
      key: 'u64',
      at: 'f64',
      until: 'f64',
      amount: 'f64',
      currency: 'u64',
      dealId: 'text',
      importId: 'u32',
      line: 'u32',
    },
    `SELECT ${ownerHash(identity.hasPhones)}, order_id, event.key, "at" / 1000.0, coalesce(until, "at") / 1000.0,
       coalesce(amount::DOUBLE, 'nan'::DOUBLE), hash(currency), deal_id, import_id, coalesce(line, 0)::UINTEGER
     FROM ${eventSource(identity.hasPhones)} ${where} ORDER BY "at", id NULLS LAST, event.key`,
  );
  const person = new Uint32Array(rows.rows);
  const halves = halvesOf(rows.owner);
  for (let i = 0; i < rows.rows; i++) {
    const node = identity.interner.intern(halves[2 * i], halves[2 * i + 1]);
    person[i] = ownerOf(identity, node, rows.at[i], rows.key, i);
  }
  return {
    length: rows.rows,
    id: rows.id,
    key: rows.key,
    person,
    at: rows.at,
    until: rows.until,
    amount: rows.amount,
    currency: coder.code(rows.currency),
    dealId: rows.dealId,
    importId: rows.importId,
    line: rows.line,
  };
}
