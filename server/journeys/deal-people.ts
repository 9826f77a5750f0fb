// Who is on each deal: the people named on it, and which of them (or of the account) the setting deal-people chooses.

import { ABSENT, halvesOf, Interner } from '#shared/identity/intern.ts';
import type { Accounts } from '../identity/accounts.ts';
import type { Identity } from '../identity/graph.ts';
import { anyKeyHash, eventSource, ownerHash, phoneTable } from '../identity/keys.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { ownerOf } from './owner.ts';

/** Deal i's people are `people[start[i] … start[i + 1])`, each once, with whether they are primary. */
export interface PeopleOfDeals {
  readonly start: Uint32Array;
  readonly people: Uint32Array;
  readonly isPrimary: Uint8Array;
}

/** Who is named on each deal, by contact roles, associations, email, or an event that names the deal. */
export async function readDealPeople(sql: Sql, identity: Identity, dealHash: BigUint64Array): Promise<PeopleOfDeals> {
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
         FROM ${eventSource(identity)} WHERE deal_id IS NOT NULL) e
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

/** The account of the primary people, else of anyone on the deal; the smallest where they differ. */
export function accountOfPeople(
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
export function choosePeople(
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
