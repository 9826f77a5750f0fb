// Salesforce's Contact object, from Data Loader or Data Export (API names, any case). Ids are joined on their first 15
// characters, and their case counts. A contact that was merged into another is the same person as that one.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';
import { customField, deleted } from './parts/salesforce.ts';

export const salesforceContact = {
  id: 'salesforce-contact',
  label: 'Salesforce contacts (Data Loader, Data Export)',
  vendor: 'Salesforce',
  version: 3,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['Id', 'Email'],
    some: {
      of: [
        'AccountId',
        'LastName',
        'FirstName',
        'LeadSource',
        'CreatedDate',
        'OwnerId',
        'MasterRecordId',
        'SystemModstamp',
        'Account.Name',
      ],
      atLeast: 3,
    },
    priority: 10,
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
        { field: 'phone', from: ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'], as: 'phone' },
        { field: 'name', from: ['Name'], as: 'text' },
        { field: 'name', from: ['FirstName', 'LastName'], as: 'text', join: ' ' },
        { field: 'account_id', from: ['AccountId', 'Account.Id'], as: 'id15' },
        { field: 'account_name', from: ['Account.Name'], as: 'text' },
        { field: 'owner', from: ['Owner.Name', 'OwnerId'], as: 'text' },
        heardColumn,
        { field: 'merged_ids', from: ['MasterRecordId'], as: 'id15' },
      ],
      key: ['id'],
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
  facts:
    'developer.salesforce.com object reference, Contact; help.salesforce.com data export; github fivetran/dbt_salesforce',
} satisfies Format;
