// Salesforce's Lead object, from Data Loader or Data Export. A lead is a contact before it has an account: once converted
// it and its contact are one person, and it is on the opportunity that it was converted to.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';
import { customField, deleted } from './parts/salesforce.ts';

const leadWords = [
  'IsConverted',
  'ConvertedDate',
  'ConvertedContactId',
  'ConvertedAccountId',
  'ConvertedOpportunityId',
  'IsUnreadByOwner',
  'Status',
  'LeadSource',
  'LastName',
];

export const salesforceLead = {
  id: 'salesforce-lead',
  label: 'Salesforce leads (Data Loader, Data Export)',
  vendor: 'Salesforce',
  version: 2,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['Id', 'Company'],
    some: { of: leadWords, atLeast: 2 },
    or: [{ all: ['Id', 'ConvertedContactId'] }, { all: ['Id', 'IsConverted'] }],
    priority: 12,
  },
  refuse: deleted,
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['Id'], as: 'id15', required: true },
        { field: 'created', from: ['CreatedDate'], as: 'instant' },
        { field: 'modified', from: ['LastModifiedDate', 'SystemModstamp'], as: 'instant' },
        { field: 'email', from: ['Email'], as: 'email' },
        { field: 'phone', from: ['Phone', 'MobilePhone'], as: 'phone' },
        { field: 'name', from: ['Name'], as: 'text' },
        { field: 'name', from: ['FirstName', 'LastName'], as: 'text', join: ' ' },
        { field: 'account_id', from: ['ConvertedAccountId'], as: 'id15' },
        { field: 'account_name', from: ['Company'], as: 'text' },
        { field: 'owner', from: ['Owner.Name', 'OwnerId'], as: 'text' },
        { field: 'lifecycle', from: ['Status'], as: 'text' },
        heardColumn,
        // The contact is another record of the same person; so is the lead that this one was merged into.
        { field: 'merged_ids', from: ['ConvertedContactId'], as: 'id15' },
        { field: 'merged_ids', from: ['MasterRecordId'], as: 'id15' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['ConvertedOpportunityId'], as: 'id15' },
        { field: 'person', from: ['Id'], as: 'id15', prefix: 'contact:salesforce:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'converted lead' },
      ],
      when: ['deal_id'],
      key: ['deal_id', 'person'],
    },
    recordClick({
      system: 'salesforce',
      headers: customField,
      contact: { from: ['Id'], as: 'id15' },
      created: [{ from: ['CreatedDate'], as: 'instant' }],
      email: ['Email'],
    }),
  ],
  keepsUnknown: true,
  facts: 'developer.salesforce.com object reference, Lead; github fivetran/dbt_salesforce',
} satisfies Format;
