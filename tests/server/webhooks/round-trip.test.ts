// From a vendor's message to what a journey shows: signed, kept as a journal line, imported as its format, joined to the
// visits and files that are there.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import type { Engine } from '../../../server/engine.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { webhooks as route } from '../../../server/routes/webhooks.ts';
import { WebhookSecrets } from '../../../server/webhooks/secrets.ts';
import { body, now, origin, secret, sign } from './payloads.ts';

let folder: string;
let engine: Engine;
let journals: Journals;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-round-trip-'));
  engine = await openLocalEngine(join(folder, 'data'));
  journals = await Journals.open(join(folder, 'collector'));
});
afterEach(async () => {
  await journals.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends messages as the vendor does, and imports what the journal then holds. */
async function deliver(vendor: string, ...messages: (string | Buffer)[]) {
  const secrets = new WebhookSecrets(join(folder, 'collector'));
  secrets.set(vendor, { secret });
  const app = Fastify();
  await app.register(route, { prefix: '/v1', journals, secrets, now: () => now, publicOrigin: origin });
  for (const message of messages) {
    const payload = typeof message === 'string' ? body(message) : message;
    expect((await app.inject({ method: 'POST', payload, ...sign[vendor](payload) })).statusCode).toBe(200);
  }
  await app.close();
  const journal = await journals.channel(`${vendor}-webhook`);
  await journal.seal();
  const segments = await journal.segments();
  const [answer] = await engine.import({ files: [{ path: segments.filter(({ bytes }) => bytes > 0).at(-1)!.path }] });
  expect(answer).toMatchObject({ format: `${vendor}-webhook` });
  expect(answer.error).toBeUndefined();
  return answer;
}

let count = 0;
async function importText(name: string, text: string) {
  const path = join(folder, `${++count}-${name}`);
  await writeFile(path, text);
  const [answer] = await engine.import({ files: [{ path }] });
  expect(answer.error).toBeUndefined();
  return answer;
}

/** `lead ada@…: Paid Search google / cpc (Brand)`, one for each conversion of the person. */
async function conversionsOf(key: string): Promise<string[]> {
  const { conversions } = await engine.journey({ key });
  return conversions.map(({ kind, label, amount, currency, touches }) => {
    const steps = touches.map(
      ({ channel, source, medium, campaign }) => `${channel} ${source} / ${medium}${campaign ? ` (${campaign})` : ''}`,
    );
    return `${kind} ${label}${amount === null ? '' : ` ${amount} ${currency}`}: ${steps.join(' > ') || 'nothing'}`;
  });
}

const visit = (rest: string): string =>
  `visitor_id,ts,event,url,source,medium,campaign,email\n${rest.split(';').join('\n')}\n`;

test('a call is joined to the visitor whose click CallRail saw', async () => {
  await importText(
    'visits.csv',
    visit('v-ada,2026-03-01T09:00:00Z,visit,https://shop.example/?utm_source=newsletter&utm_medium=email,,,,'),
  );
  await importText(
    'more.csv',
    visit(
      'v-ada,2026-03-03T10:00:00Z,visit,https://shop.example/engines?gclid=EAIaIQobChMIwebhookADA0001,google,cpc,Brand,',
    ),
  );
  expect(await deliver('callrail', 'callrail-call.json')).toMatchObject({ kept: 1, rejected: 0 });
  const { people } = await engine.journey({ key: '+442079460001' });
  expect(people.flatMap(({ keys }) => keys)).toEqual(expect.arrayContaining(['visitor:v-ada', 'phone:+442079460001']));
  const [lead] = await conversionsOf('+442079460001');
  expect(lead).toContain('Email newsletter / email');
  expect(lead).toContain('Paid Search google / cpc (Brand)');
});

test('a Typeform response carries its hidden fields into the journey; the CSV of the same response adds nothing', async () => {
  expect(await deliver('typeform', 'typeform-response.json')).toMatchObject({ kept: 1 });
  const told = ['lead ada.byron@analytical.example: Paid Social linkedin / paid_social (Engineers)'];
  expect(await conversionsOf('ada.byron@analytical.example')).toEqual(told);
  const csv =
    '#,Where do we write to? (email),utm_source,utm_medium,utm_campaign,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID\n' +
    'tok0000000000000000000000000ada,ada.byron@analytical.example,linkedin,paid_social,Engineers,completed,2026-03-02 09:58:01,,2026-03-02 10:00:00,n1\n';
  expect(await importText('responses.csv', csv)).toMatchObject({ format: 'typeform-responses', read: 1 });
  expect(await conversionsOf('ada.byron@analytical.example')).toEqual(told);
});

test('a Pipedrive deal that is won has the revenue, and its people the journey', async () => {
  await importText(
    'visits.csv',
    visit(
      'v-ada,2026-03-02T09:00:00Z,visit,https://shop.example/,google,cpc,Roofs,;v-ada,2026-03-02T10:00:00Z,form,https://shop.example/quote,,,,ada.byron@analytical.example',
    ),
  );
  // As it was exported before: with names for stage and owner, which no webhook knows.
  await importText(
    'deals.csv',
    'Deal - ID,Deal - Title,Deal - Status,Deal - Stage,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Deal created,Deal - Update time\n' +
      '9,Roof,Open,Proposal,Olive Owner,450,GBP,2026-03-02 10:05:00,2026-03-04 09:00:00\n',
  );
  const answer = await deliver('pipedrive', 'pipedrive-deal-v2.json', 'pipedrive-person-v2.json');
  expect(answer).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  const { conversions } = await engine.journey({ key: 'ada.byron@analytical.example' });
  const won = conversions.find(({ kind }) => kind === 'won');
  expect(won).toMatchObject({ amount: 480, currency: 'GBP' });
  expect(won?.touches.map(({ campaign }) => campaign)).toEqual(['Roofs']);
  const report = await engine.report({ goal: 'revenue', models: ['last-touch'], by: ['owner'] });
  // The owner stands as the export named him.
  expect(report.rows.filter(({ revenue }) => revenue !== 0).map(({ owner, revenue }) => [owner, revenue])).toEqual([
    ['Olive Owner', 480],
  ]);
});

test('a Stripe charge is an order and its refund takes back; the CSV of the same payments adds nothing', async () => {
  await importText(
    'visits.csv',
    visit(
      'v-ada,2026-03-02T09:00:00Z,visit,https://shop.example/,google,cpc,Brand,;v-ada,2026-03-02T10:00:00Z,form,https://shop.example/quote,,,,ada.byron@analytical.example',
    ),
  );
  await deliver('stripe', 'stripe-charge.json', 'stripe-refunded.json', 'stripe-refund.json', 'stripe-customer.json');
  const ad = 'Paid Search google / cpc (Brand)';
  const told = [
    `lead ada.byron@analytical.example: ${ad}`,
    `order pi_HOOK1 120 GBP: ${ad}`,
    `refund pi_HOOK1 -30 GBP: ${ad}`, // told as a sum and for itself, and counted once
  ];
  expect(await conversionsOf('ada.byron@analytical.example')).toEqual(told);
  const csv =
    'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,PaymentIntent ID,Refunded date (UTC),Status,Customer ID,Customer Email\n' +
    'ch_HOOK1,2026-03-05 10:00:00,120.00,30.00,gbp,true,pi_HOOK1,2026-03-07 10:00:00,Refunded,cus_ADA1,ada.byron@analytical.example\n';
  expect(await importText('payments.csv', csv)).toMatchObject({ format: 'stripe-payments', kept: 0, duplicates: 1 });
  expect(await conversionsOf('ada.byron@analytical.example')).toEqual(told);
});

test('Stripe: a lost dispute is money given back, a subscription stands as it is, test mode is set aside', async () => {
  const answer = await deliver('stripe', 'stripe-dispute.json', 'stripe-subscription.json', 'stripe-test.json');
  expect(answer).toMatchObject({ read: 3, kept: 2, rejected: 1, records: { events: 1, subscriptions: 1 } });
  expect(answer.rejects[0].reason).toBe('an event in test mode');
});

test('HubSpot: a deal grows out of single changes, and what an export had stays', async () => {
  await importText(
    'visits.csv',
    visit(
      'v-ada,2026-03-01T09:00:00Z,visit,https://shop.example/,google,cpc,Engines,;v-ada,2026-03-01T10:00:00Z,form,https://shop.example/quote,,,,ada.byron@analytical.example',
    ),
  );
  const answer = await deliver('hubspot', 'hubspot-events.json');
  expect(answer).toMatchObject({ read: 7, kept: 7, rejected: 0, records: { deals: 1, contacts: 1, accounts: 1 } });
  const { conversions } = await engine.journey({ key: 'ada.byron@analytical.example' });
  const won = conversions.find(({ kind }) => kind === 'won');
  expect(won).toMatchObject({ label: 'Engine no. 2', amount: 1200.5 });
  expect(won?.touches.map(({ campaign }) => campaign)).toEqual(['Engines']);
  // Won in the moment that the stage was changed: 4 March 2026, 10:00 UTC.
  const day = async (from: string, to: string) =>
    (await engine.report({ goal: 'revenue', models: ['last-touch'], by: ['campaign'], from, to })).totals.revenue;
  expect(await day('2026-03-04', '2026-03-04')).toBe(1200.5);
  expect(await day('2026-03-05', '2026-03-31')).toBe(0);
  // The same messages once more, as HubSpot sends them where it heard no answer.
  expect(await deliver('hubspot', 'hubspot-events.json')).toMatchObject({ kept: 0, duplicates: 7 });
});

test('Salesforce: a lead with its click is a touch, an opportunity that is won has the revenue', async () => {
  const lead = await deliver('salesforce', 'salesforce-lead.xml');
  expect(lead).toMatchObject({ read: 2, kept: 2, rejected: 0, records: { contacts: 2, events: 1 } });
  const [touch] = (await engine.journey({ key: 'ada.byron@analytical.example' })).conversions[0].touches;
  expect(touch).toMatchObject({ source: 'google', medium: 'cpc' });
  const contact = (await readFile(new URL('payloads/salesforce-opportunity.xml', import.meta.url), 'utf8')).replace(
    '0035g00000CCCCCAA4',
    '00Q5g00000LLLLLAA4',
  );
  await deliver('salesforce', Buffer.from(contact));
  const { conversions } = await engine.journey({ key: 'ada.byron@analytical.example' });
  expect(conversions.find(({ kind }) => kind === 'won')).toMatchObject({ label: 'Bolts & nuts <2>', amount: 2500 });
});

test('CallTrackingMetrics: a call from an ad is a lead of its own', async () => {
  expect(await deliver('calltrackingmetrics', 'ctm-call.json')).toMatchObject({ kept: 1 });
  const [lead] = await conversionsOf('+442079460002');
  expect(lead).toContain('bing ads / cpc');
  expect(lead).toContain('(Boilers)');
});
