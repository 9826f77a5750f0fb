// Copper's opportunities, CSV or XLSX. Custom fields end in ` cf_` and a number. Its labels are documented nowhere, so several
// spellings are taken; won is what Status says.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';

const id = ['Opportunity Id', 'Copper ID', 'Id', 'ID'];
const status = ['Status'];
const closed = ['Close Date', 'Closed Date', 'Completed Date'];

const state: Column[] = [
  { field: 'state', from: status, as: 'text', values: { ...wonWords, ...lostWords } },
  { field: 'state', from: ['Stage'], as: 'text', lacking: status, values: { ...wonWords, ...lostWords } },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const copperOpportunities = {
  id: 'copper-opportunities',
  label: 'Copper opportunities',
  vendor: 'Copper',
  version: 2,
  system: 'copper',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Name', 'Pipeline', 'Stage'],
    some: {
      of: [
        'Primary Contact',
        'Primary Contact Id',
        'Owned By',
        'Loss Reason',
        'Win Probability',
        'Inactive Days',
        'Copper URL',
      ],
      atLeast: 2,
    },
    or: [{ all: ['Opportunity Id', 'Pipeline', 'Value'] }, { all: ['Copper ID', 'Pipeline', 'Stage'] }],
    priority: 11,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { field: 'name', from: ['Name', 'Opportunity Name'], as: 'text' },
        { field: 'currency', from: ['Currency', 'Value Currency', 'Currency Code'], as: 'currency' },
        { field: 'amount', from: ['Value', 'Monetary Value', 'Opportunity Value'], as: 'money' },
        { field: 'pipeline', from: ['Pipeline'], as: 'text' },
        { field: 'stage', from: ['Stage', 'Pipeline Stage'], as: 'text' },
        ...state,
        { field: 'created', from: ['Created At', 'Date Created', 'Created Date'], as: 'instant' },
        { field: 'won', from: ['Won Date', ...closed], as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: ['Lost Date', ...closed], as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'modified', from: ['Updated At', 'Date Modified'], as: 'instant' },
        { field: 'owner', from: ['Owned By', 'Owner'], as: 'text' },
        heardColumn,
        { field: 'account_id', from: ['Company Id'], as: 'id' },
        { field: 'account_name', from: ['Company', 'Company Name'], as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id' },
        { field: 'person', from: ['Primary Contact Id', 'Primary Person Id'], as: 'id', prefix: 'contact:copper:' },
        { field: 'person', from: ['Primary Contact Email', 'Email'], as: 'first-email', prefix: 'email:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'primary contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts: 'support.copper.com import and export; labels not documented',
} satisfies Format;
