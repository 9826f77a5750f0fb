// HubSpot's companies export, with property labels or internal names. A company's own domain is what joins people without
// an association to it; free-mail domains never do.

import type { Format } from './format.ts';

const hubspotWords = [
  'Company owner',
  'Company Domain Name',
  'Lifecycle Stage',
  'Number of Associated Contacts',
  'Number of Associated Deals',
  'Associated Contact IDs',
  'Associated Contact',
  'Associated Deal IDs',
  'Create Date',
  'Original Traffic Source',
  'Original Source Type',
  'Original Source',
  'Number of Employees',
  'Annual Revenue',
  'Merged Company IDs',
];

export const hubspotCompanies = {
  id: 'hubspot-companies',
  label: 'HubSpot companies',
  vendor: 'HubSpot',
  version: 1,
  system: 'hubspot',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Record ID', 'Company name'],
    some: { of: hubspotWords, atLeast: 1 },
    or: [
      { all: ['Record ID', 'Company Domain Name'] },
      { all: ['Company ID', 'Company name'], some: { of: hubspotWords, atLeast: 2 } },
      { all: ['hs_object_id', 'domain'] },
      { all: ['hs_object_id', 'name', 'industry'] },
    ],
    // A contact has a company's name too and is told by its e-mail: see hubspot-contacts.
    priority: 10,
  },
  yields: [
    {
      record: 'account',
      columns: [
        { field: 'id', from: ['Record ID', 'Company ID', 'hs_object_id', 'companyId'], as: 'id', required: true },
        { field: 'name', from: ['Company name', 'name'], as: 'text' },
        { field: 'domain', from: ['Company Domain Name', 'domain', 'Website URL', 'website'], as: 'domain' },
        { field: 'industry', from: ['Industry'], as: 'text' },
        { field: 'type', from: ['Type', 'Lifecycle Stage'], as: 'text' },
        { field: 'owner', from: ['Company owner', 'hubspot_owner_id'], as: 'text' },
        {
          field: 'modified',
          from: ['Last Modified Date', 'hs_lastmodifieddate', 'Object last modified date/time'],
          as: 'instant',
        },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'knowledge.hubspot.com/crm-setup/export-your-data; github fivetran/dbt_hubspot',
} satisfies Format;
