// What leads are called: the smallest identity key of the person as id, an email as label, the CRM contact's owner.

import { ABSENT, halvesOf } from '#shared/identity/intern.ts';
import { kindNumber, leadKinds } from '#shared/journeys/kinds.ts';
import { emailTable } from '../identity/emails.ts';
import { type Identity, personOf } from '../identity/graph.ts';
import { eventSource, factTable, ownerHash, phoneTable } from '../identity/keys.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { writeKeys } from '../identity/write-keys.ts';
import type { LeadFacts } from './facts.ts';

export interface LeadNames {
  id(person: number): string;
  label(person: number): string;
  owner(person: number): string;
}

/** Reads the names of everyone who is a lead. Needs the temporary tables identity_email, identity_phone and event_fact. */
export async function readLeadNames(sql: Sql, identity: Identity, leads: LeadFacts): Promise<LeadNames> {
  const names = new SmallestTexts(identity, leads);
  const [emails, contacts, owners, others] = [names.column(), names.column(), names.column(), names.column()];

  const email = await readColumns(
    sql,
    { hash: 'u64', text: 'text' },
    `SELECT hash('email:' || email), email FROM ${emailTable}`,
  );
  names.keep(emails, email.hash, email.text);
  const contact = await readColumns(
    sql,
    { hash: 'u64', key: 'text', owner: 'text' },
    `SELECT hash('contact:' || k), 'contact:' || k, owner FROM (
       SELECT system || ':' || id AS k, owner FROM contact
       UNION ALL SELECT DISTINCT contact_id, NULL FROM event WHERE contact_id IS NOT NULL)`,
  );
  names.keep(contacts, contact.hash, contact.key);
  names.keep(owners, contact.hash, contact.owner);
  await readOtherKeys(sql, identity, names, others, person => contacts[person] === '' && emails[person] === '');

  const labelOfKey = (key: string): string => key.slice(key.indexOf(':') + 1);
  // A contact's key comes before an email's, and that before any other.
  const keyOf = (person: number): string => contacts[person] || others[person] || `node:${person}`;
  return {
    id: person => (contacts[person] === '' && emails[person] !== '' ? `email:${emails[person]}` : keyOf(person)),
    label: person => emails[person] || labelOfKey(keyOf(person)),
    owner: person => owners[person],
  };
}

/** Keys of the leads that have neither email nor contact: a user id, a phone, a visitor, or the very event that made them one. */
async function readOtherKeys(
  sql: Sql,
  identity: Identity,
  names: SmallestTexts,
  column: string[],
  isNameless: (person: number) => boolean,
): Promise<void> {
  const nodes: number[] = [];
  for (let node = 0; node < identity.interner.size; node++) {
    const person = names.leadOf(node);
    if (person >= 0 && isNameless(person)) nodes.push(node);
  }
  if (nodes.length === 0) return;
  await writeKeys(sql, 'journey_lead', identity.interner, nodes);
  const numbers = leadKinds.map(kind => kindNumber[kind]).join(', ');
  const rows = await readColumns(
    sql,
    { hash: 'u64', key: 'text' },
    `SELECT hash, key FROM journey_lead JOIN (
       SELECT DISTINCT hash('user:' || user_id) AS hash, 'user:' || user_id AS key FROM event WHERE user_id IS NOT NULL
       UNION ALL SELECT DISTINCT hash, 'phone:' || e164 FROM ${phoneTable}
       UNION ALL SELECT DISTINCT hash(visitor), 'visitor:' || visitor FROM ${factTable} WHERE visitor IS NOT NULL AND kind IN (${numbers})
       UNION ALL SELECT owner, 'event:' || owner FROM (SELECT ${ownerHash(identity.hasPhones)} AS owner, event.key AS key
         FROM ${eventSource(identity, factTable)} WHERE kind IN (${numbers}) AND visitor IS NULL AND email IS NULL) WHERE owner = key
     ) USING (hash)`,
  );
  names.keep(column, rows.hash, rows.key);
}

/** Columns of texts by node of the person: of a lead the smallest that any of its keys has, '' for none. */
class SmallestTexts {
  readonly #identity: Identity;
  readonly #leads: LeadFacts;

  constructor(identity: Identity, leads: LeadFacts) {
    this.#identity = identity;
    this.#leads = leads;
  }

  column(): string[] {
    return new Array<string>(this.#leads.at.length).fill('');
  }

  /** The person that a node belongs to where that is a lead, else -1. */
  leadOf(node: number): number {
    const person = node === ABSENT ? -1 : personOf(this.#identity, node);
    return person >= 0 && person < this.#leads.at.length && !Number.isNaN(this.#leads.at[person]) ? person : -1;
  }

  /** Text i belongs to the key with hash i; '' is none. */
  keep(column: string[], hashes: BigUint64Array, texts: readonly string[]): void {
    const node = new Uint32Array(hashes.length);
    this.#identity.interner.findAll(halvesOf(hashes), hashes.length, node);
    for (let i = 0; i < node.length; i++) {
      const person = this.leadOf(node[i]);
      if (person < 0 || texts[i] === '') continue;
      if (column[person] === '' || texts[i] < column[person]) column[person] = texts[i];
    }
  }
}
