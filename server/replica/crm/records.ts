// The records of the replica CRM: the sample's own HubSpot contacts, companies and deals, and one contact whose id the
// exports lack, so that only its email tells who it is.

import type { HubspotContact, HubspotDeal } from '../../sample/deals.ts';
import { theLongWay, threeContacts } from '../../sample/lessons.ts';
import { seededRandom } from '../../sample/random.ts';
import { Tracks } from '../../sample/tracks.ts';

export const portal = '1042073';

/** HubSpot's numbers of the kinds of record. */
export type CrmType = '0-1' | '0-2' | '0-3';

export interface CrmRecord {
  type: CrmType;
  id: string;
  title: string;
  /** Under the title. */
  subtitle: string;
  email: string | null;
  /** Label and value by the property's internal name. */
  properties: Record<string, [label: string, value: string]>;
  /** Records beside it. */
  related: { type: CrmType; id: string }[];
}

export function crmRecords(): CrmRecord[] {
  // Only the records are wanted; the visits that lead to them go nowhere.
  const tracks = new Tracks(seededRandom(1));
  const lessons = [theLongWay(tracks), threeContacts(tracks)];
  const contacts = lessons.flatMap(lesson => lesson.contacts);
  const deals = lessons.flatMap(lesson => lesson.deals);
  const companies = new Map(contacts.map(({ company }) => [company.id, company.name]));
  return [
    ...contacts.map(contact => contactRecord(contact, deals)),
    ...[...companies].map(([id, name]) => companyRecord(id, name, contacts, deals)),
    ...deals.map(dealRecord),
    {
      type: '0-1',
      id: '610',
      title: 'Penhallow Spa',
      subtitle: 'Created by hand',
      email: 'buyer@penhallowspa.example',
      properties: { email: ['Email', 'buyer@penhallowspa.example'], company: ['Company name', 'Penhallow Spa'] },
      related: [],
    },
  ];
}

function contactRecord(contact: HubspotContact, deals: readonly HubspotDeal[]): CrmRecord {
  const { id, first, last, email, company, created } = contact;
  return {
    type: '0-1',
    id,
    title: `${first} ${last}`,
    subtitle: company.name,
    email,
    properties: {
      email: ['Email', email],
      company: ['Company name', company.name],
      lifecyclestage: ['Lifecycle stage', 'Customer'],
      createdate: ['Create date', dayText(created)],
    },
    related: [
      { type: '0-2', id: company.id },
      ...deals
        .filter(deal => deal.contacts.some(other => other.id === id))
        .map(deal => ({ type: '0-3' as const, id: deal.id })),
    ],
  };
}

function companyRecord(
  id: string,
  name: string,
  contacts: readonly HubspotContact[],
  deals: readonly HubspotDeal[],
): CrmRecord {
  const people = contacts.filter(({ company }) => company.id === id);
  const domain = people[0].email.split('@')[1];
  return {
    type: '0-2',
    id,
    title: name,
    subtitle: domain,
    email: null,
    properties: { name: ['Company name', name], domain: ['Company domain name', domain] },
    related: [
      ...people.map(person => ({ type: '0-1' as const, id: person.id })),
      ...deals
        .filter(deal => deal.contacts.some(({ company }) => company.id === id))
        .map(deal => ({ type: '0-3' as const, id: deal.id })),
    ],
  };
}

function dealRecord(deal: HubspotDeal): CrmRecord {
  const amount = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(deal.amount / 100);
  const companies = [...new Set(deal.contacts.map(({ company }) => company.id))];
  return {
    type: '0-3',
    id: deal.id,
    title: deal.name,
    subtitle: `Amount: ${amount}`,
    email: null,
    properties: {
      amount: ['Amount', amount],
      dealstage: ['Deal stage', deal.stage],
      hubspot_owner_id: ['Deal owner', deal.owner],
      createdate: ['Create date', dayText(deal.created)],
      ...(deal.closed === undefined ? {} : { closedate: ['Close date', dayText(deal.closed)] as [string, string] }),
    },
    related: [
      ...deal.contacts.map(contact => ({ type: '0-1' as const, id: contact.id })),
      ...companies.map(id => ({ type: '0-2' as const, id })),
    ],
  };
}

const dayText = (at: number) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
