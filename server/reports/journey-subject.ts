// Whom a key is about: a deal, a person or an account, and which people and deals belong to it. A reader's usual mistake:
// bare text is tried as a deal's id before a contact's, since both are numbers in most CRMs.

import { NotFoundError } from '#shared/errors.ts';
import type { Answers } from '#shared/report/index.ts';
import { compareText } from '#shared/report/names.ts';
import type { Directory } from '../identity/directory.ts';
import { phoneTable } from '../identity/keys.ts';
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
  const key = text.trim();
  const bare = key.replace(/^deal:/, '');
  if (key !== bare || !/^(?:account|domain|name|visitor|phone|email|user|contact):/.test(key)) {
    const deal = key.includes('@') ? undefined : await findDeal(store, 'id', bare);
    if (deal) return aboutDeal(answers, directory, deal);
  }
  const isAccount = /^(?:account|domain|name):/.test(key);
  if (key === bare && !isAccount) {
    const person = await directory.findPerson(key);
    if (person !== null) return aboutPerson(store, answers, directory, person);
  }
  const account = directory.findAccount(key);
  if (account >= 0) return aboutAccount(store, answers, directory, account);
  const named = await findDeal(store, 'name', bare);
  if (named) return aboutDeal(answers, directory, named);
  throw new NotFoundError({
    code: 'journey-unknown',
    what: `Nobody is known by "${key}"`,
    found: `"${key}"`,
    expected: 'an email, a phone, a CRM id, a deal id, a visitor id, an account’s name or domain',
    remedy: 'Check the spelling, or import the export that has it.',
  });
}

async function findDeal(store: Store, by: 'id' | 'name', text: string): Promise<DealRow | undefined> {
  const where = by === 'id' ? "id = $text OR system || ':' || id = $text" : 'lower(name) = lower($text)';
  return store.first<DealRow>(
    `SELECT system, id, coalesce(name, id) AS name FROM deal WHERE ${where} ORDER BY system, id LIMIT 1`,
    { text },
  );
}

async function aboutDeal(answers: Answers, directory: Directory, deal: DealRow): Promise<Subject> {
  const id = `deal:${deal.system}:${deal.id}`;
  const named = await directory.peopleOfDeal(deal.system, deal.id);
  const account = accountOfDeal(answers, directory, id);
  const takesAccount = answers.settings.dealPeople === 'account' || named.length === 0;
  const people =
    takesAccount && account >= 0 ? [...new Set([...named, ...(await peopleOfAccount(directory, account))])] : named;
  return { kind: 'deal', label: deal.name, people, deals: [id] };
}

async function aboutPerson(store: Store, answers: Answers, directory: Directory, person: number): Promise<Subject> {
  const [facts] = await directory.describe([person]);
  const deals = new Set(await dealsNaming(store, directory, [person], facts.keys));
  const { dealPeople } = answers.settings;
  if (facts.account >= 0) {
    const ofAccount = dealsOfAccount(answers, directory.accounts.label[facts.account]);
    const unnamed = new Set((await directory.dealsWithoutPeople()).map(d => `deal:${d.system}:${d.id}`));
    for (const deal of ofAccount) if (dealPeople === 'account' || unnamed.has(deal)) deals.add(deal);
  }
  return { kind: 'person', label: facts.label, people: [person], deals: [...deals].sort() };
}

async function aboutAccount(store: Store, answers: Answers, directory: Directory, account: number): Promise<Subject> {
  const people = await peopleOfAccount(directory, account);
  const label = directory.accounts.label[account];
  const keys = (await directory.describe(people)).flatMap(facts => facts.keys);
  const named = await dealsNaming(store, directory, people, keys);
  return { kind: 'account', label, people, deals: [...new Set([...named, ...dealsOfAccount(answers, label)])].sort() };
}

/** In order of their ids: their numbers hang on which record came first. */
async function peopleOfAccount(directory: Directory, account: number): Promise<number[]> {
  const facts = await directory.describe(directory.accounts.peopleOf(account));
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

/** Index of the deal's account in the directory; -1 for none. */
function accountOfDeal(answers: Answers, directory: Directory, deal: string): number {
  const { conversions } = answers.workspace.sets.opportunities;
  const i = conversions.id.indexOf(deal);
  const label = i < 0 ? '' : conversions.account.dict[conversions.account.code[i]];
  return label === '' ? -1 : directory.accounts.label.indexOf(label);
}

function dealsOfAccount(answers: Answers, label: string): string[] {
  const { conversions } = answers.workspace.sets.opportunities;
  const code = conversions.account.dict.indexOf(label);
  if (label === '' || code < 0) return [];
  return conversions.id.filter((_, i) => conversions.account.code[i] === code);
}
