// Zoho CRM's accounts, from an export or a data backup. The website is the domain by which people without an account find
// theirs.

import type { Format } from './format.ts';
import { zohoId, zohoWords } from './parts/zoho.ts';

export const zohoAccounts = {
  id: 'zoho-accounts',
  label: 'Zoho CRM accounts',
  vendor: 'Zoho',
  version: 1,
  system: 'zoho',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Record Id', 'Account Name', 'Account Owner'],
    or: [
      { all: ['Record Id', 'Account Name', 'Account Type'] },
      { all: ['Record Id', 'Account Name', 'Website'], some: { of: zohoWords, atLeast: 1 } },
      { all: ['Record Id', 'Account Owner.id'] },
    ],
    priority: 12,
  },
  yields: [
    {
      record: 'account',
      columns: [
        { ...zohoId('id', ['Record Id', 'Account Id']), required: true },
        { field: 'name', from: ['Account Name'], as: 'text' },
        { field: 'domain', from: ['Website'], as: 'domain' },
        { field: 'industry', from: ['Industry'], as: 'text' },
        { field: 'type', from: ['Account Type'], as: 'text' },
        { field: 'owner', from: ['Account Owner'], as: 'text' },
        { field: 'modified', from: ['Modified Time'], as: 'instant' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'help.zoho.com import and export; exports as they are',
} satisfies Format;
