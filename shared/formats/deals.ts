// Our own table of deals, one a row. A deal is won where it has a won date or a stage that says so, lost likewise, else
// open; a stage that says won takes its date from closed_at where there is no won_at.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import * as word from './parts/table-words.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';

const id = ['deal_id', 'id', 'opportunity_id'];
const wonAt = ['won_at', 'won_date', 'date_won', 'closed_won_at', ...word.wonDate];
const lostAt = ['lost_at', 'lost_date', 'date_lost', 'closed_lost_at'];
const closedAt = ['closed_at', 'close_date', 'closed_date', ...word.closeDate];
const stage = ['stage', 'deal_stage', 'status', 'state', ...word.stage];
const email = ['email', 'emails', 'contact_email', 'contact_emails', ...word.email];
const amount = ['amount', 'value', 'deal_value', 'revenue', ...word.amount];
const contacts = ['contact_ids', 'contact_id'];
const account = ['account', 'account_name', 'company', 'company_name', 'organization', 'organisation', ...word.company];

/** Stage texts with spaces, `_` and `-` dropped. */
const won = { won: 'won', closedwon: 'won', 'closedwon*': 'won', 'dealwon*': 'won', success: 'won', gewonnen: 'won' };
const lost = {
  lost: 'lost',
  closedlost: 'lost',
  'closedlost*': 'lost',
  'deallost*': 'lost',
  verloren: 'lost',
  abandoned: 'lost',
};

const state: Column[] = [
  { field: 'state', from: wonAt, as: 'text', values: { '*': 'won' } },
  { field: 'state', from: lostAt, as: 'text', values: { '*': 'lost' } },
  { field: 'state', from: stage, as: 'text', strip: ' _-', values: { ...won, ...lost } },
  { field: 'state', from: stage, as: 'text', values: { ...wonWords, ...lostWords } },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const deals = {
  id: 'deals',
  label: 'Deals (our own)',
  vendor: 'Throughline',
  version: 3,
  system: 'own',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['deal_id'],
    some: {
      of: [
        ...wonAt,
        ...lostAt,
        ...closedAt,
        ...stage,
        'amount',
        'created_at',
        'opportunity_at',
        'pipeline',
        'owner',
        ...account,
      ],
      atLeast: 1,
    },
    // A row that happened at an instant is an event, which may name its deal.
    none: ['ts', 'event_time', 'occurred_at'],
    priority: 1,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { field: 'name', from: ['name', 'deal_name', 'title', ...word.dealName], as: 'text' },
        { field: 'currency', from: ['currency', 'currency_code', ...word.currency], as: 'currency' },
        { field: 'currency', from: amount, as: 'amount-currency' },
        { field: 'amount', from: amount, as: 'money' },
        { field: 'pipeline', from: ['pipeline'], as: 'text' },
        { field: 'stage', from: stage, as: 'text' },
        { field: 'type', from: ['type', 'deal_type'], as: 'text' },
        ...state,
        {
          field: 'created',
          from: ['created_at', 'created', 'create_date', 'created_date', ...word.created],
          as: 'instant',
        },
        { field: 'opportunity', from: ['opportunity_at', 'opportunity_date', 'qualified_at'], as: 'instant' },
        { field: 'won', from: wonAt, as: 'instant' },
        { field: 'won', from: closedAt, as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: lostAt, as: 'instant' },
        { field: 'lost', from: closedAt, as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'refund', from: ['refunded_at', 'refund_at', 'refund_date'], as: 'instant' },
        { field: 'refund_amount', from: ['refund_amount', 'refunded_amount', 'amount_refunded'], as: 'money' },
        { field: 'modified', from: ['modified_at', 'updated_at', 'last_modified'], as: 'instant' },
        { field: 'owner', from: ['owner', 'deal_owner', 'sales_rep', 'rep', ...word.owner], as: 'text' },
        { field: 'industry', from: ['industry'], as: 'text' },
        { field: 'account_id', from: ['account_id', 'company_id'], as: 'id' },
        { field: 'account_name', from: account, as: 'text' },
        { field: 'account_domain', from: ['account_domain', 'domain', 'website', 'company_domain'], as: 'domain' },
        { field: 'account_domain', from: account, as: 'domain' },
        heardColumn,
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id' },
        { field: 'person', from: email, as: 'emails', prefix: 'email:' },
        { field: 'how', from: [], as: 'text', constant: 'email' },
      ],
      when: ['person'],
      each: 'person',
      key: ['deal_id', 'person'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id' },
        { field: 'person', from: contacts, as: 'contacts', prefix: 'contact:' },
        { field: 'how', from: [], as: 'text', constant: 'contact id' },
      ],
      when: ['person'],
      each: 'person',
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts: 'Our own; the README names the columns.',
} satisfies Format;
