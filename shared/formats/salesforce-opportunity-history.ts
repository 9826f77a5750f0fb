// Salesforce's OpportunityHistory object: one row per change, holding the state from that instant on. A row is won where
// the forecast category is Closed at 100 %: the stage's name is the customer's own.

import type { Format } from './format.ts';
import { deleted } from './parts/salesforce.ts';

export const salesforceOpportunityHistory = {
  id: 'salesforce-opportunity-history',
  label: 'Salesforce opportunity history',
  vendor: 'Salesforce',
  version: 1,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: { all: ['Id', 'OpportunityId', 'StageName', 'CreatedDate'], priority: 13 },
  refuse: deleted,
  yields: [
    {
      record: 'stage_change',
      columns: [
        { field: 'id', from: ['Id'], as: 'id15', required: true },
        { field: 'deal_id', from: ['OpportunityId'], as: 'id15', required: true },
        { field: 'at', from: ['CreatedDate'], as: 'instant', required: true },
        { field: 'stage', from: ['StageName'], as: 'text', required: true },
        { field: 'amount', from: ['Amount'], as: 'money' },
        { field: 'probability', from: ['Probability'], as: 'number' },
        {
          field: 'state',
          from: ['ForecastCategory', 'Probability'],
          as: 'text',
          join: '|',
          values: {
            'closed|100*': 'won',
            'closed|0': 'lost',
            'closed|0.0*': 'lost',
            'omitted|0': 'lost',
            'omitted|0.0*': 'lost',
          },
        },
        { field: 'state', from: [], as: 'text', constant: 'open' },
      ],
      key: ['id'],
    },
  ],
  facts: 'developer.salesforce.com object reference, OpportunityHistory',
} satisfies Format;
