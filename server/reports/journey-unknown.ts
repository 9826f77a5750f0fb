// Who was in the CRM before anything of how they came could be seen: an imported contact, or one older than the tracking.
// Neither direct nor offline is true of them; what is true is that it is unknown before a day.

import { trackingOf } from '#shared/journeys/tracking.ts';
import type { Answers } from '#shared/report/index.ts';
import type { UnknownBefore } from '#shared/report/summary.ts';
import { formatInstant } from '#shared/time.ts';
import type { PersonFacts } from '../identity/directory.ts';
import type { Store } from '../store/store.ts';
import type { JourneyEvent } from './journey-events.ts';

/** Null where the first visit that is known of came before the contact was made, or nobody knows when that was. */
export async function unknownBefore(
  store: Store,
  { workspace, settings }: Answers,
  { keys }: PersonFacts,
  events: readonly JourneyEvent[],
): Promise<UnknownBefore | null> {
  const contacts = keys.filter(key => key.startsWith('contact:'));
  if (contacts.length === 0) return null;
  const made = await store.first<{ since: number | null; until: number | null }>(
    `SELECT min(created_at) / 1000.0 AS since, min(coalesce(created_until, created_at)) / 1000.0 AS until FROM contact
     WHERE 'contact:' || system || ':' || id IN (SELECT unnest(from_json($keys, '["VARCHAR"]')))`,
    { keys: JSON.stringify(contacts) },
  );
  if (made?.since == null || made.until === null) return null;
  const first = events.find(event => event.isTouch)?.at;
  const tracking = trackingOf(workspace);
  const before = first ?? tracking?.from;
  if (before === undefined || made.until >= before) return null;
  const instant = (ms: number) => formatInstant(ms, settings.zone);
  return { before: instant(before), since: instant(made.since), isTracking: first === undefined };
}
