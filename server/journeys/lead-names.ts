// What leads are called: the smallest identity key of the person as id, an email as label, the CRM contact's owner.

import { kindNumber, leadKinds } from '#shared/journeys/kinds.ts';
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
  const nodes: number[] = [];
  for (let node = 0; node < identity.interner.size; node++) {
    const person = personOf(identity, node);
    if (person < leads.at.length && !Number.isNaN(leads.at[person])) nodes.push(node);
  }
  const ids = new Map<number, string>();
  const labels = new Map<number, string>();
  const owners = new Map<number, string>();
  if (nodes.length > 0) {
    await writeKeys(sql, 'journey_lead', identity.interner, nodes);
    const numbers = leadKinds.map(kind => kindNumber[kind]).join(', ');
    const contact = `hash('contact:' || system || ':' || id)`;
    // A lead without any key of a person has the visitor's or the row's on the very event that made it one.
    const rows = await readColumns(
      sql,
      { node: 'u32', key: 'text', owner: 'text' },
      `SELECT node, key, owner FROM journey_lead JOIN (
         SELECT hash('email:' || email) AS hash, 'email:' || email AS key, NULL AS owner FROM identity_email
         UNION ALL SELECT DISTINCT hash('user:' || user_id), 'user:' || user_id, NULL FROM event WHERE user_id IS NOT NULL
         UNION ALL SELECT DISTINCT hash('contact:' || contact_id), 'contact:' || contact_id, NULL FROM event WHERE contact_id IS NOT NULL
         UNION ALL SELECT ${contact}, 'contact:' || system || ':' || id, owner FROM contact
         UNION ALL SELECT DISTINCT hash, 'phone:' || e164, NULL FROM ${phoneTable}
         UNION ALL SELECT DISTINCT hash(visitor), 'visitor:' || visitor, NULL FROM ${factTable} WHERE visitor IS NOT NULL AND kind IN (${numbers})
         UNION ALL SELECT owner, 'event:' || owner, NULL FROM (SELECT ${ownerHash(identity.hasPhones)} AS owner, event.key AS key
           FROM ${eventSource(identity, factTable)} WHERE kind IN (${numbers}) AND visitor IS NULL AND email IS NULL) WHERE owner = key
       ) USING (hash)`,
    );
    for (let i = 0; i < rows.rows; i++) {
      const person = personOf(identity, rows.node[i]);
      keepSmallest(ids, person, rows.key[i]);
      if (rows.key[i].startsWith('email:')) keepSmallest(labels, person, rows.key[i].slice('email:'.length));
      if (rows.owner[i] !== '') keepSmallest(owners, person, rows.owner[i]);
    }
  }
  const id = (person: number): string => ids.get(person) ?? `node:${person}`;
  return {
    id,
    label: person => labels.get(person) ?? id(person).slice(id(person).indexOf(':') + 1),
    owner: person => owners.get(person) ?? '',
  };
}

function keepSmallest(map: Map<number, string>, person: number, text: string): void {
  const known = map.get(person);
  if (known === undefined || text < known) map.set(person, text);
}
