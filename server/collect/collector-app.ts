// The public collector's app: what may stand on the open internet, and nothing else. No engine and no database: it keeps
// lines in journals until `throughline pull` fetches them. Behind a proxy on the same machine, which does TLS.

import { createHash, timingSafeEqual } from 'node:crypto';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance } from 'fastify';
import { AccessError } from '#shared/errors.ts';
import { LinkRegister } from '../links/register.ts';
import { addErrorReplies, replyWithError } from '../plugins/errors.ts';
import { addReplyHeaders } from '../plugins/host.ts';
import { collect } from '../routes/collect.ts';
import { journal } from '../routes/journal.ts';
import { vanityLinks } from '../routes/links.ts';
import { snippet } from '../routes/snippet.ts';
import { webhooks } from '../routes/webhooks.ts';
import { SettingsStore } from '../settings.ts';
import { WebhookSecrets } from '../webhooks/secrets.ts';
import type { Access } from './access.ts';
import type { Journals } from './journals.ts';
import type { Rates } from './limits.ts';

export interface CollectorOptions {
  /** The data folder. */
  folder: string;
  journals: Journals;
  /** As visitors' browsers see it: https://collect.acme.com. */
  publicOrigin: string;
  access: Access;
  /** Epoch ms; the clock, unless a test has one of its own. */
  now?: () => number;
  rates?: Rates;
  /** How long a line stays that was pulled already, in days. */
  keepDays?: number;
  /** Errors of ours go here, one JSON line each; none where left out. */
  log?: NodeJS.WritableStream;
}

export async function buildCollectorApp(options: CollectorOptions): Promise<FastifyInstance> {
  const { folder, journals, publicOrigin, access, now = Date.now, rates, keepDays = 30, log } = options;
  const app = Fastify({
    logger: log ? { level: 'error', stream: log } : false,
    bodyLimit: 1024 * 1024,
    // Only the proxy on this machine may say whom it asks for.
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    // A sender that dawdles holds a connection, and is parted from it.
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: replyWithError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setSerializerCompiler(() => data => JSON.stringify(data));
  addErrorReplies(app);
  addPublicHostCheck(app, publicOrigin);
  addReplyHeaders(app);

  // All that the open internet meets.
  const settings = new SettingsStore(folder);
  await app.register(snippet, { settings: () => settings.read(), origin: () => publicOrigin });
  await app.register(vanityLinks, { register: new LinkRegister(folder) });
  await app.register(
    async v1 => {
      await v1.register(collect, { folder, journals, now, rates });
      await v1.register(webhooks, { journals, secrets: new WebhookSecrets(folder), now, publicOrigin });
      await v1.register(async scope => {
        addPullToken(scope, access.token);
        await scope.register(journal, { journals, id: access.id, keepDays, now });
      });
    },
    { prefix: '/v1' },
  );
  return app as unknown as FastifyInstance;
}

/** Whoever asks for another host asks somebody else: a scanner, or a proxy that was set up wrong. */
function addPublicHostCheck(app: FastifyInstance, publicOrigin: string): void {
  const expected = new URL(publicOrigin);
  app.addHook('onRequest', async ({ host, hostname }) => {
    if (hostname.toLowerCase() === expected.hostname) return;
    throw new AccessError({
      code: 'host',
      what: 'This collector answers to another name.',
      found: `Host: ${host.slice(0, 200)}`,
      expected: expected.host,
      remedy: `Ask ${expected.origin}; a proxy must pass the Host on.`,
    });
  });
}

function addPullToken(app: FastifyInstance, token: string): void {
  // Both hashed: equal lengths, compared in equal time.
  const expected = hash(token);
  app.addHook('onRequest', async ({ headers }) => {
    const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(hash(given), expected)) return;
    throw new AccessError({
      code: given === undefined ? 'token-missing' : 'token-unknown',
      what: given === undefined ? 'This needs the token of the collector.' : 'This is not the token of the collector.',
      expected: 'the header Authorization: Bearer TOKEN',
      remedy: 'It lies in collector.json in the data folder of the collector, and is printed when it starts.',
    });
  });
}

const hash = (text: string) => createHash('sha256').update(text).digest();
