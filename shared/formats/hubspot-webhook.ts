// Single changes as HubSpot's webhooks tell them and server/webhooks keeps them: one property of one record. What a change
// doesn't name stays as it was. Stages come by their internal names, which only say won or lost in HubSpot's own pipeline;
// in others `hs_is_closed_won` and `hs_is_closed_lost` do, where the app subscribes to them.

import type { Column, Format } from './format.ts';

const modified: Column = { field: 'modified', from: ['hubspot.occurredAt'], as: 'instant', required: true };
const opened = {
  appointmentscheduled: 'open',
  qualifiedtobuy: 'open',
  presentationscheduled: 'open',
  decisionmakerboughtin: 'open',
  contractsent: 'open',
} as const;

const state: Column[] = [
  { field: 'state', from: ['deal.dealstage'], as: 'text', values: { closedwon: 'won', closedlost: 'lost', ...opened } },
  { field: 'state', from: ['deal.hs_is_closed_won'], as: 'text', values: { true: 'won' } },
  { field: 'state', from: ['deal.hs_is_closed_lost'], as: 'text', values: { true: 'lost' } },
  { field: 'state', from: ['deal.hs_is_closed'], as: 'text', values: { false: 'open' } },
];

export const hubspotWebhook = {
  id: 'hubspot-webhook',
  label: 'HubSpot webhook (changes of deals, contacts, companies)',
  vendor: 'HubSpot',
  version: 1,
  system: 'hubspot',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['hubspot', 'received'], priority: 20 },
  yields: [
    {
      record: 'deal',
      isPartial: true,
      columns: [
        { field: 'id', from: ['deal.id'], as: 'id' },
        modified,
        { field: 'name', from: ['deal.dealname'], as: 'text' },
        { field: 'currency', from: ['deal.deal_currency_code'], as: 'currency' },
        { field: 'amount', from: ['deal.amount'], as: 'money' },
        { field: 'pipeline', from: ['deal.pipeline'], as: 'text' },
        { field: 'stage', from: ['deal.dealstage'], as: 'text' },
        { field: 'type', from: ['deal.dealtype'], as: 'text' },
        ...state,
        { field: 'created', from: ['deal.createdate'], as: 'instant' },
        // Which of the two it is hangs on the state, of which another message tells.
        { field: 'won', from: ['deal.closedate'], as: 'instant' },
        { field: 'lost', from: ['deal.closedate'], as: 'instant' },
        { field: 'owner', from: ['deal.hubspot_owner_id'], as: 'text' },
        { field: 'account_id', from: ['deal.hs_primary_associated_company'], as: 'id' },
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      // The moment of a change is worth more than the close date, a day that people edit.
      record: 'stage_change',
      columns: [
        {
          field: 'id',
          from: ['deal.id', 'hubspot.occurredAt', 'hubspot.propertyName'],
          as: 'text',
          join: ':',
        },
        { field: 'deal_id', from: ['deal.id'], as: 'id' },
        { field: 'at', from: ['hubspot.occurredAt'], as: 'instant', required: true },
        { field: 'stage', from: ['deal.dealstage'], as: 'text' },
        { field: 'stage', from: ['deal.hs_is_closed_won'], as: 'text', values: { true: 'closed won' } },
        { field: 'stage', from: ['deal.hs_is_closed_lost'], as: 'text', values: { true: 'closed lost' } },
        ...state,
      ],
      when: ['deal_id', 'stage'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['association.deal'], as: 'id' },
        { field: 'person', from: ['association.contact'], as: 'id', prefix: 'contact:hubspot:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'association' },
      ],
      when: ['deal_id', 'person'],
      key: ['deal_id', 'person'],
    },
    {
      record: 'contact',
      isPartial: true,
      columns: [
        { field: 'id', from: ['contact.id'], as: 'id' },
        modified,
        { field: 'created', from: ['contact.createdate'], as: 'instant' },
        { field: 'email', from: ['contact.email'], as: 'someEmail' },
        { field: 'phone', from: ['contact.phone'], as: 'somePhone' },
        { field: 'account_id', from: ['contact.associatedcompanyid'], as: 'id' },
        { field: 'account_name', from: ['contact.company'], as: 'text' },
        { field: 'owner', from: ['contact.hubspot_owner_id'], as: 'text' },
        { field: 'lifecycle', from: ['contact.lifecyclestage'], as: 'text' },
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'account',
      isPartial: true,
      columns: [
        { field: 'id', from: ['company.id'], as: 'id' },
        modified,
        { field: 'name', from: ['company.name'], as: 'text' },
        { field: 'domain', from: ['company.domain'], as: 'domain' },
        { field: 'industry', from: ['company.industry'], as: 'text' },
        { field: 'type', from: ['company.type'], as: 'text' },
        { field: 'owner', from: ['company.hubspot_owner_id'], as: 'text' },
      ],
      when: ['id'],
      key: ['id'],
    },
  ],
  facts: 'developers.hubspot.com/docs/api-reference/webhooks: one change of one property a message',
} satisfies Format;
