// Records as Salesforce's outbound messages tell them and server/webhooks keeps them: the fields that the message was set up
// to send, under their API names (custom ones in lower case). What it doesn't send stays as it was.

import type { Column, Format } from './format.ts';
import { recordClick } from './parts/record-click.ts';
import { customField } from './parts/salesforce.ts';
import { within } from './parts/within.ts';

const modified = (object: string): Column => ({
  field: 'modified',
  from: [`${object}.LastModifiedDate`, `${object}.SystemModstamp`, 'received'],
  as: 'instant',
  required: true,
});

const state: Column[] = [
  { field: 'state', from: ['IsWon'], as: 'text', values: { true: 'won' } },
  { field: 'state', from: ['IsClosed'], as: 'text', values: { true: 'lost' }, given: ['IsWon'] },
  { field: 'state', from: ['IsClosed'], as: 'text', values: { false: 'open' } },
  {
    field: 'state',
    from: ['StageName'],
    as: 'text',
    lacking: ['IsWon', 'IsClosed'],
    values: { 'closed won': 'won', 'closed lost': 'lost', '*': 'open' },
  },
];

const person = (object: string): Column[] => [
  { field: 'id', from: [`${object}.Id`], as: 'id15' },
  modified(object),
  ...within(object, [
    { field: 'created', from: ['CreatedDate'], as: 'instant' },
    { field: 'email', from: ['Email'], as: 'someEmail' },
    { field: 'phone', from: ['Phone', 'MobilePhone'], as: 'somePhone' },
    { field: 'name', from: ['Name'], as: 'text' },
    { field: 'owner', from: ['OwnerId'], as: 'text' },
  ]),
];

const click = (object: string) =>
  recordClick({
    system: 'salesforce',
    headers: name => customField(name).map(field => `${object}.${field}`),
    contact: { from: [`${object}.Id`], as: 'id15' },
    created: [{ from: [`${object}.CreatedDate`], as: 'instant' }],
    email: [`${object}.Email`],
  });

export const salesforceWebhook = {
  id: 'salesforce-webhook',
  label: 'Salesforce outbound messages (opportunities, leads, contacts, accounts)',
  vendor: 'Salesforce',
  version: 1,
  system: 'salesforce',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['salesforce', 'received'], priority: 20 },
  yields: [
    {
      record: 'deal',
      isPartial: true,
      columns: [
        { field: 'id', from: ['opportunity.Id'], as: 'id15' },
        modified('opportunity'),
        ...within('opportunity', [
          { field: 'name', from: ['Name'], as: 'text' },
          { field: 'currency', from: ['CurrencyIsoCode'], as: 'currency' },
          { field: 'amount', from: ['Amount'], as: 'money' },
          { field: 'stage', from: ['StageName'], as: 'text' },
          { field: 'type', from: ['Type'], as: 'text' },
          ...state,
          { field: 'created', from: ['CreatedDate'], as: 'instant' },
          { field: 'won', from: ['CloseDate'], as: 'instant', clock: 'local', only: { field: 'state', is: ['won'] } },
          { field: 'lost', from: ['CloseDate'], as: 'instant', clock: 'local', only: { field: 'state', is: ['lost'] } },
          { field: 'owner', from: ['OwnerId'], as: 'text' },
          { field: 'account_id', from: ['AccountId'], as: 'id15' },
        ]),
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['opportunity.Id'], as: 'id15' },
        { field: 'person', from: ['opportunity.ContactId'], as: 'id15', prefix: 'contact:salesforce:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'opportunity contact' },
      ],
      when: ['deal_id', 'person'],
      key: ['deal_id', 'person'],
    },
    {
      record: 'contact',
      isPartial: true,
      columns: [
        ...person('lead'),
        ...within('lead', [
          { field: 'account_id', from: ['ConvertedAccountId'], as: 'id15' },
          { field: 'account_name', from: ['Company'], as: 'text' },
          { field: 'lifecycle', from: ['Status'], as: 'text' },
          { field: 'merged_ids', from: ['ConvertedContactId'], as: 'id15' },
        ]),
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['lead.ConvertedOpportunityId'], as: 'id15' },
        { field: 'person', from: ['lead.Id'], as: 'id15', prefix: 'contact:salesforce:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'converted lead' },
      ],
      when: ['deal_id', 'person'],
      key: ['deal_id', 'person'],
    },
    {
      record: 'contact',
      isPartial: true,
      columns: [...person('contact'), ...within('contact', [{ field: 'account_id', from: ['AccountId'], as: 'id15' }])],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'account',
      isPartial: true,
      columns: [
        { field: 'id', from: ['account.Id'], as: 'id15' },
        modified('account'),
        ...within('account', [
          { field: 'name', from: ['Name'], as: 'text' },
          { field: 'domain', from: ['Website'], as: 'domain' },
          { field: 'industry', from: ['Industry'], as: 'text' },
          { field: 'type', from: ['Type'], as: 'text' },
          { field: 'owner', from: ['OwnerId'], as: 'text' },
        ]),
      ],
      when: ['id'],
      key: ['id'],
    },
    click('lead'),
    click('contact'),
  ],
  facts: 'developer.salesforce.com, outbound messaging: the notifications() message and the object reference',
} satisfies Format;
