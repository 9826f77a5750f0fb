// What the people behind each conversion answered to "How did you hear about us?", and where that stands. The deal's or
// order's own answer comes first (an order's may come after it, from a survey that names it), then its people's contact
// records, then what they said at or before the conversion (a later answer never changes an earlier conversion); of
// several the earliest.

import { ABSENT, halvesOf } from '#shared/identity/intern.ts';
import type { Heard } from '#shared/journeys/workspace.ts';
import type { Identity } from '../identity/graph.ts';
import { eventSource, ownerHash } from '../identity/keys.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { codeTexts } from './coded.ts';
import type { ConversionTable } from './conversion-rows.ts';
import type { Deals } from './deals.ts';
import { ownerOf } from './owner.ts';

/** All answers, one a row, and the row that each deal and each person goes by; -1 for none. */
export interface Answers {
  readonly text: readonly string[];
  /** Epoch ms; NaN where nobody says. */
  readonly at: Float64Array;
  /** Index in `Workspace.files`. */
  readonly file: Uint32Array;
  readonly line: Uint32Array;
  /** By row of the deals. */
  readonly ofDeal: Int32Array;
  /** By order id. */
  readonly ofOrder: ReadonlyMap<string, number>;
  /** By node of the person: of their contact records, and of their events. */
  readonly ofContact: Int32Array;
  readonly ofEvent: Int32Array;
}

const OF_DEAL = 0;
const OF_CONTACT = 1;
const OF_EVENT = 2;

/** Null where nobody answered anything. */
export async function readHeard(
  sql: Sql,
  identity: Identity,
  deals: Deals,
  fileOf: Uint32Array,
): Promise<Answers | null> {
  const isSaid = "heard IS NOT NULL AND trim(heard) <> ''";
  const created = "coalesce(created_at / 1000.0, 'nan'::DOUBLE)";
  const place = 'import_id, coalesce(line, 0)::UINTEGER';
  const rows = await readColumns(
    sql,
    { of: 'u8', owner: 'u64', key: 'u64', id: 'text', text: 'text', at: 'f64', importId: 'u32', line: 'u32' },
    `SELECT ${OF_DEAL}::UTINYINT, 0::UBIGINT, 0::UBIGINT, system || ':' || id, trim(heard), ${created}, ${place}
       FROM deal WHERE ${isSaid}
     UNION ALL
     SELECT ${OF_CONTACT}::UTINYINT, hash('contact:' || system || ':' || id), 0::UBIGINT, '', trim(heard), ${created}, ${place}
       FROM contact WHERE ${isSaid}
     UNION ALL
     SELECT ${OF_EVENT}::UTINYINT, ${ownerHash(identity.hasPhones)}, event.key, coalesce(order_id, ''), trim(heard), "at" / 1000.0, ${place}
       FROM ${eventSource(identity)} WHERE ${isSaid}`,
  );
  if (rows.rows === 0) return null;
  // Whoever is not known by now has no conversion.
  const node = new Uint32Array(rows.rows);
  identity.interner.findAll(halvesOf(rows.owner), rows.rows, node);
  const { at, line, text } = rows;
  const file = Uint32Array.from(rows.importId, id => fileOf[id]);
  const ofOrder = new Map<string, number>();
  const answers: Answers = {
    text,
    at,
    file,
    line,
    ofDeal: new Int32Array(deals.length).fill(-1),
    ofOrder,
    ofContact: new Int32Array(identity.interner.size).fill(-1),
    ofEvent: new Int32Array(identity.interner.size).fill(-1),
  };
  const byDeal = new Map<string, number>();
  for (let i = 0; i < rows.rows; i++) {
    const id = rows.id[i];
    if (rows.of[i] === OF_DEAL) {
      byDeal.set(id, i);
      continue;
    }
    if (id !== '' && isEarlier(answers, i, ofOrder.get(id) ?? -1)) ofOrder.set(id, i);
    if (node[i] === ABSENT) continue;
    const isEvent = rows.of[i] === OF_EVENT;
    const best = isEvent ? answers.ofEvent : answers.ofContact;
    const person = ownerOf(identity, node[i], isEvent ? at[i] : Number.NaN, rows.key, i);
    if (isEarlier(answers, i, best[person])) best[person] = i;
  }
  for (let deal = 0; deal < deals.length && byDeal.size > 0; deal++) {
    const system = deals.system.dict[deals.system.code[deal]];
    answers.ofDeal[deal] = byDeal.get(`${system}:${deals.id[deal]}`) ?? -1;
  }
  return answers;
}

/** Whether answer `i` is earlier than answer `j` (-1: none); one without an instant comes last. */
function isEarlier({ at, file, line }: Answers, i: number, j: number): boolean {
  if (j === -1) return true;
  const a = Number.isNaN(at[i]) ? Number.MAX_VALUE : at[i];
  const b = Number.isNaN(at[j]) ? Number.MAX_VALUE : at[j];
  return a !== b ? a < b : file[i] !== file[j] ? file[i] < file[j] : line[i] < line[j];
}

/** The answers of a set's conversions, in the order that these are told in. */
export function heardOf(answers: Answers, table: ConversionTable, order: Uint32Array, deals: Deals): Heard {
  const { integers, numbers } = table;
  const found = new Int32Array(order.length);
  const people = new Uint32Array(1);
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    const deal = integers.deal[row];
    const person = integers.person[row];
    if (person >= 0) people[0] = person;
    // What an order is called is its id; a refund is called as its original.
    const isOrder = deal < 0 && table.texts.kind[row] !== 'lead';
    found[i] = deal >= 0 ? answers.ofDeal[deal] : isOrder ? (answers.ofOrder.get(table.texts.label[row]) ?? -1) : -1;
    if (found[i] !== -1) continue;
    const of = person >= 0 ? people : deals.people.subarray(deals.peopleStart[deal], deals.peopleStart[deal + 1]);
    found[i] = earliestOf(answers, of, numbers.until[row]);
  }
  return {
    answer: codeTexts(Array.from(found, i => (i === -1 ? '' : answers.text[i]))),
    at: Float64Array.from(found, i => (i === -1 ? Number.NaN : answers.at[i])),
    file: Uint32Array.from(found, i => (i === -1 ? 0 : answers.file[i])),
    line: Uint32Array.from(found, i => (i === -1 ? 0 : answers.line[i])),
  };
}

/** Of the people's contact records, else of what they said up to `until`. */
function earliestOf(answers: Answers, people: Uint32Array, until: number): number {
  let best = -1;
  for (const person of people) {
    const i = person < answers.ofContact.length ? answers.ofContact[person] : -1;
    if (i !== -1 && isEarlier(answers, i, best)) best = i;
  }
  if (best !== -1) return best;
  for (const person of people) {
    const i = person < answers.ofEvent.length ? answers.ofEvent[person] : -1;
    if (i !== -1 && answers.at[i] <= until && isEarlier(answers, i, best)) best = i;
  }
  return best;
}
