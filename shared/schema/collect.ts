// What the tracking snippet sends and what the collector keeps of it. A hit is one fact of one visit, with an id of its
// own, so that it may be sent twice; the collector's journal holds a line of JSON for each, which the format `hits` reads.

import { type Static, Type } from 'typebox';

const short = { maxLength: 200 };
const long = { maxLength: 4_096 };

/** What the visitor has said of being recognised. Without `granted` a hit says nothing of who it was. */
export const Consent = Type.Union([Type.Literal('granted'), Type.Literal('denied'), Type.Literal('undecided')]);
export type Consent = Static<typeof Consent>;

/**
 * `visit`: one visit counted without identity (consent not granted); `page`: a page view, of which sessions are cut;
 * `custom`: everything with a name of its own (download, tel-click, mailto-click …); `withdraw`: the visitor takes consent
 * back and all that was kept of them is to go.
 */
const HitKind = Type.Union([
  Type.Literal('visit'),
  Type.Literal('page'),
  Type.Literal('form'),
  Type.Literal('chat'),
  Type.Literal('booking'),
  Type.Literal('identify'),
  Type.Literal('order'),
  Type.Literal('custom'),
  Type.Literal('withdraw'),
]);

const fact = {
  /** Random, made where the hit was: the same id is the same hit. */
  id: Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }),
  kind: HitKind,
  /** The event's own name: of a custom event, of a form, of a chat or booking tool. */
  name: Type.Optional(Type.String(short)),
  consent: Consent,
  /** Google's consent for the use of ad data, where the page says it: exported conversions carry it. */
  adUserData: Type.Optional(Type.Boolean()),
  /** Whole, with its query: click ids byte for byte. */
  url: Type.String(long),
  referrer: Type.Optional(Type.String(long)),
  title: Type.Optional(Type.String(short)),
  email: Type.Optional(Type.String({ maxLength: 320 })),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  user: Type.Optional(Type.String(short)),
  order: Type.Optional(Type.String(short)),
  /** Major units as text: `49.90`. */
  amount: Type.Optional(Type.String({ maxLength: 24, pattern: '^-?\\d+(\\.\\d+)?$' })),
  currency: Type.Optional(Type.String({ pattern: '^[A-Za-z]{3}$' })),
  /** What they answered to "How did you hear about us?". */
  heard: Type.Optional(Type.String({ maxLength: 500 })),
  /** Whatever else was named for sending: form fields, properties of a custom event. */
  properties: Type.Optional(
    Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1_000 }), { maxProperties: 50 }),
  ),
};

export const Hit = Type.Object({
  ...fact,
  /** Epoch ms by the visitor's clock. */
  at: Type.Number(),
  /** The browser's id; only with consent. */
  visitor: Type.Optional(Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_.-]+$' })),
});
export type Hit = Static<typeof Hit>;

/** One request of the snippet, sent as text/plain so that no browser asks first. */
export const HitBatch = Type.Object({
  v: Type.Literal(1),
  /** Epoch ms by the visitor's clock at sending: what that clock is off by is taken off each hit's `at`. */
  sent: Type.Number(),
  hits: Type.Array(Hit, { minItems: 1, maxItems: 50 }),
});
export type HitBatch = Static<typeof HitBatch>;

/** The answer to a batch where the site has a pool of phone numbers (else 204 and nothing): E.164. */
export const CollectAnswer = Type.Object({
  phone: Type.Optional(
    Type.Object({
      /** The number to show in place of `instead`. */
      show: Type.String(),
      instead: Type.Array(Type.String()),
    }),
  ),
});
export type CollectAnswer = Static<typeof CollectAnswer>;

/**
 * A line of the collector's journal: the hit as it is kept. Where consent isn't granted, who it was is gone before the line
 * is written: no visitor, keys, properties, click ids or path beyond the landing page's.
 */
export interface JournalLine extends Omit<Static<typeof Hit>, 'id' | 'user' | 'order' | 'adUserData'> {
  readonly hit_id: string;
  /** Epoch ms by the collector's clock. */
  readonly received: number;
  /** The site's host. */
  readonly site: string;
  readonly device?: string;
  readonly user_id?: string;
  readonly order_id?: string;
  readonly ad_user_data?: boolean;
  /** The phone number that was shown from this hit on (E.164). */
  readonly number?: string;
}
