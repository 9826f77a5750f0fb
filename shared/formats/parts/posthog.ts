// PostHog's event, whose properties the batch export and the interface's CSV only name differently. Who an event is of
// stands in three ids: the device's, the distinct id (a device's before the identification, a person's after it) and,
// once known, the user's. A distinct id is kept as a contact of PostHog's, so that all of a person's ids meet.

import type { Column, Yield } from '../format.ts';
import { clickIdColumns } from './click-ids.ts';
import { conversionMoney } from './conversion-money.ts';
import { trackedMarks, trackedNames } from './tracked-names.ts';

type Headers = (name: string) => readonly string[];

/** `own`: how the file calls the event's own fields; `property`, `person`: its properties and those of its person. */
export function posthogEvent(own: Headers, property: Headers, person: Headers): Yield {
  const distinct = own('distinct_id');
  const device = property('$device_id');
  const before = property('$anon_distinct_id');
  const user = property('$user_id');
  const url = property('$current_url');
  // Older trackers send the utm values of an earlier visit along: with an address of its own, an event needs none.
  const withoutUrl = { lacking: url };
  const of = (field: string, name: string): Column => ({ field, from: property(name), as: 'text', ...withoutUrl });
  return {
    record: 'event',
    columns: [
      { field: 'id', from: own('uuid'), as: 'text' },
      { field: 'visitor', from: [...property('alias'), ...device, ...before, ...distinct], as: 'text' },
      { field: 'session', from: property('$session_id'), as: 'text' },
      { field: 'at', from: own('timestamp'), as: 'instant', required: true },
      {
        field: 'kind',
        from: own('event'),
        as: 'kind',
        required: true,
        strip: trackedMarks,
        values: {
          ...trackedNames,
          $pageview: 'page',
          $screen: 'page',
          $identify: 'identify',
          $createalias: 'identify',
          '*': 'custom',
        },
      },
      { field: 'name', from: own('event'), as: 'text' },
      { field: 'url', from: url, as: 'url' },
      { field: 'referrer', from: property('$referrer'), as: 'url', values: { $direct: '', '*': '*' } },
      of('source', 'utm_source'),
      of('medium', 'utm_medium'),
      of('campaign', 'utm_campaign'),
      of('campaign_id', 'utm_id'),
      of('content', 'utm_content'),
      of('term', 'utm_term'),
      ...clickIdColumns(property, withoutUrl),
      {
        field: 'email',
        from: [...property('$set.email'), ...person('email'), ...user, ...distinct],
        as: 'email-if-any',
      },
      { field: 'user_id', from: user, as: 'text' },
      { field: 'user_id', from: distinct, as: 'text', given: [...before, ...property('alias')] },
      // No device: the server sent it, and its distinct id is most likely a person's.
      { field: 'contact_id', from: distinct, as: 'contact', given: [...before, ...property('alias')] },
      { field: 'contact_id', from: user, as: 'contact' },
      { field: 'contact_id', from: distinct, as: 'contact', lacking: device },
      ...conversionMoney(property),
      { field: 'device', from: property('$device_type'), as: 'text' },
      { field: 'country', from: property('$geoip_country_name'), as: 'text' },
    ],
    key: ['id'],
  };
}
