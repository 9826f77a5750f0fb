// Close's contacts as CSV, one row a contact, each with the lead (the company) that it belongs to.

import type { Format } from './format.ts';
import { customField } from './parts/close.ts';
import { recordClick } from './parts/record-click.ts';

const id = ['contact_id', 'id'];
const email = ['primary_email', 'contact_primary_email', 'email', 'emails', 'contact_email'];
const created = ['contact_date_created', 'date_created', 'lead_date_created'];

export const closeContacts = {
  id: 'close-contacts',
  label: 'Close contacts (CSV)',
  vendor: 'Close',
  version: 1,
  system: 'close',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['lead_id'],
    some: {
      of: [
        'contact_id',
        'contact_name',
        'contact_title',
        'primary_email',
        'primary_phone',
        'primary_email_type',
        'contact_primary_email',
        'contact_primary_phone',
        'other_emails',
        'other_phones',
        'lead_name',
        'lead_display_name',
        'lead_status_label',
      ],
      atLeast: 2,
    },
    none: ['value', 'date_won', 'value_period'],
    priority: 13,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: id, as: 'id', required: true },
        { field: 'created', from: created, as: 'instant' },
        { field: 'modified', from: ['date_updated'], as: 'instant' },
        { field: 'email', from: email, as: 'first-email' },
        { field: 'phone', from: ['primary_phone', 'contact_primary_phone', 'phone', 'contact_phone'], as: 'phone' },
        { field: 'name', from: ['contact_name', 'name', 'display_name'], as: 'text' },
        { field: 'name', from: ['first_name', 'last_name'], as: 'text', join: ' ' },
        { field: 'account_id', from: ['lead_id'], as: 'id' },
        { field: 'account_name', from: ['lead_name', 'lead_display_name'], as: 'text' },
        { field: 'lifecycle', from: ['lead_status_label', 'status_label'], as: 'text' },
      ],
      key: ['id'],
    },
    recordClick({
      system: 'close',
      headers: customField,
      contact: { from: id, as: 'id' },
      created: [{ from: created, as: 'instant' }],
      email,
    }),
  ],
  keepsUnknown: true,
  facts: 'developer.close.com/resources/exports; the CSV’s labels are not documented, so several are taken',
} satisfies Format;
