// HubSpot's deals export, with property labels or internal names. Whether a deal is won is what 'Is Closed Won' says;
// the stage's text only speaks where that column is missing, for a portal may rename its stages.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';

const isWon = ['Is Closed Won', 'hs_is_closed_won'];
const isLost = ['Is Closed lost', 'hs_is_closed_lost'];
const stage = ['Deal Stage'];
const closeDate = ['Close Date'];
const amount = ['Amount'];
const id = ['Record ID', 'Deal ID', 'hs_object_id'];

const state: Column[] = [
  { field: 'state', from: isWon, as: 'text', values: { true: 'won', yes: 'won', '1': 'won' } },
  { field: 'state', from: isLost, as: 'text', values: { true: 'lost', yes: 'lost', '1': 'lost' } },
  {
    field: 'state',
    from: stage,
    as: 'text',
    lacking: isWon,
    values: {
      'closed won*': 'won',
      'closedwon*': 'won',
      won: 'won',
      'abgeschlossen und gewonnen*': 'won',
      'cierre ganado*': 'won',
      'cerrada ganada*': 'won',
      'fermé gagné*': 'won',
      'fermée gagnée*': 'won',
    },
  },
  {
    field: 'state',
    from: stage,
    as: 'text',
    lacking: isLost,
    values: {
      'closed lost*': 'lost',
      'closedlost*': 'lost',
      lost: 'lost',
      'abgeschlossen und verloren*': 'lost',
      'cierre perdido*': 'lost',
      'cerrada perdida*': 'lost',
      'fermé perdu*': 'lost',
      'fermée perdue*': 'lost',
    },
  },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const hubspotDeals = {
  id: 'hubspot-deals',
  label: 'HubSpot deals',
  vendor: 'HubSpot',
  version: 2,
  system: 'hubspot',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Record ID', 'Deal Stage'],
    or: [
      {
        all: ['Record ID', 'Deal Name'],
        some: {
          of: ['Close Date', 'Create Date', 'Is Closed Won', 'Associated Contact IDs', 'Associated Company IDs'],
          atLeast: 1,
        },
      },
      {
        all: ['Deal ID', 'Deal Stage'],
        some: {
          of: ['Deal Name', 'Pipeline', 'Close Date', 'Create Date', 'Deal owner', 'Associated Contact IDs'],
          atLeast: 2,
        },
      },
      { all: ['hs_object_id', 'dealstage'] },
      { all: ['hs_object_id', 'dealname'] },
    ],
    priority: 12,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { field: 'name', from: ['Deal Name'], as: 'text' },
        // 'Amount in company currency' is in the portal's currency, not in the deal's: it never takes the deal's code.
        { field: 'currency', from: ['Currency', 'deal_currency_code'], as: 'currency', given: amount },
        { field: 'amount', from: amount, as: 'money' },
        { field: 'amount', from: ['Amount in company currency', 'amount_in_home_currency'], as: 'money' },
        { field: 'pipeline', from: ['Pipeline'], as: 'text' },
        { field: 'stage', from: stage, as: 'text' },
        { field: 'type', from: ['Deal Type'], as: 'text' },
        heardColumn,
        ...state,
        { field: 'created', from: ['Create Date', 'hs_createdate'], as: 'instant' },
        { field: 'won', from: closeDate, as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: closeDate, as: 'instant', only: { field: 'state', is: ['lost'] } },
        {
          field: 'modified',
          from: ['Last Modified Date', 'hs_lastmodifieddate', 'Object last modified date/time'],
          as: 'instant',
        },
        { field: 'owner', from: ['Deal owner', 'hubspot_owner_id'], as: 'text' },
        {
          field: 'account_id',
          from: [
            'Associated Company IDs (Primary)',
            'Primary Associated Company ID',
            'hs_primary_associated_company',
            'Associated Company IDs',
            'Associated Company ID',
          ],
          as: 'first',
        },
        { field: 'account_name', from: ['Associated Company (Primary)', 'Associated Company'], as: 'first' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id', required: true },
        {
          field: 'person',
          from: ['Associated Contact IDs', 'Associated Contact ID', 'Associated Contact IDs (Primary)'],
          as: 'ids',
          prefix: 'contact:hubspot:',
        },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'association' },
      ],
      when: ['person'],
      each: 'person',
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts: 'knowledge.hubspot.com/crm-setup/export-your-data; github fivetran/dbt_hubspot; files as exported',
} satisfies Format;
