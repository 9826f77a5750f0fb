// CallRail's calls, by the labels of its CSV export or the names of its API. A call is matched by the caller's number and
// by the click id or Google Analytics client that CallRail saw on the page; outbound calls are no lead of anybody.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, callerPhone, sourceColumns } from './parts/contacts.ts';

export const callrailCalls = {
  id: 'callrail-calls',
  label: 'CallRail calls',
  vendor: 'CallRail',
  version: 2,
  system: 'callrail',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Start Time', 'Tracking Number'],
    some: {
      of: [
        'First-Time Caller',
        'Number Name',
        'Call Status',
        'Lead Status',
        'Duration (seconds)',
        'Qualified',
        'Keywords',
        'Landing Page',
        'Phone Number',
      ],
      atLeast: 2,
    },
    or: [
      {
        all: ['start_time', 'tracking_phone_number'],
        some: {
          of: ['customer_phone_number', 'business_phone_number', 'first_call', 'answered', 'source_name'],
          atLeast: 2,
        },
      },
    ],
    priority: 12,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['id', 'Call ID', 'Resource ID'], as: 'id' },
        { field: 'at', from: ['Start Time'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['Direction'],
          as: 'kind',
          values: { 'outbound*': 'custom', outgoing: 'custom', '*': 'call' },
        },
        always('call'),
        callerPhone(['Phone Number', 'customer_phone_number', 'Customer Phone Number', 'Caller Number']),
        { field: 'number', from: ['Tracking Number', 'tracking_phone_number'], as: 'somePhone' },
        { field: 'email', from: ['Email', 'customer_email'], as: 'someEmail' },
        { field: 'visitor', from: ['ga', 'GA Client ID'], as: 'gaClient' },
        ...sourceColumns({
          source: ['Source'],
          medium: ['Medium'],
          campaign: ['Campaign'],
          keyword: ['Keywords'],
        }),
        ...clickIdColumns(),
        { field: 'url', from: ['landing_page_url', 'Landing Page', 'Landing Page URL'], as: 'url' },
        { field: 'referrer', from: ['referring_url', 'Referring URL', 'Referrer', 'referrer_domain'], as: 'url' },
        { field: 'device', from: ['Device Type', 'device'], as: 'text' },
        { field: 'country', from: ['customer_country', 'Country'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'apidocs.callrail.com (API v3); labels of the CSV export by hearsay: any of them may be missing',
} satisfies Format;
