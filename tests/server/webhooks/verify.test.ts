// Whether a request is the vendor's: by the vendor's own recipe, and refused for anything that isn't as it was signed.

import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { webhooks } from '../../../server/webhooks/index.ts';
import type { Delivery } from '../../../server/webhooks/webhook.ts';
import { body, now, origin, secret, sign, webhookOf } from './payloads.ts';

const bodies: Readonly<Record<string, string>> = {
  callrail: 'callrail-call.json',
  calltrackingmetrics: 'ctm-call.json',
  typeform: 'typeform-response.json',
  hubspot: 'hubspot-events.json',
  salesforce: 'salesforce-opportunity.xml',
  pipedrive: 'pipedrive-deal-v2.json',
  stripe: 'stripe-charge.json',
};

/** A delivery as the vendor signs it; `changed` is what became of it on the way. */
function delivery(id: string, changed: Partial<Delivery> = {}): Delivery {
  const rawBody = body(bodies[id]);
  const { url, headers } = sign[id](rawBody);
  return { method: 'POST', headers, rawBody, url: `${origin}${url}`, secret, now, ...changed };
}

const ids = webhooks.map(({ id }) => id);

describe.each(ids)('%s', id => {
  const { verify } = webhookOf(id);

  test('is taken as it was signed', () => {
    expect(verify(delivery(id))).toBeNull();
  });

  test('is refused by another secret', () => {
    expect(verify(delivery(id, { secret: 'another-secret' }))?.code).toBe('webhook-signature');
  });

  test('is refused without a signature', () => {
    const bare = delivery(id, { headers: {}, url: `${origin}/v1/webhooks/${id}` });
    expect(verify(bare)).toMatchObject({ code: 'webhook-unsigned' });
  });
});

test.each(ids.filter(id => id !== 'salesforce' && id !== 'pipedrive'))(
  '%s is refused where a byte of the body changed',
  id => {
    const rawBody = Buffer.from(body(bodies[id]));
    rawBody[rawBody.length - 3] ^= 1;
    expect(webhookOf(id).verify(delivery(id, { rawBody }))?.code).toBe('webhook-signature');
  },
);

test.each(['calltrackingmetrics', 'hubspot', 'stripe'])(
  '%s is refused when it is sent again later, and where its clock is ahead',
  id => {
    const { verify } = webhookOf(id);
    expect(verify(delivery(id, { now: now + 7_200_000 }))?.code).toBe('webhook-stale');
    expect(verify(delivery(id, { now: now - 7_200_000 }))?.code).toBe('webhook-stale');
  },
);

test('five minutes are the most for HubSpot and Stripe', () => {
  // Signed two minutes before `now`: at 3 minutes more it is five minutes old, and one second later too old.
  for (const id of ['hubspot', 'stripe']) {
    const { verify } = webhookOf(id);
    expect(verify(delivery(id, { now: now + 180_000 }))).toBeNull();
    expect(verify(delivery(id, { now: now + 181_000 }))?.code).toBe('webhook-stale');
  }
});

test("HubSpot's own vectors: its client libraries for Python and Ruby", () => {
  const given = (timestamp: string, signature: string): Delivery => ({
    method: 'POST',
    headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp },
    rawBody: Buffer.from("{'example_field':'example_value'}"),
    url: 'https://www.example.com/webhook_uri',
    secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    now: Number(timestamp),
  });
  const { verify } = webhookOf('hubspot');
  expect(verify(given('1693657560000', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='))).toBeNull();
  expect(verify(given('1700000300000', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='))).toBeNull();
  expect(verify(given('1700000300001', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='))?.code).toBe(
    'webhook-signature',
  );
});

test('HubSpot signs the address by which it called: another host, path or query is refused, escapes are as it decodes them', () => {
  const { verify } = webhookOf('hubspot');
  expect(verify(delivery('hubspot', { url: 'http://127.0.0.1:4518/v1/webhooks/hubspot' }))?.code).toBe(
    'webhook-signature',
  );
  const time = String(now);
  const rawBody = body('hubspot-events.json');
  // %3A and %2F are signed as : and /, %20 as it stands.
  const text = Buffer.concat([Buffer.from('POSThttps://c.example/v1/x?a=b:c/d%20e'), rawBody, Buffer.from(time)]);
  const headers = {
    'x-hubspot-signature-v3': createHmac('sha256', secret).update(text).digest('base64'),
    'x-hubspot-request-timestamp': time,
  };
  expect(verify(delivery('hubspot', { headers, url: 'https://c.example/v1/x?a=b%3Ac%2fd%20e' }))).toBeNull();
});

test("HubSpot's older signatures are refused and named", () => {
  const headers = { 'x-hubspot-signature': 'a'.repeat(64), 'x-hubspot-signature-version': 'v1' };
  expect(webhookOf('hubspot').verify(delivery('hubspot', { headers }))?.details).toMatchObject({
    code: 'webhook-unsigned',
    found: 'X-HubSpot-Signature, version 1 or 2',
  });
});

test('Stripe may sign by two secrets while one is being replaced', () => {
  const whole = delivery('stripe');
  const own = String(whole.headers['stripe-signature']);
  const [time, v1] = own.split(',');
  const other = `v1=${'0'.repeat(64)}`;
  const { verify } = webhookOf('stripe');
  const by = (header: string) => verify({ ...whole, headers: { 'stripe-signature': header } });
  expect(by([time, other, v1].join(','))).toBeNull();
  expect(by([time, other].join(','))?.code).toBe('webhook-signature');
  expect(by(v1)?.code).toBe('webhook-unsigned'); // no time
  expect(by(`t=${Number(time.slice(2)) + 1},${v1}`)?.code).toBe('webhook-signature'); // another time
});

test('Salesforce is taken from the organisation that was set alone, by either form of its id', () => {
  const { verify } = webhookOf('salesforce');
  expect(verify(delivery('salesforce', { account: '00D5g000004XYZA' }))).toBeNull();
  expect(verify(delivery('salesforce', { account: '00D5g000004XYZABC2' }))).toBeNull();
  expect(verify(delivery('salesforce', { account: '00D5g000004XYZB' }))).toMatchObject({ code: 'webhook-account' });
});

test('Pipedrive is taken by its password, whatever the user is called', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const { verify } = webhookOf('pipedrive');
  expect(verify(delivery('pipedrive', { headers: basic(`anybody:${secret}`) }))).toBeNull();
  expect(verify(delivery('pipedrive', { headers: basic(`${secret}:`) }))?.code).toBe('webhook-signature');
  expect(verify(delivery('pipedrive', { headers: basic(secret) }))?.code).toBe('webhook-signature');
  expect(verify(delivery('pipedrive', { headers: { authorization: `Bearer ${secret}` } }))?.code).toBe(
    'webhook-unsigned',
  );
});
