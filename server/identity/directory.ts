// Looking people up: whose a key is, what else is theirs and why, who is on a deal, which devices are shared. It asks the
// database about one person at a time; the columns of a workspace are not built from it.

import { halvesOf } from '#shared/identity/intern.ts';
import { spellingsOf } from '#shared/identity/record-id.ts';
import type { Settings } from '#shared/settings.ts';
import { hashAlgorithms } from '../ingest/email-hash.ts';
import { type Accounts, readAccounts } from './accounts.ts';
import { hashesOf } from './emails.ts';
import { buildIdentity, type Identity, personOf } from './graph.ts';
import { anyKeyHash, eventSource, factTable, ownerHash, parseKey, phoneTable } from './keys.ts';
import { type LinkFact, readLinks } from './links.ts';
import { type Manual, readManual, withManual } from './manual.ts';
import { NODE_VISITOR } from './node-kinds.ts';
import { calledTable } from './numbers.ts';
import { normalisePhone } from './phones.ts';
import { readColumns, type Sql } from './read-columns.ts';
import { writeKeys } from './write-keys.ts';

export type { LinkFact } from './links.ts';

export interface PersonFacts {
  /** Number of the person in this directory. */
  readonly person: number;
  /** Smallest identity key: the person's id everywhere. */
  readonly id: string;
  /** Every key, in order. */
  readonly keys: readonly string[];
  /** An email where there is one. */
  readonly label: string;
  /** Index in `accounts`; -1 for none. */
  readonly account: number;
  /** Earliest event, epoch ms; NaN for none. */
  readonly firstSeen: number;
}

export interface SharedDevice {
  readonly visitor: string;
  /** Ids of the people, in order of their first identification on it. */
  readonly people: readonly string[];
}

/** An address, and the hashes by which alone it may be known. */
const emailKeys = (email: string): string[] =>
  email.includes('@')
    ? [email.toLowerCase(), ...hashesOf(email)].map(text => `email:${text}`)
    : [`email:${email.toLowerCase()}`];

/** A hash of an address as it is pasted from elsewhere. */
const hashKeysOf = (text: string): string[] =>
  hashAlgorithms
    .filter(({ length }) => text.length === length && /^[0-9a-f]+$/i.test(text))
    .map(({ name }) => `email:{${name}}${text.toLowerCase()}`);

export class Directory {
  readonly identity: Identity;
  readonly accounts: Accounts;
  readonly #sql: Sql;
  readonly #region: string;
  readonly #manual: Manual;

  private constructor(sql: Sql, region: string, manual: Manual, identity: Identity, accounts: Accounts) {
    this.#sql = sql;
    this.#region = region;
    this.#manual = manual;
    this.identity = identity;
    this.accounts = accounts;
  }

  /** Builds the graph and the accounts of what is published: about a second for ten million events. */
  static async open(
    sql: Sql,
    settings: Pick<Settings, 'region'> & Partial<Pick<Settings, 'links' | 'domainMap'>>,
    decided?: Manual,
  ): Promise<Directory> {
    const manual = decided ?? (await readManual(sql));
    const identity = await buildIdentity(sql, settings, manual);
    await sql.run(`DROP TABLE ${factTable}`);
    return new Directory(sql, settings.region, manual, identity, await readAccounts(sql, identity, settings.domainMap));
  }

  /**
   * The person behind a key: 'email:…', 'visitor:…', 'contact:system:id' …, or bare text, which is tried as an email, a
   * phone, a CRM id of any system, a user id and a visitor id, in this order. Null where nobody has it.
   */
  async findPerson(text: string): Promise<number | null> {
    return (await this.findKey(text))?.person ?? null;
  }

  /** The same, with the key as it is kept: 'Ann@Acme.com' is 'email:ann@acme.com'. */
  async findKey(text: string): Promise<{ key: string; person: number } | null> {
    const readings = await Promise.all(spellingsOf(text.trim()).map(spelling => this.#readings(spelling)));
    for (const key of readings.flat()) {
      const { kind, value } = parseKey(key)!;
      const row = await this.#sql.first<{ h: bigint }>('SELECT hash($text) AS h', {
        text: kind === 'visitor' ? value : key,
      });
      const [low, high] = halvesOf(BigUint64Array.of(row!.h));
      const node = this.identity.interner.find(low, high);
      if (node < this.identity.nodes) return { key, person: personOf(this.identity, node) };
      // A visitor that no other key was ever seen with isn't in the graph.
      if (
        kind === 'visitor' &&
        (await this.#sql.first('SELECT 1 AS yes FROM event WHERE visitor = $value LIMIT 1', { value }))
      ) {
        return { key, person: this.identity.interner.intern(low, high) };
      }
    }
    return null;
  }

  async #readings(text: string): Promise<string[]> {
    const parsed = parseKey(text);
    if (parsed?.kind === 'phone') {
      const phone = normalisePhone(parsed.value, this.#region);
      return phone === null ? [] : [`phone:${phone}`];
    }
    if (parsed?.kind === 'email') return emailKeys(parsed.value);
    if (parsed) return [text];
    if (text.includes('@')) return emailKeys(text);
    const phone = normalisePhone(text, this.#region);
    const systems = await this.#sql.all<{ system: string }>(
      'SELECT DISTINCT system FROM contact WHERE id = $text ORDER BY system',
      { text },
    );
    return [
      ...(phone === null ? [] : [`phone:${phone}`]),
      ...systems.map(({ system }) => `contact:${system}:${text}`),
      `contact:${text}`,
      `user:${text}`,
      ...hashKeysOf(text),
      `visitor:${text}`,
    ];
  }

  /** Account by key ('account:system:id', 'domain:…', 'name:…'), name or domain in any case; -1 for none. */
  findAccount(text: string): number {
    const wanted = text.trim().toLowerCase();
    const { key, label } = this.accounts;
    for (const test of [
      (i: number) => key[i].toLowerCase() === wanted,
      (i: number) => key[i].slice(key[i].indexOf(':') + 1).toLowerCase() === wanted,
      (i: number) => label[i].toLowerCase() === wanted,
    ]) {
      for (let i = 0; i < key.length; i++) if (test(i)) return i;
    }
    return -1;
  }

  /** People named on a deal, each once, primary ones first. */
  async peopleOfDeal(system: string, id: string): Promise<number[]> {
    const named = await this.#sql.all<{ h: bigint | null }>(
      `SELECT ${anyKeyHash('person', 'p')} AS h FROM deal_person LEFT JOIN ${phoneTable} p ON person = 'phone:' || p.raw
       WHERE system = $system AND deal_id = $id ORDER BY is_primary DESC, person`,
      { system, id },
    );
    const byEvent = await this.#sql.all<{ h: bigint }>(
      `SELECT DISTINCT ${ownerHash(this.identity.hasPhones)} AS h FROM ${eventSource(this.identity)}
       WHERE deal_id IN ($id, $system || ':' || $id) ORDER BY h`,
      { system, id },
    );
    const people = new Set<number>();
    for (const { h } of [...named, ...byEvent]) {
      if (h === null) continue;
      const [low, high] = halvesOf(BigUint64Array.of(h));
      people.add(personOf(this.identity, this.identity.interner.intern(low, high)));
    }
    return [...people];
  }

  /** Who people are, parallel to `people`. */
  async describe(people: readonly number[]): Promise<PersonFacts[]> {
    const keys = await this.#keysOf(people);
    const seen = await this.#firstSeen(people);
    return people.map(person => {
      const own = (keys.get(person) ?? []).sort();
      const email = own.find(key => key.startsWith('email:'));
      const id = own[0] ?? `person:${person}`;
      return {
        person,
        id,
        keys: own,
        label: (email ?? id).slice((email ?? id).indexOf(':') + 1),
        account: this.accounts.ofPerson(person),
        firstSeen: seen.get(person) ?? Number.NaN,
      };
    });
  }

  /** Why a person's keys are one person's, in order of the keys; shared devices among them, marked soft. */
  async linksOf(person: number): Promise<LinkFact[]> {
    await writeKeys(this.#sql, 'directory_key', this.identity.interner, this.#membersOf([person]));
    const found = await readLinks(this.#sql, this.identity, visitor => this.#isShared(visitor));
    const keys = new Set((await this.#keysOf([person])).get(person));
    return withManual(found, this.#manual, keys);
  }

  #isShared(hash: bigint): boolean {
    const [low, high] = halvesOf(BigUint64Array.of(hash));
    const node = this.identity.interner.find(low, high);
    return node < this.identity.nodes && this.identity.isShared[node] === 1;
  }

  /**
   * Makes the temporary table directory_event (key UBIGINT, person UINTEGER): the events of these people, those on shared
   * devices split in time. Join it with `event` by key to read them. Beside it directory_beside (key): what others did on
   * the devices that these people share with them.
   */
  async writeEvents(people: readonly number[]): Promise<void> {
    const wanted = new Set(people);
    const { identity } = this;
    await writeKeys(this.#sql, 'directory_key', identity.interner, [
      ...this.#membersOf(people),
      ...identity.shared.nodes,
    ]);
    const rows = await readColumns(
      this.#sql,
      { key: 'u64', node: 'u32', at: 'f64' },
      `SELECT e.key, directory_key.node, e.ms FROM (SELECT event.key AS key, "at" / 1000.0 AS ms, ${ownerHash(identity.hasPhones)} AS owner
         FROM ${eventSource(identity)}) e JOIN directory_key ON directory_key.hash = e.owner`,
    );
    await this.#sql.run('CREATE OR REPLACE TEMP TABLE directory_event (key UBIGINT, person UINTEGER)');
    await this.#sql.run('CREATE OR REPLACE TEMP TABLE directory_beside (key UBIGINT)');
    const appender = await this.#sql.appender('directory_event');
    const devices = new Set<number>();
    const others: number[] = [];
    for (let i = 0; i < rows.rows; i++) {
      const node = rows.node[i];
      const isShared = node < identity.nodes && identity.isShared[node] === 1;
      const person = isShared ? identity.shared.personAt(node, rows.at[i], rows.key[i]) : personOf(identity, node);
      if (wanted.has(person)) {
        appender.append([rows.key[i], person]);
        if (isShared) devices.add(node);
      } else if (isShared) others.push(i);
    }
    appender.close();
    const beside = await this.#sql.appender('directory_beside');
    for (const i of others) if (devices.has(rows.node[i])) beside.append([rows.key[i]]);
    beside.close();
  }

  /** Devices that more than one person was identified on. */
  async sharedDevices(): Promise<SharedDevice[]> {
    const { identity } = this;
    const { nodes } = identity.shared;
    const people = [...new Set(nodes.flatMap(node => identity.shared.peopleOf(node)))];
    const facts = new Map((await this.describe(people)).map(fact => [fact.person, fact.id]));
    const visitors = await this.#keysOf(nodes);
    return nodes
      .map(node => ({
        visitor: (visitors.get(node)?.[0] ?? '').slice('visitor:'.length),
        people: identity.shared.peopleOf(node).map(person => facts.get(person) ?? ''),
      }))
      .sort((a, b) => (a.visitor < b.visitor ? -1 : 1));
  }

  /** Calls to a number that several visitors were shown, in order of instant: who can't be told. */
  async ambiguousCalls(): Promise<{ number: string; visitors: number; from: string }[]> {
    return this.#sql.all(
      `SELECT event.number AS number, visitors::INTEGER AS visitors, import.file || ':' || coalesce(line, 0) AS "from"
       FROM ${calledTable} called JOIN event USING (key) JOIN import ON import.id = import_id
       WHERE visitors > 1 ORDER BY "at", event.key`,
    );
  }

  /** Deals that nobody is named on, in order of system and id. */
  async dealsWithoutPeople(): Promise<{ system: string; id: string; name: string }[]> {
    return this.#sql.all(
      `SELECT system, id, coalesce(name, '') AS name FROM deal d
       WHERE NOT EXISTS (FROM deal_person p WHERE p.system = d.system AND p.deal_id = d.id)
         AND NOT EXISTS (FROM event e WHERE e.deal_id = d.id) AND NOT EXISTS (FROM event e WHERE e.deal_id = d.system || ':' || d.id)
       ORDER BY system, id`,
    );
  }

  #membersOf(people: readonly number[]): number[] {
    const wanted = new Set(people);
    const members: number[] = [];
    for (let node = 0; node < this.identity.nodes; node++) if (wanted.has(this.identity.root[node])) members.push(node);
    for (const person of wanted) if (person >= this.identity.nodes) members.push(person);
    return members;
  }

  /** Keys as text by person. */
  async #keysOf(people: readonly number[]): Promise<Map<number, string[]>> {
    const keys = new Map<number, string[]>();
    if (people.length === 0) return keys;
    const members = this.#membersOf(people);
    await writeKeys(this.#sql, 'directory_key', this.identity.interner, members);
    const hasVisitors = members.some(node => node >= this.identity.nodes || this.identity.kind[node] === NODE_VISITOR);
    const rows = await readColumns(
      this.#sql,
      { node: 'u32', key: 'text' },
      `SELECT DISTINCT node, key FROM directory_key JOIN (
         SELECT hash('email:' || email) AS hash, 'email:' || email AS key FROM identity_email
         UNION ALL SELECT DISTINCT hash('user:' || user_id), 'user:' || user_id FROM event WHERE user_id IS NOT NULL
         UNION ALL SELECT DISTINCT hash('contact:' || contact_id), 'contact:' || contact_id FROM event WHERE contact_id IS NOT NULL
         UNION ALL SELECT hash('contact:' || system || ':' || id), 'contact:' || system || ':' || id FROM contact
         UNION ALL SELECT hash('contact:' || system || ':' || trim(old)), 'contact:' || system || ':' || trim(old)
           FROM (SELECT system, unnest(string_split(merged_ids, ';')) AS old FROM contact WHERE merged_ids IS NOT NULL)
         UNION ALL SELECT hash(person), person FROM deal_person WHERE person SIMILAR TO '(user|contact):.*'
         UNION ALL SELECT hash, 'phone:' || e164 FROM ${phoneTable}
         ${hasVisitors ? `UNION ALL SELECT hash(visitor), 'visitor:' || visitor FROM event WHERE visitor IS NOT NULL AND hash(visitor) IN (SELECT hash FROM directory_key)` : ''}
         ${hasVisitors ? `UNION ALL SELECT hash(substr(person, 9)), person FROM deal_person WHERE starts_with(person, 'visitor:')` : ''}
       ) USING (hash)`,
    );
    for (let i = 0; i < rows.rows; i++) {
      const person = personOf(this.identity, rows.node[i]);
      const own = keys.get(person);
      if (own) own.push(rows.key[i]);
      else keys.set(person, [rows.key[i]]);
    }
    for (const own of keys.values()) own.sort();
    return keys;
  }

  async #firstSeen(people: readonly number[]): Promise<Map<number, number>> {
    const seen = new Map<number, number>();
    if (people.length === 0) return seen;
    await this.writeEvents(people);
    const rows = await readColumns(
      this.#sql,
      { person: 'u32', at: 'f64' },
      'SELECT person, min("at") / 1000.0 FROM event JOIN directory_event USING (key) GROUP BY person',
    );
    for (let i = 0; i < rows.rows; i++) seen.set(rows.person[i], rows.at[i]);
    return seen;
  }
}
