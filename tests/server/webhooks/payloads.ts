// Bodies as vendors send them (payloads/), signed as they sign them, and the lines that they become.

import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webhooks } from '../../../server/webhooks/index.ts';
import type { Webhook } from '../../../server/webhooks/webhook.ts';

const folder = new URL('payloads/', import.meta.url).pathname;

/** 7 March 2026, 10:00: two minutes after whatever was signed in these tests. */
export const now = Date.UTC(2026, 2, 7, 10);
const signedAt = now - 120_000;
export const secret = 'a-secret-of-the-tests';
export const origin = 'https://collect.acme.example';

export const body = (name: string): Buffer => readFileSync(join(folder, name));

export function webhookOf(id: string): Webhook {
  const found = webhooks.find(webhook => webhook.id === id);
  if (!found) throw new Error(`no webhook ${id}`);
  return found;
}

const prefixes: Readonly<Record<string, string>> = { 'calltrackingmetrics-webhook': 'ctm' };

/** The lines of a vendor's bodies, in order of their names, as a journal holds them. */
export function linesOf(format: string): string[] {
  const prefix = prefixes[format] ?? format.replace('-webhook', '');
  const webhook = webhooks.find(({ formats }) => formats.includes(format))!;
  return readdirSync(folder)
    .filter(name => name.startsWith(`${prefix}-`))
    .sort()
    .flatMap(name => webhook.lines(body(name), now).map(({ line }) => line));
}

const hmac = (hash: string, text: string | Buffer, encoding: 'base64' | 'hex'): string =>
  createHmac(hash, secret).update(text).digest(encoding);

interface Signed {
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
}

/** How each vendor signs a body at a time, by the recipe in its documentation. */
export const sign: Readonly<Record<string, (bytes: Buffer, at?: number) => Signed>> = {
  callrail: bytes => ({ url: '/v1/webhooks/callrail', headers: { signature: hmac('sha1', bytes, 'base64') } }),
  calltrackingmetrics(bytes, at = signedAt) {
    const time = String(at / 1000);
    const signature = hmac('sha1', Buffer.concat([Buffer.from(time), bytes]), 'base64');
    return {
      url: '/v1/webhooks/calltrackingmetrics',
      headers: { 'x-ctm-time': time, 'x-ctm-signature': signature },
    };
  },
  typeform: bytes => ({
    url: '/v1/webhooks/typeform',
    headers: { 'typeform-signature': `sha256=${hmac('sha256', bytes, 'base64')}` },
  }),
  hubspot(bytes, at = signedAt) {
    const url = '/v1/webhooks/hubspot';
    const text = Buffer.concat([Buffer.from(`POST${origin}${url}`), bytes, Buffer.from(String(at))]);
    return {
      url,
      headers: {
        'x-hubspot-signature-v3': hmac('sha256', text, 'base64'),
        'x-hubspot-request-timestamp': String(at),
      },
    };
  },
  salesforce: () => ({ url: `/v1/webhooks/salesforce?token=${secret}`, headers: { 'content-type': 'text/xml' } }),
  pipedrive: () => ({
    url: '/v1/webhooks/pipedrive',
    headers: { authorization: `Basic ${Buffer.from(`throughline:${secret}`).toString('base64')}` },
  }),
  stripe(bytes, at = signedAt) {
    const time = at / 1000;
    const v1 = hmac('sha256', Buffer.concat([Buffer.from(`${time}.`), bytes]), 'hex');
    return { url: '/v1/webhooks/stripe', headers: { 'stripe-signature': `t=${time},v1=${v1},v0=0000` } };
  },
};
