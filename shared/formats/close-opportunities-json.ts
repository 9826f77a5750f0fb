// Close's opportunities as JSON, one object an opportunity. `value` is in minor units; the CSV export has major ones.

import type { Format } from './format.ts';
import { datesOf, stateColumns } from './parts/close.ts';

const at = (name: string): string => name;

export const closeOpportunitiesJson = {
  id: 'close-opportunities-json',
  label: 'Close opportunities (JSON)',
  vendor: 'Close',
  version: 1,
  system: 'close',
  shape: 'ndjson',
  clock: 'utc',
  detect: {
    all: ['id', 'lead_id', 'value'],
    some: { of: ['value_period', 'value_currency', 'status_type', 'date_won', 'confidence'], atLeast: 2 },
    priority: 13,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { field: 'id', from: ['id'], as: 'id', required: true },
        { field: 'name', from: ['note', 'lead_name'], as: 'text' },
        { field: 'currency', from: ['value_currency'], as: 'currency' },
        { field: 'amount', from: ['value'], as: 'minor' },
        { field: 'pipeline', from: ['pipeline_name'], as: 'text' },
        { field: 'stage', from: ['status_label'], as: 'text' },
        { field: 'type', from: ['value_period'], as: 'text' },
        ...stateColumns(at),
        ...datesOf(at),
        { field: 'owner', from: ['user_name'], as: 'text' },
        { field: 'account_id', from: ['lead_id'], as: 'id' },
        { field: 'account_name', from: ['lead_name'], as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['id'], as: 'id' },
        { field: 'person', from: ['contact_id'], as: 'id', prefix: 'contact:close:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  facts: 'developer.close.com/resources/exports, /opportunities',
} satisfies Format;
