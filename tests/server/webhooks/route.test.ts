// The door for vendors: open to whoever can prove to be one, and answered only once its lines are on disk.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import { addErrorReplies } from '../../../server/plugins/errors.ts';
import { webhooks as route } from '../../../server/routes/webhooks.ts';
import { WebhookSecrets } from '../../../server/webhooks/secrets.ts';
import { openCompanionApp } from '../routes/companion-app.ts';
import { body, linesOf, now, origin, secret, sign } from './payloads.ts';

let folder: string;
let journals: Journals;
let secrets: WebhookSecrets;
let app: FastifyInstance;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-webhooks-'));
  journals = await Journals.open(folder);
  secrets = new WebhookSecrets(folder);
  app = Fastify();
  addErrorReplies(app);
  app.post('/v1/echo', async request => request.body);
  await app.register(route, { prefix: '/v1', journals, secrets, now: () => now, publicOrigin: origin });
});
afterEach(async () => {
  await app.close();
  await journals.close();
  await rm(folder, { recursive: true, force: true });
});

const send = (id: string, name: string, changed: { headers?: Record<string, string>; payload?: Buffer } = {}) => {
  const payload = body(name);
  const { url, headers } = sign[id](payload);
  return app.inject({
    method: 'POST',
    url,
    payload: changed.payload ?? payload,
    headers: { 'content-type': 'application/json', ...headers, ...changed.headers },
  });
};

const kept = async (format: string): Promise<string[]> => {
  const journal = await journals.channel(format);
  const texts = await Promise.all((await journal.segments()).map(({ path }) => readFile(path, 'utf8')));
  return texts.join('').split('\n').slice(0, -1);
};

test('what a vendor proves is kept, a line each, before it is answered', async () => {
  secrets.set('hubspot', { secret });
  const reply = await send('hubspot', 'hubspot-events.json');
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toBe('');
  expect(await kept('hubspot-webhook')).toEqual(linesOf('hubspot-webhook'));
});

test('nothing is answered while its lines are not on disk, and a disk that fails is no 200', async () => {
  secrets.set('stripe', { secret });
  let finish = (_error?: Error) => {};
  const slow = Fastify();
  addErrorReplies(slow);
  await slow.register(route, {
    prefix: '/v1',
    secrets,
    now: () => now,
    journals: {
      channel: async () => ({
        append: () =>
          new Promise<void>((resolve, reject) => {
            finish = error => (error ? reject(error) : resolve());
          }),
      }),
    },
  });
  const payload = body('stripe-charge.json');
  const ask = () => slow.inject({ method: 'POST', payload, ...sign.stripe(payload) });
  const first = ask();
  await new Promise(resolve => setTimeout(resolve, 100));
  const state = await Promise.race([first.then(() => 'answered'), Promise.resolve('waiting')]);
  expect(state).toBe('waiting');
  finish();
  expect((await first).statusCode).toBe(200);
  const second = ask();
  await new Promise(resolve => setTimeout(resolve, 100));
  finish(new Error('no space left'));
  expect((await second).statusCode).toBe(500);
  await slow.close();
});

test('Salesforce hears its acknowledgement, in SOAP', async () => {
  secrets.set('salesforce', { secret, account: '00D5g000004XYZA' });
  const reply = await send('salesforce', 'salesforce-lead.xml');
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toContain('text/xml');
  expect(reply.body).toContain('<Ack>true</Ack>');
  expect(await kept('salesforce-webhook')).toHaveLength(2);
});

test('without a secret there is nothing there; once one is set it counts at once', async () => {
  const off = await send('callrail', 'callrail-call.json');
  expect(off.statusCode).toBe(404);
  expect(off.json().error).toMatchObject({ code: 'webhook-off', remedy: 'throughline webhooks set callrail' });
  // By another process, as the command line is.
  new WebhookSecrets(folder).set('callrail', { secret });
  expect((await send('callrail', 'callrail-call.json')).statusCode).toBe(200);
  new WebhookSecrets(folder).unset('callrail');
  expect((await send('callrail', 'callrail-call.json')).statusCode).toBe(404);
  expect(await kept('callrail-webhook')).toHaveLength(1);
});

test('a vendor that nobody knows is not there, not even by a name that every object has', async () => {
  for (const vendor of ['nobody', 'constructor', '__proto__']) {
    const reply = await app.inject({ method: 'POST', url: `/v1/webhooks/${vendor}`, payload: {} });
    expect(reply.statusCode).toBe(404);
    expect(reply.json().error.code).toBe('webhook-unknown');
  }
});

test('what does not prove anything is 401, what proves it wrongly 403, and nothing of it is kept', async () => {
  secrets.set('typeform', { secret });
  const unsigned = await send('typeform', 'typeform-response.json', { headers: { 'typeform-signature': '' } });
  expect([unsigned.statusCode, unsigned.json().error.code]).toEqual([401, 'webhook-unsigned']);
  const changed = await send('typeform', 'typeform-response.json', {
    payload: Buffer.from(body('typeform-response.json').toString().replace('Engineers', 'Spies')),
  });
  expect([changed.statusCode, changed.json().error.code]).toEqual([403, 'webhook-signature']);
  expect(changed.body).not.toContain(secret);
  expect(await kept('typeform-webhook')).toEqual([]);
});

test('the body is verified as it came, whatever it says it is; a form or no type at all too', async () => {
  secrets.set('calltrackingmetrics', { secret });
  for (const type of ['application/x-www-form-urlencoded', 'text/plain; charset=utf-8', 'application/json']) {
    const reply = await send('calltrackingmetrics', 'ctm-call.json', { headers: { 'content-type': type } });
    expect(reply.statusCode).toBe(200);
  }
});

test('a signed body that is nothing of the vendor is told in words, a huge one is refused', async () => {
  secrets.set('stripe', { secret });
  const text = Buffer.from('[]');
  const { url, headers } = sign.stripe(text);
  const wrong = await app.inject({ method: 'POST', url, headers, payload: text });
  expect([wrong.statusCode, wrong.json().error.code]).toEqual([422, 'webhook-body']);
  const huge = await app.inject({ method: 'POST', url, headers, payload: Buffer.alloc(1024 * 1024 + 1, 32) });
  expect([huge.statusCode, huge.json().error.code]).toEqual([413, 'webhook-size']);
});

test("other routes read bodies as they did: the parser is the webhooks' own", async () => {
  const reply = await app.inject({ method: 'POST', url: '/v1/echo', payload: { a: 1 } });
  expect(reply.json()).toEqual({ a: 1 });
});

test('the companion takes them too, without its token, by its loopback host', async () => {
  const companion = await openCompanionApp({ collects: true });
  try {
    new WebhookSecrets(companion.folder).set('stripe', { secret });
    const payload = body('stripe-charge.json');
    const ask = (at: number) => {
      const { url, headers } = sign.stripe(payload, at);
      return companion.app.inject({ method: 'POST', url, payload, headers: { ...headers, host: '127.0.0.1:4517' } });
    };
    expect((await ask(companion.clock.now)).statusCode).toBe(200);
    expect((await ask(companion.clock.now - 600_000)).statusCode).toBe(403);
  } finally {
    await companion.close();
  }
});
