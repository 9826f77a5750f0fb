// Salesforce's OpportunityContactRole object: who is on which opportunity, in what role. An opportunity may have none;
// one of its roles may be primary.

import type { Format } from './format.ts';
import { deleted } from './parts/salesforce.ts';

export const salesforceOpportunityContactRole = {
  id: 'salesforce-opportunity-contact-role',
  label: 'Salesforce opportunity contact roles',
  vendor: 'Salesforce',
  version: 2,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: { all: ['OpportunityId', 'ContactId'], some: { of: ['IsPrimary', 'Role'], atLeast: 1 }, priority: 12 },
  refuse: deleted,
  yields: [
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['OpportunityId'], as: 'id15', required: true },
        { field: 'person', from: ['ContactId'], as: 'id15', prefix: 'contact:salesforce:', required: true },
        // The role is what its own id says; its words and who is primary change.
        { field: 'id', from: ['Id'], as: 'id15' },
        { field: 'role', from: ['Role'], as: 'text' },
        { field: 'is_primary', from: ['IsPrimary'], as: 'boolean' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'contact role' },
      ],
      key: ['deal_id', 'person', 'id'],
    },
  ],
  facts: 'developer.salesforce.com object reference, OpportunityContactRole',
} satisfies Format;
