// Who is who: visitors, emails, phones, user ids and CRM contacts that met become one person. Keys that name a person
// (email, user id, contact) join for good; a visitor (a device) or a phone only joins what doesn't contradict itself, so
// that two colleagues at one computer stay two people.

import { ABSENT, halvesOf, Interner } from '#shared/identity/intern.ts';
import { find, flatten, singletons, unite } from '#shared/identity/union-find.ts';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { prepareFacts } from './fact-rows.ts';
import { anyKeyHash, eventSource, factTable, type Joins, keyHash, phoneHash, phoneTable } from './keys.ts';
import { preparePhones } from './phones.ts';
import { readColumns, type Sql } from './read-columns.ts';
import { SharedVisitors } from './shared-visitors.ts';

export const NODE_VISITOR = 0;
const NODE_PHONE = 1;
const NODE_EMAIL = 2;
const NODE_USER = 3;
const NODE_CONTACT = 4;
/** Not in the graph: a visitor (or lone row) that no other key was ever seen with. */
const NODE_LONE = 5;

export interface Identity extends Joins {
  /** Hash of a key → node. Grows while rows of lone visitors are read; nodes from `nodes` on are people of one key. */
  readonly interner: Interner;
  /** Number of nodes that the graph itself has. */
  readonly nodes: number;
  /** Node → person: the smallest node of its set. Only for nodes below `nodes`; see `personOf`. */
  readonly root: Uint32Array;
  /** NODE_VISITOR … by node below `nodes`. */
  readonly kind: Uint8Array;
  /** 1 for a visitor or phone that more than one person uses: it joins nobody. */
  readonly isShared: Uint8Array;
  readonly shared: SharedVisitors;
}

/** The person a node belongs to. Nodes that came after the graph are people of their own. */
export function personOf(identity: Identity, node: number): number {
  return node < identity.root.length ? identity.root[node] : node;
}

/**
 * Builds the graph from events, contacts, people on deals and hand-made links.
 *
 * 1. Keys that name a person and stand on one row (event, contact, merge, hard link) are one person.
 * 2. A visitor joins the people it was seen with, unless two of them have an email, or two have a user id: then it is
 *    shared, joins nobody, and its events are split in time (SharedVisitors).
 * 3. A phone joins the people it was seen with under the same rule; a shared one (a switchboard) joins nobody.
 *
 * Leaves the temporary table of facts behind, for whoever reads more of them.
 *
 * Which of 2 and 3 applies is decided from what step 1 (for phones: 1 and 2) gave, so the order of rows plays no part.
 */
export async function buildIdentity(sql: Sql, settings: { region: string }): Promise<Identity> {
  const hasPhones = (await preparePhones(sql, settings.region)) > 0;
  const phone = hasPhones ? phoneHash : '0::UBIGINT';

  const joins = { hasPhones, hasClicks: await prepareFacts(sql) };
  const keyed = '(email IS NOT NULL OR phone IS NOT NULL OR user_id IS NOT NULL OR contact_id IS NOT NULL)';
  const keysOf = (from: string): string => `SELECT ${keyHash('visitor', 'visitor')}, ${keyHash('email', 'email')},
       ${keyHash('user', 'user_id')}, ${keyHash('contact', 'contact_id')}, ${phone} FROM ${from} WHERE ${keyed}`;
  const isPlain = `kind IN (${kindNumber.visit}, ${kindNumber.page})`;
  const plain = await sql.first<{ n: number }>(`SELECT count(*) AS n FROM event WHERE ${isPlain} AND ${keyed}`);
  const parts = [keysOf(eventSource(joins, factTable))];
  // Repeated pairs do no harm, only a great many of them cost memory.
  const union = plain!.n > 1_000_000 ? 'UNION' : 'UNION ALL';
  if (plain!.n > 0) parts.push(`${keysOf(eventSource(joins, 'visits'))} AND ${isPlain}`);
  const seen = await readColumns(
    sql,
    { visitor: 'u64', email: 'u64', user: 'u64', contact: 'u64', phone: 'u64' },
    parts.join(` ${union} `),
  );
  const contacts = await readColumns(
    sql,
    { contact: 'u64', email: 'u64', phone: 'u64' },
    `SELECT hash('contact:' || system || ':' || id), ${keyHash('email', 'email')}, ${phone}
     FROM contact ${hasPhones ? `LEFT JOIN ${phoneTable} ON ${phoneTable}.raw = contact.phone` : ''}`,
  );
  const merges = await readColumns(
    sql,
    { into: 'u64', from: 'u64' },
    `SELECT hash('contact:' || system || ':' || id), hash('contact:' || system || ':' || trim(old))
     FROM (SELECT system, id, unnest(string_split(merged_ids, ';')) AS old FROM contact WHERE merged_ids IS NOT NULL)
     WHERE trim(old) <> ''`,
  );
  const people = await readColumns(
    sql,
    { key: 'u64', kind: 'u8' },
    `SELECT DISTINCT h, k FROM (
       SELECT ${anyKeyHash('d.person', 'p')} AS h, ${nodeKind('d.person')} AS k
       FROM deal_person d LEFT JOIN ${phoneTable} p ON d.person = 'phone:' || p.raw)
     WHERE h IS NOT NULL AND k IS NOT NULL`,
  );
  const links = await readColumns(
    sql,
    { a: 'u64', aKind: 'u8', b: 'u64', bKind: 'u8' },
    `SELECT * FROM (
       SELECT ${anyKeyHash('l.a', 'pa')} AS ha, ${nodeKind('l.a')} AS ka, ${anyKeyHash('l.b', 'pb')} AS hb, ${nodeKind('l.b')} AS kb
       FROM identity_link l LEFT JOIN ${phoneTable} pa ON l.a = 'phone:' || pa.raw LEFT JOIN ${phoneTable} pb ON l.b = 'phone:' || pb.raw
       WHERE l.is_hard)
     WHERE ha IS NOT NULL AND ka IS NOT NULL AND hb IS NOT NULL AND kb IS NOT NULL`,
  );

  const interner = new Interner(seen.rows * 2 + contacts.rows * 2 + people.rows + 64);
  const kinds: { node: Uint32Array; kind: number | Uint8Array }[] = [];
  const nodesOf = (hashes: BigUint64Array, kind: number | Uint8Array): Uint32Array => {
    const out = new Uint32Array(hashes.length);
    const halves = halvesOf(hashes);
    for (let i = 0; i < hashes.length; i++) {
      const low = halves[2 * i];
      const high = halves[2 * i + 1];
      out[i] = low === 0 && high === 0 ? ABSENT : interner.intern(low, high);
    }
    kinds.push({ node: out, kind });
    return out;
  };
  const visitor = nodesOf(seen.visitor, NODE_VISITOR);
  const email = nodesOf(seen.email, NODE_EMAIL);
  const user = nodesOf(seen.user, NODE_USER);
  const contact = nodesOf(seen.contact, NODE_CONTACT);
  const phones = nodesOf(seen.phone, NODE_PHONE);
  const crm = nodesOf(contacts.contact, NODE_CONTACT);
  const crmEmail = nodesOf(contacts.email, NODE_EMAIL);
  const crmPhone = nodesOf(contacts.phone, NODE_PHONE);
  const into = nodesOf(merges.into, NODE_CONTACT);
  const from = nodesOf(merges.from, NODE_CONTACT);
  nodesOf(people.key, people.kind);
  const linkA = nodesOf(links.a, links.aKind);
  const linkB = nodesOf(links.b, links.bKind);

  const nodes = interner.size;
  const kind = new Uint8Array(nodes).fill(NODE_LONE);
  for (const { node, kind: given } of kinds) {
    for (let i = 0; i < node.length; i++) {
      if (node[i] !== ABSENT) kind[node[i]] = typeof given === 'number' ? given : given[i];
    }
  }

  // 1. What names a person.
  const parent = singletons(nodes);
  const join = (a: number, b: number): void => {
    if (a !== ABSENT && b !== ABSENT) unite(a, b, parent);
  };
  for (let i = 0; i < seen.rows; i++) {
    join(email[i], user[i]);
    join(email[i], contact[i]);
    join(user[i], contact[i]);
  }
  for (let i = 0; i < contacts.rows; i++) join(crm[i], crmEmail[i]);
  for (let i = 0; i < merges.rows; i++) join(into[i], from[i]);
  for (let i = 0; i < links.rows; i++) join(linkA[i], linkB[i]);

  // 2. Devices. 3. Phones.
  const isShared = new Uint8Array(nodes);
  const devices: Pairs = { carrier: [], person: [] };
  for (let i = 0; i < seen.rows; i++) {
    addPair(devices, visitor[i], email[i]);
    addPair(devices, visitor[i], user[i]);
    addPair(devices, visitor[i], contact[i]);
  }
  joinCarriers(devices, parent, kind, isShared);
  const numbers: Pairs = { carrier: [], person: [] };
  for (let i = 0; i < seen.rows; i++) {
    addPair(numbers, phones[i], email[i]);
    addPair(numbers, phones[i], user[i]);
    addPair(numbers, phones[i], contact[i]);
    if (visitor[i] !== ABSENT && isShared[visitor[i]] === 0) addPair(numbers, phones[i], visitor[i]);
  }
  for (let i = 0; i < contacts.rows; i++) addPair(numbers, crmPhone[i], crm[i]);
  joinCarriers(numbers, parent, kind, isShared);

  flatten(parent);
  const shared = await SharedVisitors.read(sql, { interner, root: parent, kind, isShared, nodes, ...joins });
  return { interner, nodes, root: parent, kind, isShared, shared, ...joins };
}

interface Pairs {
  carrier: number[];
  person: number[];
}

function addPair(pairs: Pairs, carrier: number, person: number): void {
  if (carrier === ABSENT || person === ABSENT) return;
  pairs.carrier.push(carrier);
  pairs.person.push(person);
}

/** Joins each carrier with the people it was seen with, unless two of them have an email or two have a user id. */
function joinCarriers(pairs: Pairs, parent: Uint32Array, kind: Uint8Array, isShared: Uint8Array): void {
  const nodes = parent.length;
  const holds = new Uint8Array(nodes);
  for (let node = 0; node < nodes; node++) {
    if (kind[node] === NODE_EMAIL) holds[find(node, parent)] |= 1;
    else if (kind[node] === NODE_USER) holds[find(node, parent)] |= 2;
  }
  for (const bit of [1, 2]) {
    const first = new Uint32Array(nodes).fill(ABSENT);
    for (let i = 0; i < pairs.carrier.length; i++) {
      const person = find(pairs.person[i], parent);
      if ((holds[person] & bit) === 0) continue;
      const carrier = pairs.carrier[i];
      if (first[carrier] === ABSENT) first[carrier] = person;
      else if (first[carrier] !== person) isShared[carrier] = 1;
    }
  }
  for (let i = 0; i < pairs.carrier.length; i++) {
    if (isShared[pairs.carrier[i]] === 0) unite(pairs.carrier[i], pairs.person[i], parent);
  }
}

/** SQL: the number of a key text's node kind; NULL for kinds that no person has. */
function nodeKind(key: string): string {
  return `CASE split_part(${key}, ':', 1) WHEN 'visitor' THEN ${NODE_VISITOR} WHEN 'phone' THEN ${NODE_PHONE}
    WHEN 'email' THEN ${NODE_EMAIL} WHEN 'user' THEN ${NODE_USER} WHEN 'contact' THEN ${NODE_CONTACT} END::UTINYINT`;
}
