// Which company a person and a deal belong to. A CRM's own account comes first, then an account's name, then the domain
// of a business email; free-mail domains never make an account, and a domain that two accounts of one CRM claim matches
// neither of them. Every domain is read through the setting domain-map first.

import type { How } from '#shared/identity/hows.ts';
import { ABSENT, halvesOf, Interner } from '#shared/identity/intern.ts';
import { find, flatten, singletons, unite } from '#shared/identity/union-find.ts';
import { isFreeMail } from '#shared/sources/free-mail.ts';
import { forgottenCompanies } from './companies.ts';
import { type DomainMap, mappedDomain } from './domains.ts';
import { emailTable } from './emails.ts';
import { type Identity, personOf } from './graph.ts';
import { readColumns, type Sql } from './read-columns.ts';

export interface Accounts {
  /** Accounts in order of their smallest key ('account:system:id', 'domain:…', 'name:…'). */
  readonly length: number;
  readonly key: readonly string[];
  /** What people call it: the CRM's name, else the name on its deals, else the domain. */
  readonly label: readonly string[];
  readonly industry: readonly string[];
  /** Node of a person → account; -1 for none. */
  ofPerson(person: number): number;
  /** How a person came to their account; null for none. */
  howOf(person: number): How | null;
  /** Known people of an account, each once, in no order that means anything. */
  peopleOf(account: number): readonly number[];
  /** Account by the hash of one of its keys (halves), or -1. */
  ofHash(low: number, high: number): number;
  /** Domains that several accounts of one CRM claim, in order; with the setting domain-map what they come to. */
  readonly disputedDomains: readonly string[];
}

/** SQL: a company name for comparison: case and runs of space don't count. */
const plainName = (column: string): string => `lower(trim(regexp_replace(nfc_normalize(${column}), '\\s+', ' ', 'g')))`;

/** SQL: the bare host of a domain or address as written; NULL where nothing is left. */
const plainDomain = (column: string): string =>
  `nullif(regexp_extract(lower(trim(${column})), '^(?:[a-z]+://)?(?:www\\.)?([^/:?#\\s]+)', 1), '')`;

const mailDomain = (column: string): string => `nullif(split_part(${column}, '@', 2), '')`;

/** SQL: hash of an account key, 0 where the value is NULL. */
const hashed = (prefix: string, value: string): string =>
  `CASE WHEN ${value} IS NULL THEN 0::UBIGINT ELSE hash('${prefix}:' || ${value}) END`;

/** SQL expressions for the hashes of a row's own account id and name (deal, contact). */
const accountHashes = {
  id: hashed('account', "(system || ':' || account_id)"),
  name: hashed('name', `nullif(${plainName('account_name')}, '')`),
};

/** SQL expressions for the hashes of a deal's own account id, domain and name. */
export const dealAccountHashes = (domainMap: DomainMap) => ({
  ...accountHashes,
  domain: hashed('domain', mappedDomain(plainDomain('account_domain'), domainMap)),
});

/** Reads every account that records name, joins those that are one, and says who belongs to which. */
export async function readAccounts(sql: Sql, identity: Identity, domainMap: DomainMap = {}): Promise<Accounts> {
  const companyOf = (domain: string): string => mappedDomain(domain, domainMap);
  const crm = await readColumns(
    sql,
    {
      hash: 'u64',
      key: 'text',
      system: 'text',
      name: 'text',
      nameHash: 'u64',
      domain: 'text',
      domainHash: 'u64',
      claimHash: 'u64',
      industry: 'text',
    },
    `SELECT hash('account:' || k), 'account:' || k, min(system), min(name), max(${hashed('name', `nullif(${plainName('name')}, '')`)}),
       min(${plainDomain('domain')}), max(${hashed('domain', companyOf(plainDomain('domain')))}), max(${hashed('domain', plainDomain('domain'))}), min(industry)
     FROM (SELECT system || ':' || id AS k, system, name, domain, industry FROM account
       UNION ALL SELECT system || ':' || account_id, system, account_name, NULL, NULL FROM contact WHERE account_id IS NOT NULL
         AND NOT EXISTS (FROM account a WHERE a.system = contact.system AND a.id = contact.account_id)
       UNION ALL SELECT system || ':' || account_id, system, account_name, account_domain, NULL FROM deal WHERE account_id IS NOT NULL
         AND NOT EXISTS (FROM account a WHERE a.system = deal.system AND a.id = deal.account_id))
     GROUP BY k ORDER BY k`,
  );
  const names = await readColumns(
    sql,
    { hash: 'u64', key: 'text', label: 'text' },
    `SELECT hash('name:' || k), 'name:' || k, min(trim(n)) FROM (
       SELECT ${plainName('account_name')} AS k, account_name AS n FROM deal WHERE account_name IS NOT NULL
       UNION ALL SELECT ${plainName('account_name')}, account_name FROM contact WHERE account_name IS NOT NULL)
     WHERE k <> '' GROUP BY k ORDER BY k`,
  );
  const domains = await readColumns(
    sql,
    { hash: 'u64', domain: 'text' },
    `SELECT hash('domain:' || d), d FROM (
       SELECT DISTINCT ${companyOf('domain')} AS d FROM ${emailTable} WHERE domain IS NOT NULL
       UNION SELECT ${companyOf('domain')} FROM ${forgottenCompanies}
       UNION SELECT ${companyOf(plainDomain('domain'))} FROM account WHERE domain IS NOT NULL
       UNION SELECT ${companyOf(plainDomain('account_domain'))} FROM deal WHERE account_domain IS NOT NULL)
     WHERE d IS NOT NULL ORDER BY d`,
  );

  const interner = new Interner(crm.rows + names.rows + domains.rows + 16);
  const key: string[] = [];
  const label: string[] = [];
  const industry: string[] = [];
  const add = (halves: Uint32Array, i: number, text: string, name: string, sector: string): void => {
    const node = interner.intern(halves[2 * i], halves[2 * i + 1]);
    if (node < key.length) return;
    key.push(text);
    label.push(name);
    industry.push(sector);
  };
  const crmHalves = halvesOf(crm.hash);
  for (let i = 0; i < crm.rows; i++) add(crmHalves, i, crm.key[i], crm.name[i], crm.industry[i]);
  const nameHalves = halvesOf(names.hash);
  for (let i = 0; i < names.rows; i++) add(nameHalves, i, names.key[i], names.label[i], '');
  const domainHalves = halvesOf(domains.hash);
  for (let i = 0; i < domains.rows; i++) {
    if (!isFreeMail(domains.domain[i])) add(domainHalves, i, `domain:${domains.domain[i]}`, domains.domain[i], '');
  }

  const nodes = interner.size;
  const parent = singletons(nodes);
  // A name or a domain is a guess: with hard links only a company is what a CRM says it is.
  const joined = identity.links === 'hard' ? singletons(nodes) : parent;
  // Own domain and own name of each CRM account, where no other account of the same CRM has it.
  const disputed = joinUnique(crm.system, interner, halvesOf(crm.domainHash), joined, halvesOf(crm.claimHash));
  joinUnique(crm.system, interner, halvesOf(crm.nameHash), joined);
  await joinNamesWithDomains(sql, interner, joined, disputed, domainMap);
  flatten(parent);

  // Accounts in order of their smallest key; a CRM account's name before another's.
  const roots: number[] = [];
  const smallest = new Int32Array(nodes).fill(-1);
  for (let node = 0; node < nodes; node++) {
    const root = parent[node];
    if (smallest[root] === -1) {
      smallest[root] = node;
      roots.push(root);
    } else if (key[node] < key[smallest[root]]) smallest[root] = node;
  }
  roots.sort((a, b) => (key[smallest[a]] < key[smallest[b]] ? -1 : 1));
  const rank = new Int32Array(nodes).fill(-1);
  for (let i = 0; i < roots.length; i++) rank[roots[i]] = i;
  const accountOf = (node: number): number => (node === ABSENT ? -1 : rank[parent[node]]);
  const bestLabel: string[] = new Array(roots.length).fill('');
  const labelFrom: string[] = new Array(roots.length).fill('');
  const sector: string[] = new Array(roots.length).fill('');
  for (let node = 0; node < nodes; node++) {
    const account = accountOf(node);
    // 'account:' keys before 'name:' before 'domain:', each in order of key.
    const from = key[node].startsWith('account:')
      ? `0${key[node]}`
      : key[node].startsWith('name:')
        ? `1${key[node]}`
        : `2${key[node]}`;
    if (label[node] !== '' && (labelFrom[account] === '' || from < labelFrom[account])) {
      labelFrom[account] = from;
      bestLabel[account] = label[node];
    }
    if (industry[node] !== '' && (sector[account] === '' || industry[node] < sector[account]))
      sector[account] = industry[node];
  }

  const { members, how } = await readMembers(sql, identity, interner, accountOf, domainMap);
  let people: number[][] | null = null;
  return {
    length: roots.length,
    key: roots.map(root => key[smallest[root]]),
    label: bestLabel.map((text, i) => (text === '' ? key[smallest[roots[i]]] : text)),
    industry: sector,
    ofPerson: person => (person < members.length ? members[person] : -1),
    howOf: person => (person < how.length ? membership[how[person]] : null),
    peopleOf(account) {
      if (people === null) {
        people = Array.from({ length: roots.length }, () => []);
        for (let person = 0; person < members.length; person++)
          if (members[person] >= 0) people[members[person]].push(person);
      }
      return people[account];
    },
    ofHash: (low, high) => (low === 0 && high === 0 ? -1 : accountOf(interner.find(low, high))),
    disputedDomains: [...disputed].map(node => key[node].slice('domain:'.length)).sort(),
  };
}

/**
 * Joins CRM account i with the node of `halves[i]` unless two accounts of one CRM share it; answers the nodes so shared.
 * Two accounts that name different domains (`claims[i]`) which the setting says are one company's share nothing: they are it.
 */
function joinUnique(
  system: readonly string[],
  interner: Interner,
  halves: Uint32Array,
  parent: Uint32Array,
  claims: Uint32Array = halves,
): Set<number> {
  const claimed = new Set<string>();
  const accounts = new Map<number, number[]>();
  const disputed = new Set<number>();
  for (let i = 0; i < system.length; i++) {
    const node =
      halves[2 * i] === 0 && halves[2 * i + 1] === 0 ? ABSENT : interner.find(halves[2 * i], halves[2 * i + 1]);
    if (node === ABSENT) continue;
    const claim = `${claims[2 * i]} ${claims[2 * i + 1]} ${system[i]}`;
    if (claimed.has(claim)) disputed.add(node);
    claimed.add(claim);
    const own = accounts.get(node);
    if (own) own.push(i);
    else accounts.set(node, [i]);
  }
  // CRM accounts were interned first and in order: account i is node i.
  for (const [node, own] of accounts) {
    if (!disputed.has(node)) for (const account of own) unite(find(account, parent), node, parent);
  }
  return disputed;
}

/** A name and a domain that are only ever seen with each other are one company. */
async function joinNamesWithDomains(
  sql: Sql,
  interner: Interner,
  parent: Uint32Array,
  disputed: Set<number>,
  domainMap: DomainMap,
): Promise<void> {
  const pairs = await readColumns(
    sql,
    { name: 'u64', domain: 'u64' },
    `SELECT DISTINCT hash('name:' || n), hash('domain:' || d) FROM (SELECT n, ${mappedDomain('given', domainMap)} AS d FROM (
       SELECT ${plainName('account_name')} AS n, ${plainDomain('account_domain')} AS given FROM deal
       UNION ALL SELECT ${plainName('d.account_name')}, ${mailDomain('p.person')} FROM deal d
         JOIN deal_person p ON p.system = d.system AND p.deal_id = d.id WHERE starts_with(p.person, 'email:')
       UNION ALL SELECT ${plainName('account_name')}, ${mailDomain('email')} FROM contact
       UNION ALL SELECT ${plainName('d.account_name')}, f.domain FROM deal d
         JOIN deal_person p ON p.system = d.system AND p.deal_id = d.id JOIN ${forgottenCompanies} f USING (person)
       UNION ALL SELECT ${plainName('c.account_name')}, f.domain FROM contact c
         JOIN identity_link l ON l.b = 'contact:' || c.system || ':' || c.id JOIN ${forgottenCompanies} f ON f.person = l.a))
     WHERE n IS NOT NULL AND n <> '' AND d IS NOT NULL`,
  );
  const names = halvesOf(pairs.name);
  const domains = halvesOf(pairs.domain);
  const seen = new Map<number, Set<number>>();
  const note = (a: number, b: number): void => {
    const with_ = seen.get(a);
    if (with_) with_.add(b);
    else seen.set(a, new Set([b]));
  };
  const found: [number, number][] = [];
  for (let i = 0; i < pairs.rows; i++) {
    const name = interner.find(names[2 * i], names[2 * i + 1]);
    const domain = interner.find(domains[2 * i], domains[2 * i + 1]);
    // A free-mail domain was never interned.
    if (name === ABSENT || domain === ABSENT || disputed.has(domain)) continue;
    note(name, domain);
    note(domain, name);
    found.push([name, domain]);
  }
  for (const [name, domain] of found) {
    if (seen.get(name)!.size === 1 && seen.get(domain)!.size === 1) unite(find(name, parent), domain, parent);
  }
}

/** How people come to an account, in the order in which it is asked. */
const membership: readonly (How | null)[] = [null, 'CRM id', 'company name', 'domain'];

/** Person → account: the contact's CRM account, else its company name, else the smallest of its emails' domains. */
async function readMembers(
  sql: Sql,
  identity: Identity,
  interner: Interner,
  accountOf: (node: number) => number,
  domainMap: DomainMap,
): Promise<{ members: Int32Array; how: Uint8Array }> {
  const members = new Int32Array(identity.nodes).fill(-1);
  const how = new Uint8Array(identity.nodes);
  let step = 0;
  const claim = (persons: Uint32Array, keys: Uint32Array, rows: number, settled: Uint8Array): void => {
    step++;
    for (let i = 0; i < rows; i++) {
      const node = identity.interner.find(persons[2 * i], persons[2 * i + 1]);
      if (node === ABSENT) continue;
      const person = personOf(identity, node);
      if (person >= members.length || settled[person]) continue;
      const account = accountOf(interner.find(keys[2 * i], keys[2 * i + 1]));
      if (account < 0) continue;
      how[person] = step;
      if (members[person] === -1 || account < members[person]) members[person] = account;
    }
    for (let person = 0; person < members.length; person++) if (members[person] >= 0) settled[person] = 1;
  };
  const settled = new Uint8Array(identity.nodes);
  const contacts = await readColumns(
    sql,
    { contact: 'u64', id: 'u64', name: 'u64' },
    `SELECT hash('contact:' || system || ':' || id), ${accountHashes.id}, ${accountHashes.name} FROM contact
     WHERE account_id IS NOT NULL OR account_name IS NOT NULL`,
  );
  claim(halvesOf(contacts.contact), halvesOf(contacts.id), contacts.rows, settled);
  if (identity.links === 'hard') return { members, how };
  claim(halvesOf(contacts.contact), halvesOf(contacts.name), contacts.rows, settled);
  const emails = await readColumns(
    sql,
    { email: 'u64', domain: 'u64' },
    `SELECT hash(person), hash('domain:' || d) FROM (
       SELECT person, ${mappedDomain('domain', domainMap)} AS d FROM (
         SELECT 'email:' || email AS person, domain FROM ${emailTable} UNION ALL FROM ${forgottenCompanies})) WHERE d IS NOT NULL`,
  );
  claim(halvesOf(emails.email), halvesOf(emails.domain), emails.rows, settled);
  return { members, how };
}
