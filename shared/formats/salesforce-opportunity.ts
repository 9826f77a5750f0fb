// Salesforce's Opportunity object, from Data Loader or Data Export (API names, any case). Won is what IsWon says, not
// the stage's text; CloseDate is a day that people edit, so the history's first won row is the better instant.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { deleted } from './parts/salesforce.ts';

const state: Column[] = [
  { field: 'state', from: ['IsWon'], as: 'text', values: { true: 'won', '1': 'won' } },
  { field: 'state', from: ['IsClosed'], as: 'text', values: { true: 'lost', '1': 'lost' }, given: ['IsWon'] },
  // Files without IsWon: the forecast category is Salesforce's own, stages are the customer's words.
  {
    field: 'state',
    from: ['ForecastCategoryName', 'Probability'],
    as: 'text',
    join: '|',
    lacking: ['IsWon'],
    values: { closed: 'won', 'closed|100*': 'won', 'omitted|0': 'lost', 'omitted|0.0*': 'lost' },
  },
  {
    field: 'state',
    from: ['StageName'],
    as: 'text',
    lacking: ['IsWon', 'ForecastCategoryName'],
    values: { 'closed won': 'won', 'closed lost': 'lost' },
  },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const salesforceOpportunity = {
  id: 'salesforce-opportunity',
  label: 'Salesforce opportunities (Data Loader, Data Export)',
  vendor: 'Salesforce',
  version: 2,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: { all: ['Id', 'StageName', 'CloseDate'], or: [{ all: ['Id', 'StageName', 'IsWon'] }], priority: 11 },
  refuse: deleted,
  yields: [
    {
      record: 'deal',
      columns: [
        { field: 'id', from: ['Id'], as: 'id15', required: true },
        { field: 'name', from: ['Name'], as: 'text' },
        { field: 'currency', from: ['CurrencyIsoCode'], as: 'currency' },
        { field: 'amount', from: ['Amount'], as: 'money' },
        { field: 'pipeline', from: ['RecordType.Name', 'RecordTypeName'], as: 'text' },
        { field: 'stage', from: ['StageName'], as: 'text' },
        { field: 'type', from: ['Type'], as: 'text' },
        ...state,
        { field: 'created', from: ['CreatedDate'], as: 'instant' },
        { field: 'won', from: ['CloseDate'], as: 'instant', clock: 'local', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: ['CloseDate'], as: 'instant', clock: 'local', only: { field: 'state', is: ['lost'] } },
        { field: 'modified', from: ['LastModifiedDate', 'SystemModstamp'], as: 'instant' },
        { field: 'owner', from: ['Owner.Name', 'OwnerId'], as: 'text' },
        { field: 'industry', from: ['Account.Industry'], as: 'text' },
        heardColumn,
        { field: 'account_id', from: ['AccountId', 'Account.Id'], as: 'id15' },
        { field: 'account_name', from: ['Account.Name'], as: 'text' },
        { field: 'account_domain', from: ['Account.Website'], as: 'domain' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['Id'], as: 'id15', required: true },
        { field: 'person', from: ['ContactId', 'Contact.Id'], as: 'id15', prefix: 'contact:salesforce:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'opportunity contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts:
    'developer.salesforce.com object reference, Opportunity; help.salesforce.com data export; github fivetran/dbt_salesforce',
} satisfies Format;
