// POST /v1/collect: the tracking snippet's door, open to pages of the declared sites, which can only append. What is
// answered with 200 or 204 is on disk; on 429 and 503 the snippet sends it again later.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ConnectionError, describeError, SettingsError, UsageError } from '#shared/errors.ts';
import type { JournalLine } from '#shared/schema/collect.ts';
import { CollectAnswer } from '#shared/schema/collect.ts';
import type { Settings } from '#shared/settings.ts';
import { isSameSite, siteOf } from '#shared/sources/domain.ts';
import { admitSite, linesOf } from '../collect/door.ts';
import { Dropped, type DropReason } from '../collect/dropped.ts';
import type { Journals } from '../collect/journals.ts';
import { addRates, mostBytes, type Rates, usualRates } from '../collect/limits.ts';
import { wellFormed } from '../collect/line.ts';
import { numberFor } from '../collect/numbers.ts';
import { errorToWire } from '../error-wire.ts';
import { SettingsStore } from '../settings.ts';
import { ErrorReply } from './schemas.ts';

export interface CollectOptions {
  /** The data folder. */
  folder: string;
  journals: Journals;
  /** Epoch ms. */
  now: () => number;
  rates?: Rates;
}

/** The visitor's id, as the snippet names it. */
const visitorCookie = 'tl_visitor';
/** As long as browsers allow. */
const cookieSeconds = 400 * 86_400;

export const collect: FastifyPluginAsyncTypebox<CollectOptions> = async (
  app,
  { folder, journals, now, rates = usualRates },
) => {
  const store = new SettingsStore(folder);
  const hits = await journals.channel('hits');
  const dropped = await Dropped.open(folder);
  const isTooMany = await addRates(app, rates);
  app.addHook('onClose', () => dropped.flush());
  // A beacon's body is text, whatever it holds; it is read once, by the door.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(['text/plain', 'application/json'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );

  const admit = (request: FastifyRequest, settings: Settings): string => {
    const { origin, referer } = request.headers;
    return admitSite({ origin, referer }, settings, (reason: DropReason, host) => dropped.count(reason, host, now()));
  };

  const config = { open: true, anyOrigin: true };
  app.options(
    '/collect',
    { config, schema: { hide: true, response: { 204: Type.Null() } } },
    async (request, reply) => {
      admit(request, await settingsOf(store));
      allowOrigin(request, reply);
      reply.header('access-control-allow-methods', 'POST').header('access-control-allow-headers', 'content-type');
      return reply.header('access-control-max-age', '86400').code(204).send(null);
    },
  );

  app.post(
    '/collect',
    {
      config,
      bodyLimit: mostBytes,
      onRequest: async (request, reply) => {
        const seconds = await isTooMany(request);
        if (seconds === undefined) return;
        dropped.count('too many', '(any)', now());
        return reply
          .code(429)
          .header('retry-after', seconds)
          .send(null as never);
      },
      errorHandler: (error, request, reply) => {
        if ((error as { code?: string }).code !== 'FST_ERR_CTP_BODY_TOO_LARGE')
          return app.errorHandler(error, request, reply);
        dropped.count('too large', '(any)', now());
        return reply.code(413).send({ error: errorToWire(tooLarge()) } as never);
      },
      schema: {
        tags: ['collect'],
        summary: 'Hits of the tracking snippet: a batch as text/plain or application/json; open to the declared sites',
        security: [],
        response: { 200: CollectAnswer, 204: Type.Null({ description: 'Kept; nothing to say.' }), default: ErrorReply },
      },
    },
    async (request, reply) => {
      const { headers } = request;
      const settings = await settingsOf(store);
      const site = admit(request, settings);
      allowOrigin(request, reply);
      const lines = linesOf(
        {
          body: typeof request.body === 'string' ? request.body : '',
          address: request.ip,
          site,
          userAgent: headers['user-agent'] ?? '',
          purpose: ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map(name => headers[name] ?? '').join(' '),
          received: now(),
        },
        settings,
        dropped,
      );
      if (lines.length === 0) return reply.code(204).send(null);
      let answer: CollectAnswer | undefined;
      const texts = lines.map(line => {
        const shown = numberFor(line, settings);
        answer = shown?.answer ?? answer;
        return wellFormed(JSON.stringify(shown?.number === undefined ? line : { ...line, number: shown.number }));
      });
      await hits.append(texts);
      keepVisitor(request, reply, site, lines);
      return answer ? reply.send(answer) : reply.code(204).send(null);
    },
  );
};

function tooLarge(): UsageError {
  return new UsageError({
    code: 'collect-size',
    what: 'The batch is too large.',
    expected: `at most ${mostBytes} bytes`,
    remedy: 'Send fewer hits at once.',
  });
}

/** A settings file that can't be read is this machine's fault, not the page's: what it sent is not lost. */
async function settingsOf(store: SettingsStore): Promise<Settings> {
  try {
    return await store.read();
  } catch (cause) {
    if (!(cause instanceof SettingsError)) throw cause;
    throw new ConnectionError({
      code: 'collect-settings',
      what: 'The settings of the collector cannot be read.',
      found: describeError(cause),
      remedy: 'Mend settings.json in its data folder.',
      cause,
    });
  }
}

function allowOrigin({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', 'Origin').header('cross-origin-resource-policy', 'cross-origin');
  if (origin) reply.header('access-control-allow-origin', origin).header('access-control-allow-credentials', 'true');
}

/**
 * Some browsers forget after seven days what a script wrote, but not what the site's own server did: where the collector is
 * of the page's site, it gives the visitor's id back as a cookie of its own. Only what was sent with consent.
 */
function keepVisitor(request: FastifyRequest, reply: FastifyReply, site: string, lines: readonly JournalLine[]): void {
  const last = lines.at(-1);
  const host = request.hostname;
  if (last?.consent !== 'granted' || last.kind === 'withdraw' || last.visitor === undefined) return;
  const domain = siteOf(site);
  // A name without a dot, or an address, has no subdomains to share a cookie with.
  if (!isSameSite(host, site) || !domain.includes('.') || /^[\d.]+$|\[/.test(domain)) return;
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header(
    'set-cookie',
    `${visitorCookie}=${last.visitor}; Domain=${domain}; Path=/; Max-Age=${cookieSeconds}; SameSite=Lax${secure}`,
  );
}
