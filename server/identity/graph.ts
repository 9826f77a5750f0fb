// Who is who: visitors, emails, phones, user ids and CRM contacts that met become one person. Keys that name a person
// (email, user id, contact) join for good; a visitor (a device) or a phone only joins what doesn't contradict itself, so
// that two colleagues at one computer stay two people.

import { ABSENT, halvesOf, Interner } from '#shared/identity/intern.ts';
import { flatten, singletons, unite } from '#shared/identity/union-find.ts';
import { joinHeld, manualNodes } from './by-hand.ts';
import { addPair, joinCarriers, markShared, type Pairs } from './carriers.ts';
import { hashedTable, prepareEmails } from './emails.ts';
import { nameVisitors, prepareFacts } from './fact-rows.ts';
import {
  anyKeyHash,
  clickTable,
  eventSource,
  factTable,
  isPlain,
  type Joins,
  keyHash,
  phoneHash,
  phoneTable,
} from './keys.ts';
import { type Manual, readManual } from './manual.ts';
import { NODE_CONTACT, NODE_EMAIL, NODE_LONE, NODE_PHONE, NODE_USER, NODE_VISITOR } from './node-kinds.ts';
import { settleCalls } from './numbers.ts';
import { preparePhones } from './phones.ts';
import { readColumns, type Sql } from './read-columns.ts';
import { settleRefunds } from './refund-facts.ts';
import { readIdentifications, SharedVisitors } from './shared-visitors.ts';
import { joinStrangers } from './strangers.ts';
import { walkStretches } from './stretches.ts';

export interface Identity extends Joins {
  /** The links that it stands on. */
  readonly links: 'all' | 'hard';
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
 *    shared, joins nobody itself, and its events are split in time (SharedVisitors); who was known on it one after the
 *    other without a contradiction is one person (stretches.ts).
 * 3. A phone joins the people it was seen with under the same rule; a shared one (a switchboard) joins nobody.
 *
 * With hard links only 3 is left out and a shared device joins nobody: only what names somebody on it is anybody's.
 * What people decided by hand goes before all of it: merges are links of step 1, splits bar whatever would join the two sides.
 *
 * Leaves the temporary table of facts behind, for whoever reads more of them.
 *
 * Which of 2 and 3 applies is decided from what step 1 (for phones: 1 and 2) gave, so the order of rows plays no part.
 */
export async function buildIdentity(
  sql: Sql,
  settings: { readonly region: string; readonly links?: 'all' | 'hard' },
  decided?: Manual,
): Promise<Identity> {
  const manual = decided ?? (await readManual(sql));
  const isHardOnly = settings.links === 'hard';
  const hasPhones = (await preparePhones(sql, settings.region)) > 0;
  const hasClicks = await prepareFacts(sql, settings);
  await prepareEmails(sql);
  await settleRefunds(sql);
  const identity = await joinKeys(sql, { hasPhones, hasClicks }, isHardOnly, manual);
  if (!(await settleCalls(sql, identity))) return identity;
  await nameVisitors(sql);
  return joinKeys(sql, { hasPhones, hasClicks: true }, isHardOnly, manual);
}

/** The graph of what is prepared. */
async function joinKeys(sql: Sql, joins: Joins, isHardOnly: boolean, manual: Manual): Promise<Identity> {
  const { hasPhones } = joins;
  const phone = hasPhones ? phoneHash : '0::UBIGINT';
  const keyed = '(email IS NOT NULL OR phone IS NOT NULL OR user_id IS NOT NULL OR contact_id IS NOT NULL)';
  const keysOf = (from: string): string => `SELECT ${keyHash('visitor', 'visitor')}, ${keyHash('email', 'email')},
       ${keyHash('user', 'user_id')}, ${keyHash('contact', 'contact_id')}, ${phone} FROM ${from} WHERE ${keyed}`;
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

  const hashed = await readColumns(
    sql,
    { hash: 'u64', email: 'u64' },
    `SELECT hash('email:' || hashed), hash('email:' || email) FROM ${hashedTable} ${isHardOnly ? 'WHERE NOT is_folded' : ''}`,
  );

  const found = await readColumns(
    sql,
    { stranger: 'u64', visitor: 'u64', email: 'u64', user: 'u64', contact: 'u64' },
    `SELECT hash(stranger), hash(fact.visitor), ${keyHash('email', 'email')}, ${keyHash('user', 'user_id')}, ${keyHash('contact', 'contact_id')}
     FROM ${clickTable} click JOIN ${factTable} fact ON fact.key = click.key WHERE stranger IS NOT NULL ORDER BY "at", id NULLS LAST, fact.key`,
  );

  const interner = new Interner(seen.rows * 2 + contacts.rows * 2 + people.rows + 64);
  const kinds: { node: Uint32Array; kind: number | Uint8Array }[] = [];
  const nodesOf = (hashes: BigUint64Array, kind: number | Uint8Array): Uint32Array => {
    const node = internPresent(interner, hashes);
    kinds.push({ node, kind });
    return node;
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
  const hash = nodesOf(hashed.hash, NODE_EMAIL);
  const hashOf = nodesOf(hashed.email, NODE_EMAIL);
  const linkA = nodesOf(links.a, links.aKind);
  const linkB = nodesOf(links.b, links.bKind);
  const stranger = nodesOf(found.stranger, NODE_VISITOR);
  const foundAs = nodesOf(found.visitor, NODE_VISITOR);
  const strangerKeys = [
    nodesOf(found.email, NODE_EMAIL),
    nodesOf(found.user, NODE_USER),
    nodesOf(found.contact, NODE_CONTACT),
  ];
  const byHand = await manualNodes(sql, manual, (hash, of) => nodesOf(BigUint64Array.of(hash), of)[0]);

  const nodes = interner.size;
  const kind = new Uint8Array(nodes).fill(NODE_LONE);
  for (const { node, kind: given } of kinds) {
    for (let i = 0; i < node.length; i++) {
      if (node[i] !== ABSENT) kind[node[i]] = typeof given === 'number' ? given : given[i];
    }
  }

  // 1. What names a person.
  const parent = singletons(nodes);
  const { cutAt } = byHand;
  const held: [number, number][] = [];
  const join =
    cutAt.size === 0
      ? (a: number, b: number): void => {
          if (a !== ABSENT && b !== ABSENT) unite(a, b, parent);
        }
      : (a: number, b: number): void => {
          if (a === ABSENT || b === ABSENT) return;
          if (cutAt.has(a) || cutAt.has(b)) held.push([a, b]);
          else unite(a, b, parent);
        };
  for (const { a, b, order } of byHand.merges) {
    const isLater = [a, b].every(node => (cutAt.get(node) ?? -1) < order);
    if (isLater) unite(a, b, parent);
    else held.push([a, b]);
  }
  for (let i = 0; i < seen.rows; i++) {
    join(email[i], user[i]);
    join(email[i], contact[i]);
    join(user[i], contact[i]);
  }
  for (let i = 0; i < contacts.rows; i++) join(crm[i], crmEmail[i]);
  for (let i = 0; i < merges.rows; i++) join(into[i], from[i]);
  for (let i = 0; i < links.rows; i++) join(linkA[i], linkB[i]);
  for (let i = 0; i < hashed.rows; i++) join(hash[i], hashOf[i]);
  const inOrder = (a: number, b: number): number =>
    interner.keys[2 * a + 1] - interner.keys[2 * b + 1] || interner.keys[2 * a] - interner.keys[2 * b];
  joinHeld(held, parent, byHand.apart, inOrder);

  // 2. Devices. 3. Phones.
  const isShared = new Uint8Array(nodes);
  const devices: Pairs = { carrier: [], person: [] };
  for (let i = 0; i < seen.rows; i++) {
    addPair(devices, visitor[i], email[i]);
    addPair(devices, visitor[i], user[i]);
    addPair(devices, visitor[i], contact[i]);
  }
  for (const keys of strangerKeys) for (let i = 0; i < found.rows; i++) addPair(devices, stranger[i], keys[i]);
  markShared(devices, parent, kind, isShared, byHand.apart);
  const known = await readIdentifications(sql, { interner, kind, isShared, ...joins }, isHardOnly);
  // Told by what step 1 gave, as what is shared is: so what one device joins never depends on another.
  const stretches = walkStretches(known, { parent, kind, apart: byHand.apart });
  joinCarriers(devices, parent, isShared, byHand.apart, inOrder);
  if (!isHardOnly) joinHeld(stretches.joined, parent, byHand.apart, inOrder);
  joinStrangers(
    Array.from(stranger, (node, i) => [node, foundAs[i]] as const),
    parent,
    kind,
    isShared,
    byHand.apart,
  );
  if (!isHardOnly) {
    const numbers: Pairs = stretches.phones;
    for (let i = 0; i < seen.rows; i++) {
      addPair(numbers, phones[i], email[i]);
      addPair(numbers, phones[i], user[i]);
      addPair(numbers, phones[i], contact[i]);
      if (visitor[i] !== ABSENT && isShared[visitor[i]] === 0) addPair(numbers, phones[i], visitor[i]);
    }
    for (let i = 0; i < contacts.rows; i++) addPair(numbers, crmPhone[i], crm[i]);
    markShared(numbers, parent, kind, isShared, byHand.apart);
    joinCarriers(numbers, parent, isShared, byHand.apart, inOrder);
  }

  flatten(parent);
  // A device that would have led past a bar is shared too by now.
  const all = byHand.apart.isEmpty
    ? known
    : await readIdentifications(sql, { interner, kind, isShared, ...joins }, isHardOnly);
  const shared = SharedVisitors.of(
    all,
    { root: parent, isShared },
    { isSplitInTime: !isHardOnly, given: byHand.merged, apart: byHand.apart },
  );
  return { links: isHardOnly ? 'hard' : 'all', interner, nodes, root: parent, kind, isShared, shared, ...joins };
}

/** The nodes of hashes; ABSENT for 0, which stands for none. */
function internPresent(interner: Interner, hashes: BigUint64Array): Uint32Array {
  const halves = halvesOf(hashes);
  const present = new Uint32Array(halves.length);
  const place = new Uint32Array(hashes.length);
  let n = 0;
  for (let i = 0; i < hashes.length; i++) {
    if (halves[2 * i] === 0 && halves[2 * i + 1] === 0) continue;
    present[2 * n] = halves[2 * i];
    present[2 * n + 1] = halves[2 * i + 1];
    place[n++] = i;
  }
  const found = new Uint32Array(n);
  interner.internAll(present, n, found);
  const node = new Uint32Array(hashes.length).fill(ABSENT);
  for (let k = 0; k < n; k++) node[place[k]] = found[k];
  return node;
}

/** SQL: the number of a key text's node kind; NULL for kinds that no person has. */
function nodeKind(key: string): string {
  return `CASE split_part(${key}, ':', 1) WHEN 'visitor' THEN ${NODE_VISITOR} WHEN 'phone' THEN ${NODE_PHONE}
    WHEN 'email' THEN ${NODE_EMAIL} WHEN 'user' THEN ${NODE_USER} WHEN 'contact' THEN ${NODE_CONTACT} END::UTINYINT`;
}
