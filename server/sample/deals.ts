// The sample company's deals, most of them in the `deals` format; where a deal has several people (or none) it comes
// from HubSpot's export instead, whose deals name contacts by id.

import { csv, hubspotTime, isoSeconds, major } from './text.ts';

export interface Deal {
  readonly name: string;
  /** '' is a deal without people. */
  readonly email: string;
  readonly account: string;
  readonly industry: string;
  readonly created: number;
  readonly opportunity: number;
  readonly won?: number;
  readonly lost?: number;
  readonly stage: string;
  /** Minor units. */
  amount: number;
  readonly currency: 'GBP' | 'EUR';
  readonly owner: string;
  refund?: { readonly at: number; readonly amount: number };
  /** What the buyer told sales of how they heard of the company. */
  heard?: string;
}

export function dealsFile(deals: readonly Deal[]): string {
  const header = [
    'deal_id',
    'name',
    'email',
    'account',
    'industry',
    'created_at',
    'opportunity_at',
    'won_at',
    'lost_at',
    'stage',
    'pipeline',
    'amount',
    'currency',
    'owner',
    'refund_at',
    'refund_amount',
    'How did you hear about us?',
  ];
  const at = (instant: number | undefined) => (instant === undefined ? null : isoSeconds(instant));
  return csv(
    header,
    deals.map((deal, i) => [
      `D-${1001 + i}`,
      deal.name,
      deal.email,
      deal.account,
      deal.industry,
      at(deal.created),
      at(deal.opportunity),
      at(deal.won),
      at(deal.lost),
      deal.stage,
      'Sales',
      major(deal.amount),
      deal.currency,
      deal.owner,
      at(deal.refund?.at),
      deal.refund ? major(deal.refund.amount) : null,
      deal.heard,
    ]),
  );
}

export interface HubspotContact {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly company: { readonly id: string; readonly name: string };
  readonly created: number;
  readonly heard?: string;
}

export interface HubspotDeal {
  readonly id: string;
  readonly name: string;
  readonly stage: 'Closed won' | 'Closed lost' | 'Contract sent';
  readonly amount: number;
  readonly created: number;
  readonly closed?: number;
  readonly contacts: readonly HubspotContact[];
  readonly owner: string;
}

export function hubspotContactsFile(contacts: readonly HubspotContact[]): string {
  const header = [
    'Record ID',
    'First Name',
    'Last Name',
    'Email',
    'Company Name',
    'Associated Company IDs (Primary)',
    'Lifecycle Stage',
    'Create Date',
    'How did you hear about us?',
  ];
  return csv(
    header,
    contacts.map(contact => [
      contact.id,
      contact.first,
      contact.last,
      contact.email,
      contact.company.name,
      contact.company.id,
      'customer',
      hubspotTime(contact.created),
      contact.heard,
    ]),
  );
}

export function hubspotDealsFile(deals: readonly HubspotDeal[]): string {
  const header = [
    'Record ID',
    'Deal Name',
    'Deal Stage',
    'Pipeline',
    'Amount',
    'Currency',
    'Create Date',
    'Close Date',
    'Deal owner',
    'Is Closed Won',
    'Is Closed lost',
    'Associated Contact IDs',
  ];
  return csv(
    header,
    deals.map(deal => [
      deal.id,
      deal.name,
      deal.stage,
      'Key accounts',
      major(deal.amount),
      'GBP',
      hubspotTime(deal.created),
      deal.closed === undefined ? null : hubspotTime(deal.closed),
      deal.owner,
      String(deal.stage === 'Closed won'),
      String(deal.stage === 'Closed lost'),
      deal.contacts.map(contact => contact.id).join(';'),
    ]),
  );
}
