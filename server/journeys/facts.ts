// What makes a lead, and what was ordered and given back, read from the store with the people resolved. An instant is
// epoch ms, NaN for none; `until` is the last instant that it may have been.

import { halvesOf } from '#shared/identity/intern.ts';
import { kindNumber, leadKinds } from '#shared/journeys/kinds.ts';
import type { Coded } from '#shared/journeys/workspace.ts';
import type { Identity } from '../identity/graph.ts';
import { eventSource, factTable, ownerHash } from '../identity/keys.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { HashCoder } from './coded.ts';
import { ownerOf } from './owner.ts';

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
       FROM ${eventSource(identity, factTable)} WHERE kind IN (${numbers})
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
  const coder = await HashCoder.read(sql, `(FROM ${factTable} ${where})`, ['currency']);
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
     FROM ${eventSource(identity, factTable)} ${where} ORDER BY "at", id NULLS LAST, event.key`,
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
