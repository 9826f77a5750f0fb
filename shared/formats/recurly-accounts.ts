// Recurly's accounts: the contact behind the account code of its other exports. The code is often an e-mail address
// itself; an address counts only where the account has one.

import type { Format } from './format.ts';

export const recurlyAccounts = {
  id: 'recurly-accounts',
  label: 'Recurly accounts',
  vendor: 'Recurly',
  version: 1,
  system: 'recurly',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['account_code', 'account_email'],
    some: {
      of: [
        'account_username',
        'account_company_name',
        'account_first_name',
        'account_has_billing_info',
        'account_created_at',
      ],
      atLeast: 2,
    },
    priority: 11,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { field: 'id', from: ['account_code'], as: 'id', required: true },
        { field: 'created', from: ['account_created_at'], as: 'instant' },
        { field: 'modified', from: ['account_modified_at', 'account_updated_at'], as: 'instant' },
        { field: 'email', from: ['account_email'], as: 'someEmail' },
        { field: 'phone', from: ['account_phone', 'billing_phone'], as: 'somePhone' },
        { field: 'name', from: ['account_first_name', 'account_last_name'], as: 'text', join: ' ' },
        { field: 'account_name', from: ['account_company_name'], as: 'text' },
      ],
    },
  ],
  keepsUnknown: true,
  facts: 'docs.recurly.com: accounts export',
} satisfies Format;
