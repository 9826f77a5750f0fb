// POST /v1/webhooks/:vendor: what vendors tell as it happens. Open to the internet; a request is taken only where it proves
// to be the vendor's, and answered only once its lines are on disk: until then the vendor sends it again. What comes twice
// is the same records.

import type { FastifyError, FastifyPluginAsync } from 'fastify';
import { Type } from 'typebox';
import { NotFoundError, UsageError } from '#shared/errors.ts';
import { wellFormed } from '../collect/line.ts';
import { errorToWire } from '../error-wire.ts';
import { webhooks as allWebhooks } from '../webhooks/index.ts';
import type { WebhookSecrets } from '../webhooks/secrets.ts';
import type { Webhook } from '../webhooks/webhook.ts';
import { ErrorReply } from './schemas.ts';

/** Vendors send a few kilobytes; Salesforce a hundred records at most. */
const mostBytes = 1024 * 1024;

export interface WebhookOptions {
  /** Where lines are kept: server/collect/journals.ts. */
  readonly journals: { channel(id: string): Promise<{ append(lines: readonly string[]): Promise<void> }> };
  readonly secrets: Pick<WebhookSecrets, 'get' | 'origin'>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Scheme and host that vendors call, where a proxy stands between; some sign them. */
  readonly publicOrigin?: string;
}

export const webhooks: FastifyPluginAsync<WebhookOptions> = async (app, { journals, secrets, now, publicOrigin }) => {
  // Of this scope alone: what is verified are the bytes as they came, whatever they are said to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
    done(null, body),
  );

  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error.statusCode !== 413) throw error;
    const tooLarge = new UsageError({
      code: 'webhook-size',
      what: 'This is larger than any webhook.',
      expected: `${mostBytes} bytes at most`,
    });
    return reply.code(413).send({ error: errorToWire(tooLarge) });
  });

  app.post(
    '/webhooks/:vendor',
    {
      config: { open: true },
      bodyLimit: mostBytes,
      schema: {
        summary: 'What a vendor tells as it happens (signed by the vendor)',
        tags: ['collect'],
        security: [],
        params: Type.Object({ vendor: Type.String({ maxLength: 64 }) }),
        response: {
          200: Type.Unknown(),
          401: ErrorReply,
          403: ErrorReply,
          404: ErrorReply,
          413: ErrorReply,
          422: ErrorReply,
        },
      },
    },
    async (request, reply) => {
      const { vendor } = request.params as { vendor: string };
      const webhook = allWebhooks.find(({ id }) => id === vendor);
      const set = webhook && secrets.get(vendor);
      if (!webhook || !set) throw notOn(vendor, webhook);
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const at = now();
      const refused = webhook.verify({
        method: request.method,
        headers: request.headers,
        rawBody,
        url: (publicOrigin ?? secrets.origin ?? `${request.protocol}://${request.host}`) + request.raw.url,
        secret: set.secret,
        account: set.account,
        now: at,
      });
      if (refused) {
        const status = refused.code === 'webhook-unsigned' ? 401 : 403;
        return reply.code(status).send({ error: errorToWire(refused) });
      }
      const byFormat = Map.groupBy(webhook.lines(rawBody, at), ({ format }) => format);
      for (const [format, lines] of byFormat) {
        const journal = await journals.channel(format);
        await journal.append(lines.map(({ line }) => wellFormed(line)));
      }
      reply.code(200);
      if (webhook.answer) return reply.type(webhook.answer.type).serializer(String).send(webhook.answer.body);
      return reply.send();
    },
  );
};

function notOn(vendor: string, webhook: Webhook | undefined): NotFoundError {
  return new NotFoundError({
    code: webhook ? 'webhook-off' : 'webhook-unknown',
    what: webhook ? `The webhook of ${webhook.label} is not set up here.` : 'There is no such webhook.',
    found: vendor.slice(0, 64),
    expected: webhook ? 'a secret' : allWebhooks.map(({ id }) => id).join(', '),
    remedy: webhook ? `throughline webhooks set ${webhook.id}` : 'See throughline webhooks.',
  });
}
