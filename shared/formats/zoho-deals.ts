// Zoho CRM's deals, from an export or a data backup. Stages are the customer's own words and no column says won: known
// words do, then a probability of 100; the closing date is a plan until then.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';
import { zohoId, zohoWords } from './parts/zoho.ts';

const id = ['Record Id', 'Deal Id', 'Potential Id'];

const state: Column[] = [
  { field: 'state', from: ['Stage'], as: 'text', values: { ...wonWords, ...lostWords } },
  { field: 'state', from: ['Reason For Loss'], as: 'text', values: { '*': 'lost' } },
  {
    field: 'state',
    from: ['Probability (%)', 'Probability'],
    as: 'text',
    values: { '100': 'won', '100.0*': 'won', '100%': 'won' },
  },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const zohoDeals = {
  id: 'zoho-deals',
  label: 'Zoho CRM deals',
  vendor: 'Zoho',
  version: 2,
  system: 'zoho',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Record Id', 'Deal Name', 'Stage'],
    or: [
      { all: ['Record Id', 'Closing Date', 'Stage'] },
      { all: ['Record Id', 'Deal Name', 'Closing Date'] },
      { all: ['Record Id', 'Deal Name'], some: { of: [...zohoWords, 'Deal Owner.id', 'Contact Name.id'], atLeast: 2 } },
      { all: ['Deal Id', 'Deal Name', 'Closing Date'] },
      { all: ['Potential Name', 'Stage'] },
    ],
    priority: 13,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { ...zohoId('id', id), required: true },
        { field: 'name', from: ['Deal Name', 'Potential Name'], as: 'text' },
        { field: 'currency', from: ['Currency'], as: 'currency' },
        { field: 'amount', from: ['Amount'], as: 'money' },
        { field: 'pipeline', from: ['Pipeline', 'Layout'], as: 'text' },
        { field: 'stage', from: ['Stage'], as: 'text' },
        { field: 'type', from: ['Type'], as: 'text' },
        ...state,
        { field: 'created', from: ['Created Time'], as: 'instant' },
        { field: 'won', from: ['Closing Date'], as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: ['Closing Date'], as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'modified', from: ['Modified Time'], as: 'instant' },
        { field: 'owner', from: ['Deal Owner', 'Potential Owner'], as: 'text' },
        heardColumn,
        zohoId('account_id', ['Account Name.id', 'Account Id']),
        { field: 'account_name', from: ['Account Name'], as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        zohoId('deal_id', id),
        { ...zohoId('person', ['Contact Name.id', 'Contact Id']), prefix: 'contact:zoho:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'deal contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts: 'help.zoho.com import and export; exports as they are',
} satisfies Format;
