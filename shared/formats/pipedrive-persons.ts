// Pipedrive's people, exported from a list view (CSV or XLSX): `Person - Name` or bare headers, an e-mail and a phone
// column for each kind of address.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { customField, either, perKind, prefixed } from './parts/pipedrive.ts';
import { recordClick } from './parts/record-click.ts';

const id = either('person', 'ID', 'Pipedrive System ID');
const created = either('person', 'Person created', 'Add time', 'Created');
const email = either('person', ...perKind('Email'));

export const pipedrivePersons = {
  id: 'pipedrive-persons',
  label: 'Pipedrive people',
  vendor: 'Pipedrive',
  version: 2,
  system: 'pipedrive',
  shape: 'table',
  clock: 'local',
  detect: {
    all: [],
    some: {
      of: prefixed(
        'person',
        'ID',
        'Name',
        'First name',
        'Last name',
        'Jméno',
        'Příjmení',
        ...perKind('Email', 'Phone', 'Telefon'),
      ),
      atLeast: 2,
    },
    or: [
      {
        all: ['ID', 'Name'],
        some: {
          of: [
            'Person created',
            'Marketing status',
            'Email - Work',
            'Phone - Work',
            'Email (Work)',
            'Phone (Work)',
            'Organization ID',
            'Open deals',
            'Won deals',
            'Lost deals',
            'Closed deals',
          ],
          atLeast: 2,
        },
      },
    ],
    priority: 13,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        {
          field: 'id',
          from: id,
          as: 'id',
          required: true,
          remedy: 'Add the column "ID" to the list view in Pipedrive and export again.',
        },
        { field: 'created', from: created, as: 'instant' },
        { field: 'modified', from: either('person', 'Update time'), as: 'instant' },
        { field: 'email', from: email, as: 'first-email' },
        { field: 'phone', from: either('person', ...perKind('Phone', 'Telefon')), as: 'phone' },
        { field: 'name', from: either('person', 'Name', 'Jméno a příjmení'), as: 'text' },
        { field: 'name', from: ['Person - First name', 'Person - Last name'], as: 'text', join: ' ' },
        { field: 'name', from: ['First name', 'Last name'], as: 'text', join: ' ' },
        heardColumn,
        { field: 'account_id', from: [...either('person', 'Organization ID'), 'org_id'], as: 'id' },
        {
          field: 'account_name',
          from: [
            ...either('person', 'Organization', 'Organisation', 'Organizace'),
            ...prefixed('organization', 'Name', 'Název'),
          ],
          as: 'text',
        },
        { field: 'owner', from: either('person', 'Owner', 'Vlastník', 'Besitzer', 'Propietario'), as: 'text' },
        { field: 'lifecycle', from: either('person', 'Labels', 'Label'), as: 'text' },
      ],
      key: ['id'],
    },
    recordClick({
      system: 'pipedrive',
      headers: customField,
      contact: { from: id, as: 'id' },
      created: [{ from: created, as: 'instant' }],
      email,
    }),
  ],
  keepsUnknown: true,
  facts: 'Files as exported; support.pipedrive.com export',
} satisfies Format;
