// HubSpot: a list of single changes, signed (version 3) with method, address, body and time. A change says a record's id,
// one property and its new value, and nothing else of the record. Versions 1 and 2 of the signature are refused: they bear
// no time, so that whoever overhears one may send it again for ever.

import { isObject, type JsonObject, jsonOf, textOf, unreadable } from './body.ts';
import { fiveMinutes, headerOf, hmac, isSame, missing, refusal, stale, wrong } from './proof.ts';
import type { Webhook, WebhookLine } from './webhook.ts';

export const hubspot = {
  id: 'hubspot',
  label: 'HubSpot',
  formats: ['hubspot-webhook'],
  brings: 'single changes of deals, contacts and companies, and who is on a deal',
  secret: {
    about:
      "the app's client secret: HubSpot › your (private) app › Auth; subscribe it to creations, association changes, privacy deletions of contacts (they are forgotten here too) and the properties dealname, amount, deal_currency_code, dealstage, pipeline, closedate, hs_is_closed_won, hs_is_closed_lost; email, phone, lifecyclestage",
  },
  verify(delivery) {
    const given = headerOf(delivery, 'x-hubspot-signature-v3');
    const time = headerOf(delivery, 'x-hubspot-request-timestamp');
    if (given === '' || time === '') {
      if (headerOf(delivery, 'x-hubspot-signature') === '')
        return missing('HubSpot', 'the headers X-HubSpot-Signature-v3 and X-HubSpot-Request-Timestamp');
      return refusal('webhook-unsigned', {
        what: "HubSpot's older signatures are not taken: they bear no time and could be sent again for ever.",
        found: 'X-HubSpot-Signature, version 1 or 2',
        expected: 'the headers X-HubSpot-Signature-v3 and X-HubSpot-Request-Timestamp',
        remedy: 'HubSpot sends version 3 beside them; a proxy between must pass its headers on.',
      });
    }
    const parts = [delivery.method, decoded(delivery.url), delivery.rawBody, time];
    if (!isSame(given, hmac('sha256', delivery.secret, parts, 'base64'))) return wrong('HubSpot');
    return stale('HubSpot', /^\d{13}$/.test(time) ? Number(time) : Number.NaN, delivery.now, fiveMinutes);
  },
  lines(body, now) {
    const events = jsonOf('HubSpot', body);
    if (!Array.isArray(events)) throw unreadable('HubSpot', JSON.stringify(events), 'a JSON list of events');
    return events.filter(isObject).flatMap(event => linesOf(event, now));
  },
  facts:
    "developers.hubspot.com, Validating requests (v3: base64 of HMAC-SHA256 over method + URI + body + timestamp, five minutes; twelve escapes are decoded) and Webhooks; vectors of HubSpot's own client libraries",
} satisfies Webhook;

const escapes: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** HubSpot signs the address with these escapes decoded, and no others. */
function decoded(url: string): string {
  return url.replace(/%[0-9A-F]{2}/gi, found => escapes[found.toUpperCase()] ?? found);
}

/** Newer subscriptions name the kind of object by number. */
const objects: Readonly<Record<string, string>> = { '0-1': 'contact', '0-2': 'company', '0-3': 'deal' };
const kinds = new Set(Object.values(objects));

function linesOf(event: JsonObject, now: number): WebhookLine[] {
  const [named, what] = (textOf(event.subscriptionType) ?? '').split('.', 2);
  const kind = named === 'object' ? objects[textOf(event.objectTypeId) ?? ''] : named;
  const line = (told: JsonObject): WebhookLine[] => [
    { format: 'hubspot-webhook', line: JSON.stringify({ received: now, hubspot: event, ...told }) },
  ];
  if (what === 'associationChange') {
    const association = associationOf(event);
    return association && event.associationRemoved !== true ? line({ association }) : [];
  }
  const id = textOf(event.objectId);
  if (id === undefined || kind === undefined || !kinds.has(kind)) return [];
  // Deleted for good at the person's wish. A mere deletion may be undone there, and takes nothing back here.
  if (what === 'privacyDeletion') return kind === 'contact' ? line({ forget: `contact:hubspot:${id}` }) : [];
  if (what === 'creation') return line({ [kind]: { id, createdate: event.occurredAt } });
  const property = textOf(event.propertyName);
  if (what !== 'propertyChange' || property === undefined || property === 'id') return [];
  // Merges take nothing back that was kept.
  return line({ [kind]: { id, [property]: event.propertyValue ?? null } });
}

/** The deal and the contact that were tied to each other; undefined for other associations. */
function associationOf(event: JsonObject): JsonObject | undefined {
  const [from, to] = [textOf(event.fromObjectId), textOf(event.toObjectId)];
  const type = textOf(event.associationType);
  const types = [textOf(event.fromObjectTypeId), textOf(event.toObjectTypeId)].map(id => objects[id ?? '']).join('_');
  if (from === undefined || to === undefined) return undefined;
  if (type === 'DEAL_TO_CONTACT' || types === 'deal_contact') return { deal: from, contact: to };
  if (type === 'CONTACT_TO_DEAL' || types === 'contact_deal') return { deal: to, contact: from };
  return undefined;
}
