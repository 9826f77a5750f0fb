// Salesforce's outbound messages: SOAP, with the fields of one kind of record that the message was set up to send. Salesforce
// signs nothing: what proves a message is a token in the URL that only Salesforce was told, over TLS, and the organisation's
// id. The answer must be an acknowledgement in SOAP, or it is sent again for a day.

import { XMLParser } from 'fast-xml-parser';
import { isObject, type Json, type JsonObject, textOf, unreadable } from './body.ts';
import { isSame, missing, refusal, wrong } from './proof.ts';
import type { Webhook } from './webhook.ts';

const kinds: Readonly<Record<string, string>> = {
  Opportunity: 'opportunity',
  Lead: 'lead',
  Contact: 'contact',
  Account: 'account',
};

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // Ids and phone numbers are no numbers.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  // Only the five that XML itself has; a DOCTYPE, which could define more, is refused before.
  processEntities: false,
  maxNestedTags: 20,
  isArray: name => name === 'Notification',
});

export const salesforce = {
  id: 'salesforce',
  label: 'Salesforce',
  formats: ['salesforce-webhook'],
  brings: 'opportunities, leads, contacts and accounts when a flow says so',
  secret: {
    about:
      'a token made here, part of the URL: Salesforce › Setup › Outbound Messages; send Id, LastModifiedDate, CreatedDate and the fields you report on (StageName, IsWon, IsClosed, CloseDate, Amount, AccountId, ContactId; Email, Phone, gclid__c …), and set it off by a flow',
    isOurs: true,
    isInUrl: true,
  },
  account: "the organisation's id (00D…)",
  verify({ url, secret, account, rawBody }) {
    const token = new URL(url).searchParams.get('token') ?? '';
    if (token === '') return missing('Salesforce', 'the token in the URL: ?token=…');
    if (!isSame(token, secret)) return wrong('Salesforce');
    if (account === undefined) return null;
    // The longer form of an id only adds a check to the first 15 characters.
    const organization = textOf(notifications(rawBody).OrganizationId) ?? '';
    if (isSame(organization.slice(0, 15), account.slice(0, 15))) return null;
    return refusal('webhook-account', {
      what: 'This message is from another organisation.',
      found: organization === '' ? 'no OrganizationId' : `OrganizationId ${organization.slice(0, 18)}`,
      expected: account,
      remedy: 'Set the id of your own organisation: throughline webhooks set salesforce --account 00D…',
    });
  },
  lines(body, now) {
    const message = notifications(body);
    const salesforce = { organization: message.OrganizationId, action: message.ActionId };
    return listed(message.Notification).flatMap(notification => {
      const object = notification.sObject;
      if (!isObject(object)) return [];
      const name = kinds[(textOf(object['@type']) ?? '').replace(/^.*:/, '')];
      if (name === undefined) return [];
      return [
        {
          format: 'salesforce-webhook',
          line: JSON.stringify({
            received: now,
            salesforce: { ...salesforce, notification: notification.Id },
            [name]: fieldsOf(object),
          }),
        },
      ];
    });
  },
  answer: {
    type: 'text/xml; charset=utf-8',
    body: '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>',
  },
  facts:
    'developer.salesforce.com, SOAP API: Outbound Messaging, Understanding the Outbound Messaging WSDL (up to 100 notifications; Ack; sent again for 24 hours)',
} satisfies Webhook;

function notifications(body: Buffer): JsonObject {
  const text = body.toString('utf8');
  const expected = 'a SOAP envelope with notifications';
  // Nothing in a message needs one, and entities defined there can be made to blow up.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unreadable('Salesforce', 'a document type of its own', expected);
  let parsed: Json;
  try {
    parsed = parser.parse(text, true) as Json;
  } catch (cause) {
    throw unreadable('Salesforce', text, expected, cause);
  }
  const found = ['Envelope', 'Body', 'notifications'].reduce<Json | undefined>(
    (value, name) => (isObject(value) ? value[name] : undefined),
    parsed,
  );
  if (!isObject(found)) throw unreadable('Salesforce', text, expected);
  return found;
}

function listed(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The record's fields as text; one that is empty (`xsi:nil`) is null, which takes its value away. */
function fieldsOf(object: JsonObject): JsonObject {
  const fields: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    if (name.startsWith('@')) continue;
    const field = /__c$/i.test(name) ? name.toLowerCase() : name;
    if (isObject(value)) fields[field] = value['@nil'] === 'true' ? null : unescaped(textOf(value['#text']) ?? '');
    else if (!Array.isArray(value)) fields[field] = unescaped(textOf(value) ?? '');
  }
  return fields;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name.toLowerCase()];
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
