// Pipedrive's deals, exported from a list view (CSV or XLSX): `Deal - Title` or bare headers. Columns of the deal's person
// may stand beside; times carry no offset and are the exporting user's.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { customField, either, perKind, prefixed } from './parts/pipedrive.ts';
import { recordClick } from './parts/record-click.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';

const id = either('deal', 'ID', 'Pipedrive System ID');
const title = either('deal', 'Title', 'Název', 'Titel', 'Título', 'Titre');
const status = either('deal', 'Status', 'Stav', 'Estado', 'Statut', 'Stato');
const wonTime = either('deal', 'Won time', 'Datum výhry', 'Gewonnen am');
const lostTime = either('deal', 'Lost time', 'Datum prohry', 'Verloren am');
const closed = either('deal', 'Deal closed on', 'Closed on', 'Close time', 'Uzavřeno dne');
const created = either('deal', 'Deal created', 'Add time', 'Created');
const personId = [...either('deal', 'Contact person ID'), ...prefixed('person', 'ID'), 'person_id'];
const email = prefixed('person', ...perKind('Email'));

const state: Column[] = [
  { field: 'state', from: status, as: 'text', values: { ...wonWords, ...lostWords } },
  { field: 'state', from: wonTime, as: 'text', lacking: status, values: { '*': 'won' } },
  { field: 'state', from: lostTime, as: 'text', lacking: status, values: { '*': 'lost' } },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const pipedriveDeals = {
  id: 'pipedrive-deals',
  label: 'Pipedrive deals',
  vendor: 'Pipedrive',
  version: 2,
  system: 'pipedrive',
  shape: 'table',
  clock: 'local',
  detect: {
    all: [],
    // 'Deal - ID' and 'Deal - Stage' are HubSpot's 'Deal ID' and 'Deal Stage' to the comparison of headers.
    some: {
      of: prefixed(
        'deal',
        'Title',
        'Status',
        'Currency of Value',
        'Weighted value',
        'Deal created',
        'Deal closed on',
        'Won time',
        'Lost time',
        'Update time',
        'Contact person',
        'Organization',
        'Název',
        'Stav',
        'Hodnota',
        'Título',
        'Estado',
        'Titre',
        'Statut',
      ),
      atLeast: 2,
    },
    or: [
      {
        all: ['ID', 'Title', 'Status'],
        some: {
          of: [
            'Won time',
            'Lost time',
            'Add time',
            'Deal created',
            'Deal closed on',
            'Expected close date',
            'Currency of Value',
            'Weighted value',
            'Contact person',
            'Stage change time',
          ],
          atLeast: 2,
        },
      },
    ],
    priority: 14,
  },
  refuse: [
    {
      from: status,
      is: ['deleted', 'gelöscht', 'smazáno', 'eliminado', 'supprimé'],
      reason: 'deleted in Pipedrive',
      deletes: true,
    },
  ],
  yields: [
    {
      record: 'deal',
      columns: [
        {
          field: 'id',
          from: id,
          as: 'id',
          required: true,
          remedy:
            'Add the column "ID" to the list view in Pipedrive and export again: without it deals can\'t be told apart.',
        },
        { field: 'name', from: title, as: 'text' },
        {
          field: 'currency',
          from: either('deal', 'Currency of Value', 'Currency', 'Měna hodnoty', 'Währung'),
          as: 'currency',
        },
        { field: 'amount', from: either('deal', 'Value', 'Hodnota', 'Wert', 'Valor', 'Valeur'), as: 'money' },
        { field: 'pipeline', from: either('deal', 'Pipeline'), as: 'text' },
        { field: 'stage', from: either('deal', 'Stage', 'Stage (pipeline)', 'Fáze', 'Phase', 'Etapa'), as: 'text' },
        { field: 'type', from: either('deal', 'Label'), as: 'text' },
        heardColumn,
        ...state,
        { field: 'created', from: created, as: 'instant' },
        { field: 'won', from: wonTime, as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'won', from: closed, as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: lostTime, as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'lost', from: closed, as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'modified', from: either('deal', 'Update time'), as: 'instant' },
        { field: 'owner', from: either('deal', 'Owner', 'Vlastník', 'Besitzer', 'Propietario'), as: 'text' },
        {
          field: 'account_id',
          from: [...either('deal', 'Organization ID'), ...prefixed('organization', 'ID'), 'org_id'],
          as: 'id',
        },
        {
          field: 'account_name',
          from: [
            ...either('deal', 'Organization', 'Organisation', 'Organizace'),
            ...prefixed('organization', 'Name', 'Název'),
          ],
          as: 'text',
        },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id' },
        { field: 'person', from: personId, as: 'id', prefix: 'contact:pipedrive:' },
        { field: 'person', from: email, as: 'first-email', prefix: 'email:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'contact person' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
    recordClick({
      system: 'pipedrive',
      headers: customField,
      contact: { from: personId, as: 'id' },
      created: [{ from: created, as: 'instant' }],
      more: [{ field: 'deal_id', from: id, as: 'id', prefix: 'pipedrive:' }],
      email,
    }),
  ],
  keepsUnknown: true,
  facts: 'Files as exported; support.pipedrive.com export',
} satisfies Format;
