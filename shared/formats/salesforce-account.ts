// Salesforce's Account object, from Data Loader or Data Export. Its name and website join deals and people without a
// contact to their company; ids are joined on their first 15 characters.

import type { Format } from './format.ts';
import { deleted } from './parts/salesforce.ts';

const apiWords = [
  'OwnerId',
  'ParentId',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'SystemModstamp',
  'IsDeleted',
  'MasterRecordId',
  'BillingCountry',
  'BillingCity',
  'BillingStreet',
  'ShippingCountry',
  'AnnualRevenue',
  'NumberOfEmployees',
  'AccountSource',
  'AccountNumber',
];

export const salesforceAccount = {
  id: 'salesforce-account',
  label: 'Salesforce accounts (Data Loader, Data Export)',
  vendor: 'Salesforce',
  version: 1,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['Id', 'Name', 'Website'],
    some: { of: apiWords, atLeast: 1 },
    or: [
      { all: ['Id', 'Name', 'Industry'], some: { of: apiWords, atLeast: 1 } },
      {
        all: ['Id', 'Name'],
        some: {
          of: ['BillingCountry', 'BillingCity', 'BillingStreet', 'ShippingCountry', 'AccountSource', 'AccountNumber'],
          atLeast: 2,
        },
      },
    ],
    priority: 10,
  },
  refuse: deleted,
  yields: [
    {
      record: 'account',
      columns: [
        { field: 'id', from: ['Id'], as: 'id15', required: true },
        { field: 'name', from: ['Name'], as: 'text' },
        { field: 'domain', from: ['Website'], as: 'domain' },
        { field: 'industry', from: ['Industry'], as: 'text' },
        { field: 'type', from: ['Type'], as: 'text' },
        { field: 'owner', from: ['Owner.Name', 'OwnerId'], as: 'text' },
        { field: 'modified', from: ['LastModifiedDate', 'SystemModstamp'], as: 'instant' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'developer.salesforce.com object reference, Account; github fivetran/dbt_salesforce',
} satisfies Format;
