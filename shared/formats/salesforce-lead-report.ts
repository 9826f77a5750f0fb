// A lead report (or a report of leads with converted lead information) as Salesforce's report builder exports it: labels,
// ids of 15 characters, dates in the user's own order, a footer below.

import type { Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';
import { customLabel } from './parts/salesforce.ts';

const id = ['Lead ID', 'Lead: Lead ID'];
const created = ['Create Date', 'Created Date', 'Lead: Created Date'];
const contactId = ['Converted Contact ID', 'Contact ID'];

export const salesforceLeadReport = {
  id: 'salesforce-lead-report',
  label: 'Salesforce lead report',
  vendor: 'Salesforce',
  version: 2,
  system: 'salesforce',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Lead Owner'],
    some: {
      of: [...id, 'Company / Account', 'Lead Status', 'Converted', 'Converted Date', 'Unread', 'Rating', 'Lead Source'],
      atLeast: 2,
    },
    or: [
      { all: ['Lead ID', 'Lead Status'] },
      { all: ['Lead ID', 'Company / Account'] },
      { all: ['Lead ID', 'Lead Source'] },
      { all: ['Company / Account', 'Lead Source'] },
    ],
    priority: 13,
  },
  totals: ['subtotal', 'grand totals (', 'grand total', 'total ('],
  yields: [
    {
      record: 'contact',
      columns: [
        {
          field: 'id',
          from: id,
          as: 'id15',
          required: true,
          remedy: 'Add the column "Lead ID" to the report in Salesforce (Edit > Add column) and export again.',
        },
        { field: 'created', from: created, as: 'instant' },
        { field: 'modified', from: ['Last Modified Date', 'Last Modified'], as: 'instant' },
        { field: 'email', from: ['Email', 'Lead: Email'], as: 'email' },
        { field: 'phone', from: ['Phone', 'Mobile', 'Mobile Phone'], as: 'phone' },
        { field: 'name', from: ['Lead Name', 'Full Name', 'Name'], as: 'text' },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        { field: 'account_id', from: ['Account ID', 'Converted Account ID'], as: 'id15' },
        { field: 'account_name', from: ['Company / Account', 'Company'], as: 'text' },
        { field: 'owner', from: ['Lead Owner'], as: 'text' },
        { field: 'lifecycle', from: ['Lead Status'], as: 'text' },
        heardColumn,
        { field: 'merged_ids', from: contactId, as: 'id15' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['Opportunity ID', 'Converted Opportunity ID'], as: 'id15' },
        { field: 'person', from: id, as: 'id15', prefix: 'contact:salesforce:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'converted lead' },
      ],
      when: ['deal_id'],
      key: ['deal_id', 'person'],
    },
    recordClick({
      system: 'salesforce',
      headers: customLabel,
      contact: { from: id, as: 'id15' },
      created: [{ from: created, as: 'instant' }],
      email: ['Email', 'Lead: Email'],
    }),
  ],
  keepsUnknown: true,
  facts: 'Reports as exported; help.salesforce.com report export',
} satisfies Format;
