// Deals as columns, with their instants settled and their people chosen. An instant is epoch ms, NaN for none; `…Until`
// is the last instant that it may have been.

import { halvesOf } from '#shared/identity/intern.ts';
import type { Coded } from '#shared/journeys/workspace.ts';
import type { Settings } from '#shared/settings.ts';
import { type Accounts, dealAccountHashes } from '../identity/accounts.ts';
import type { Identity } from '../identity/graph.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { HashCoder } from './coded.ts';
import { accountOfPeople, choosePeople, readDealPeople } from './deal-people.ts';

/** SQL: a BIGINT of microseconds as DOUBLE milliseconds, NaN for NULL. */
const ms = (column: string): string => `coalesce(${column} / 1000.0, 'nan'::DOUBLE)`;

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

/** Deals in order of system and id, with their won and opportunity instants settled and their people chosen. */
export async function readDeals(
  sql: Sql,
  identity: Identity,
  accounts: Accounts,
  settings: Pick<Settings, 'dealPeople'> & Partial<Pick<Settings, 'domainMap'>>,
): Promise<Deals> {
  const accountHashes = dealAccountHashes(settings.domainMap ?? {});
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
  const chosen = choosePeople(settings.dealPeople, accounts, account, { start, people, isPrimary });
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
