// Pipedrive's organisations, exported from a list view (CSV or XLSX): `Organization - Name` or bare headers. Pipedrive has
// no field for a domain of its own; a website that the user added is taken for it.

import type { Format } from './format.ts';
import { either, prefixed } from './parts/pipedrive.ts';

export const pipedriveOrganizations = {
  id: 'pipedrive-organizations',
  label: 'Pipedrive organisations',
  vendor: 'Pipedrive',
  version: 1,
  system: 'pipedrive',
  shape: 'table',
  clock: 'local',
  detect: {
    all: [],
    // Ad platforms have an organisation's id and name too.
    some: {
      of: prefixed(
        'organization',
        'ID',
        'Name',
        'Address',
        'Owner',
        'Label',
        'Labels',
        'Organization created',
        'Update time',
        'Website',
        'People',
        'Open deals',
        'Won deals',
        'Název',
        'Adresa',
        'Vlastník',
      ),
      atLeast: 3,
    },
    or: [
      {
        all: ['ID', 'Name'],
        some: {
          of: ['Organization created', 'People', 'Open deals', 'Won deals', 'Lost deals', 'Address'],
          atLeast: 3,
        },
      },
    ],
    priority: 12,
  },
  yields: [
    {
      record: 'account',
      columns: [
        {
          field: 'id',
          from: either('organization', 'ID', 'Pipedrive System ID'),
          as: 'id',
          required: true,
          remedy: 'Add the column "ID" to the list view in Pipedrive and export again.',
        },
        { field: 'name', from: either('organization', 'Name', 'Název'), as: 'text' },
        { field: 'domain', from: either('organization', 'Website', 'Domain', 'Web', 'Webseite'), as: 'domain' },
        { field: 'industry', from: either('organization', 'Industry', 'Obor', 'Branche'), as: 'text' },
        { field: 'type', from: either('organization', 'Labels', 'Label'), as: 'text' },
        { field: 'owner', from: either('organization', 'Owner', 'Vlastník', 'Besitzer', 'Propietario'), as: 'text' },
        { field: 'modified', from: either('organization', 'Update time'), as: 'instant' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'Files as exported; support.pipedrive.com export',
} satisfies Format;
