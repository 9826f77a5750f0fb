// Close's opportunities as CSV, one row an opportunity. `value` is for its period (value_period: one_time, monthly, annual)
// and in major units here; the JSON export has minor ones.

import type { Format } from './format.ts';
import { datesOf, stateColumns } from './parts/close.ts';

const at = (name: string): string => name;
const id = ['id', 'opportunity_id'];

export const closeOpportunities = {
  id: 'close-opportunities',
  label: 'Close opportunities (CSV)',
  vendor: 'Close',
  version: 1,
  system: 'close',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'lead_id', 'value'],
    or: [
      { all: ['id', 'lead_id', 'date_won'] },
      { all: ['lead_id', 'value', 'value_period'] },
      { all: ['opportunity_id', 'lead_id', 'value'] },
    ],
    priority: 14,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { field: 'name', from: ['note', 'lead_name', 'lead_display_name'], as: 'text' },
        { field: 'currency', from: ['value_currency'], as: 'currency' },
        // '$500' says for sure that it isn't cents.
        { field: 'amount', from: ['value_formatted', 'value'], as: 'money' },
        { field: 'pipeline', from: ['pipeline_name'], as: 'text' },
        { field: 'stage', from: ['status_label', 'status_display_name'], as: 'text' },
        { field: 'type', from: ['value_period'], as: 'text' },
        ...stateColumns(at),
        ...datesOf(at),
        { field: 'owner', from: ['user_name'], as: 'text' },
        { field: 'account_id', from: ['lead_id'], as: 'id' },
        { field: 'account_name', from: ['lead_name', 'lead_display_name'], as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: id, as: 'id' },
        { field: 'person', from: ['contact_id'], as: 'id', prefix: 'contact:close:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts: 'developer.close.com/resources/exports, /opportunities',
} satisfies Format;
