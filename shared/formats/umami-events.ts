// Rows of Umami's website_event table. The session id is a hash that changes with the month: it holds a visitor together no
// longer than that, unless the site names the visitor (`distinct_id`).

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { conversionMoney } from './parts/conversion-money.ts';
import { trackedMarks, trackedNames } from './parts/tracked-names.ts';

export const umamiEvents = {
  id: 'umami-events',
  label: 'Umami events (website_event rows)',
  vendor: 'Umami',
  version: 1,
  system: 'umami',
  shape: 'table',
  clock: 'utc',
  detect: { all: ['website_id', 'session_id', 'visit_id', 'created_at'], priority: 10 },
  notes: ["Umami's visitors get a new id each month: who comes back later counts as somebody new, unless identified."],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['event_id'], as: 'id' },
        { field: 'visitor', from: ['session_id'], as: 'id' },
        { field: 'session', from: ['visit_id'], as: 'id' },
        { field: 'at', from: ['created_at'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['event_name'],
          as: 'kind',
          strip: trackedMarks,
          values: { ...trackedNames, '*': 'custom' },
        },
        { field: 'kind', from: ['event_type'], as: 'kind', values: { '1': 'page', '*': 'custom' } },
        { field: 'kind', from: [], as: 'kind', constant: 'page' },
        { field: 'name', from: ['event_name'], as: 'text' },
        { field: 'url', from: ['hostname', 'url_path', 'url_query'], as: 'location', join: '\n', prefix: 'https://' },
        {
          field: 'referrer',
          from: ['referrer_domain', 'referrer_path', 'referrer_query'],
          as: 'location',
          join: '\n',
          prefix: 'https://',
          given: ['referrer_domain'],
        },
        { field: 'source', from: ['utm_source'], as: 'text' },
        { field: 'medium', from: ['utm_medium'], as: 'text' },
        { field: 'campaign', from: ['utm_campaign'], as: 'text' },
        { field: 'content', from: ['utm_content'], as: 'text' },
        { field: 'term', from: ['utm_term'], as: 'text' },
        ...clickIdColumns(),
        { field: 'email', from: ['distinct_id'], as: 'email-if-any' },
        { field: 'user_id', from: ['distinct_id'], as: 'text' },
        ...conversionMoney(name => [name]),
        { field: 'device', from: ['device'], as: 'text' },
        { field: 'country', from: ['country'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  facts: 'github umami-software/umami prisma/schema.prisma',
} satisfies Format;
