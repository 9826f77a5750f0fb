// Zoho CRM's leads, from an export or a data backup. A converted lead and the contact that it became are one person, who is
// on the deal that came of it.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';
import { adFields, customField, zohoId, zohoWords } from './parts/zoho.ts';

const id = ['Record Id', 'Lead Id'];
const email = ['Email', 'Secondary Email'];

export const zohoLeads = {
  id: 'zoho-leads',
  label: 'Zoho CRM leads',
  vendor: 'Zoho',
  version: 2,
  system: 'zoho',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Record Id', 'Lead Owner'],
    some: { of: [...zohoWords, 'Lead Status', 'Lead Source', 'Company', 'Lead Owner.id'], atLeast: 1 },
    or: [
      {
        all: ['Record Id', 'Lead Status'],
        some: { of: [...zohoWords, 'Company', 'Converted Contact.id'], atLeast: 2 },
      },
      { all: ['Record Id', 'Converted Contact.id'] },
      { all: ['Record Id', 'Converted Deal.id'] },
    ],
    priority: 14,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { ...zohoId('id', id), required: true },
        { field: 'created', from: ['Created Time'], as: 'instant' },
        { field: 'modified', from: ['Modified Time'], as: 'instant' },
        { field: 'email', from: email, as: 'email' },
        { field: 'phone', from: ['Phone', 'Mobile'], as: 'phone' },
        { field: 'name', from: ['Full Name', 'Lead Name'], as: 'text' },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        zohoId('account_id', ['Converted Account.id']),
        { field: 'account_name', from: ['Company'], as: 'text' },
        { field: 'owner', from: ['Lead Owner'], as: 'text' },
        { field: 'lifecycle', from: ['Lead Status'], as: 'text' },
        heardColumn,
        zohoId('merged_ids', ['Converted Contact.id']),
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        zohoId('deal_id', ['Converted Deal.id']),
        { ...zohoId('person', id), prefix: 'contact:zoho:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'converted lead' },
      ],
      when: ['deal_id'],
      key: ['deal_id', 'person'],
    },
    recordClick({
      system: 'zoho',
      headers: customField,
      contact: { from: id, as: 'id', strip: 'zcrm_' },
      created: [{ from: ['Created Time'], as: 'instant' }],
      more: adFields,
      email,
    }),
  ],
  keepsUnknown: true,
  facts: 'help.zoho.com import and export; exports as they are',
} satisfies Format;
