// Close's leads as CSV, one row a lead: a company, and of its contacts the primary one. That contact has no id here; it is
// known by its e-mail, and as the contact of the lead's own id.

import type { Format } from './format.ts';
import { customField } from './parts/close.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';

const email = ['primary_contact_primary_email'];
const phone = ['primary_contact_primary_phone'];

export const closeLeads = {
  id: 'close-leads',
  label: 'Close leads (CSV)',
  vendor: 'Close',
  version: 2,
  system: 'close',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'status_label'],
    some: {
      of: [
        'display_name',
        'lead_name',
        'primary_contact_name',
        'primary_contact_first_name',
        'primary_contact_primary_email',
        'primary_contact_primary_phone',
        'html_url',
      ],
      atLeast: 2,
    },
    or: [{ all: ['id', 'primary_contact_primary_email'] }],
    none: ['value', 'date_won', 'lead_id'],
    priority: 12,
  },
  yields: [
    {
      record: 'account',
      columns: [
        { field: 'id', from: ['id'], as: 'id', required: true },
        { field: 'name', from: ['display_name', 'lead_name', 'name'], as: 'text' },
        { field: 'domain', from: ['url', 'website'], as: 'domain' },
        { field: 'industry', from: ['custom.Industry'], as: 'text' },
        { field: 'type', from: ['status_label'], as: 'text' },
        { field: 'owner', from: ['custom.Lead Owner', 'lead_owner_name', 'custom.Owner'], as: 'text' },
        { field: 'modified', from: ['date_updated'], as: 'instant' },
      ],
      key: ['id'],
    },
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['id'], as: 'id', given: [...email, ...phone] },
        { field: 'created', from: ['date_created'], as: 'instant' },
        { field: 'modified', from: ['date_updated'], as: 'instant' },
        { field: 'email', from: email, as: 'first-email' },
        { field: 'phone', from: phone, as: 'phone' },
        { field: 'name', from: ['primary_contact_name'], as: 'text' },
        { field: 'name', from: ['primary_contact_first_name', 'primary_contact_last_name'], as: 'text', join: ' ' },
        { field: 'account_id', from: ['id'], as: 'id' },
        { field: 'account_name', from: ['display_name', 'lead_name', 'name'], as: 'text' },
        { field: 'lifecycle', from: ['status_label'], as: 'text' },
        heardColumn,
      ],
      when: ['id'],
      key: ['id'],
    },
    recordClick({
      system: 'close',
      headers: customField,
      contact: { from: ['id'], as: 'id' },
      created: [{ from: ['date_created'], as: 'instant' }],
      email,
    }),
  ],
  keepsUnknown: true,
  facts: 'developer.close.com/resources/exports; exports as they are',
} satisfies Format;
