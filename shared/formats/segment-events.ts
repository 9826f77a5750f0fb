// The call stream of Segment and RudderStack: one JSON object per call (identify, track, page, screen, group, alias).
// `timestamp` is already corrected for the device's clock; `utm_campaign` stands under `context.campaign.name`.

import type { Format } from './format.ts';
import { conversionMoney } from './parts/conversion-money.ts';
import { trackedMarks, trackedNames } from './parts/tracked-names.ts';

const campaign = 'context.campaign';
const who = ['userId', 'traits.email', 'context.traits.email'];

export const segmentEvents = {
  id: 'segment-events',
  label: 'Segment, RudderStack events (JSON)',
  vendor: 'Segment, RudderStack',
  version: 1,
  system: 'segment',
  shape: 'ndjson',
  clock: 'utc',
  detect: {
    all: ['messageId', 'type'],
    some: {
      of: ['anonymousId', 'userId', 'context', 'originalTimestamp', 'sentAt', 'receivedAt', 'rudderId', 'integrations'],
      atLeast: 2,
    },
    priority: 10,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['messageId'], as: 'text' },
        // An alias says that whom we knew by `previousId` is the user.
        { field: 'visitor', from: ['previousId', 'anonymousId'], as: 'text' },
        { field: 'session', from: ['context.sessionId', 'session_id'], as: 'text' },
        {
          field: 'at',
          from: ['timestamp', 'originalTimestamp', 'sentAt', 'receivedAt'],
          as: 'instant',
          required: true,
        },
        {
          field: 'kind',
          from: ['type'],
          as: 'kind',
          required: true,
          values: { page: 'page', screen: 'page', track: '', identify: '', '*': 'custom' },
        },
        // Traits of somebody nameless make nobody known.
        { field: 'kind', from: ['type'], as: 'kind', values: { identify: 'identify' }, given: who },
        { field: 'kind', from: ['event'], as: 'kind', strip: trackedMarks, values: { ...trackedNames, '*': 'custom' } },
        { field: 'kind', from: ['type'], as: 'kind', values: { track: 'custom', identify: 'custom' } },
        { field: 'name', from: ['event', 'type'], as: 'text' },
        // Where the page names a canonical address, only `search` holds the query.
        { field: 'url', from: ['context.page.url', 'context.page.search'], as: 'location', join: '\n' },
        { field: 'url', from: ['properties.url', 'properties.search'], as: 'location', join: '\n' },
        { field: 'referrer', from: ['context.page.referrer', 'properties.referrer'], as: 'url' },
        { field: 'source', from: [`${campaign}.source`], as: 'text' },
        { field: 'medium', from: [`${campaign}.medium`], as: 'text' },
        { field: 'campaign', from: [`${campaign}.name`, `${campaign}.campaign`], as: 'text' },
        { field: 'campaign_id', from: [`${campaign}.id`], as: 'text' },
        { field: 'content', from: [`${campaign}.content`], as: 'text' },
        { field: 'term', from: [`${campaign}.term`], as: 'text' },
        { field: 'email', from: ['traits.email', 'context.traits.email', 'userId'], as: 'email-if-any' },
        { field: 'phone', from: ['traits.phone', 'context.traits.phone'], as: 'text' },
        { field: 'user_id', from: ['userId'], as: 'text' },
        ...conversionMoney(name => [`properties.${name}`]),
        { field: 'device', from: ['context.device.type'], as: 'text' },
        { field: 'country', from: ['context.location.country'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  facts:
    'segment.com/docs/connections/spec/common, /identify, /alias and /ecommerce/v2; rudderstack.com/docs/event-spec/standard-events/common-fields',
} satisfies Format;
