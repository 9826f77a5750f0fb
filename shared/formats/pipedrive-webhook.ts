// Changes of deals, people and organisations as Pipedrive's webhooks tell them and server/webhooks keeps them, versions 1
// and 2 alike. They name stages and pipelines by number, and say nothing of what an export has besides: that stays.

import type { Column, Format } from './format.ts';

const modified = (object: string): Column => ({
  field: 'modified',
  from: [`${object}.modified`, 'received'],
  as: 'instant',
  required: true,
});
const owner = (object: string): Column => ({ field: 'owner', from: [`${object}.owner_name`], as: 'text' });

export const pipedriveWebhook = {
  id: 'pipedrive-webhook',
  label: 'Pipedrive webhook (deals, people, organisations)',
  vendor: 'Pipedrive',
  version: 1,
  system: 'pipedrive',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['pipedrive', 'received'], priority: 20 },
  refuse: [{ from: ['deal.status'], is: ['deleted'], reason: 'deleted in Pipedrive' }],
  yields: [
    {
      record: 'deal',
      isPartial: true,
      columns: [
        { field: 'id', from: ['deal.id'], as: 'id' },
        modified('deal'),
        { field: 'name', from: ['deal.title'], as: 'text' },
        { field: 'currency', from: ['deal.currency'], as: 'currency' },
        { field: 'amount', from: ['deal.value'], as: 'money' },
        { field: 'pipeline', from: ['deal.pipeline_id'], as: 'text' },
        { field: 'stage', from: ['deal.stage_id'], as: 'text' },
        { field: 'state', from: ['deal.status'], as: 'text', values: { won: 'won', lost: 'lost', open: 'open' } },
        { field: 'created', from: ['deal.add_time'], as: 'instant' },
        { field: 'won', from: ['deal.won_time'], as: 'instant' },
        { field: 'lost', from: ['deal.lost_time'], as: 'instant' },
        owner('deal'),
        { field: 'account_id', from: ['deal.org_id'], as: 'id' },
        { field: 'account_name', from: ['deal.org_name'], as: 'text' },
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        { field: 'deal_id', from: ['deal.id'], as: 'id' },
        { field: 'person', from: ['deal.person_id'], as: 'id', prefix: 'contact:pipedrive:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'contact person' },
      ],
      when: ['deal_id', 'person'],
      key: ['deal_id', 'person'],
    },
    {
      record: 'contact',
      isPartial: true,
      columns: [
        { field: 'id', from: ['person.id'], as: 'id' },
        modified('person'),
        { field: 'created', from: ['person.add_time'], as: 'instant' },
        { field: 'email', from: ['person.email'], as: 'someEmail' },
        { field: 'phone', from: ['person.phone'], as: 'somePhone' },
        { field: 'name', from: ['person.name'], as: 'text' },
        { field: 'account_id', from: ['person.org_id'], as: 'id' },
        { field: 'account_name', from: ['person.org_name'], as: 'text' },
        owner('person'),
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'account',
      isPartial: true,
      columns: [
        { field: 'id', from: ['organization.id'], as: 'id' },
        modified('organization'),
        { field: 'name', from: ['organization.name'], as: 'text' },
        { field: 'domain', from: ['organization.website'], as: 'domain' },
        owner('organization'),
      ],
      when: ['id'],
      key: ['id'],
    },
  ],
  facts: 'pipedrive.readme.io/docs/guide-for-webhooks and /guide-for-webhooks-v2',
} satisfies Format;
