// HubSpot's contacts export, with property labels or internal names. Times carry no offset: they are in the zone of the
// user who exported. The original traffic source and the last click ids are kept as properties, never as a touch: the one is
// HubSpot's own guess, and of the others nobody says when they were clicked.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';

const id = ['Record ID', 'Contact ID', 'hs_object_id', 'vid'];

const hubspotWords = [
  'Lifecycle Stage',
  'Number of Associated Deals',
  'Original Traffic Source',
  'Original Source',
  'Original Source Type',
  'First Conversion',
  'Recent Conversion',
  'Associated Company',
  'Associated Company IDs',
  'Associated Deal IDs',
  'Became a Lead Date',
  'Merged record IDs',
  'Marketing contact status',
  'Create Date',
  'Phone Number',
];

export const hubspotContacts = {
  id: 'hubspot-contacts',
  label: 'HubSpot contacts',
  vendor: 'HubSpot',
  version: 4,
  system: 'hubspot',
  shape: 'table',
  clock: 'local',
  // Other CRMs say 'Record Id', 'First Name' and 'Contact Owner' too; these words are HubSpot's.
  detect: {
    all: ['Record ID', 'Email'],
    some: { of: hubspotWords, atLeast: 1 },
    or: [{ all: ['Contact ID', 'Email'], some: { of: hubspotWords, atLeast: 2 } }, { all: ['hs_object_id', 'email'] }],
    priority: 10,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { field: 'created', from: ['Create Date', 'hs_createdate'], as: 'instant' },
        {
          field: 'modified',
          from: ['Last Modified Date', 'hs_lastmodifieddate', 'Object last modified date/time'],
          as: 'instant',
        },
        { field: 'email', from: ['Email', 'Work email'], as: 'email' },
        {
          field: 'phone',
          from: ['Phone Number', 'phone', 'Mobile Phone Number', 'mobilephone', 'hs_whatsapp_phone_number'],
          as: 'phone',
        },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        {
          field: 'account_id',
          from: [
            'Associated Company IDs (Primary)',
            'Primary Associated Company ID',
            'associatedcompanyid',
            'Associated Company IDs',
          ],
          as: 'first',
        },
        {
          field: 'account_name',
          from: ['Associated Company (Primary)', 'Associated Company', 'Company Name', 'company'],
          as: 'first',
        },
        { field: 'owner', from: ['Contact owner', 'hubspot_owner_id'], as: 'text' },
        { field: 'lifecycle', from: ['Lifecycle Stage'], as: 'text' },
        heardColumn,
        { field: 'merged_ids', from: ['Merged record IDs', 'Merged Contact IDs', 'hs_merged_object_ids'], as: 'text' },
      ],
      key: ['id'],
    },
    {
      // The same association as in the deals export, from its other end: it stands beside that one.
      record: 'deal_person',
      columns: [
        {
          field: 'deal_id',
          from: ['Associated Deal IDs', 'Associated Deal ID', 'Associated Deal IDs (Primary)'],
          as: 'ids',
        },
        { field: 'person', from: id, as: 'id', prefix: 'contact:hubspot:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'association' },
      ],
      when: ['deal_id'],
      each: 'deal_id',
      key: ['deal_id', 'person', 'how'],
    },
  ],
  keepsUnknown: true,
  facts: 'knowledge.hubspot.com/crm-setup/export-your-data; github fivetran/dbt_hubspot; files as exported',
} satisfies Format;
