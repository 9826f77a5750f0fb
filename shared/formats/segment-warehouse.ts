// Segment's and RudderStack's tables in a warehouse, as CSV: pages, screens, tracks (or one event's own table) and
// identifies. No column says which table it is: an event's name, an address or a person does.

import type { Format } from './format.ts';
import { conversionMoney } from './parts/conversion-money.ts';
import { trackedMarks, trackedNames } from './parts/tracked-names.ts';

const campaign = 'context_campaign';
const event = ['event', 'event_text', 'event_name'];
const page = ['url', 'path'];
const email = ['email', 'traits_email', 'context_traits_email', 'user_email'];

export const segmentWarehouse = {
  id: 'segment-warehouse',
  label: 'Segment, RudderStack warehouse tables (pages, tracks, identifies)',
  vendor: 'Segment, RudderStack',
  version: 1,
  system: 'segment',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['id', 'anonymous_id'],
    some: {
      of: [
        'received_at',
        'sent_at',
        'original_timestamp',
        'uuid_ts',
        'context_ip',
        'context_user_agent',
        'context_page_url',
        'context_library_name',
        'context_campaign_source',
      ],
      atLeast: 2,
    },
    priority: 10,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['id'], as: 'id' },
        { field: 'visitor', from: ['anonymous_id'], as: 'id' },
        { field: 'session', from: ['context_session_id', 'session_id'], as: 'text' },
        {
          field: 'at',
          from: ['timestamp', 'original_timestamp', 'sent_at', 'received_at'],
          as: 'instant',
          required: true,
        },
        { field: 'kind', from: ['event'], as: 'kind', strip: trackedMarks, values: { ...trackedNames, '*': 'custom' } },
        {
          field: 'kind',
          from: ['event_text', 'event_name'],
          as: 'kind',
          strip: trackedMarks,
          values: { ...trackedNames, '*': 'custom' },
        },
        { field: 'kind', from: [], as: 'kind', constant: 'page', given: page },
        { field: 'kind', from: [], as: 'kind', constant: 'custom', given: ['group_id', 'previous_id'] },
        { field: 'kind', from: [], as: 'kind', constant: 'identify', given: ['user_id', ...email] },
        { field: 'kind', from: [], as: 'kind', constant: 'custom' },
        { field: 'name', from: ['event_text', ...event], as: 'text' },
        { field: 'url', from: ['url', 'search'], as: 'location', join: '\n' },
        { field: 'url', from: ['context_page_url', 'context_page_search'], as: 'location', join: '\n' },
        { field: 'referrer', from: ['referrer', 'context_page_referrer'], as: 'url' },
        { field: 'source', from: [`${campaign}_source`], as: 'text' },
        { field: 'medium', from: [`${campaign}_medium`], as: 'text' },
        { field: 'campaign', from: [`${campaign}_name`, `${campaign}_campaign`], as: 'text' },
        { field: 'campaign_id', from: [`${campaign}_id`], as: 'text' },
        { field: 'content', from: [`${campaign}_content`], as: 'text' },
        { field: 'term', from: [`${campaign}_term`], as: 'text' },
        { field: 'email', from: [...email, 'user_id'], as: 'email-if-any' },
        { field: 'phone', from: ['phone', 'traits_phone', 'context_traits_phone'], as: 'text' },
        { field: 'user_id', from: ['user_id'], as: 'id' },
        ...conversionMoney(name => [name, `properties_${name}`]),
        { field: 'device', from: ['context_device_type'], as: 'text' },
        { field: 'country', from: ['context_location_country'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  facts:
    'segment.com/docs/connections/storage/warehouses/schema; github dbt-labs/segment; rudderstack.com/docs warehouse schema',
} satisfies Format;
