// An opportunity report as Salesforce's report builder exports it ("Details Only", CSV or XLSX): labels instead of API
// names, ids of 15 characters whose case counts, dates in the user's own order, a footer with copyright and confidentiality.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';

const id = ['Opportunity ID', 'Opportunity Id', 'Case Safe ID', 'Opportunity: Opportunity ID', 'Opportunity: ID'];
const won = ['Won', 'Opportunity: Won'];
const stage = ['Stage', 'Opportunity: Stage'];
const closeDate = ['Close Date', 'Opportunity: Close Date'];
const amount = ['Amount', 'Opportunity: Amount'];

const state: Column[] = [
  { field: 'state', from: won, as: 'text', values: { true: 'won', '1': 'won' } },
  {
    field: 'state',
    from: ['Closed', 'Opportunity: Closed'],
    as: 'text',
    values: { true: 'lost', '1': 'lost' },
    given: won,
  },
  { field: 'state', from: ['Forecast Category'], as: 'text', lacking: won, values: { closed: 'won' } },
  { field: 'state', from: stage, as: 'text', lacking: won, values: { ...wonWords, ...lostWords } },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const salesforceOpportunityReport = {
  id: 'salesforce-opportunity-report',
  label: 'Salesforce opportunity report',
  vendor: 'Salesforce',
  version: 2,
  system: 'salesforce',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Opportunity Name', 'Stage'],
    some: {
      of: [
        ...id,
        'Close Date',
        'Opportunity Owner',
        'Fiscal Period',
        'Probability (%)',
        'Primary Campaign Source',
        'Account Name',
        'Next Step',
        'Owner Role',
      ],
      atLeast: 2,
    },
    or: [
      { all: ['Opportunity ID', 'Stage'] },
      { all: ['Opportunity ID', 'Close Date'] },
      { all: ['Opportunity: Opportunity Name', 'Opportunity: Stage'] },
    ],
    priority: 13,
  },
  totals: ['subtotal', 'grand totals (', 'grand total', 'total ('],
  yields: [
    {
      record: 'deal',
      columns: [
        {
          field: 'id',
          from: id,
          as: 'id15',
          required: true,
          remedy:
            'Add the column "Opportunity ID" to the report in Salesforce (Edit > Add column) and export again: without it deals can\'t be told apart.',
        },
        { field: 'name', from: ['Opportunity Name', 'Opportunity: Opportunity Name'], as: 'text' },
        // "Amount (converted)" is in the organisation's currency, not in the opportunity's.
        {
          field: 'currency',
          from: ['Amount Currency', 'Opportunity Currency', 'Currency'],
          as: 'currency',
          given: amount,
        },
        {
          field: 'currency',
          from: ['Amount (converted) Currency'],
          as: 'currency',
          lacking: amount,
        },
        { field: 'currency', from: [...amount, 'Amount (converted)'], as: 'amount-currency' },
        { field: 'amount', from: amount, as: 'money' },
        { field: 'amount', from: ['Amount (converted)'], as: 'money' },
        { field: 'pipeline', from: ['Opportunity Record Type', 'Record Type'], as: 'text' },
        { field: 'stage', from: stage, as: 'text' },
        { field: 'type', from: ['Type', 'Opportunity Type'], as: 'text' },
        ...state,
        { field: 'created', from: ['Created Date', 'Create Date', 'Opportunity: Created Date'], as: 'instant' },
        { field: 'won', from: closeDate, as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: closeDate, as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'modified', from: ['Last Modified Date'], as: 'instant' },
        { field: 'owner', from: ['Opportunity Owner', 'Owner', 'Opportunity: Owner'], as: 'text' },
        { field: 'industry', from: ['Industry'], as: 'text' },
        heardColumn,
        { field: 'account_id', from: ['Account ID'], as: 'id15' },
        { field: 'account_name', from: ['Account Name', 'Account Name: Account Name'], as: 'text' },
        { field: 'account_domain', from: ['Website'], as: 'domain' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id15' },
        { field: 'person', from: ['Contact ID', 'Contact: Contact ID'], as: 'id15', prefix: 'contact:salesforce:' },
        { field: 'person', from: ['Contact: Email', 'Email'], as: 'email', prefix: 'email:' },
        { field: 'role', from: ['Contact Role', 'Role'], as: 'text' },
        { field: 'is_primary', from: ['Primary', 'Is Primary', 'Contact Role: Primary'], as: 'boolean' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'contact role' },
      ],
      when: ['person'],
      key: ['deal_id', 'person', 'role'],
    },
  ],
  keepsUnknown: true,
  facts: 'Reports as exported; help.salesforce.com report export',
} satisfies Format;
