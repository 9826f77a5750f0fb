// Salesforce's CampaignMember object: who was in a campaign, and who answered. An answer is a touch; merely having been
// put on a list is one only where the file doesn't say who answered.

import type { Column, Format } from './format.ts';
import { deleted } from './parts/salesforce.ts';

const person: Column[] = [
  // A converted lead's member keeps both; they are one person.
  { field: 'contact_id', from: ['ContactId'], as: 'id15', prefix: 'salesforce:' },
  { field: 'contact_id', from: ['LeadId', 'LeadOrContactId'], as: 'id15', prefix: 'salesforce:' },
];

const isTouch = { field: 'source', is: ['salesforce'] } as const;
const campaign: Column[] = [
  {
    field: 'medium',
    from: ['Campaign.Type'],
    as: 'text',
    only: isTouch,
    values: { email: 'email', 'email *': 'email', referral: 'referral', 'referral *': 'referral', '*': 'campaign' },
  },
  { field: 'medium', from: [], as: 'text', constant: 'campaign', only: isTouch },
  { field: 'campaign', from: ['Campaign.Name'], as: 'text', only: isTouch },
  { field: 'campaign_id', from: ['CampaignId'], as: 'id15', only: isTouch },
];

export const salesforceCampaignMember = {
  id: 'salesforce-campaign-member',
  label: 'Salesforce campaign members (Data Loader, Data Export)',
  vendor: 'Salesforce',
  version: 1,
  system: 'salesforce',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['CampaignId'],
    some: {
      of: ['LeadId', 'ContactId', 'LeadOrContactId', 'HasResponded', 'FirstRespondedDate'],
      atLeast: 2,
    },
    priority: 13,
  },
  refuse: deleted,
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['Id'], as: 'id15', required: true },
        { field: 'at', from: ['CreatedDate'], as: 'instant' },
        { field: 'kind', from: [], as: 'kind', constant: 'offline' },
        { field: 'name', from: [], as: 'text', constant: 'campaign member' },
        ...person,
        {
          field: 'source',
          from: ['HasResponded'],
          as: 'text',
          lacking: ['FirstRespondedDate'],
          values: { true: 'salesforce', '1': 'salesforce' },
        },
        {
          field: 'source',
          from: [],
          as: 'text',
          constant: 'salesforce',
          lacking: ['HasResponded', 'FirstRespondedDate'],
        },
        ...campaign,
      ],
      when: ['at', 'contact_id'],
      key: ['id'],
    },
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['Id'], as: 'id15', prefix: 'response:' },
        // A day without a time: the organisation's.
        { field: 'at', from: ['FirstRespondedDate'], as: 'instant', clock: 'local' },
        { field: 'kind', from: [], as: 'kind', constant: 'offline' },
        { field: 'name', from: [], as: 'text', constant: 'campaign response' },
        ...person,
        { field: 'source', from: [], as: 'text', constant: 'salesforce' },
        ...campaign,
      ],
      when: ['at', 'contact_id'],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'developer.salesforce.com object reference, CampaignMember',
} satisfies Format;
