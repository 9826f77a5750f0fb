// Whom a key is about: a deal, a person or an account, and which people and deals belong to it. A reader's usual mistake:
// bare text is tried as a deal's id before a contact's, since both are numbers in most CRMs.

import { NotFoundError } from '#shared/errors.ts';
import { spellingsOf } from '#shared/identity/record-id.ts';
import type { Answers } from '#shared/report/index.ts';
import { compareText } from '#shared/report/names.ts';
import type { Directory } from '../identity/directory.ts';
import { phoneTable } from '../identity/keys.ts';
import { readDeals } from '../journeys/deals.ts';
import type { Store } from '../store/store.ts';

export interface Subject {
  readonly kind: 'person' | 'deal' | 'account';
  readonly label: string;
  /** Numbers of the directory. */
  readonly people: readonly number[];
  /** 'deal:system:id' of the deals to tell of. */
  readonly deals: readonly string[];
}

interface DealRow extends Record<string, unknown> {
  system: string;
  id: string;
  name: string;
}

/**
 * Finds whom a key means: 'deal:…', 'account:…', 'domain:…' or an identity key by its prefix; else bare text as an email, a
 * deal's id, a phone, a CRM contact, a user or visitor id, an account's name or domain, a deal's name.
 *
 * @throws NotFoundError where nobody has it.
 */
export async function findSubject(
  store: Store,
  answers: Answers,
  directory: Directory,
  text: string,
): Promise<Subject> {
  for (const key of spellingsOf(text.trim())) {
    const found = await subjectOf(store, answers, directory, key);
    if (found) return found;
  }
  throw new NotFoundError({
    code: 'journey-unknown',
    what: `Nobody is known by "${text.trim()}"`,
    found: `"${text.trim()}"`,
    expected: 'an email, a phone, a CRM id, a deal id, a visitor id, an account’s name or domain',
    remedy: 'Check the spelling, or import the export that has it.',
  });
}

async function subjectOf(
  store: Store,
  answers: Answers,
  directory: Directory,
  key: string,
): Promise<Subject | undefined> {
  const bare = key.replace(/^deal:/, '');
  if (key !== bare || !/^(?:account|domain|name|visitor|phone|email|user|contact):/.test(key)) {
    const deal = key.includes('@') ? undefined : await findDeal(store, 'id', bare);
    if (deal) return aboutDeal(store, answers, directory, deal);
  }
  const isAccount = /^(?:account|domain|name):/.test(key);
  if (key === bare && !isAccount) {
    const person = await directory.findPerson(key);
    if (person !== null) return aboutPerson(store, answers, directory, person);
  }
  const account = directory.findAccount(key);
  if (account >= 0) return aboutAccount(store, answers, directory, account);
  const named = await findDeal(store, 'name', bare);
  return named && aboutDeal(store, answers, directory, named);
}

async function findDeal(store: Store, by: 'id' | 'name', text: string): Promise<DealRow | undefined> {
  const where = by === 'id' ? "id = $text OR system || ':' || id = $text" : 'lower(name) = lower($text)';
  return store.first<DealRow>(
    `SELECT system, id, coalesce(name, id) AS name FROM deal WHERE ${where} ORDER BY system, id LIMIT 1`,
    { text },
  );
}

async function aboutDeal(store: Store, answers: Answers, directory: Directory, deal: DealRow): Promise<Subject> {
  const named = await directory.peopleOfDeal(deal.system, deal.id);
  const id = `deal:${deal.system}:${deal.id}`;
  const own = (await creditedDeals(store, answers, directory)).find(one => one.id === id);
  const people = new Set(own?.people ?? named);
  // Those who are named first, primary ones before the others.
  const first = named.filter(person => people.has(person));
  const others = [...people].filter(person => !first.includes(person));
  return { kind: 'deal', label: deal.name, people: [...first, ...(await inOrder(directory, others))], deals: [id] };
}

async function aboutPerson(store: Store, answers: Answers, directory: Directory, person: number): Promise<Subject> {
  const [facts] = await directory.describe([person]);
  const deals = new Set(await dealsNaming(store, directory, [person], facts.keys));
  if (facts.account >= 0) {
    for (const { id, people } of await creditedDeals(store, answers, directory))
      if (people.includes(person)) deals.add(id);
  }
  return { kind: 'person', label: facts.label, people: [person], deals: [...deals].sort() };
}

async function aboutAccount(store: Store, answers: Answers, directory: Directory, account: number): Promise<Subject> {
  const people = await inOrder(directory, directory.accounts.peopleOf(account));
  const label = directory.accounts.label[account];
  const keys = (await directory.describe(people)).flatMap(facts => facts.keys);
  const named = await dealsNaming(store, directory, people, keys);
  const own = (await creditedDeals(store, answers, directory)).filter(deal => deal.account === account);
  return { kind: 'account', label, people, deals: [...new Set([...named, ...own.map(({ id }) => id)])].sort() };
}

/** All deals, each with its account and the people whose touches its credit goes by. Two companies may have one name: they are told apart by number. */
async function creditedDeals(
  store: Store,
  { settings }: Answers,
  directory: Directory,
): Promise<{ id: string; account: number; people: Uint32Array }[]> {
  const deals = await readDeals(store, directory.identity, directory.accounts, settings);
  return deals.id.map((id, i) => ({
    id: `deal:${deals.system.dict[deals.system.code[i]]}:${id}`,
    account: deals.account[i],
    people: deals.people.subarray(deals.peopleStart[i], deals.peopleStart[i + 1]),
  }));
}

/** In order of their ids: their numbers hang on which record came first. */
async function inOrder(directory: Directory, people: readonly number[]): Promise<number[]> {
  const facts = await directory.describe(people);
  return facts.sort((a, b) => compareText(a.id, b.id)).map(({ person }) => person);
}

/** The deals that the keys are named on, or that the people's events name. */
async function dealsNaming(
  store: Store,
  directory: Directory,
  people: readonly number[],
  keys: readonly string[],
): Promise<string[]> {
  await directory.writeEvents(people);
  const rows = await store.all<{ deal: string }>(
    `WITH mine AS (SELECT unnest(from_json($keys, '["VARCHAR"]')) AS key)
     SELECT DISTINCT 'deal:' || d.system || ':' || d.deal_id AS deal FROM deal_person d
       LEFT JOIN ${phoneTable} p ON d.person = 'phone:' || p.raw
       WHERE d.person IN (FROM mine) OR 'phone:' || p.e164 IN (FROM mine)
     UNION SELECT 'deal:' || deal.system || ':' || deal.id FROM event JOIN directory_event USING (key)
       JOIN deal ON event.deal_id = deal.id OR event.deal_id = deal.system || ':' || deal.id
       WHERE event.deal_id IS NOT NULL`,
    { keys: JSON.stringify(keys) },
  );
  return rows.map(row => row.deal);
}
