// Salesforce's Campaign object: the names that campaign members are counted under, and ActualCost as one cost row on the
// campaign's first day. A campaign that only mirrors an ad platform's would count that platform's cost twice: leave
// ActualCost out of the export, and only the names are read.

import type { Format } from './format.ts';
import { deleted } from './parts/salesforce.ts';

export const salesforceCampaign = {
  id: 'salesforce-campaign',
  label: 'Salesforce campaigns (Data Loader, Data Export)',
  vendor: 'Salesforce',
  version: 1,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['Id', 'Name'],
    some: {
      of: [
        'ActualCost',
        'BudgetedCost',
        'StartDate',
        'EndDate',
        'IsActive',
        'NumberSent',
        'ExpectedResponse',
        'NumberOfLeads',
        'NumberOfResponses',
        'CampaignMemberRecordTypeId',
        'HierarchyActualCost',
      ],
      atLeast: 2,
    },
    priority: 12,
  },
  refuse: deleted,
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'salesforce' },
        { field: 'campaign_id', from: ['Id'], as: 'id15', required: true },
        { field: 'campaign', from: ['Name'], as: 'text' },
        // StartDate is a civil day; CreatedDate an instant, whose UTC day stands in.
        { field: 'day', from: ['StartDate', 'CreatedDate'], as: 'day', required: true },
        { field: 'currency', from: ['CurrencyIsoCode'], as: 'currency' },
        { field: 'cost', from: ['ActualCost'], as: 'money' },
        { field: 'cost', from: [], as: 'money', constant: '0' },
      ],
      // Without the day: a campaign whose first day was moved is still one campaign.
      key: ['platform', 'campaign_id'],
    },
  ],
  notes: [
    "ActualCost counts on the campaign's first day. Where an ad platform's report has the same cost too, export campaigns without ActualCost.",
  ],
  facts: 'developer.salesforce.com object reference, Campaign',
} satisfies Format;
