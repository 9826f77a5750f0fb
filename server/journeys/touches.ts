// Touches of the people who convert, and the count of everybody's. Only rows that need thought come to JavaScript: page
// views and rows beside them, rows that continue an earlier visit, and the visits of the people wanted; all other visits
// are counted in SQL.

import { halvesOf, Interner } from '#shared/identity/intern.ts';
import { kindNumber } from '#shared/journeys/kinds.ts';
import type { Contexts, Sources, Touches, Visits } from '#shared/journeys/workspace.ts';
import type { Identity } from '../identity/graph.ts';
import { eventSource, factTable, ownerHash } from '../identity/keys.ts';
import { NODE_CONTACT, NODE_EMAIL, NODE_PHONE, NODE_USER } from '../identity/node-kinds.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { writeKeys } from '../identity/write-keys.ts';
import { Candidates, CONTINUES, VISIT } from './candidates.ts';
import { contextSql, readContexts } from './contexts.ts';
import { ownerOf } from './owner.ts';
import { cutSessions } from './sessions.ts';
import { sortRun } from './sort-run.ts';
import type { SourceTable } from './sources.ts';
import type { VisitCounter } from './visits.ts';

export interface TouchesOfPeople {
  readonly touches: Touches;
  readonly sources: Sources;
  readonly contexts: Contexts;
  readonly visits: Visits;
  /** The range of `touches` that a person (by node) owns: [startOf, endOf), both 0 for none. */
  startOf(person: number): number;
  endOf(person: number): number;
  /** Order of two touches of different people at any instants: negative where row a comes first. */
  compare(a: number, b: number): number;
}

/**
 * Reads people's touches up to the last instant that a conversion asks for (`lastAt` by node of the person, NaN: none), and
 * adds to `visits`, which holds the visit rows, everyone's other touches by day of the zone. A row that continues an earlier
 * visit (own site, payment page) is a touch, a direct one, only where the person has none before it.
 */
export async function readTouches(
  sql: Sql,
  identity: Identity,
  table: SourceTable,
  lastAt: Float64Array,
  visits: VisitCounter,
  zone: string,
): Promise<TouchesOfPeople> {
  const { candidates, sorted } = await gatherTouches(sql, identity, table, lastAt);
  const counted = candidates.rowsWithout(VISIT);
  const days = candidates.daysOf(counted, zone);
  for (let i = 0; i < counted.length; i++) visits.add(candidates.source[counted[i]], days[i]);

  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    const row = sorted[i];
    const isAsked = candidates.at[row] <= lastAt[candidates.person[row]];
    if (isAsked && candidates.isDropped[row] === 0) sorted[size++] = row;
  }
  const rows = candidates.byPerson(sorted.subarray(0, size));
  const { contexts, context } = await readContexts(sql, candidates, rows);

  const used = new Uint8Array(table.length);
  const n = rows.length;
  const source = new Uint32Array(n);
  const time = new Float64Array(n);
  const key = new BigUint64Array(n);
  const keyTo = halvesOf(key);
  const keyFrom = halvesOf(candidates.key);
  const first = new Uint32Array(lastAt.length);
  const end = new Uint32Array(lastAt.length);
  for (let i = 0; i < n; i++) {
    const row = rows[i];
    source[i] = candidates.source[row];
    used[source[i]] = 1;
    time[i] = candidates.at[row];
    keyTo[2 * i] = keyFrom[2 * row];
    keyTo[2 * i + 1] = keyFrom[2 * row + 1];
    const person = candidates.person[row];
    if (end[person] === 0) first[person] = i;
    end[person] = i + 1;
  }
  visits.markUsed(used);
  const { sources, place } = table.pick(used);
  for (let i = 0; i < n; i++) source[i] = place[source[i]];
  return {
    touches: { length: n, source, context, time, key },
    sources,
    contexts,
    visits: visits.finish(place),
    startOf: person => (person < first.length ? first[person] : 0),
    endOf: person => (person < end.length ? end[person] : 0),
    compare: (a, b) => candidates.compare(rows[a], rows[b]),
  };
}

/**
 * Candidates: everyone's touches but for plain visit rows, and the visit rows of the people wanted. Those that only
 * continue an earlier visit are marked as dropped; `sorted` are the rows of the people wanted (isWanted 1) and of others
 * that this had to be settled for (2).
 */
export async function gatherTouches(
  sql: Sql,
  identity: Identity,
  table: SourceTable,
  lastAt: Float64Array,
): Promise<{ candidates: Candidates; sorted: Uint32Array }> {
  const candidates = new Candidates();
  await readSessions(sql, identity, table, candidates);
  const isWanted = new Uint8Array(identity.interner.size);
  const limit = new Float64Array(identity.interner.size).fill(Number.NaN);
  limit.set(lastAt);
  for (let person = 0; person < limit.length; person++) if (!Number.isNaN(limit[person])) isWanted[person] = 1;
  let isContinued = false;
  // Whether a row continues an earlier visit takes all that came before it, whoever asks for it.
  for (let i = 0; i < candidates.length; i++) {
    if ((candidates.flags[i] & CONTINUES) === 0) continue;
    isWanted[candidates.person[i]] = 1;
    limit[candidates.person[i]] = Number.POSITIVE_INFINITY;
    isContinued = true;
  }
  await readVisitRows(sql, identity, table, limit, candidates);
  const sorted = await candidates.sort(sql, isWanted);
  if (isContinued) dropContinued(candidates, sorted);
  return { candidates, sorted };
}

/** Rows that sessions are cut from, of everyone: pages, and other rows with a source of their own; visits that continue. */
async function readSessions(sql: Sql, identity: Identity, table: SourceTable, candidates: Candidates): Promise<void> {
  const { hasPhones } = identity;
  const columns = `${ownerHash(hasPhones)}, "at" / 1000.0, source_ref.source_id, kind, event.key,
       CASE WHEN session IS NULL THEN 0::UBIGINT ELSE hash(session) END`;
  const sourced = 'JOIN source_ref USING (ref) JOIN source ON source.id = source_ref.source_id';
  const parts = [
    `SELECT ${columns} FROM ${eventSource(identity, factTable)} ${sourced} WHERE kind <> ${kindNumber.refund} AND source.has_source AND NOT by_click`,
  ];
  const pages = await sql.first<{ n: number }>(`SELECT count(*) AS n FROM event WHERE kind = ${kindNumber.page}`);
  const all = `SELECT ${columns} FROM ${eventSource(identity, 'visits')} ${sourced}`;
  if (pages!.n > 0) parts.push(`${all} WHERE kind = ${kindNumber.page}`);
  if (table.continues.includes(1)) parts.push(`${all} WHERE kind = ${kindNumber.visit} AND source."continues"`);
  const rows = await readColumns(
    sql,
    { owner: 'u64', at: 'f64', source: 'u32', kind: 'u8', key: 'u64', session: 'u64' },
    parts.join(' UNION ALL '),
    pages!.n,
  );
  const n = rows.rows;
  if (n === 0) return;
  const node = new Uint32Array(n);
  identity.interner.internAll(halvesOf(rows.owner), n, node);
  const { start, order } = groupByNode(node, identity.interner.size);
  // Visitor by visitor in memory too: cutting walks along, and this one pass takes all the cache misses at once.
  const at = gather(rows.at, order, new Float64Array(n));
  const kind = gather(rows.kind, order, new Uint8Array(n));
  const key = gatherWide(rows.key, order);
  const id = gather(rows.source, order, new Uint32Array(n));
  const session = halvesOf(rows.session).some(half => half !== 0) ? gatherWide(rows.session, order) : undefined;
  const hasSource = new Uint8Array(n);
  const continuing = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    hasSource[i] = table.hasSource[id[i]];
    continuing[i] = table.continues[id[i]];
    id[i] = table.row[id[i]];
    order[i] = i;
  }
  const source = id;
  const alike = source.map(row => table.alike[row]);
  const cut = { at, kind, source: alike, hasSource, session };
  const keys = halvesOf(key);
  // Pages before what happens on them; the vendor's own event id plays no part in where a session is cut.
  const before = (a: number, b: number): boolean => {
    if (at[a] !== at[b]) return at[a] < at[b];
    if (kind[a] !== kind[b]) return kind[a] < kind[b];
    return keys[2 * a + 1] !== keys[2 * b + 1] ? keys[2 * a + 1] < keys[2 * b + 1] : keys[2 * a] < keys[2 * b];
  };
  for (let visitor = 0; visitor + 1 < start.length; visitor++) {
    const to = start[visitor + 1];
    if (start[visitor] === to) continue;
    sortRun(order, start[visitor], to, before);
    cutSessions(cut, order, start[visitor], to, row => {
      const person = ownerOf(identity, visitor, at[row], key, row);
      candidates.add(person, at[row], source[row], keys, row, continuing[row] ? CONTINUES : 0);
    });
  }
}

/** The visits of the people who have a limit, up to it. */
async function readVisitRows(
  sql: Sql,
  identity: Identity,
  table: SourceTable,
  limit: Float64Array,
  candidates: Candidates,
): Promise<void> {
  const { owner, from, isVisitor } = await visitOwner(sql, identity);
  const nodes: number[] = [];
  const until: number[] = [];
  for (let node = 0; node < identity.interner.size; node++) {
    if (isVisitor && node < identity.nodes && otherKinds.has(identity.kind[node])) continue;
    // A shared device's visits may be anyone's who used it.
    const isShared = node < identity.nodes && identity.isShared[node] === 1;
    const last = isShared ? Number.POSITIVE_INFINITY : limit[node < identity.nodes ? identity.root[node] : node];
    if (Number.isNaN(last)) continue;
    nodes.push(node);
    until.push(last);
  }
  if (nodes.length === 0) return;
  await writeKeys(sql, 'journey_owner', identity.interner, nodes, until);
  const continues = table.continues.includes(1)
    ? 'AND ref NOT IN (SELECT ref FROM source_ref JOIN source ON source.id = source_id WHERE "continues")'
    : '';
  // Sources are looked up here, for in SQL the join would come before the one that leaves most rows out. Gathered first, the
  // rows come in full chunks: the join leaves a few of each.
  const rows = await readColumns(
    sql,
    { node: 'u32', at: 'f64', ref: 'u64', key: 'u64', context: 'u64' },
    `WITH touch AS MATERIALIZED (SELECT node, ms, ref, key, hash(page, device, country) AS context FROM (
       SELECT journey_owner.node AS node, "at" / 1000.0 AS ms, ref, event.key AS key, ${await contextSql(sql)}
       FROM ${from} JOIN journey_owner ON journey_owner.hash = ${owner}
       WHERE kind = ${kindNumber.visit} AND "at" <= journey_owner.last_at ${continues}))
     FROM touch`,
  );
  const { node, at, key } = rows;
  const source = await sourcesOf(sql, table, rows.ref);
  for (let i = 0; i < rows.rows; i++) node[i] = ownerOf(identity, node[i], at[i], key, i);
  candidates.addAll(node, at, source, key, rows.context, VISIT);
}

/** The content row of each reference to a source. */
async function sourcesOf(sql: Sql, table: SourceTable, refs: BigUint64Array): Promise<Uint32Array> {
  const known = await readColumns(sql, { ref: 'u64', id: 'u32' }, 'SELECT ref, source_id FROM source_ref');
  const interner = new Interner(known.rows);
  interner.internAll(halvesOf(known.ref), known.rows, new Uint32Array(known.rows));
  const source = new Uint32Array(refs.length);
  interner.findAll(halvesOf(refs), refs.length, source);
  for (let i = 0; i < source.length; i++) source[i] = table.row[known.id[source[i]]];
  return source;
}

/** How a visit row's owner is told: by its visitor alone where every one has a visitor, which is much the quicker. */
async function visitOwner(sql: Sql, identity: Identity): Promise<{ owner: string; from: string; isVisitor: boolean }> {
  const other = await sql.first(
    `SELECT 1 AS yes FROM event WHERE visitor IS NULL AND kind = ${kindNumber.visit} LIMIT 1`,
  );
  return other
    ? { owner: ownerHash(identity.hasPhones), from: eventSource(identity, 'visits'), isVisitor: false }
    : { owner: 'hash(visitor)', from: 'event', isVisitor: true };
}

/** The kinds of node that no visitor is. */
const otherKinds = new Set([NODE_PHONE, NODE_EMAIL, NODE_USER, NODE_CONTACT]);

/** A row that continues an earlier visit is no touch where the person has one before it. */
function dropContinued(candidates: Candidates, sorted: Uint32Array): void {
  let person = -1;
  let hasTouch = false;
  for (const row of sorted) {
    if (candidates.person[row] !== person) {
      person = candidates.person[row];
      hasTouch = false;
    }
    if (candidates.flags[row] & CONTINUES && hasTouch) candidates.isDropped[row] = 1;
    else hasTouch = true;
  }
}

function gather<T extends Float64Array | Uint32Array | Uint8Array>(column: T, order: Uint32Array, out: T): T {
  for (let i = 0; i < order.length; i++) out[i] = column[order[i]];
  return out;
}

/** The same for 64-bit values, without making a BigInt of any. */
function gatherWide(column: BigUint64Array, order: Uint32Array): BigUint64Array {
  const out = new BigUint64Array(order.length);
  const from = halvesOf(column);
  const to = halvesOf(out);
  for (let i = 0; i < order.length; i++) {
    to[2 * i] = from[2 * order[i]];
    to[2 * i + 1] = from[2 * order[i] + 1];
  }
  return out;
}

/** Rows grouped by node: group g is `order[start[g] … start[g + 1])`. */
function groupByNode(node: Uint32Array, nodes: number): { start: Uint32Array; order: Uint32Array } {
  const start = new Uint32Array(nodes + 1);
  for (let i = 0; i < node.length; i++) start[node[i] + 1]++;
  for (let i = 0; i < nodes; i++) start[i + 1] += start[i];
  const order = new Uint32Array(node.length);
  const fill = start.slice();
  for (let i = 0; i < node.length; i++) order[fill[node[i]]++] = i;
  return { start, order };
}
