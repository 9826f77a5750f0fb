// Identity keys and their hashes. A key is text ('email:a@b.com', 'visitor:ID', 'contact:system:ID' …); sets work with its
// 64-bit hash. A visitor's hash is that of the bare id, because every row has one and joining texts costs time.

import { kindNumber } from '#shared/journeys/kinds.ts';

const keyKinds = ['visitor', 'phone', 'email', 'user', 'contact', 'event'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** An identity key with its parts: 'contact:hubspot:7' is kind contact, value 'hubspot:7'. Null: no such kind. */
export function parseKey(key: string): { kind: KeyKind; value: string } | null {
  const colon = key.indexOf(':');
  const kind = key.slice(0, colon) as KeyKind;
  const value = key.slice(colon + 1);
  return colon > 0 && value !== '' && keyKinds.includes(kind) ? { kind, value } : null;
}

/** SQL: the hash of a key of one kind, 0 where the value is NULL. `value` is SQL text. */
export function keyHash(kind: KeyKind, value: string): string {
  const hash = kind === 'visitor' ? `hash(${value})` : `hash('${kind}:' || ${value})`;
  return `CASE WHEN ${value} IS NULL THEN 0::UBIGINT ELSE ${hash} END`;
}

/**
 * SQL: the hash of a key held as text (deal_person.person). `phones` names the phone table joined on
 * `key = 'phone:' || raw`; a phone that isn't in it is unusable and gives NULL.
 */
export function anyKeyHash(key: string, phones: string): string {
  return `CASE WHEN starts_with(${key}, 'phone:') THEN ${phones}.hash
    WHEN starts_with(${key}, 'visitor:') THEN hash(substr(${key}, 9)) ELSE hash(${key}) END`;
}

/** The temporary table that maps each phone as written to the hash and text of its E.164 form; only usable numbers are in it. */
export const phoneTable = 'identity_phone';

/** The temporary table of facts that name a click or a dialled number and no visitor of ours (see clicks.ts, numbers.ts). */
export const clickTable = 'identity_click';

/** The temporary table of events that are neither visits nor page views (see fact-rows.ts). */
export const factTable = 'event_fact';

/** SQL of a row of events: a visit or a page view; all others are facts. */
export const isPlain = `kind IN (${kindNumber.visit}, ${kindNumber.page})`;

/** SQL over `eventSource`: the hash of the phone, 0 where there is none. */
export const phoneHash = `coalesce(${phoneTable}.hash, 0::UBIGINT)`;

/**
 * SQL over `eventSource`: the key that a row belongs to. A visitor first,
 * else the person's own keys; a row with none belongs to nobody else and owns itself by its event key.
 */
export function ownerHash(hasPhones: boolean): string {
  return `CASE WHEN visitor IS NOT NULL THEN hash(visitor)
    WHEN email IS NOT NULL THEN hash('email:' || email)
    WHEN user_id IS NOT NULL THEN hash('user:' || user_id)
    WHEN contact_id IS NOT NULL THEN hash('contact:' || contact_id)
    ${hasPhones ? `WHEN ${phoneTable}.hash IS NOT NULL THEN ${phoneTable}.hash` : ''}
    ELSE event.key END`;
}

/** What identities can be told by besides the columns of the row itself. */
export interface Joins {
  readonly hasPhones: boolean;
  /** Whether there are facts whose visitor is known by a click or a dialled number alone. */
  readonly hasClicks: boolean;
}

/**
 * SQL: what rows are read from, as FROM item named `event`, with the phones and the visitors known by clicks only where there
 * are any. The table of facts has the latter already, and visits and pages need none.
 */
export function eventSource(joins: Joins, table: 'event' | 'visits' | typeof factTable = 'event'): string {
  const rows =
    table === 'event' && joins.hasClicks
      ? `(SELECT event.* REPLACE (coalesce(${clickTable}.visitor, event.visitor) AS visitor), ${clickTable}.visitor IS NOT NULL AS by_click, ${clickTable}.how AS joined_by, ${clickTable}.stranger AS stranger
          FROM event LEFT JOIN ${clickTable} ON ${clickTable}.key = event.key) event`
      : `${table === 'visits' ? 'event' : table} event`;
  return joins.hasPhones ? `${rows} LEFT JOIN ${phoneTable} ON ${phoneTable}.raw = event.phone` : rows;
}
