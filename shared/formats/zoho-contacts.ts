// Zoho CRM's contacts, from an export or a data backup. Times are in the organisation's zone; GCLID is Zoho's own field,
// filled from its web forms.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';
import { adFields, customField, zohoId, zohoWords } from './parts/zoho.ts';

const id = ['Record Id', 'Contact Id'];
const email = ['Email', 'Secondary Email'];

export const zohoContacts = {
  id: 'zoho-contacts',
  label: 'Zoho CRM contacts',
  vendor: 'Zoho',
  version: 2,
  system: 'zoho',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Record Id', 'Contact Owner'],
    some: { of: [...zohoWords, 'Account Name.id', 'Full Name', 'Mailing City', 'Contact Owner.id'], atLeast: 1 },
    or: [
      { all: ['Record Id', 'Contact Owner.id'] },
      { all: ['Record Id', 'Email', 'Last Name'], some: { of: [...zohoWords, 'Account Name.id'], atLeast: 2 } },
    ],
    priority: 13,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { ...zohoId('id', id), required: true },
        { field: 'created', from: ['Created Time'], as: 'instant' },
        { field: 'modified', from: ['Modified Time'], as: 'instant' },
        { field: 'email', from: email, as: 'email' },
        { field: 'phone', from: ['Phone', 'Mobile', 'Home Phone', 'Other Phone'], as: 'phone' },
        { field: 'name', from: ['Full Name', 'Contact Name'], as: 'text' },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        zohoId('account_id', ['Account Name.id', 'Account Id']),
        { field: 'account_name', from: ['Account Name'], as: 'text' },
        { field: 'owner', from: ['Contact Owner'], as: 'text' },
        heardColumn,
      ],
      key: ['id'],
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
