// Copper's people, CSV or XLSX. Custom fields end in ` cf_` and a number; its labels are documented nowhere, so several
// spellings are taken.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';

export const copperPeople = {
  id: 'copper-people',
  label: 'Copper people',
  vendor: 'Copper',
  version: 2,
  system: 'copper',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['First Name', 'Owned By'],
    some: {
      of: [
        'Contact Type',
        'Inactive Days',
        'Interaction Count',
        'Last Contacted',
        'Company Id',
        'Copper URL',
        'Copper ID',
      ],
      atLeast: 1,
    },
    or: [
      { all: ['Person Id', 'Owned By'] },
      {
        all: ['Name', 'Owned By', 'Company', 'Email'],
        some: { of: ['Interaction Count', 'Inactive Days', 'Contact Type'], atLeast: 1 },
      },
    ],
    priority: 10,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['Person Id', 'Copper ID', 'Contact Id', 'Id', 'ID'], as: 'id', required: true },
        { field: 'created', from: ['Created At', 'Date Created', 'Created Date'], as: 'instant' },
        { field: 'modified', from: ['Updated At', 'Date Modified'], as: 'instant' },
        { field: 'email', from: ['Email', 'Work Email', 'Email 1'], as: 'first-email' },
        { field: 'phone', from: ['Phone Number', 'Work Phone', 'Phone', 'Mobile Phone'], as: 'phone' },
        { field: 'name', from: ['Name', 'Full Name'], as: 'text' },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        { field: 'account_id', from: ['Company Id'], as: 'id' },
        { field: 'account_name', from: ['Company', 'Company Name'], as: 'text' },
        { field: 'owner', from: ['Owned By', 'Owner'], as: 'text' },
        { field: 'lifecycle', from: ['Contact Type'], as: 'text' },
        heardColumn,
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'support.copper.com import and export; labels not documented',
} satisfies Format;
