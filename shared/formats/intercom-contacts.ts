// Intercom's users and leads, with the attributes that were chosen for the export. A contact is by its Intercom id, else by
// the user id, else by e-mail address; utm attributes become a form event at the sign-up.

import type { Column, Format } from './format.ts';
import { sourceColumns } from './parts/contacts.ts';
import { heardColumn } from './parts/heard.ts';

const id = ['Intercom ID', 'id', 'User ID', 'Email'];
const created: Omit<Column, 'field'> = {
  from: ['Signed up', 'Signed up (UTC)', 'First seen', 'Created at'],
  as: 'instant',
};
const said = ['UTM Source', 'UTM Medium', 'UTM Campaign', 'UTM Term', 'UTM Content', 'Referral URL'];

export const intercomContacts = {
  id: 'intercom-contacts',
  label: 'Intercom contacts',
  vendor: 'Intercom',
  version: 2,
  system: 'intercom',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['Email', 'Signed up'],
    some: {
      of: [
        'Last seen',
        'First seen',
        'Last contacted',
        'Last heard from',
        'Web sessions',
        'Intercom ID',
        'User ID',
        'UTM Source',
      ],
      atLeast: 2,
    },
    or: [{ all: ['Intercom ID', 'Email'] }],
    priority: 12,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { ...created, field: 'created' },
        { field: 'email', from: ['Email'], as: 'someEmail' },
        { field: 'phone', from: ['Phone'], as: 'somePhone' },
        { field: 'name', from: ['Name'], as: 'text' },
        { field: 'account_id', from: ['Company ID'], as: 'id' },
        { field: 'account_name', from: ['Company name', 'Companies', 'Company'], as: 'text' },
        { field: 'owner', from: ['Owner'], as: 'text' },
        heardColumn,
      ],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: id, as: 'text', prefix: 'signed up:' },
        { ...created, field: 'at' },
        { field: 'kind', from: [], as: 'kind', constant: 'form' },
        { field: 'name', from: said, as: 'text', values: { '*': 'signed up' } },
        { field: 'contact_id', from: id, as: 'text', prefix: 'intercom:' },
        { field: 'email', from: ['Email'], as: 'someEmail' },
        ...sourceColumns(),
        { field: 'referrer', from: ['Referral URL'], as: 'url' },
      ],
      when: ['name', 'at'],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'intercom.com/help: export your contacts; the columns are the attributes chosen',
} satisfies Format;
