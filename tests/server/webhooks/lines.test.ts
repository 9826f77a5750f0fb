// What becomes of a vendor's message: lines of a format, and nothing of what isn't ours to keep.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formats } from '#shared/formats/index.ts';
import { webhooks } from '../../../server/webhooks/index.ts';
import { body, linesOf, now, webhookOf } from './payloads.ts';

const fixtures = new URL('../../fixtures/', import.meta.url).pathname;
const read = (id: string, text: string | Buffer) =>
  webhookOf(id)
    .lines(Buffer.from(text), now)
    .map(({ line }) => JSON.parse(line));

test.each(webhooks.flatMap(webhook => webhook.formats))("%s: the fixture is what the vendor's messages become", id => {
  expect(formats.map(format => format.id)).toContain(id);
  const lines = linesOf(id);
  expect(lines.every(line => !/[\n\r]/.test(line))).toBe(true);
  expect(readFileSync(`${fixtures}${id}/journal.ndjson`, 'utf8')).toBe(lines.map(line => `${line}\n`).join(''));
});

test('of a Typeform response only how to reach people, how they heard and the hidden fields are kept', () => {
  const [line] = linesOf('typeform-webhook');
  expect(line).not.toContain('health');
  expect(JSON.parse(line)).toMatchObject({
    typeform: { email: 'Ada.Byron@analytical.example', phone: '+442079460001', heard: 'A podcast' },
    hidden: { utm_campaign: 'Engineers' },
  });
});

test('of a payment nothing is kept of how it was paid', () => {
  expect(linesOf('stripe-webhook').join('')).not.toContain('4242');
});

test('messages that tell nothing we keep become no line', () => {
  expect(read('callrail', body('callrail-form.json'))).toEqual([]);
  expect(read('typeform', '{"event_type":"form_response_partial","form_response":{"token":"x"}}')).toEqual([]);
  expect(read('pipedrive', '{"data":null,"previous":{"id":1},"meta":{"action":"delete","entity":"deal"}}')).toEqual([]);
  expect(read('stripe', '{"type":"invoice.created","data":{"object":{"id":"in_1"}}}')).toEqual([]);
  expect(read('hubspot', '[{"subscriptionType":"ticket.creation","objectId":1}]')).toEqual([]);
  expect(
    read(
      'hubspot',
      '[{"subscriptionType":"deal.associationChange","associationType":"DEAL_TO_CONTACT","associationRemoved":true,"fromObjectId":1,"toObjectId":2}]',
    ),
  ).toEqual([]);
});

test("HubSpot's association names the deal and the contact from either end", () => {
  const change = (more: object) =>
    read(
      'hubspot',
      JSON.stringify([{ subscriptionType: 'object.associationChange', fromObjectId: 7, toObjectId: 8, ...more }]),
    );
  expect(change({ associationType: 'CONTACT_TO_DEAL' })[0].association).toEqual({ deal: '8', contact: '7' });
  expect(change({ fromObjectTypeId: '0-3', toObjectTypeId: '0-1' })[0].association).toEqual({
    deal: '7',
    contact: '8',
  });
  expect(change({ fromObjectTypeId: '0-2', toObjectTypeId: '0-1' })).toEqual([]);
});

test('a Salesforce message is read with the five entities of XML; empty fields take their value away', () => {
  const [opportunity] = read('salesforce', body('salesforce-opportunity.xml'));
  expect(opportunity.opportunity).toMatchObject({ Name: 'Bolts & nuts <2>', Type: null, Id: '0065g00000AAAAAAA4' });
  expect(read('salesforce', body('salesforce-lead.xml')).map(({ lead }) => [lead.Id, lead.Email, lead.Phone])).toEqual([
    ['00Q5g00000LLLLLAA4', 'ada.byron@analytical.example', '0044 20 7946 0001'],
    ['00Q5g00000MMMMMAA4', null, undefined],
  ]);
});

test('a Salesforce message with a document type of its own is refused before it is read', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${body(
    'salesforce-lead.xml',
  )
    .toString()
    .replace(/<\?xml.*?\?>/, '')}`;
  expect(() => read('salesforce', bomb)).toThrow('not what Salesforce sends');
  const file = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>';
  expect(() => read('salesforce', file)).toThrow('not what Salesforce sends');
});

test.each([
  ['typeform', 'no json'],
  ['typeform', '[]'],
  ['hubspot', '{"a":1}'],
  ['stripe', ''],
  ['salesforce', '<Envelope><Body/></Envelope>'],
  ['salesforce', '<Envelope><Body>'],
])('%s: %j is told in words', (id, text) => {
  expect(() => read(id, text)).toThrow(/is not what (Typeform|HubSpot|Stripe|Salesforce) sends/);
});

test("a subscription's amount is that of one interval for the whole quantity, over all its items", () => {
  const items = [
    { quantity: 2, price: { id: 'price_pro', unit_amount: 6000, currency: 'gbp', recurring: { interval: 'month' } } },
    { price: { id: 'price_add', unit_amount: 500, currency: 'gbp', recurring: { interval: 'month' } } },
  ];
  const event = { type: 'customer.subscription.updated', data: { object: { id: 'sub_1', items: { data: items } } } };
  // 2 × 6000 + 1 × 500; 2 + 1 pieces
  expect(read('stripe', JSON.stringify(event))[0].subscription).toMatchObject({
    plan: 'price_pro',
    interval: 'month',
    amount: 12500,
    quantity: 3,
  });
});
