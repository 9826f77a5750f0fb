// Close's leads as JSON: each lead (a company) with all its contacts and opportunities inside. This is the export that Close
// itself advises, for it leaves nothing out; values are in minor units.

import type { Format } from './format.ts';
import { datesOf, stateColumns } from './parts/close.ts';

const contact = (name: string): string => `contacts.${name}`;
const deal = (name: string): string => `opportunities.${name}`;
const leadName = ['display_name', 'name'];

export const closeLeadsJson = {
  id: 'close-leads-json',
  label: 'Close leads with contacts and opportunities (JSON)',
  vendor: 'Close',
  version: 1,
  system: 'close',
  shape: 'ndjson',
  clock: 'utc',
  detect: {
    all: ['id', 'contacts', 'opportunities'],
    some: { of: ['status_label', 'display_name', 'status_id', 'html_url', 'tasks', 'organization_id'], atLeast: 2 },
    priority: 13,
  },
  yields: [
    {
      record: 'account',
      columns: [
        { field: 'id', from: ['id'], as: 'id', required: true },
        { field: 'name', from: leadName, as: 'text' },
        { field: 'domain', from: ['url'], as: 'domain' },
        { field: 'type', from: ['status_label'], as: 'text' },
        { field: 'modified', from: ['date_updated'], as: 'instant' },
      ],
      key: ['id'],
    },
    {
      record: 'contact',
      of: 'contacts',
      columns: [
        { field: 'id', from: [contact('id')], as: 'id', required: true },
        { field: 'created', from: [contact('date_created'), 'date_created'], as: 'instant' },
        { field: 'modified', from: [contact('date_updated')], as: 'instant' },
        { field: 'email', from: [contact('emails.0.email')], as: 'first-email' },
        { field: 'phone', from: [contact('phones.0.phone')], as: 'phone' },
        { field: 'name', from: [contact('display_name'), contact('name')], as: 'text' },
        { field: 'account_id', from: ['id'], as: 'id' },
        { field: 'account_name', from: leadName, as: 'text' },
        { field: 'lifecycle', from: ['status_label'], as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal',
      of: 'opportunities',
      columns: [
        { field: 'id', from: [deal('id')], as: 'id', required: true },
        { field: 'name', from: [deal('note'), ...leadName], as: 'text' },
        { field: 'currency', from: [deal('value_currency')], as: 'currency' },
        { field: 'amount', from: [deal('value')], as: 'minor' },
        { field: 'pipeline', from: [deal('pipeline_name')], as: 'text' },
        { field: 'stage', from: [deal('status_label')], as: 'text' },
        { field: 'type', from: [deal('value_period')], as: 'text' },
        ...stateColumns(deal),
        ...datesOf(deal),
        { field: 'owner', from: [deal('user_name')], as: 'text' },
        { field: 'account_id', from: ['id'], as: 'id' },
        { field: 'account_name', from: leadName, as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      of: 'opportunities',
      columns: [
        { field: 'deal_id', from: [deal('id')], as: 'id' },
        { field: 'person', from: [deal('contact_id')], as: 'id', prefix: 'contact:close:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  facts: 'developer.close.com/resources/exports, /leads, /contacts, /opportunities',
} satisfies Format;
